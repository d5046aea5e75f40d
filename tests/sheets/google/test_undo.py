"""A run on a spreadsheet of Google's, taken back after people have worked in it."""

# ruff: noqa: SLF001 - the world compares with its own means
import random

import pytest
from interference import TODAY, World, behaviours
from sheets_on_loopback import SheetsService

from automations.plan.undo import undoing, wrote
from automations.recognise import recognise
from automations.sheets.google.workbook import GoogleWorkbook

# What people do to rows and cells; whole columns and tabs are the reading's concern (test_interference.py).
KINDS = ("type", "append", "member", "insert_row", "sort", "cut")


def workbook(world, word):
    return GoogleWorkbook("bok", world.account, name="Fylket", nonce=lambda: f"{word}-{world.clock}")


def run(world):
    """Today's job, with what it wrote."""
    world.clock += 61
    worked = world.run()
    return wrote(worked.examined.plan, worked.examined.recognised)


def take_back(world, done):
    world.clock += 61
    book = workbook(world, "undo")
    undone = undoing(done, recognise(book.read(), on=TODAY))
    receipt = book.write(undone.plan)
    return undone, receipt


@pytest.mark.parametrize("first", range(0, 24, 6))
def test_after_undo_every_cell_is_as_if_the_run_had_not_been(first):
    with SheetsService(behaviours(first % 2)) as service:
        world = World(service)
        for seed in range(first, first + 6):
            deeds = [deed for deed in world.deeds(random.Random(seed)) if deed.what in KINDS]
            world.book.restore(world.start)
            service.again()
            before = {key for key, *_ in world._ours() if key.startswith("T")}
            for deed in deeds:
                world.perform(deed)
            wanted = world._people(service.shown(world.book)), world._ours()
            world.book.restore(world.start)
            service.again()
            done = run(world)
            for deed in deeds:
                world.perform(deed)
            undone, receipt = take_back(world, done)
            assert receipt.writes == 1
            assert not undone.left
            found = world._people(service.shown(world.book)), world._ours()
            assert found[0] == wanted[0], (seed, deeds)
            assert found[1] == wanted[1], (seed, deeds)
            assert {key for key, *_ in found[1] if key.startswith("T")} == before
            made = sum(each.action == "create" for each in done.tasks)
            assert receipt.written.get("withdraw", 0) == made
            if any(deed.tab != "Oppgaver" for deed in deeds):
                continue  # the facts may have changed
            world.clock += 61
            assert world.run().receipt is not None  # the figures of the day
            world.clock += 61
            assert {key for key, *_ in world._ours() if key.startswith("T")} == before
            assert world.run().examined.plan.empty
