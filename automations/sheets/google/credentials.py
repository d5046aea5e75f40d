"""Who the job is at Google: a service account's file, or the credentials that this machine has."""

from __future__ import annotations

import ipaddress
import json
from pathlib import Path
from typing import Any

import google.auth
from google.auth.exceptions import GoogleAuthError
from google.oauth2 import credentials as person
from google.oauth2 import service_account

from automations.errors import Refused

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
)
TO_CREATE = ("https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive.file")


def refuse_unless_loopback(host: str) -> None:
    """Refuse an emulator anywhere but on this machine: credentials and people's data would go there."""
    name, _, port = host.rpartition(":")
    name = name.strip("[]")
    try:
        loopback = name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        loopback = False
    if not loopback or not port.isdecimal():
        raise Refused("errors_google.emulator_not_loopback", place="SHEETS_EMULATOR_HOST")


def credentials(file: Path | None, emulator: str | None, scopes: tuple[str, ...]) -> tuple[Any, str]:
    """Give the credentials and the account's address ("" where it is not known)."""
    if file is None and emulator:
        return person.Credentials(token="anonymous"), ""  # type: ignore[no-untyped-call]  # noqa: S106 - it is none
    if file is None:
        try:
            found, _ = google.auth.default(scopes=scopes)
        except GoogleAuthError:
            raise Refused("errors_google.no_credentials", place="Google") from None
        return found, str(getattr(found, "service_account_email", "") or "")
    return _from_file(file, emulator, scopes)


def _from_file(file: Path, emulator: str | None, scopes: tuple[str, ...]) -> tuple[Any, str]:
    try:
        held = json.loads(file.read_text("utf-8"))
    except OSError:
        raise Refused("errors_google.key_file_missing", place=str(file)) from None
    except ValueError:
        raise Refused("errors_google.key_file_broken", place=str(file)) from None
    try:
        if held.get("type") == "service_account":
            if emulator and not str(held.get("token_uri", "")).startswith(f"http://{emulator}/"):
                held = {**held, "token_uri": f"http://{emulator}/token"}
            found = service_account.Credentials.from_service_account_info(held, scopes=scopes)  # type: ignore[no-untyped-call]
            return found, str(found.service_account_email)
        signed_in = person.Credentials.from_authorized_user_info(held, scopes=list(scopes))  # type: ignore[no-untyped-call]
        if emulator:  # whatever the file says of it, google-auth would ask Google
            signed_in = signed_in.with_token_uri(f"http://{emulator}/token")
    except (ValueError, AttributeError, GoogleAuthError):
        raise Refused("errors_google.key_file_broken", place=str(file)) from None
    return signed_in, ""
