"""The tab Listeforslag: made where an order helps, kept up to date, and never in people's way."""

import pytest

LIST = """
    Plass | Navn       | Kjønn | Kommune
    1     | Kari Moen  | K     | Halden
    2     | Anne Vik   | K     | Halden
    3     | Per Lie    | M     | Halden
    4     | Jon Berg   | M     | Halden
"""
MENDED = LIST.replace(
    "| K     | Halden\n    3     | Per Lie    | M", "| M     | Halden\n    3     | Per Lie    | K"
)
LACKING = LIST.replace("Jon Berg   | M", "Eva Berg   | K").replace("Per Lie    | M", "Liv Lie    | K")
HEADER = ("Liste", "Plass", "I dag", "Forslag", "Flyttes fra", "Hvorfor")
DAY, NEXT = "2026-05-20", "2026-05-21"


def rows(book, tab="Listeforslag"):
    return [tuple(row) for row in book.grids().get(tab, {}).values()]


def test_the_list_and_the_proposal_stand_side_by_side(job):
    book = job({"Kandidatliste": LIST})
    book.run(DAY)
    header, about, *places = rows(book)
    assert header == HEADER
    assert about[0] == "Halden"
    assert about[5] == (
        "Den nærmeste lista som oppfyller reglene: 1 par bytter rekkefølge. "
        "Den er den eneste som er så nær. Det er bevist at ingen liste er nærmere. "
        "Uten regelen «begge kjønn skal være blant de 2 første» ville det vært 1 færre."
    )
    assert [place[:5] for place in places] == [
        ("Halden", 1, "Kari Moen", "Kari Moen"),
        ("Halden", 2, "Anne Vik", "Per Lie", 3),
        ("Halden", 3, "Per Lie", "Anne Vik", 2),
        ("Halden", 4, "Jon Berg", "Jon Berg"),
    ]
    assert [place[5] for place in places if len(place) > 5] == [
        "opp 1, for at begge kjønn skal være blant de 2 første",
        "gjør plass og går ned 1",
    ]


def test_the_task_says_the_smallest_change_in_places(job):
    book = job({"Kandidatliste": LIST})
    book.run(DAY)
    (task,) = book.tasks()
    assert "Nærmeste liste som oppfyller reglene: flytt plass 3 til plass 2." in task["Hvorfor"]
    assert "Lie" not in task["Hvorfor"]


def test_the_second_run_writes_nothing(job):
    book = job({"Kandidatliste": LIST})
    book.run(DAY)
    assert book.work(DAY).examined.plan.empty


def test_on_a_new_day_the_tab_stands_as_it_stood(job):
    book = job({"Kandidatliste": LIST})
    book.run(DAY)
    before = rows(book)
    assert "list_proposal" not in {sheet.kind for sheet in book.work(NEXT).examined.plan.sheets}
    assert rows(book) == before


@pytest.mark.parametrize("picture", [MENDED, LACKING], ids=["in order", "lacks men"])
def test_no_tab_is_made_where_no_order_helps(job, picture):
    book = job({"Kandidatliste": picture})
    book.run(DAY)
    assert "Listeforslag" not in book.grids()


def test_when_the_list_is_mended_the_tab_says_that_nothing_is_left(job):
    book = job({"Kandidatliste": LIST})
    book.run(DAY)
    book.book.type_in("Kandidatliste", 3, 2, "M")
    book.book.type_in("Kandidatliste", 4, 2, "K")
    book.run(NEXT)
    assert rows(book) == [HEADER, ("Ingen liste trenger en annen rekkefølge nå.",)]
    assert book.work(NEXT).examined.plan.empty


def test_a_persons_own_tab_of_that_name_is_read_as_candidates_and_left_alone(job):
    book = job({"Listeforslag": LIST})
    before = book.grids()["Listeforslag"]
    book.run(DAY)
    assert book.grids()["Listeforslag"] == before
    assert rows(book, "Listeforslag fra jobben")[0] == HEADER
    assert book.work(DAY).examined.plan.empty


def test_the_candidates_own_tab_is_never_touched(job):
    book = job({"Kandidatliste": LIST})
    before = book.grids()["Kandidatliste"]
    book.run(DAY)
    assert book.grids()["Kandidatliste"] == before


def test_a_check_that_was_not_made_leaves_the_tab_as_it_is(job):
    book = job(
        {"Kandidatliste": LIST, "Medlemmer": "Medlemsnr | Navn | Innmeldt\n1 | Kari Moen | 03.05.2026"}
    )
    book.run(DAY)
    before = rows(book)
    book.book.type_in("Kandidatliste", 3, 2, "M")
    book.run(NEXT, only=("new_member_not_followed_up",))
    assert rows(book) == before


def test_where_one_rule_needs_others_the_rest_are_proposed_for(job):
    picture = LIST + "    5     | Liv Dahl   | K     | Halden\n    6     | Eva Lund   | K     | Halden\n"
    book = job({"Kandidatliste": picture})
    book.run(DAY)
    about = rows(book)[1][5]
    assert about.startswith(
        "Ingen rekkefølge av disse kandidatene oppfyller reglene. Denne regelen kan ikke oppfylles med dem "
        "som står på lista: hvert kjønn skal utgjøre minst 50 prosent på hele lista. "
        "Lista trenger flere – menn: 1."
    )
    (task,) = book.tasks()
    assert "er oppfylt når plass 3 flyttes til plass 2." in task["Hvorfor"]


def test_a_fixed_place_is_kept(job):
    fixed = LIST.replace("| Kommune", "| Fast plass | Kommune").replace("| Halden", "|            | Halden")
    fixed = fixed.replace(
        "2     | Anne Vik   | K     |            ", "2     | Anne Vik   | K     | x          "
    )
    book = job({"Kandidatliste": fixed})
    book.run(DAY)
    assert [place[3] for place in rows(book)[2:]] == ["Per Lie", "Anne Vik", "Kari Moen", "Jon Berg"]


def test_the_words_of_another_language_make_no_second_tab(job):
    book = job({"Kandidatliste": LIST})
    book.run(DAY)
    book.run(DAY, language="en")
    assert {tab for tab in book.grids() if "roposal" in tab or "forslag" in tab} == {"Listeforslag"}
    assert rows(book)[0] == ("List", "Place", "Today", "Proposal", "Moved from", "Why")
    assert book.work(DAY, language="en").examined.plan.empty
