"""One account at Google, shared by all threads: who it is, its share of the quota, its patience."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from automations.errors import Refused
from automations.sheets.google.connection import TIMEOUT, Connection
from automations.sheets.google.credentials import SCOPES, TO_CREATE, credentials, refuse_unless_loopback
from automations.sheets.google.pacing import LIMITS, Limits, Pacing
from automations.sheets.google.policy import Policy, Surroundings

__all__ = ["Account", "Surroundings", "account_from_environment"]
DEADLINE = 300.0  # seconds for one request with all its repetitions


class Account:
    """Gives each thread its own connection: a session is not promised to bear two."""

    def __init__(
        self,
        *,
        credentials_file: Path | None,
        emulator: str | None,
        surroundings: Surroundings,
        limits: Limits = LIMITS,
        deadline: float = DEADLINE,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        if emulator:
            refuse_unless_loopback(emulator)
        self.emulator = emulator
        self.pacing = Pacing(surroundings.clock, surroundings.sleep, limits)
        self.policy = Policy(surroundings, deadline)
        self._file = credentials_file
        self._timeout = timeout
        self._of_thread = threading.local()
        self.email = credentials(credentials_file, emulator, SCOPES)[1]

    def connection(self) -> Connection:
        """The connection of the thread that asks."""
        if not hasattr(self._of_thread, "connection"):
            self._of_thread.connection = Connection(self, self._timeout)
        found: Connection = self._of_thread.connection
        return found

    def refused(self, code: str, *, place: str) -> Refused:
        """Refuse in the words that name the account, or in those for one whose address is not known."""
        known = "" if self.email else "_unknown"
        return Refused(f"errors_google.{code}{known}", place=place, account=self.email)

    def credentials(self, *, create: bool = False) -> Any:
        """Fresh credentials; those that can make files are asked for only where one is made."""
        return credentials(self._file, self.emulator, TO_CREATE if create else SCOPES)[0]


def account_from_environment(
    environ: Mapping[str, str], *, credentials_file: Path | None, surroundings: Surroundings
) -> Account:
    """Find the account: the file of the configuration, else what the environment names."""
    named = environ.get("GOOGLE_APPLICATION_CREDENTIALS")
    return Account(
        credentials_file=credentials_file or (Path(named) if named else None),
        emulator=environ.get("SHEETS_EMULATOR_HOST") or None,
        surroundings=surroundings,
    )
