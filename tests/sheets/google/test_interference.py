"""People between any two requests of the job: a shorter set of `python tests/reliability.py`."""

import pytest
from interference import OWNER, Deed, World, behaviours
from sheets_on_loopback import SheetsService


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_no_cell_of_peoples_is_lost_and_no_value_of_ours_stands_in_another_tasks_row(first):
    for kind in (0, 1):
        with SheetsService(behaviours(kind)) as service:
            world = World(service)
            for seed in range(first + kind, first + 10, 2):
                outcome, deeds = world.compared(seed)
                assert (outcome.lost, outcome.astray, outcome.different) == (0, 0, 0), (seed, deeds)


def test_a_column_inserted_while_rows_are_written_is_seen_and_mended():
    with SheetsService() as service:
        world = World(service)
        sheet = world.sheet("Oppgaver")
        service.again()
        log_from = len(service.log)
        service.between = lambda number: number == 2 and world.book.insert_column(sheet, 3)
        worked = world.run()
        assert [method for method, _, _ in service.log[log_from:]] == ["GET", "GET", "POST", "GET", "POST"]
        assert worked.receipt.writes == 2
        service.between = None
        rows = service.shown(world.book)["Oppgaver"]
        assert rows[0][3] is None
        assert all(row[3] in (None, "") for row in rows)
        new = [row for row in rows[1:] if row[0] and row[0] not in world.keys]
        assert new
        assert all(row[rows[0].index("Tilstand")] == "Åpen" for row in new)
        assert world.run().examined.plan.empty


@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_row_written_askew_shows_nothing_under_peoples_headers_and_is_left_out_of_their_sorting(direction):
    with SheetsService() as service:
        world = World(service)
        sheet = world.sheet("Oppgaver")
        column = service.shown(world.book)["Oppgaver"][0].index("Status")
        sort = Deed(0, OWNER, "sort_column", "Oppgaver", "", "Oppgave (egen)", direction)

        def own_tasks():
            rows = service.shown(world.book)["Oppgaver"]
            place = rows[0].index("Oppgave (egen)")
            return [row[place] or None for row in rows]

        service.again()
        seen = []

        def between(number):
            if number == 2:
                assert world.book.insert_column(sheet, column) is None
            if number == 3:
                seen.append(own_tasks())
                assert world.perform(sort)

        service.between = between
        world.run()
        service.between = None
        assert [text for text in seen[0][1:] if text] == ["Bestille lokale"]
        assert own_tasks()[1] == "Bestille lokale"  # as it would without us: first, and blanks after it
        world.run()  # counts own tasks anew: one stands in a task's row now
        assert world.run().examined.plan.empty


def test_a_row_that_somebody_has_typed_in_before_it_could_be_mended_is_left_and_named():
    with SheetsService() as service:
        world = World(service)
        sheet = world.sheet("Oppgaver")
        typed = []

        def between(number):
            if number == 2:
                world.book.insert_column(sheet, 3)
            if number == 3:
                rows = service.shown(world.book)["Oppgaver"]
                row = next(n for n, one in enumerate(rows) if n and one[0] and one[0] not in world.keys)
                column = rows[0].index("Kommentar")
                typed.append((rows[row][0], row, column))
                assert world.perform(Deed(0, OWNER, "type", "Oppgaver", rows[row][0], "Kommentar", "tar jeg"))

        service.again()
        service.between = between
        world.run()
        service.between = None
        ((key, row, column),) = typed
        rows = service.shown(world.book)["Oppgaver"]
        assert (rows[row][0], rows[row][column]) == (key, "tar jeg")
        assert [one[0] for one in rows].count(key) == 1
        again = world.run()
        assert any(p.code == "typed_over" and p.source.row == row + 1 for p in again.examined.problems)
        rows = service.shown(world.book)["Oppgaver"]
        assert (rows[row][0], rows[row][column]) == (key, "tar jeg")
        assert world.run().examined.plan.empty


def test_a_column_of_ours_sorted_alone_still_shows_each_row_its_own_task():
    with SheetsService() as service:
        world = World(service)
        before = {row[0]: row[2] for row in service.shown(world.book)["Oppgaver"][1:] if row[0]}
        sheet = world.sheet("Oppgaver")
        rows = service.shown(world.book)["Oppgaver"]
        last = max(n for n, row in enumerate(rows, 1) if row[0] in before)
        cells = [row[2] for row in sheet.rows[1:last]]
        for row, cell in zip(sheet.rows[1:last], reversed(cells), strict=True):
            row[2] = cell
        assert {row[0]: row[2] for row in service.shown(world.book)["Oppgaver"][1:] if row[0]} == before
