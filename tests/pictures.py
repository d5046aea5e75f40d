"""Make the pictures in docs/pictures/: the example workbook as LibreOffice shows it.

    python tests/pictures.py [FOLDER]

Needs soffice (LibreOffice) and pdftoppm (poppler-utils). One tab a picture: the others are hidden in a
copy before it is printed, so that a picture is the tab as a person meets it.
"""  # fmt: skip

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

# Tab: the file's name, the rows shown, and the part of the page in pixels.
TABS = {
    "Les meg": ("les-meg", 30, 2150, 1100),
    "Oppgaver": ("oppgaver", 34, 2150, 1240),
    "Oppsummering": ("oppsummering", 75, 2150, 1521),
    "Datakvalitet": ("datakvalitet", 30, 2150, 420),
}
CHART_COLUMNS = 9  # that a chart beside the cells reaches over
TODAY = "2026-11-23"


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


def main() -> None:
    """Make the example workbook and a picture of each of the job's tabs in it."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        run(sys.executable, "-m", "automations", "demo", name, "--today", TODAY)
        for tab, (file, *shape) in TABS.items():
            picture(Path(name) / "Storvik.xlsx", tab, folder / file, *shape)
            sys.stdout.write(f"{folder / file}.png\n")


if __name__ == "__main__":
    main()
