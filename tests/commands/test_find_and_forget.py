# ruff: noqa: E501 - tabs are drawn as wide as people make them
"""Finding and forgetting a person, as real processes on real files, with a search of every byte that is left."""

import pytest
from openpyxl import load_workbook
from traces import holding

DAY = ("--today", "2026-05-20")
MARK = "Zqxkari"
TRACES = [b"zqxkari", b"zqxm", b"7360914", b"98765432", b"987 65 432"]
TABS = {
    "Medlemmer": """
Medlemsnr | Navn          | E-post          | Telefon    | Innmeldt   | Velkomst sendt | Kontaktet  | Kontaktet av  | Kommune | Fødselsår | Forsøk
7360914   | Zqxkari Zqxmo | zqxkari@zqxm.no | 987 65 432 | 03.05.2026 | 04.05.2026     |            |               | Halden  | 1980      | mange
1002      | Ola Berg      | ola@berg.no     | 91234567   | 04.05.2026 | 05.05.2026     |            | Zqxkari Zqxmo | Halden  | 1985      |
1003      | Per Holm      | per@holm.no     | 91234568   | 05.05.2026 |                |            |               | Halden  | 1990      |
""",
    "Kommunepartier": """
Kommune | Kommunenr | Medlemsansvarlig
Halden  | 3101      | Zqxkari Zqxmo
""",
    "Notater": """
Hva      | Hvem
Nøkkel   | Zqxmo, Zqxkari
Tallet   | 7360914
Bilen    | Ring 98765432
Navn     | Zqxkarianne Zqxmo
""",
}
NAMESAKES = {
    "Medlemmer": """
Medlemsnr | Navn      | Innmeldt   | Velkomst sendt | Kontaktet | Kommune | Fødselsår
1001      | Kari Moen | 03.05.2026 | 04.05.2026     |           | Halden  | 1980
1002      | Kari Moen | 04.05.2026 | 05.05.2026     |           | Moss    | 1990
""",
    "Notater": """
Hva    | Hvem
Nøkkel | Kari Moen
""",
}


def left(path, state):
    """Where a trace of the person is left: parts of the workbook, files of the state."""
    return holding(TRACES, path, state)


def delete_in_peoples_tabs(path):
    """Do what people do when they are told which cells to delete."""
    book = load_workbook(path)
    book["Medlemmer"].delete_rows(2)
    for title in TABS:
        for row in book[title].iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str) and any(t.decode() in cell.value.lower() for t in TRACES):
                    cell.value = None
    book.save(path)


def written(path):
    """The rows of Oppgaver in which the job says something."""
    return [row for row in load_workbook(path)["Oppgaver"].iter_rows(min_row=2, values_only=True) if row[2]]


def places(ended):
    return {(each["tab"], each["cell"], each["sure"]) for each in ended.json["workbooks"][0]["occurrences"]}


@pytest.fixture
def state(automations):
    return automations.folder.parent / "state"


def test_find_lists_every_cell_in_every_tab_and_tells_no_name(automations, book):
    path = book(TABS)
    automations("run", path, *DAY)
    ended = automations("find", "7360914", path, *DAY, "--json")
    assert MARK.lower() not in (ended.out + ended.err).lower()
    found = places(ended)
    assert {
        ("Medlemmer", "A2", True),
        ("Medlemmer", "H3", True),
        ("Kommunepartier", "C2", True),
        ("Notater", "B2", True),
        ("Notater", "B3", False),  # the number, where nobody says it is a member's
        ("Notater", "B4", True),
    } <= found
    assert not {cell for tab, cell, _ in found if tab == "Notater"} - {"B2", "B3", "B4"}
    every = ended.json["workbooks"][0]["occurrences"]
    assert {each["column"] for each in every if each["ours"] == "tasks"} >= {"task", "suggested"}
    assert {each["column"] for each in every if each["tab"] == "Kommunepartier"} == {"membership_officer"}
    said = automations("find", "7360914", path, *DAY).out
    assert "Fane Medlemmer, A2:K2: personens egen rad." in said
    assert "Fane Notater, B3: kan nevne personen" in said
    assert MARK.lower() not in said.lower()


def test_a_name_is_typed_or_given_in_any_order(automations, book):
    path = book(TABS)
    typed = automations("find", "-", path, *DAY, typed="zqxmo, zqxkari\n")
    assert typed.code == 0
    assert "personens egen rad" in typed.out
    assert automations("find", "zqxkari  ZQXMO", path, *DAY).out == typed.out
    nobody = automations("find", " ", path, *DAY)
    assert nobody.code == 2
    assert "PERSON er tom" in nobody.err


