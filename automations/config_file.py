"""Which file the configuration is read from."""

from __future__ import annotations

from pathlib import Path

DEFAULT = Path("config") / "automations.toml"


def find_file(given: str | None) -> Path | None:
    """The file to read: the one given (flag or environment), or config/automations.toml if it is here."""
    if given:
        return Path(given)
    return DEFAULT if DEFAULT.is_file() else None
