"""What a command is asked to work on: paths, addresses and names, as workbooks."""

from __future__ import annotations

import os
import random
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from automations.errors import Refused
from automations.settings import Settings, WorkbookEntry
from automations.sheets import Workbook, open_workbook
from automations.sheets.google.address import folder_id, is_web_address, spreadsheet_id

if TYPE_CHECKING:
    from automations.model import Plan, Reading, Receipt
    from automations.sheets.google.account import Account
    from automations.sheets.google.workbook import GoogleWorkbook

OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook, and the words by which it is found again."""

    address: str
    workbook: Workbook
    path: Path | None = None

    @property
    def lasting(self) -> str:
        """The words by which it is found again from anywhere, whatever the configuration says then."""
        return str(self.path.resolve()) if self.path else getattr(self.workbook, "id", self.address)


class Closed:
    """A workbook that is known of and cannot be opened: reading it says why."""

    remote = True

    def __init__(self, name: str, why: Refused) -> None:
        self.name = name
        self._why = why

    def read(self) -> Reading:
        """Say why."""
        raise self._why

    def refuse(self, plan: Plan) -> None:  # noqa: ARG002 - as the others take it
        """Say why."""
        raise self._why

    def write(self, plan: Plan) -> Receipt:  # noqa: ARG002 - likewise
        """Say why."""
        raise self._why


class Opener:
    """Opens workbooks; one account of Google's for all of them, first asked for when one is there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = settings.file.parent if settings.file else Path()

    @cached_property
    def account(self) -> Account:
        """The account that works in Google Sheets. Refused where the configuration of it is wrong."""
        from automations.sheets.google.account import (  # noqa: PLC0415 - only for Google's
            Surroundings,
            account_from_environment,
        )

        given = self._settings.google.credentials
        return account_from_environment(
            os.environ,
            credentials_file=self._folder / given if given else None,
            surroundings=Surroundings(time.monotonic, time.sleep, random.random),
        )

    def open(self, names: Sequence[str]) -> list[Opened]:
        """Open what was named; none named means all in configuration. Refused for what nobody knows."""
        settings = self._settings
        if not names:
            if not settings.workbooks:
                raise Refused("errors.no_workbook", place=str(settings.file or ""))
            names = list(settings.workbooks)
        return [opened for name in names for opened in self._named(name)]

    def spreadsheet(self, address: str, name: str | None = None) -> GoogleWorkbook:
        """Open a spreadsheet of Google's by its address. Refused where it is none."""
        from automations.sheets.google.workbook import GoogleWorkbook  # noqa: PLC0415 - only for Google's

        found = spreadsheet_id(address)
        if found is None:
            raise Refused("errors_google.not_an_address", place=address)
        editors = self._settings.google.coordinators
        return GoogleWorkbook(
            found, self.account, name=name, editors=editors, nonce=lambda: secrets.token_hex(8)
        )

    def _named(self, name: str) -> list[Opened]:
        entry = self._settings.workbooks.get(name)
        if entry:
            return self._configured(name, entry)
        path = Path(name)
        if is_web_address(name) or (spreadsheet_id(name) and not path.exists()):
            if folder_id(name) and not spreadsheet_id(name):
                return self._folder_of(name, name)
            return [Opened(name, self.spreadsheet(name))]
        if not path.suffix and not path.exists():
            known = ", ".join(self._settings.workbooks)
            code = "errors.unknown_workbook" if known else "errors.unknown_workbook_none"
            raise Refused(code, place=name, **({"known": known} if known else {}))
        return [Opened(name, open_workbook(name), path)]

    def _configured(self, name: str, entry: WorkbookEntry) -> list[Opened]:
        if entry.path:
            path = self._folder / entry.path
            return [Opened(name, open_workbook(path, name=name), path)]
        if entry.url:
            return [Opened(name, self.spreadsheet(entry.url, name))]
        return self._folder_of(name, entry.folder)

    def _folder_of(self, name: str, address: str) -> list[Opened]:
        """Every spreadsheet in a folder of Drive's, by what people call it."""
        folder = folder_id(address)
        if folder is None:
            raise Refused("errors_google.not_an_address", place=address)
        account = self.account
        try:
            files = account.connection().list_folder(folder, place=name)
        except Refused as refused:
            return [Opened(name, Closed(name, refused))]
        found = []
        for file in files:
            workbook: Workbook
            if file.mime == OFFICE:
                workbook = Closed(file.name, Refused("errors_google.office_file", place=file.name))
            else:
                workbook = self.spreadsheet(file.id, file.name)
            found.append(Opened(file.id, workbook))
        empty = Closed(name, account.refused("folder_empty", place=name))
        return found or [Opened(name, empty)]
