"""Signs of life where a person is watching, and nowhere else."""

import io
import os
import select
import sys
import time

import pytest

from automations.fleet import Worked
from automations.report import progress
from automations.words import fill

pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")
LONG_ENOUGH = 5
CURSOR_BACK = "\x1b[?25h"


class Terminal:
    """The two ends of a terminal: what the program writes to, and what a person sees."""

    def __init__(self):
        self.seen_by, end = pty.openpty()
        self.stream = os.fdopen(end, "w", encoding="utf-8")

    def shows(self, text, seconds=LONG_ENOUGH):
        """Give what is shown until a text is, or until so long that it never will be."""
        seen, until = "", time.monotonic() + seconds
        while text not in seen and (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([self.seen_by], [], [], left)
            if ready:
                seen += os.read(self.seen_by, 65536).decode(errors="replace")
        return seen

    def close(self):
        self.stream.close()
        os.close(self.seen_by)


@pytest.fixture
def terminal(monkeypatch):
    """`terminal()` makes standard error a terminal; pytest takes it back before a test begins."""
    made = []

    def watched():
        made.append(Terminal())
        monkeypatch.setattr(sys, "stderr", made[0].stream)
        return made[0]

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    yield watched
    monkeypatch.undo()
    for each in made:
        each.close()


def slowly(names, watched, text, shown):
    """Work on each, waiting for the terminal to show a text before the first is done."""
    for number, name in enumerate(names):
        if number == 0:
            shown.append(watched.shows(text))
        yield Worked(name)


def test_more_than_one_workbook_has_a_bar_at_once(terminal):
    shown, text = [], fill("nb", "terminal.working")
    names = ["en", "to", "tre"]
    done = list(progress.shown(slowly(names, terminal(), text, shown), names, "nb"))
    assert [each.name for each in done] == names
    assert text in shown[0]


def test_one_workbook_has_a_bar_only_when_it_takes_time(terminal, monkeypatch):
    shown, text = [], fill("en", "terminal.working")
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    list(progress.shown(slowly(["en"], terminal(), text, shown), ["en"], "en"))
    assert text in shown[0]


def test_one_workbook_that_is_quick_shows_nothing(terminal, monkeypatch):
    watched = terminal()
    monkeypatch.setattr(progress, "PATIENCE", 0.2)
    list(progress.shown(iter([Worked("en")]), ["en"], "nb"))
    assert fill("nb", "terminal.working") not in watched.shows("a text that never comes", 0.4)


def test_the_bar_is_taken_away_when_the_work_fails(terminal):
    watched = terminal()

    def fails():
        watched.shows(fill("nb", "terminal.working"))
        yield Worked("en")
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        list(progress.shown(fails(), ["en", "to"], "nb"))
    assert CURSOR_BACK in watched.shows(CURSOR_BACK)


def test_nothing_is_shown_where_nobody_is_watching(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    done = list(progress.shown(iter([Worked("en"), Worked("to")]), ["en", "to"], "nb"))
    assert [each.name for each in done] == ["en", "to"]
    assert stream.getvalue() == ""
