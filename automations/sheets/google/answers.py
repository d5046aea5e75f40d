"""What an answer of Google's means: the sentence for it, and whether it may be another one next time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError

from automations.errors import Refused
from automations.sheets.google.policy import Passing

_BAD_REQUEST, _SIGNED_OUT, _FORBIDDEN, _NOT_FOUND, _TOO_MANY = 400, 401, 403, 404, 429
_SERVER = 500


class TokenTaken(Exception):  # noqa: N818 - an answer, not a fault
    """A batch of the same number has been written: ours, or another's."""


def body_of(response: requests.Response, place: str) -> dict[str, Any]:
    """Read an answer that should be an object. Passing where it is HTML, cut off or empty."""
    try:
        body = response.json()
    except (ValueError, requests.RequestException):
        body = None
    if not isinstance(body, dict) or not body:
        code = "strange_answer"
        if _is_page(response):
            code = "page_answer"
        elif not response.content.strip():
            code = "empty_answer"
        raise Passing(Refused(f"errors_google.{code}", place=place, status="skipped"), lost=True)
    return body


def _is_page(response: requests.Response) -> bool:
    """Tell whether a page came for people to look at, as from a network that wants a sign-in first."""
    return response.content.lstrip()[:1] == b"<"


def judged(response: requests.Response, place: str, *, account: str, write: bool) -> Exception:
    """Say what an answer that is no success means."""
    status = response.status_code
    error = _error(response)
    text, details = str(error.get("message", "")), _details(error)
    after = _seconds(response.headers.get("Retry-After", ""))
    if status == _TOO_MANY or "RATE_LIMIT_EXCEEDED" in details or "rate limit exceeded" in text.casefold():
        refused = Refused("errors_google.quota", place=place, status="skipped")
        return Passing(refused, lost=False, after=after, quota=True)
    if status >= _SERVER:
        refused = Refused("errors_google.unavailable", place=place, status="skipped")
        return Passing(refused, lost=True, after=after, fault=status == _SERVER)
    if status == _BAD_REQUEST and "developer metadata with that ID already exists" in text:
        return TokenTaken()
    if _is_page(response) and status != _NOT_FOUND:
        return Refused("errors_google.page_answer", place=place)
    return _lasting(status, text, details, place, account=account, write=write)


def _lasting(status: int, text: str, details: str, place: str, *, account: str, write: bool) -> Refused:
    code = "refused_by_google"
    facts: dict[str, str] = {"number": str(status)}
    known = "" if account else "_unknown"
    if status == _SIGNED_OUT:
        code = f"key_revoked{known}"
        facts |= {"account": account}
    elif status == _FORBIDDEN:
        if "SERVICE_DISABLED" in details or "has not been used in project" in text:
            code = f"api_off{known}"
        elif "storageQuotaExceeded" in details:
            code = f"storage_quota{known}"
        else:
            code = f"{'read_only' if write else 'no_access'}{known}"
        facts |= {"account": account}
    elif status == _NOT_FOUND:
        code = "not_found"
    elif "must not be an Office file" in text:
        code = "office_file"
    elif "limit of 10000000 cells" in text:
        code = "too_many_cells"
    elif "protected cell" in text:
        code = f"protected{known}"
        facts |= {"account": account}
    elif "maximum of 50000 characters" in text:
        code = "cell_too_long"
    return Refused(f"errors_google.{code}", place=place, **facts)


def unanswered(error: Exception, place: str, *, account: str) -> Exception:
    """Say what it means that there was no answer at all."""
    if isinstance(error, RefreshError):
        if error.retryable:
            return Passing(Refused("errors_google.unavailable", place=place, status="skipped"), lost=False)
        known = "" if account else "_unknown"
        return Refused(f"errors_google.key_revoked{known}", place=place, account=account)
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return Passing(Refused("errors_google.strange_answer", place=place, status="skipped"), lost=True)
    refused = Refused("errors_google.no_connection", place=place, status="skipped")
    if isinstance(error, TransportError):  # the way to the token, before the request itself
        return Passing(refused, lost=False)
    if isinstance(error, GoogleAuthError):
        return Refused("errors_google.no_credentials", place=place)
    begun = not isinstance(error, requests.exceptions.ConnectTimeout) and not _never_begun(error)
    return Passing(refused, lost=begun)


def _never_begun(error: Exception) -> bool:
    """Tell whether not even a connection was made: refused, or no such host."""
    return isinstance(error, requests.ConnectionError) and any(
        name in repr(error) for name in ("NewConnectionError", "NameResolutionError")
    )


def _error(response: requests.Response) -> Mapping[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}


def _details(error: Mapping[str, Any]) -> str:
    """The words by which Google's answers tell reasons apart; Drive and Sheets keep them in two places."""
    kept = [error.get("errors"), error.get("details")]
    entries = [entry for entries in kept if isinstance(entries, list) for entry in entries]
    return " ".join(str(entry.get("reason", "")) for entry in entries if isinstance(entry, dict))


def _seconds(text: str) -> float | None:
    """Read how long to wait; none at all is no wait that an answer can mean."""
    return float(text) if text.isascii() and text.isdecimal() and int(text) else None
