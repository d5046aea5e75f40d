"""What a person at a terminal sees: a short table; and on a pipe plain lines."""

import os
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

ON = ("--today", "2026-05-20")


def on_a_terminal(folder, *arguments):
    """Run the command line with a terminal as its standard output; what stands on it."""
    ours, its = pty.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "automations", *map(str, arguments)],
            cwd=folder,
            stdout=its,
            stderr=subprocess.PIPE,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "100", "AUTOMATIONS_CONFIG": ""},
        )
        os.close(its)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # Linux says so when the other end is closed
            pass
        assert process.wait(60) == 0, process.stderr.read()
        process.stderr.close()
    finally:
        os.close(ours)
    return shown.decode("utf-8")


def test_a_terminal_shows_a_table_in_colours(automations, book):
    shown = on_a_terminal(automations.folder, "plan", book(), *ON)
    assert "\x1b[33m" in shown  # one finding of medium severity
    (row,) = [line for line in shown.splitlines() if line.startswith("Nye medlemmer")]
    assert "Kontroll" in shown
    assert "funn." not in row


def test_a_pipe_gets_plain_lines(automations, book):
    ended = automations("plan", book(), *ON)
    assert "\x1b" not in ended.out
    assert "Nye medlemmer som ikke er fulgt opp: 1 funn." in ended.out
