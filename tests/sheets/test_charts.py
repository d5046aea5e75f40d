"""Charts in a file: other programs see them, and what people have drawn or moved stays."""

import openpyxl
import pytest

from automations.model import Chart, Line, Plan, SheetContent
from automations.sheets import open_workbook

CHARTS = (
    Chart("growth", "Vekst & netto", "Historikk", 1, 3, (1, 2), over_time=True, percent=True),
    Chart("women", "Kvinner", "Oppsummering", 2, 3, (1, 4)),
)


def summary(rows, charts=CHARTS):
    lines = (Line(("Måltall", "Nå", "Forrige", "Endring", "Mål"), "header"), *rows)
    return SheetContent("summary", "Oppsummering", lines, charts)


ROWS = (Line(("a", 1, None, None, 5), "figure"), Line(("b", 2, None, None, 5), "figure"))


def write(path, content):
    workbook = open_workbook(path)
    workbook.write(Plan(sheets=(content,), version=workbook.read().version))
    return openpyxl.load_workbook(path)["Oppsummering"]._charts  # noqa: SLF001 - where the library keeps them


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "bok.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Navn"])
    book.save(path)
    workbook = open_workbook(path)
    memory = SheetContent("memory", "_automations", (Line(("record", "key")),))
    workbook.write(Plan(sheets=(memory,), version=workbook.read().version))
    return path


def references(chart):
    return [series.val.numRef.f for series in chart.series]


def test_another_program_sees_what_is_drawn(path):
    line, bars = write(path, summary(ROWS))
    assert references(line) == ["'Historikk'!$B$2:$B$3", "'Historikk'!$C$2:$C$3"]
    assert [series.tx.strRef.f for series in line.series] == ["'Historikk'!$B$1", "'Historikk'!$C$1"]
    assert references(bars) == ["'Oppsummering'!$B$2:$B$3", "'Oppsummering'!$E$2:$E$3"]
    assert line.title.tx.rich.p[0].r[0].t == "Vekst & netto"
    starts = [chart.anchor._from for chart in (line, bars)]  # noqa: SLF001 - as the file calls it
    assert [(start.col, start.row) for start in starts] == [(5, 1), (5, 17)]


def test_lines_go_straight_and_percent_end_at_a_hundred(path):
    """A curve goes where no figure was, and there is nothing above a hundred percent."""
    line, bars = write(path, summary(ROWS))
    assert [series.smooth for series in line.series] == [False, False]
    assert (line.y_axis.scaling.min, line.y_axis.scaling.max, line.y_axis.majorUnit) == (0, 100, 20)
    assert (bars.y_axis.scaling.min, bars.y_axis.scaling.max, bars.y_axis.majorUnit) == (0, None, None)


def test_the_second_time_they_are_the_same_two_with_today_s_rows(path):
    write(path, summary(ROWS))
    longer = Chart("women", "Kvinner", "Oppsummering", 2, 4, (1, 4))
    drawn = write(path, summary((*ROWS, Line(("c", 3), "figure")), (CHARTS[0], longer)))
    assert len(drawn) == 2
    assert references(drawn[1]) == ["'Oppsummering'!$B$2:$B$4", "'Oppsummering'!$E$2:$E$4"]


def test_without_charts_in_the_plan_those_that_are_there_stay(path):
    write(path, summary(ROWS))
    assert len(write(path, summary((*ROWS, Line(("c", 3), "figure")), ()))) == 2
