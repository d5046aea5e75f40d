"""Keys that tell a task from another and tell nobody whom it is about."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping

from automations.model import Fact

KEY = re.compile("T[A-Z2-7]{10}[0-9]*")
_written = json.JSONEncoder(sort_keys=True, default=list).encode
LENGTH = 10  # base-32 letters: 50 bits, enough for every task a workbook will ever hold


def _digest(salt: str, text: str) -> str:
    mac = hmac.digest(salt.encode(), text.encode(), hashlib.sha256)
    return base64.b32encode(mac[:LENGTH])[:LENGTH].decode()  # a letter is less than a byte


def task_key(salt: str, check: str, stage: str, identity: str) -> str:
    """Name a task for one identity of its subject. A letter in front keeps sheets from reading a number."""
    return "T" + _digest(salt, f"{check}|{stage}|{identity}")


def name_mark(salt: str, name: str) -> str:
    """Mark a folded name, so that it is known again and cannot be read."""
    return "N" + _digest(salt, f"name|{name}")


def fingerprint(salt: str, facts: Iterable[Mapping[str, Fact]]) -> str:
    """Sum up the facts of a task's findings, whatever their order: another sum is another reason."""
    return _digest(salt, "\n".join(sorted([_written(dict(each)) for each in facts])))