def test_forget_shows_first_and_does_nothing_without_a_yes(automations, book, state):
    path = book(TABS)
    automations("run", path, *DAY)
    before = path.read_bytes()
    for ended in (
        automations("forget", "7360914", path, *DAY, typed="n\n"),
        automations("forget", "7360914", path, *DAY, "--dry-run", typed=""),
    ):
        assert ended.code == 0
        assert "Medlemmer, A2:K2" in ended.out
        assert "Sikkerhetskopiene" in ended.out
        assert "Personen er glemt" not in ended.out
        assert MARK.lower() not in (ended.out + ended.err).lower()
    assert path.read_bytes() == before
    assert "state.sqlite3" in " ".join(left(path, state))


def test_nothing_of_who_is_forgotten_is_left_and_nothing_comes_back(automations, book, state):
    path = book(TABS)
    automations("run", path, *DAY)
    automations("run", path, "--today", "2026-05-21")
    run = automations("history", "--json").json[-1]["run"]
    assert len(left(path, state)) > 3  # people's tabs, ours and the journal: otherwise silence proves nothing
    ended = automations("forget", "7360914", path, *DAY, "--yes")
    assert (ended.code, ended.err) == (0, "")
    peoples = {f"xl/worksheets/sheet{n}.xml" for n in (1, 2, 3)}
    assert set(left(path, state)) <= peoples
    # While the row stands, no run makes anything of it but the request to delete it.
    again = automations("run", path, "--today", "2026-05-22", "--json").json["workbooks"][0]
    assert set(left(path, state)) <= peoples
    problems = {(each["tab"], each["cell"], each["code"]) for each in again["problems"]}
    assert {("Medlemmer", "A2", "forgotten_row"), ("Kommunepartier", "C2", "forgotten_name")} <= problems
    assert [each for each in again["findings"] if (each["tab"], each["row"]) == ("Medlemmer", 2)] == []
    second = automations("run", path, "--today", "2026-05-22", "--json").json["workbooks"][0]
    assert second["requests"]["writes"] == 0
    automations("undo", run, "--today", "2026-05-22")
    automations("run", path, "--today", "2026-05-22")
    assert set(left(path, state)) <= peoples
    delete_in_peoples_tabs(path)
    automations("run", path, "--today", "2026-05-23")
    automations("run", path, "--today", "2026-05-24")
    assert left(path, state) == []
    newest = max((path.parent / f"{path.name}.backups").iterdir())
    assert holding(TRACES, newest) == []


def test_the_others_keep_their_tasks(automations, book):
    path = book(TABS)
    automations("run", path, *DAY)
    before = {row[0]: row for row in written(path) if "Per Holm" in row[2]}
    automations("forget", "7360914", path, *DAY, "--yes")
    after = {row[0]: row for row in written(path) if "Per Holm" in row[2]}
    assert before
    assert {key: row[2] for key, row in after.items()} == {key: row[2] for key, row in before.items()}
    assert {row[6] for row in after.values()} == {None}  # who is forgotten is asked for nothing


def test_a_namesake_keeps_everything(automations, book):
    path = book(NAMESAKES)
    automations("run", path, *DAY)
    found = places(automations("find", "1001", path, *DAY, "--json"))
    assert ("Notater", "B2", False) in found
    assert [cell for tab, cell, _ in found if tab == "Medlemmer"] == ["A2"]
    assert automations("forget", "1001", path, *DAY, "--yes").code == 0
    assert {row[3] for row in written(path)} == {"Medlemmer, rad 3"}


def test_who_is_meant_is_asked_where_several_bear_the_name(automations, book):
    path = book(NAMESAKES)
    automations("run", path, *DAY)
    ended = automations("forget", "-", path, *DAY, typed="Kari Moen\n2\ny\n")
    assert ended.code == 0, ended.err
    assert "født 1990, Moss" in ended.err
    assert {row[3] for row in written(path)} == {"Medlemmer, rad 2"}
    several = automations("find", "-", path, *DAY, typed="Kari Moen\n").out
    assert "2 personer kan være den dere mener" in several


def test_who_has_joined_again_is_new_to_us(automations, book):
    path = book(TABS)
    automations("run", path, *DAY)
    automations("forget", "7360914", path, *DAY, "--yes")
    delete_in_peoples_tabs(path)
    automations("run", path, "--today", "2026-05-23")
    again = load_workbook(path)
    again["Medlemmer"].append(
        ["7360914", "Zqxkari Zqxmo", None, None, "22.05.2026", None, None, None, "Halden", "1980"]
    )
    again.save(path)
    after = automations("run", path, "--today", "2026-06-20", "--json").json["workbooks"][0]
    assert "forgotten_row" not in {each["code"] for each in after["problems"]}
    assert [each for each in after["findings"] if (each["tab"], each["row"]) == ("Medlemmer", 4)]


def test_a_workbook_that_cannot_be_read_is_said_and_the_others_are_done(automations, book):
    path = book(TABS)
    automations("run", path, *DAY)
    ended = automations("forget", "7360914", path, "borte.xlsx", *DAY, "--yes")
    assert ended.code == 3
    assert "borte.xlsx" in ended.err
    assert not [row for row in written(path) if MARK in row[2]]
    assert automations("find", "7360914", "borte.xlsx").code == 3
