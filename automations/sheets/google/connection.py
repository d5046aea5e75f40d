"""One thread's way to Google: gspread's client, under our policy and within the quota."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import requests
from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import AuthorizedSession, Request
from gspread.http_client import HTTPClient
from gspread.urls import DRIVE_FILES_API_V3_URL, SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL

from automations.errors import Refused
from automations.sheets.google.answers import TokenTaken, body_of, judged, unanswered
from automations.sheets.google.pacing import Kind

if TYPE_CHECKING:
    from automations.sheets.google.account import Account

__all__ = ["Connection", "DriveFile", "TokenTaken"]
TIMEOUT = (10.0, 180.0)  # seconds to connect and to answer; Google itself gives up after 180
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHARED_DRIVES = {"supportsAllDrives": "true", "includeItemsFromAllDrives": "true"}


@dataclass(frozen=True, slots=True)
class DriveFile:
    """A file in a folder of Drive's."""

    id: str
    name: str
    mime: str


class _Client(HTTPClient):
    """gspread's client: every request timed out, and sent to the emulator where there is one."""

    def __init__(self, credentials: Any, emulator: str | None, timeout: tuple[float, float]) -> None:
        to_sign_in = requests.Session()
        self.sign_in = Request(to_sign_in)
        session = AuthorizedSession(  # type: ignore[no-untyped-call]
            credentials, max_refresh_attempts=1, refresh_timeout=timeout[0], auth_request=self.sign_in
        )
        # No proxy lies between us and an emulator, neither for requests nor for what signs them.
        session.trust_env = to_sign_in.trust_env = emulator is None
        super().__init__(credentials, session)
        self.auth = credentials
        self.timeout = timeout
        self._emulator = emulator

    def send(self, method: str, endpoint: str, **given: Any) -> requests.Response:
        """Send one request, once, and give the answer whatever it is."""
        if self._emulator:
            parts = urlsplit(endpoint)
            endpoint = urlunsplit(("http", self._emulator, parts.path, parts.query, ""))
        return self.session.request(method, endpoint, timeout=self.timeout, **given)


