"""What a task says, in each of the three languages: whole sentences, days as people write them."""

import re
from dataclasses import replace
from datetime import date

import pytest

from automations.checks.registry import registry
from automations.model import Finding, Link, Source, Subject
from automations.plan.life import Step
from automations.plan.memory import TaskMemory
from automations.plan.reconcile import Group, Outcome
from automations.plan.tasks import OURS, Task
from automations.plan.texts import concerns, emptied, said, task_values, why
from automations.words import LANGUAGES, fill, theme

ON = date(2026, 5, 20)
CHECK = registry()["new_member_not_followed_up"]
LIST_CHECK = registry()["candidate_list_unbalanced"]

MEMBERS = """
    Medlemsnr | Navn         | Innmeldt   | Fødselsår | Kommune | Velkomst sendt | Kontaktet    | Tilbud gitt | Introkurs tilbudt | Status  | Kan kontaktes
    1001      | Kari Moen    | 03.05.2026 | 1980      | Halden  |                |              |             |                   |         |
    1002      | Ola Berg     | 04.05.2026 | 1981      | Halden  | 05.05.2026     | ikke svar x2 |             |                   |         |
    1003      | Nils Ny      | 04.01.2026 | 1982      | Moss    | 05.01.2026     | 06.01.2026   |             |                   |         |
    1004      | Liten Lie    | 04.05.2026 | 2014      | Moss    |                |              |             |                   |         |
    1005      | Per Ut       | 04.05.2026 | 1983      | Moss    |                |              |             |                   | Utmeldt |
    1006      | Siri Stille  | 04.05.2026 | 1984      | Moss    | 05.05.2026     |              |             |                   |         | ikke ring
"""  # noqa: E501 - a tab as it stands
PARTIES = """
    Kommunenr | Kommune | Leder   | Medlemsansvarlig
    3101      | Halden  | Liv Lie | Jon Dahl
    3103      | Moss    | Jo Dahl |
    3105      | Sarpsborg | Li Ås |
    3107      | Fredrikstad | Li Ås |
"""
PARTNERS = """
    Organisasjon | Type | Kommune | Kontaktperson | Ansvarlig hos oss | Sist kontakt | Kontakt til
    LO Halden | LO | Halden | | Liv Lie | 01.05.2026 |
    AUF Halden | AUF | Halden | Al Aa | | 01.05.2026 |
    Huseierne | Interesse | Halden | Hu Si | Liv Lie | 01.05.2026 |
    Røde Kors | Frivillig | Halden | Ro Ko | Liv Lie | 01.05.2026 |
    LO Moss | LO | Moss | Lo Mo | Jo Dahl | 01.05.2025 |
    AUF Moss | AUF | Moss | Al Mo | Jo Dahl | 01.05.2026 | 01.04.2026
"""
LISTS = """
    Plass | Navn       | Kjønn | Kommune
    1     | Ola Berg   | M     | Halden
    2     | Nils Ny    | M     | Halden
    3     | Per Sand   | M     | Halden
    4     | Kari Moen  | K     | Halden
    1     | Anne Vik   |       | Moss
    2     | Siri Lund  | K     | Moss
"""


def finding(stage="call", **more):
    values = {
        "facts": {"joined": "2026-05-03", "deadline": "2026-05-17"},
        "private": {"name": "Kari Moen"},
    } | more
    return Finding(CHECK.name, Subject(("a",)), Source("Ark 1", 7, 4), "high", stage=stage, **values)


def group(*findings):
    return Group("T1", (), findings or (finding(),), "F")


def outcome(state="open", *, task=None, group=None, **remembered):
    memory = TaskMemory("T1", CHECK.name, **remembered)
    return Outcome(Step("update", memory), task, group, state, date(2026, 5, 27), "Jon Dahl")


@pytest.fixture(scope="module", params=LANGUAGES)
def sheet(request, job):
    """A workbook with something of everything, worked on in one language: (language, tasks)."""
    book = job(
        {
            "Medlemmer": MEMBERS,
            "Kommunepartier": PARTIES,
            "Samarbeidspartnere": PARTNERS,
            "Kandidatliste": LISTS,
        }
    )
    plan = book.work("2026-05-20", language=request.param).examined.plan
    return request.param, [change.values for change in plan.changes]


def test_no_task_has_a_placeholder_a_day_in_figures_or_a_missing_name(sheet):
    _, tasks = sheet
    assert len(tasks) > 20
    for task in tasks:
        told = f"{task['task']} {task['why']} {task['concerns'].text}"
        assert not re.search(r"[{}]|\d{4}-\d\d-\d\d|None|\bTrue\b|\bFalse\b|_|  ", told), told
        assert task["task"].endswith(".")
        assert task["why"].endswith(".)")


def test_every_task_leads_to_its_cell_and_names_its_lines(sheet):
    language, tasks = sheet
    for task in tasks:
        assert isinstance(task["concerns"], Link)
        place = task["concerns"].to
        assert task["concerns"].text.startswith(fill(language, "tasks.place", tab=place.tab, row=place.row))
        numbers = re.findall(r"[\d–, ]+(?=\.\)$)", task["why"])
        runs = [[int(end) for end in run.split("–")] for run in numbers[-1].split(",")]
        cited = {line for run in runs for line in range(run[0], run[-1] + 1)}
        assert any(cited <= set(check.serves) for check in registry().values())


def test_priorities_and_states_are_words_of_the_language(sheet):
    language, tasks = sheet
    words = theme(language, "tasks")
    assert {task["priority"] for task in tasks} == set(words["priority"].values())
    assert {task["state"] for task in tasks} == {words["state"]["open"]}


