"""The one exception for what a person can cause or mend: a code for its words, and an exit code."""

from __future__ import annotations

WRONG_USAGE = 2
SOMETHING_SKIPPED = 3
EVERYTHING_REFUSED = 4


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """Something that is not done, and why.

    `code` names the words (theme `errors`, or `theme.code`), `place` says where, `facts` fill the
    words. Neither holds a person's data. `status` is how the workbook counts in the report:
    "failed" could not be read or written, "skipped" is busy, "refused" would be unsafe.
    """

    def __init__(self, code: str, *, place: str = "", status: str = "failed", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.status = status
        self.facts = facts
