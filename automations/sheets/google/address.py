"""Addresses of Google's as people paste them: which spreadsheet, which folder."""

from __future__ import annotations

import re

# What is published on the web lies under d/e/, and its id opens nothing.
_SPREADSHEET = re.compile(
    r"^https?://docs\.google\.com/(?:a/[^/]+/)?spreadsheets/(?:u/\d+/)?d/(?!e/)([\w-]+)", re.ASCII
)
_FOLDER = re.compile(r"^https?://drive\.google\.com/drive/(?:u/\d+/)?folders/([\w-]+)", re.ASCII)
_ID = re.compile(r"[\w-]{25,}", re.ASCII)


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address on the web, whoever's."""
    return "://" in text


def spreadsheet_id(text: str) -> str | None:
    """Find the id in a spreadsheet's address, or take a bare one; None where it is neither."""
    return _found(_SPREADSHEET, text)


def folder_id(text: str) -> str | None:
    """Find the id in the address of a folder in Drive, or take a bare one; None where it is neither."""
    return _found(_FOLDER, text)


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    text = text.strip()
    if match := pattern.match(text):
        return match[1]
    return text if _ID.fullmatch(text) else None
