"""Drive, as far as the tests need it: folders, who may do what, making and sharing a file."""

from __future__ import annotations

import re

_FILE = re.compile(r"/drive/v3/files/([\w-]+)(/permissions)?$")


def drive(service, method, path, query, body, account):
    """The answer to a request to Drive."""
    from sheets_on_loopback.service import Answer

    match = _FILE.match(path)
    if path == "/drive/v3/files":
        return _create(service, body, account) if method == "POST" else _list(service, query, account)
    book = service.books.get(match[1]) if match else None
    role = book and ("writer" if account in (book.owner, "anonymous") else book.shared.get(account))
    if not role:
        raise Answer(404, f"File not found: {match[1] if match else path}.")
    if match[2] and method == "POST":
        book.shared[body["emailAddress"]] = body["role"]
        return {"id": "1"}
    if match[2]:
        people = [
            {"type": "user", "role": "owner"},
            *({"type": "user", "role": r} for r in book.shared.values()),
        ]
        return {"permissions": people + ([{"type": "anyone", "role": "writer"}] if book.link_shared else [])}
    return {"id": book.id, "capabilities": {"canEdit": role == "writer"}}


def _list(service, query, account):
    folder = re.search(r"'([\w-]+)' in parents", query["q"])[1]
    seen = [
        {"id": book.id, "name": book.title, "mimeType": book.mime}
        for book in service.books.values()
        if book.folder == folder and (account in (book.owner, "anonymous") or account in book.shared)
    ]
    first = int(query.get("pageToken", 0))
    page = {"files": sorted(seen, key=lambda one: one["name"])[first : first + 100]}
    return page | ({"nextPageToken": str(first + 100)} if len(seen) > first + 100 else {})


def _create(service, body, account):
    from sheets_on_loopback.service import Answer

    if account.endswith("gserviceaccount.com") and not service.behaviour.service_account_owns_files:
        said = "The user's Drive storage quota has been exceeded."
        answer = Answer(403, said)
        answer.body["error"]["errors"] = [{"domain": "usageLimits", "reason": "storageQuotaExceeded"}]
        raise answer
    book = service.add(f"made-{'x' * 30}{len(service.books)}", body["name"], owner=account)
    book.add_sheet("Ark1")
    return {"id": book.id}
