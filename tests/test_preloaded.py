"""A command forked from a loaded process says and ends as one that Python has just started."""

import os
import subprocess
import sys

import pytest


def just_started(*arguments, typed="", **surroundings):
    return subprocess.run(
        [sys.executable, "-m", "automations", *arguments],
        input=typed, capture_output=True, encoding="utf-8", check=False, **surroundings,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "arguments", "environment", "typed"),
    [
        (4, ("plan", "Storvik.xlsx", "--json", "--today", "2026-05-20"), {}, ""),
        (130, ("forget", "-", "Storvik.xlsx", "--language", "en"), {}, "Storvik\n"),
        (2, ("plan",), {"AUTOMATIONS_CONFIG": "nynorsk.toml"}, ""),
        (3, ("plan", "borte.xlsx"), {"PYTHONWARNINGS": "error"}, ""),
    ],
)
def test_it_is_as_if_python_had_just_started(process, tmp_path, code, arguments, environment, typed):
    (tmp_path / "nynorsk.toml").write_text('[job]\nlanguage = "nn"\n')
    more = {"env": {**os.environ, "AUTOMATIONS_CONFIG": "", **environment}, "cwd": tmp_path, "typed": typed}
    process("demo", ".", **more)
    forked, started = process(*arguments, **more), just_started(*arguments, **more)
    assert forked.returncode == code
    assert vars(forked) == vars(started)