@pytest.mark.parametrize("check", ["new_member_not_followed_up", "partner_contact_missing"])
def test_nearly_every_sentence_of_a_check_is_met_in_a_sheet(sheet, check):
    language, tasks = sheet
    starts = {}
    for name, words in theme(language, check).items():
        for part in [words] if "task" in words else words.values() if isinstance(words, dict) else []:
            starts[name, part["task"]] = part["task"].partition("{")[0]
    texts = [task["task"] for task in tasks]
    unsaid = [name for (name, _), start in starts.items() if not any(t.startswith(start) for t in texts)]
    assert not [name for name in unsaid if name not in {"lo", "auf"}]  # one is asked for: never too few


def test_days_are_written_out_as_each_language_has_them():
    told = {language: said(finding(), CHECK, "task", language) for language in LANGUAGES}
    assert told == {
        "nb": "Ring Kari Moen og ønsk velkommen – meldte seg inn 3. mai 2026.",
        "nn": "Ring Kari Moen og ønsk velkommen – melde seg inn 3. mai 2026.",
        "en": "Call Kari Moen and say welcome: joined 3 May 2026.",
    }


def test_a_check_may_say_the_task_for_all_its_rules_and_the_reason_for_each():
    told = {"label": "Halden", "reason": "both_in_top", "rule": "x", "n": "2", "women": "0", "men": "2"}
    broken = Finding(LIST_CHECK.name, Subject(("l",)), Source("Lister", 2), "high", {}, private=told)
    assert said(broken, LIST_CHECK, "task", "nb") == (
        "Se på kandidatlista for Halden: den oppfyller ikke alle reglene ennå."
    )
    assert said(broken, LIST_CHECK, "why", "nb") == (
        "Begge kjønn skal være blant de 2 første på lista (nå – kvinner: 0, menn: 2)."
    )
    own = replace(broken, private=told | {"reason": "own_rule"})
    assert said(own, LIST_CHECK, "why", "nb") == "Regelen x er ikke oppfylt."


def test_words_that_nobody_has_written_are_an_error_and_not_an_empty_task():
    with pytest.raises(KeyError):
        said(finding("unheard_of"), CHECK, "task", "nb")


def test_a_reason_that_two_findings_share_is_said_once_and_the_others_follow():
    text = why(group(finding(), finding(), finding("offer")), CHECK, "nb", reopened=False)
    assert text == (
        "Det står ikke noen samtale eller annen kontakt i arket ennå, og målet var 17. mai 2026. "
        "Nye medlemmer skal få tilbud om aktivitet, og målet var 17. mai 2026. "
        "(Grunndokumentet, linje 36–40, 43–45.)"
    )


def test_a_check_of_one_line_names_one_line():
    one = replace(CHECK, serves=(66,), serves_each={})
    assert why(group(), one, "nb", reopened=False).endswith("(Grunndokumentet, linje 66.)")


def test_a_task_that_came_back_says_that_it_did():
    plain = why(group(), CHECK, "nb", reopened=False)
    text = why(group(), CHECK, "nb", reopened=True)
    assert text == f"Oppgaven var løst eller avkrysset, men det mangler fortsatt noe: {plain}"


def test_the_other_rows_about_the_same_are_named_once_in_order():
    others = (Source("Ark 2", 3), Source("Ark 1", 7, 9), Source("Ark 1", 12, 2), Source("Ark 1", 12, 1))
    link = concerns(group(finding(also=others)), "nb")
    assert link == Link("Ark 1, rad 7 (og Ark 1, rad 12, Ark 2, rad 3)", Source("Ark 1", 7, 4))


def test_without_other_rows_only_the_place_is_named():
    assert concerns(group(finding(also=(Source("Ark 1", 7, 2),))), "en").text == "Ark 1, row 7"


def test_an_open_task_fills_all_of_our_columns():
    values = task_values(outcome(group=group(), created=date(2026, 5, 1)), CHECK, "nb", on=ON)
    assert set(values) == set(OURS)
    assert values["created"] == date(2026, 5, 1)
    assert (values["due"], values["suggested"], values["solved"]) == (date(2026, 5, 27), "Jon Dahl", None)
    assert (values["priority"], values["state"], values["task_id"]) == ("Høy", "Åpen", "T1")


def test_a_new_task_is_made_today():
    assert task_values(outcome(group=group()), CHECK, "nb", on=ON)["created"] == ON


@pytest.mark.parametrize("state", ["solved", "deferred"])
def test_a_task_that_is_solved_or_put_off_keeps_its_text(state):
    task = Task("T1", 2, ours={"task_id": "T1", "task": "Ring", "why": "Fordi", "state": "Åpen"})
    values = task_values(outcome(state, task=task, group=group(), solved=ON), CHECK, "nb", on=ON)
    assert values == {
        "task_id": "T1",
        "task": "Ring",
        "why": "Fordi",
        "state": fill("nb", f"tasks.state.{state}"),
        "solved": ON,
    } | ({"suggested": None} if state == "solved" else {})  # nobody is asked for what is solved


def test_a_task_whose_check_was_not_made_keeps_its_text_too():
    task = Task("T1", 2, ours={"task_id": "T1", "task": "Ring"})
    values = task_values(outcome("open", task=task), CHECK, "nb", on=ON)
    assert values == {"task_id": "T1", "task": "Ring", "state": "Åpen", "solved": None}


def test_an_archived_task_keeps_only_its_key_state_and_day():
    values = emptied(TaskMemory("T1", "x", state="archived", solved=ON), "nb")
    assert set(values) == set(OURS)
    assert {name: value for name, value in values.items() if value is not None} == {
        "task_id": "T1",
        "state": "Arkivert",
        "solved": ON,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_and_priority_has_a_word_of_its_own(language):
    words = theme(language, "tasks")
    for part in ("state", "priority"):
        assert len(set(words[part].values())) == len(words[part])
