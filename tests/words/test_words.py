"""The words are filled, found and whole in each language."""

from importlib.resources import files

import pytest

from automations.words import LANGUAGES, fill, has, theme

THEMES = sorted(
    path.name.removesuffix(".toml") for path in files("automations.words").joinpath("nb").iterdir()
)


def texts(entry, key):
    """Walk every text of a theme with its key."""
    if isinstance(entry, dict):
        for name, below in entry.items():
            yield from texts(below, f"{key}.{name}")
    elif isinstance(entry, list):
        for word in entry:
            yield key, word
    else:
        yield key, entry


class Anything(dict):
    """Facts that know every name."""

    def __missing__(self, name):
        return f"<{name}>"


def test_a_text_is_filled_with_its_facts():
    assert fill("nb", "quality.more", count=3) == "Like problemer i samme kolonne: 3 til."
    assert fill("en", "tabs.members.columns.name") == "Name"


@pytest.mark.parametrize(
    "key", ["quality.unheard_of", "unheard_of.title", "tabs.members", "tabs.members.title.x"]
)
def test_a_text_that_is_not_there_is_an_error(key):
    with pytest.raises((KeyError, FileNotFoundError, TypeError)):
        fill("nb", key)


def test_a_fact_that_is_not_given_is_an_error_and_no_half_sentence():
    with pytest.raises(KeyError):
        fill("nb", "quality.more")


def test_has_tells_texts_from_what_is_none():
    assert has("nn", "quality.deletable")
    assert not has("nn", "quality.unheard_of")
    assert not has("nn", "tabs.members")  # a group of words is no text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_filled_and_is_not_blank(language, name):
    for key, text in texts(theme(language, name), name):
        assert text.strip() == text, key
        assert text, key
        filled = text.format_map(Anything())
        assert not set("{}") & set(filled), key
        assert "  " not in filled, key


@pytest.mark.parametrize(
    "name", [name for name in THEMES if name not in {"tabs", "dates", "offices", "settings"}]
)
def test_bokmaal_nynorsk_and_english_are_not_copies_of_each_other(name):
    """A theme that is left untranslated reads the same in two languages."""
    nb, nn, en = (dict(texts(theme(language, name), name)) for language in LANGUAGES)
    long = [key for key, text in nb.items() if len(text) > 40]
    assert not [key for key in long if nb[key] == en[key]]
    same = [key for key in long if nb[key] == nn[key]]
    assert len(same) * 4 <= len(long), same
