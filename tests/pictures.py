"""Make the pictures in docs/pictures/: the example workbook in LibreOffice, and the report in a browser.

    python tests/pictures.py [FOLDER]

Needs soffice (LibreOffice), pdftoppm (poppler-utils) and Chromium; what is not there is said, and its
pictures stay. One tab a picture: the others are hidden in a copy before it is printed, so that a picture is
the tab as a person meets it. The report is that of the example a month on, and of a made-up county kept
for a year.
"""  # fmt: skip

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
from browser import CHROMIUM, DRIVER, MISSING, Page, chromium
from county import county

# Tab: the file's name, the rows shown, and the part of the page in pixels.
TABS = {
    "Les meg": ("les-meg", 30, 2150, 1100),
    "Oppgaver": ("oppgaver", 34, 2150, 1240),
    "Oppsummering": ("oppsummering", 75, 2150, 1521),
    "Datakvalitet": ("datakvalitet", 30, 2150, 420),
}
CHART_COLUMNS = 9  # that a chart beside the cells reaches over
TODAY = "2026-11-23"
LATER = ("2026-12-07", "2026-12-21")
# Of the report: what stands in the file name, how it is looked at, from which heading, how far in pixels.
LOOKS = {
    "1280-light": (1280, "light", None, 1620),
    "1280-dark": (1280, "dark", "coverage", 1400),
    "390-light": (390, "light", None, 2000),
    "390-dark": (390, "dark", "coverage", 2000),
}


def run(*command: str) -> None:
    """Run a program; its own words on failure."""
    subprocess.run(command, check=True, capture_output=True)


def picture(workbook: Path, tab: str, target: Path, *shape: int) -> None:
    """Print one tab of a copy on one wide page, and make a PNG of it."""
    rows, width, height = shape
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = openpyxl.load_workbook(workbook)
        for sheet in book.worksheets:
            if sheet.title != tab:
                sheet.sheet_state = "hidden"
        sheet = book[tab]
        book.active = book.worksheets.index(sheet)
        beside = CHART_COLUMNS if sheet._charts else 0  # noqa: SLF001 - where the library keeps them
        last = openpyxl.utils.get_column_letter(sheet.max_column + beside)
        sheet.print_area = f"A1:{last}{min(sheet.max_row, rows)}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
        sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
        sheet.page_margins = openpyxl.worksheet.page.PageMargins(0.2, 0.2, 0.2, 0.2)
        copy = folder / "copy.xlsx"
        book.save(copy)
        run("soffice", "--headless", "--convert-to", "pdf", "--outdir", name, str(copy))
        page = ("-r", "130", "-f", "1", "-l", "1", "-x", "0", "-y", "0", "-W", str(width), "-H", str(height))
        run("pdftoppm", *page, "-png", "-singlefile", str(folder / "copy.pdf"), str(target))


def tabs(folder: Path, workbook: Path) -> Iterator[Path]:
    """Show each of the job's tabs."""
    for tab, (file, *shape) in TABS.items():
        picture(workbook, tab, folder / file, *shape)
        yield folder / f"{file}.png"


def report(folder: Path, name: str, workbooks: list[Path], page: Page, today: str) -> Iterator[Path]:
    """Show the report in each look, and its pages of paper side by side."""
    file = workbooks[0].parent / f"{name}.html"
    run(
        sys.executable,
        "-m",
        "automations",
        "report",
        *map(str, workbooks),
        "--today",
        today,
        "--out",
        str(file),
    )
    for look, (width, scheme, heading, height) in LOOKS.items():
        page.open(file, width=width, scheme=scheme)
        start = (
            page.ask(f"document.getElementById('{heading}').getBoundingClientRect().top") - 40
            if heading
            else 0
        )
        target = folder / f"report-{name}-{look}.png"
        page.picture(target, start=start, height=height)
        yield target
    page.open(file)
    printed = file.with_suffix(".pdf")
    printed.write_bytes(page.pdf())
    for number in ("1", "2"):
        target = folder / f"report-{name}-a4-{number}"
        run(
            "pdftoppm",
            "-r",
            "90",
            "-f",
            number,
            "-l",
            number,
            "-png",
            "-singlefile",
            str(printed),
            str(target),
        )
        yield target.with_suffix(".png")


def main() -> None:
    """Make the example workbook, a county's, and the pictures of both."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        os.environ["AUTOMATIONS_STATE_DIR"] = name
        run(sys.executable, "-m", "automations", "demo", name, "--today", TODAY)
        workbook = Path(name) / "Storvik.xlsx"
        if shutil.which("soffice"):
            tell(tabs(folder, workbook))
        else:
            sys.stdout.write("LibreOffice (soffice) is not installed: the pictures of the tabs stay\n")
        if CHROMIUM is None or DRIVER is None:
            sys.stdout.write(f"{MISSING}: the pictures of the report stay\n")
            return
        for today in LATER:
            run(sys.executable, "-m", "automations", "run", str(workbook), "--today", today)
        with chromium() as page:
            tell(report(folder, "example", [workbook], page, LATER[-1]))
            tell(report(folder, "county", county(name, date.fromisoformat(TODAY)), page, TODAY))


def tell(made: Iterator[Path]) -> None:
    """Name what was made."""
    for path in made:
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
