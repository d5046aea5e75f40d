"""Charts beside the cells of a tab of ours: known by their ids, made once, kept in step with the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from automations.model import Chart
from automations.sheets.google.own_tabs import CHART_ROWS, new_id
from automations.sheets.google.snapshot import drawn

_Request = dict[str, Any]
_COLOURS = (
    {"red": 0.753, "green": 0.224, "blue": 0.169},
    {"red": 0.651, "green": 0.651, "blue": 0.651},
    {"red": 0.18, "green": 0.459, "blue": 0.714},
)
_HEIGHT, _WIDTH = 300, 520  # pixels


def charts(
    wanted: Iterable[Chart],
    spreadsheet: str,
    sheet_id: int,
    *,
    beside: int,
    standing: Mapping[int, object],
    ids: Mapping[str, int],
) -> list[_Request]:
    """Add those that are not there, and let the others draw the rows that there are today.

    `standing` says what each chart of the tab draws (snapshot.drawn), by its id.
    """
    requests: list[_Request] = []
    for number, chart in enumerate(wanted):
        spec = _spec(chart, ids[chart.tab])
        chart_id = new_id(spreadsheet, "chart", chart.name)
        if chart_id not in standing:
            anchor = {"sheetId": sheet_id, "rowIndex": 1 + number * CHART_ROWS, "columnIndex": beside}
            place = {
                "anchorCell": anchor,
                "offsetXPixels": 20,
                "widthPixels": _WIDTH,
                "heightPixels": _HEIGHT,
            }
            made = {"chartId": chart_id, "spec": spec, "position": {"overlayPosition": place}}
            requests.append({"addChart": {"chart": made}})
        elif standing[chart_id] != drawn(spec):
            requests.append({"updateChartSpec": {"chartId": chart_id, "spec": spec}})
    return requests


def _spec(chart: Chart, sheet_id: int) -> dict[str, Any]:
    axis = "LEFT_AXIS" if chart.over_time else "BOTTOM_AXIS"
    return {
        "title": chart.title,
        "basicChart": {
            "chartType": "LINE" if chart.over_time else "BAR",
            "legendPosition": "BOTTOM_LEGEND" if chart.over_time else "NO_LEGEND",
            "headerCount": int(chart.over_time),
            "domains": [{"domain": _source(chart, sheet_id, 0)}],
            "series": [
                {
                    "series": _source(chart, sheet_id, column),
                    "targetAxis": axis,
                    "colorStyle": {"rgbColor": colour},
                }
                for column, colour in zip(chart.columns, _cycle(len(chart.columns)), strict=True)
            ],
        },
    }


def _cycle(count: int) -> Sequence[Mapping[str, float]]:
    return [_COLOURS[at % len(_COLOURS)] for at in range(count)]


def _source(chart: Chart, sheet_id: int, column: int) -> dict[str, Any]:
    area = {
        "sheetId": sheet_id,
        "startRowIndex": chart.first - 1,
        "endRowIndex": chart.last,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }
    return {"sourceRange": {"sources": [area]}}
