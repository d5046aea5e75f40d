"""The little of Drive that is asked for: list, get, create, and who has access."""

import itertools
import re

from . import masks, problems
from .model import SPREADSHEET, Spreadsheet

LAG = 20.0
_CLAUSES = {
    "parent": re.compile(r"'([^']+)' in parents"),
    "mime": re.compile(r"mimeType\s*=\s*['\"]([^'\"]+)['\"]"),
    "name": re.compile(r"name\s*=\s*'((?:[^'\\]|\\.)*)'"),
}
_numbers = itertools.count(1)


def role_of(book, account):
    """owner, writer, commenter, reader or None."""
    if account in (book.owner, "anonymous"):
        return "owner"
    return book.permissions.get(account) or book.permissions.get("anyone")


def answer(server, asked, account):
    """The body for a /drive/v3 request; raises Problem."""
    path = asked.path.removeprefix("/drive/v3/").strip("/").split("/")
    query = {name: values[0] for name, values in asked.query.items()}
    if path[0] != "files":
        raise problems.drive(404, "notFound", "Not Found")
    if len(path) == 1:
        if asked.method == "POST":
            return _create(server, asked, account)
        return _list(server, query, account)
    book = server.books.get(path[1])
    if book is None or role_of(book, account) is None:
        raise problems.drive(404, "notFound", f"File not found: {path[1]}.")
    if len(path) == 2:
        return masks.pick(
            masks.parse(query.get("fields") or "kind,id,name,mimeType"), _file(server, book, account)
        )
    if asked.method == "POST":
        return _share(book, asked.body or {}, account)
    if role_of(book, account) not in ("owner", "writer"):
        raise problems.drive(
            403, "insufficientFilePermissions", "The user does not have sufficient permissions."
        )
    found = {"kind": "drive#permissionList", "permissions": _permissions(book)}
    default = "kind,nextPageToken,permissions(id,type,kind,role)"
    return masks.pick(masks.parse(query.get("fields") or default), found)


def _file(server, book, account):
    seen = book.version
    if server.behaviour.drive_version_lags:
        now = server.clock()
        seen = max((version for when, version in book.edits if when <= now - LAG), default=1)
    one = {
        "kind": "drive#file",
        "id": book.id,
        "name": book.title,
        "mimeType": book.mime,
        "version": str(seen),
        "parents": [book.folder] if book.folder else [],
        "trashed": book.trashed,
        "owners": [{"kind": "drive#user", "emailAddress": book.owner, "me": account == book.owner}],
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{book.id}/edit?usp=drivesdk",
        "shared": bool(book.permissions),
        "capabilities": {"canEdit": role_of(book, account) in ("owner", "writer")},
    }
    if role_of(book, account) in ("owner", "writer"):
        one["permissions"] = _permissions(book)
    return one


def _permissions(book):
    found = [_permission(book.owner, "owner")] if book.owner else []
    return found + [_permission(who, role) for who, role in book.permissions.items()]


def _permission(who, role):
    one = {"kind": "drive#permission", "role": role}
    if who == "anyone":
        return one | {"id": "anyoneWithLink", "type": "anyone", "allowFileDiscovery": False}
    if who.startswith("domain:"):
        return one | {"id": who[7:] + "k", "type": "domain", "domain": who[7:], "allowFileDiscovery": False}
    return one | {"id": str(abs(hash(who)) % 10**18), "type": "user", "emailAddress": who}


def _list(server, query, account):
    wanted = {
        name: match[1] for name, shape in _CLAUSES.items() if (match := shape.search(query.get("q", "")))
    }
    trashed = re.search(r"trashed\s*=\s*(true|false)", query.get("q", ""))
    books = [
        book
        for book in server.books.values()
        if role_of(book, account) is not None
        and wanted.get("parent", book.folder) == book.folder
        and wanted.get("mime", book.mime) == book.mime
        and wanted.get("name", book.title) == book.title
        and (trashed is None or book.trashed == (trashed[1] == "true"))
    ]
    size, start = min(int(query.get("pageSize", 100)), 1000), int(query.get("pageToken") or 0)
    found = {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [_file(server, book, account) for book in books[start : start + size]],
    }
    if start + size < len(books):
        found["nextPageToken"] = str(start + size)
    default = "kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)"
    return masks.pick(masks.parse(query.get("fields") or default), found)


def new_book(server, account, title, folder=None):
    """A new spreadsheet of the account's own; service accounts own nothing."""
    if account.endswith(".gserviceaccount.com") and not server.behaviour.service_account_owns_files:
        raise problems.owns_nothing()
    book = Spreadsheet(f"made-{next(_numbers)}", title, locale="en_US", time_zone="Etc/GMT", owner=account)
    book.folder = folder
    server.books[book.id] = book
    return book


def _create(server, asked, account):
    sent = asked.body or {}
    book = new_book(server, account, sent.get("name", "Untitled"), (sent.get("parents") or [None])[0])
    book.mime = sent.get("mimeType", SPREADSHEET)
    book.add_sheet("Sheet1", spare_rows=1000, columns=26, sheet_id=0)
    fields = asked.query.get("fields", ["kind,id,name,mimeType"])[0]
    return masks.pick(masks.parse(fields), _file(server, book, account))


def _share(book, sent, account):
    if role_of(book, account) not in ("owner", "writer"):
        raise problems.drive(
            403, "insufficientFilePermissions", "The user does not have sufficient permissions."
        )
    kind = sent.get("type", "user")
    who = {"anyone": "anyone", "domain": f"domain:{sent.get('domain')}"}.get(
        kind, sent.get("emailAddress", "")
    )
    book.permissions[who] = sent.get("role", "reader")
    return _permission(who, book.permissions[who])
