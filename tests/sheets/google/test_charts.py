"""Charts in Google Sheets: made once, moved by nobody but people, and kept in step with the rows."""

from copy import deepcopy

from google_job import TABS, OnGoogle


def job(service):
    made = OnGoogle(service)
    for title, rows in TABS.items():
        made.book.add_sheet(title, rows)
    return made


def test_they_are_made_with_the_tab_and_stay_until_their_rows_move(service):
    on = job(service)
    on.work("2026-06-01")
    sheet = on.book.sheet("Oppsummering")
    assert sheet.charts
    assert {chart["position"]["overlayPosition"]["anchorCell"]["columnIndex"] for chart in sheet.charts} == {
        5
    }
    ids = [chart["chartId"] for chart in sheet.charts]
    sheet.charts[0]["position"] = "where somebody has put it"
    service.log.clear()
    on.work("2026-06-02")
    assert [method for method, _, _ in service.log] == ["GET", "POST", "GET"]
    after = on.book.sheet("Oppsummering").charts
    assert [chart["chartId"] for chart in after] == ids
    assert after[0]["position"] == "where somebody has put it"
    history = on.book.sheet("Historikk").id
    ends = {
        source["endRowIndex"]
        for chart in after
        for one in chart["spec"]["basicChart"]["series"]
        for source in one["series"]["sourceRange"]["sources"]
        if source["sheetId"] == history
    }
    assert ends == {3}


def test_a_chart_of_somebody_s_is_never_touched(service):
    on = job(service)
    on.work("2026-06-01")
    sheet = on.book.sheet("Oppsummering")
    theirs = deepcopy(sheet.charts[0]) | {"chartId": 7}
    sheet.charts.insert(0, deepcopy(theirs))
    on.work("2026-06-02")
    assert on.book.sheet("Oppsummering").charts[0] == theirs


def test_a_chart_that_somebody_deletes_while_it_is_written_stops_the_batch_and_is_drawn_by_the_next_run(
    on_google,
):
    assert on_google.work("2026-06-01").refused is None
    sheet = on_google.book.sheet("Oppsummering")
    drawn = len(sheet.charts)
    before = on_google.service.shown(on_google.book)
    on_google.service.again()
    on_google.service.between = lambda number: number == 1 and sheet.charts.clear()
    assert on_google.work("2026-06-02").refused
    on_google.service.again()
    assert on_google.service.shown(on_google.book) == before  # nothing of the batch took effect
    assert on_google.work("2026-06-02").refused is None
    assert len(on_google.book.sheet("Oppsummering").charts) == drawn > 0