class Connection:
    """Requests to Google, repeated where they may be. Counts those to Sheets, each time they are sent."""

    def __init__(self, account: Account, timeout: tuple[float, float] = TIMEOUT) -> None:
        self.reads = 0
        self.writes = 0
        self.said_time: datetime | None = None  # Google's clock, as of the last answer
        self._account = account
        self._timeout = timeout
        self._clients: dict[bool, _Client] = {}

    def get(self, spreadsheet: str, *, fields: str, grid: bool = False, place: str) -> dict[str, Any]:
        """Read a spreadsheet at one moment. Refused where it cannot be read."""
        params = {"fields": fields} | ({"includeGridData": "true"} if grid else {})
        url = SPREADSHEET_URL % spreadsheet
        return self._account.policy.read(lambda: self._sent("GET", url, place, "read", params=params))

    def update(
        self,
        spreadsheet: str,
        requests: Sequence[Mapping[str, Any]],
        *,
        landed: Callable[[], bool],
        place: str,
    ) -> dict[str, Any] | None:
        """Apply a batch that bears a token, once; None where the answer was lost and `landed` saw the token.

        Raises TokenTaken where a batch of the same number was there before, Refused for the rest.
        """
        url = SPREADSHEET_BATCH_UPDATE_URL % spreadsheet
        body = {"requests": requests}
        return self._account.policy.write(lambda: self._sent("POST", url, place, "write", json=body), landed)

    def list_folder(self, folder: str, *, place: str) -> list[DriveFile]:
        """List the spreadsheets and Office workbooks in a folder of Drive's, by name."""
        kinds = f"(mimeType='{SPREADSHEET}' or mimeType='{OFFICE}')"
        params = {
            "q": f"'{folder}' in parents and {kinds} and trashed=false",
            "fields": "nextPageToken,files(id,name,mimeType)",
            "pageSize": "1000",
            "orderBy": "name",
            **_SHARED_DRIVES,
        }
        try:
            found = self._pages(DRIVE_FILES_API_V3_URL, "files", params, place)
        except Refused as refused:
            if refused.code == "errors_google.not_found":
                raise self._account.refused("folder_not_found", place=place) from None
            raise
        return [DriveFile(one["id"], one["name"], one["mimeType"]) for one in found]

    def permissions(self, file: str, *, place: str) -> list[dict[str, Any]]:
        """List who may do what with a file."""
        params = {"fields": "nextPageToken,permissions(type,role)", "supportsAllDrives": "true"}
        return self._pages(f"{DRIVE_FILES_API_V3_URL}/{file}/permissions", "permissions", params, place)

    def may_edit(self, file: str, *, place: str) -> bool:
        """Tell whether this account may write in a file."""
        params = {"fields": "capabilities/canEdit", "supportsAllDrives": "true"}
        url = f"{DRIVE_FILES_API_V3_URL}/{file}"
        answer = self._account.policy.read(lambda: self._sent("GET", url, place, None, params=params))
        return bool(answer.get("capabilities", {}).get("canEdit"))

    def create(self, title: str, folder: str) -> str:
        """Make a spreadsheet and give its id. Sent once: a second time might make a second one."""
        body = {"name": title, "mimeType": SPREADSHEET, "parents": [folder]}
        params = {"supportsAllDrives": "true", "fields": "id"}
        answer = self._account.policy.once(
            lambda: self._sent(
                "POST", DRIVE_FILES_API_V3_URL, title, None, create=True, json=body, params=params
            )
        )
        if "id" not in answer:
            raise Refused("errors_google.strange_answer", place=title, status="skipped")
        return str(answer["id"])

    def share(self, file: str, address: str) -> None:
        """Let somebody edit a file that this account made."""
        body = {"type": "user", "role": "writer", "emailAddress": address}
        params = {"supportsAllDrives": "true", "sendNotificationEmail": "false"}
        url = f"{DRIVE_FILES_API_V3_URL}/{file}/permissions"
        self._account.policy.once(
            lambda: self._sent("POST", url, address, None, create=True, json=body, params=params)
        )

    def token(self) -> None:
        """Ask for an access token now. Refused where the account is not taken."""

        def ask() -> None:
            try:
                client = self._client(create=False)
                if not client.auth.valid:
                    client.auth.refresh(partial(client.sign_in, timeout=self._timeout[0]))  # type: ignore[no-untyped-call]
            except (GoogleAuthError, requests.RequestException) as error:
                raise unanswered(error, "Google", account=self._account.email) from None

        self._account.policy.read(ask)

    def _pages(self, url: str, name: str, params: dict[str, str], place: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while True:
            asked = dict(params)
            answer = self._account.policy.read(lambda: self._sent("GET", url, place, None, params=asked))  # noqa: B023 - used at once
            found += answer.get(name, [])
            if "nextPageToken" not in answer:
                return found
            params = {**params, "pageToken": answer["nextPageToken"]}

    def _sent(
        self, method: str, url: str, place: str, kind: Kind | None, *, create: bool = False, **given: Any
    ) -> dict[str, Any]:
        if kind == "read":
            self.reads += 1
        elif kind == "write":
            self.writes += 1
        if "json" in given:  # text that is no text in UTF-8 must not stop the job
            given["data"] = json.dumps(given.pop("json")).encode()
            given["headers"] = {"Content-Type": "application/json"}
        client = self._client(create=create)
        with self._account.pacing.slot(kind) if kind else nullcontext():
            try:
                response = client.send(method, url, **given)
            except (requests.RequestException, GoogleAuthError) as error:
                raise unanswered(error, place, account=self._account.email) from None
        with suppress(ValueError):  # a date nobody can read must not undo an answer
            self.said_time = parsedate_to_datetime(response.headers.get("Date", ""))
        if response.ok:
            return body_of(response, place)
        raise judged(response, place, account=self._account.email, write=kind == "write")

    def _client(self, *, create: bool) -> _Client:
        if create not in self._clients:
            credentials = self._account.credentials(create=create)
            self._clients[create] = _Client(credentials, self._account.emulator, self._timeout)
        return self._clients[create]
