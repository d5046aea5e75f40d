"""Built as a wheel and installed in a folder of its own, the package is whole."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
ON = ("--today", "2026-05-20")
MEMBERS = "Medlemsnr;Navn;Innmeldt;Velkomst sendt;Kontaktet\n1001;Kari Moen;03.05.2026;4.5.26;\n"


def called(*command, **how):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "AUTOMATIONS"))}
    environment |= how.pop("environment", {})
    ended = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
        timeout=120,
        **how,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel as it is built from the checkout."""
    if not (CHECKOUT / "pyproject.toml").is_file():
        pytest.skip("pyproject.toml does not stand beside tests/: there is nothing to build a wheel from")
    pytest.importorskip("hatchling", reason="hatchling is not installed: it is what builds the wheel")
    folder = tmp_path_factory.mktemp("wheel")
    # A copy, so that building leaves nothing in the checkout and reads nothing that is not part of it.
    source = folder / "source"
    shutil.copytree(
        CHECKOUT,
        source,
        ignore=shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "dist", ".hypothesis"),
    )
    called(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=source)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """The folder that the wheel is installed in, and nothing else."""
    target = tmp_path_factory.mktemp("installed")
    offline = ("--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check", "--quiet")
    called(sys.executable, "-m", "pip", "install", *offline, "--target", str(target), str(wheel))
    return target


@pytest.fixture
def elsewhere(installed, tmp_path):
    """Call the installed package from an empty folder, where the checkout cannot be found."""

    def call(*arguments):
        # -P keeps the folder one stands in out of the path: only what is installed is found.
        python = (sys.executable, "-P", *arguments)
        return called(*python, cwd=tmp_path, environment={"PYTHONPATH": str(installed), "PYTHONUTF8": "1"})

    call.folder = tmp_path
    return call


def test_the_package_that_runs_is_the_installed_one(elsewhere, installed):
    ended = elsewhere("-c", "import automations; print(automations.__file__)")
    assert Path(ended.stdout.strip()).is_relative_to(installed)


def test_the_demo_runs_from_the_wheel_and_finds_its_tasks(elsewhere):
    ended = elsewhere("-m", "automations", "demo", ".", *ON)
    assert len(ended.stdout.strip().splitlines()) == 5
    assert [found.name for found in elsewhere.folder.iterdir() if found.suffix == ".xlsx"] == ["Storvik.xlsx"]


def test_plan_runs_from_the_wheel_and_finds_who_was_not_called(elsewhere):
    (elsewhere.folder / "medlemmer.csv").write_text(MEMBERS, "utf-8")
    ended = elsewhere("-m", "automations", "plan", "medlemmer.csv", *ON)
    assert "lest som Medlemmer, 1 rader, 0 hoppet over" in ended.stdout
    assert "new_member_not_followed_up" in elsewhere("-m", "automations", "checks").stdout


def test_the_installed_command_stands_in_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as package:
        (points,) = [name for name in package.namelist() if name.endswith("entry_points.txt")]
        assert "automations = automations.cli:main" in package.read(points).decode()


def test_words_presets_and_municipalities_are_in_the_wheel_and_nothing_from_outside_the_package(wheel):
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    inside = CHECKOUT / "automations"
    wanted = {
        f"automations/{path.relative_to(inside).as_posix()}"
        for path in inside.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= names
    assert {"automations/words/nb/tasks.toml", "automations/presets/list_rules.toml"} <= names
    assert "automations/presets/municipalities.csv" in names
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"automations"}
