"""What the job's tabs of a spreadsheet have lost comes back in one write, over no cell of people's."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets_on_loopback import people

from automations.errors import Refused
from automations.plan.repair import repairs, words
from automations.recognise import recognise
from automations.tabs import TABS

DAY = "2026-06-01"
COLUMNS = [column.name for column in TABS["tasks"].columns]
HEADERS = {"why": "Hvorfor", "status": "Status", "suggested": "Foreslått", "solved": "Løst dato"}


def lacking(job):
    book = job.workbook()
    recognised = recognise(book.read(), on=date.fromisoformat(DAY))
    titles = words(recognised, "nb", on=date.fromisoformat(DAY))
    return book, repairs(recognised, book.fittings(recognised.own, titles), titles, "nb")


def tasks_of(job):
    return job.book.sheet("Oppgaver")


def place(sheet, header):
    return next(i for i, cell in enumerate(sheet.rows[0]) if cell.value == header)


def delete_column(job, header):
    """Do what a coordinator does: delete a column, with all that hangs on it."""
    sheet = tasks_of(job)
    assert people.delete_column(job.book, job.book.owner, sheet, place(sheet, header))


def shown(job, header):
    rows = job.service.shown(job.book)["Oppgaver"]
    key, at = rows[0].index("Oppgave-ID"), rows[0].index(header)
    return {row[key]: row[at] for row in rows[1:] if row[key]}


@pytest.fixture
def left(on_google):
    """The job as it left a spreadsheet."""
    assert on_google.work(DAY).refused is None
    return on_google


def test_a_new_spreadsheet_lacks_nothing_and_looking_costs_one_read(left):
    left.service.log.clear()
    book, found = lacking(left)
    assert not found
    assert [method for method, _, _ in left.service.log] == ["GET", "GET"]
    assert book.repair(found).writes == 0


@pytest.mark.parametrize("name", HEADERS)
def test_a_column_comes_back_where_it_was_with_what_each_task_says(left, name):
    before = shown(left, HEADERS[name])
    order = [cell.value for cell in tasks_of(left).rows[0] if cell.value]
    delete_column(left, HEADERS[name])
    book, found = lacking(left)
    assert dict(found.columns) == {name: HEADERS[name]}
    left.service.log.clear()
    receipt = book.repair(found)
    assert receipt.writes == 1
    assert [method for method, _, _ in left.service.log] == ["POST"]
    assert [cell.value for cell in tasks_of(left).rows[0] if cell.value] == order
    assert shown(left, HEADERS[name]) == before
    assert not lacking(left)[1]
    assert left.work(DAY).examined.plan.empty
    rule = tasks_of(left).rows[1][place(tasks_of(left), HEADERS[name])].validation
    assert bool(rule) == (name == "status")


def test_lists_notes_colours_and_protection_come_back_in_one_write(left):
    sheet = tasks_of(left)
    for row in sheet.rows:
        row[:] = [type(cell)(cell.value, cell.formula, cell.format) for cell in row]
    kept = [{"ranges": [{"sheetId": sheet.id}], "booleanRule": {"condition": {"type": "BLANK"}}}]
    sheet.colours[:] = kept
    sheet.protections.clear()
    left.book.sheet("Oppsummering").protections.clear()
    book, found = lacking(left)
    assert set(found.protected) == {"tasks", "summary"}
    assert (len(found.picked), len(found.noted), len(found.coloured)) == (3, len(COLUMNS), 3)
    assert book.repair(found).writes == 1
    assert not lacking(left)[1]
    assert len(sheet.colours) == 4
    assert sheet.colours[2] == kept[0]
    assert "<>" in str(sheet.colours[3])  # the shade comes last: it hides nothing
    assert left.book.sheet("Oppsummering").protections
    book, found = lacking(left)
    before = left.book.state()["sheets"]
    book.repair(found)
    assert [s.rows for s in left.book.sheets] == [s.rows for s in before]


ACTS = st.lists(
    st.sampled_from(["insert column", "insert row", "sort", "move column", "type", "delete row"]), max_size=3
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lost=st.sets(st.sampled_from(sorted(HEADERS)), min_size=1, max_size=2),
    acts=ACTS,
    at=st.integers(1, 14),
)
def test_whatever_people_do_between_the_look_and_the_write_no_cell_of_theirs_is_lost(left, lost, acts, at):
    start = left.book.state()
    try:
        for name in lost:
            delete_column(left, HEADERS[name])
        people.type_in(
            left.book, left.book.owner, tasks_of(left), 3, place(tasks_of(left), "Kommentar"), "Kim"
        )
        book, found = lacking(left)
        for act in acts:
            do(left, act, at)
        typed = values(left)
        refused = False
        try:
            book.repair(found)
        except Refused:
            refused = True
        if refused:
            assert values(left) == typed
            return
        rest = values(left)
        for value in typed:
            rest.remove(value)  # each is there still, once
        assert set(shown(left, HEADERS[min(lost)]))
        for header in (HEADERS[name] for name in lost):
            assert by_key(left, header) <= by_key_hidden(left, header)
        left.work("2026-06-02")
        left.work("2026-06-02")
        assert left.work("2026-06-02").examined.plan.empty
    finally:
        left.book.restore(start)


def do(job, act, at):
    sheet, who = tasks_of(job), job.book.owner
    at = min(at, sheet.width - 1)
    if act == "insert column":
        people.insert_column(job.book, who, sheet, at)
    elif act == "insert row":
        people.insert_row(job.book, who, sheet, 1 + min(at, 3))
    elif act == "delete row":
        people.delete_row(job.book, who, sheet, 4)
    elif act == "move column":
        people.move_column(job.book, who, sheet, at, 0)
    elif act == "type":
        people.type_in(job.book, who, sheet, 2, place(sheet, "Kommentar"), f"Ola {at}")
    else:
        column = [row[at] for row in job.service.shown(job.book)["Oppgaver"]]
        people.sort_rows(job.book, who, sheet, at, column, descending=True)


def values(job):
    """What people have typed anywhere, whatever row it stands in now."""
    return sorted(
        str(cell.value) for sheet in job.book.sheets for row in sheet.rows for cell in row if cell.value
    )


def by_key(job, header):
    return {(key, value) for key, value in shown(job, header).items() if value not in (None, "")}


def by_key_hidden(job, header):
    """What the hidden tab says of each task: what may stand beside its key, and nothing else."""
    name = next(name for name, title in HEADERS.items() if title == header)
    rows = job.service.shown(job.book)["_automations"]
    first = next(i for i, value in enumerate(rows[0]) if value == "task_id")
    if name not in rows[0]:
        return by_key(job, header)  # people's own column
    at = rows[0].index(name)
    return {(row[first], row[at]) for row in rows[1:] if row[first] and row[at] not in (None, "")}
