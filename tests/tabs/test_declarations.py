"""The tabs that are declared, and the words for them in three languages."""

from collections import Counter

import pytest

from automations.recognise.fold import fold
from automations.recognise.kinds import reader
from automations.tabs import TABS
from automations.tabs.choices import CHOICE_WORDS
from automations.words import LANGUAGES, theme

KINDS = [
    "members", "supporters", "officers", "elected", "candidates", "partners", "local_parties", "activities",
    "training", "campaign", "volunteers", "youth_transition", "settings", "tasks", "summary", "data_quality",
    "history", "list_proposal", "guide", "memory",
]  # fmt: skip


def test_every_kind_of_tab_is_declared():
    assert list(TABS) == KINDS
    assert {kind for kind, tab in TABS.items() if tab.ours} == {
        "tasks", "summary", "data_quality", "history", "list_proposal", "guide", "memory"
    }  # fmt: skip
    assert [kind for kind, tab in TABS.items() if tab.hidden] == ["memory"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_name_exactly_the_declared_tabs_and_columns(language):
    words = {kind: said for kind, said in theme(language, "tabs").items() if kind != "choices"}
    assert {kind: sorted(said.get("columns", {})) for kind, said in words.items()} == {
        kind: sorted(column.name for column in tab.columns) for kind, tab in TABS.items()
    }
    assert all(said["title"] for said in words.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_name_exactly_the_declared_choices(language):
    declared = {
        column.kind: list(column.choices) for tab in TABS.values() for column in tab.columns if column.choices
    }
    said = {group: list(names) for group, names in theme(language, "tabs")["choices"].items()}
    assert {group: sorted(names) for group, names in said.items()} == {
        group: sorted(names) for group, names in declared.items()
    }
    assert {group: sorted(names) for group, names in CHOICE_WORDS.items()} == {
        group: sorted(names) for group, names in declared.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_two_columns_of_a_tab_have_one_title(kind, language):
    titles = [fold(title) for title in theme(language, "tabs")[kind].get("columns", {}).values()]
    assert [title for title, times in Counter(titles).items() if times > 1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_means_two_columns_of_a_tab(kind):
    meanings: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for name, title in theme(language, "tabs")[kind].get("columns", {}).items():
            meanings.setdefault(fold(title), set()).add(name)
    for column in TABS[kind].columns:
        for word in column.words:
            meanings.setdefault(fold(word), set()).add(column.name)
    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_can_be_read(kind):
    from datetime import date

    for column in TABS[kind].columns:
        assert reader(column.kind, date(2026, 11, 23)).cell(None) is None


def test_groups_of_required_columns_name_columns_of_the_tab():
    for tab in TABS.values():
        assert {name for group in tab.one_of for name in group} <= tab.by_name.keys()


def test_tasks_stand_in_the_order_that_volunteers_see():
    assert [(column.name, column.ours) for column in TABS["tasks"].columns] == [
        ("task_id", True), ("priority", True), ("task", True), ("concerns", True), ("why", True), ("due",
                                                                                                   True),
        ("suggested", True), ("responsible", False), ("status", False), ("deferred_until", False),
        ("comment", False), ("own_task", False), ("state", True), ("created", True), ("solved", True),
    ]  # fmt: skip
