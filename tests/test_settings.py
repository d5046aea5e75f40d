"""The configuration file: what it may say, and the sentence for what it may not."""

from datetime import date
from pathlib import Path

import pytest

from automations.errors import Refused
from automations.report.text import sentence
from automations.settings import load
from automations.words import LANGUAGES, fill


def written(folder, text):
    path = folder / "automations.toml"
    path.write_text(text, "utf-8")
    return path


def refused(folder, text):
    with pytest.raises(Refused) as caught:
        load(written(folder, text))
    for language in LANGUAGES:
        said = sentence(caught.value, language)
        assert "automations.toml" in said
        assert "Input should" not in said
    return caught.value


def test_without_a_file_the_defaults_hold():
    settings = load(None)
    assert settings.job.new_tasks_per_run == 50
    assert settings.checks["new_member_not_followed_up"]["call_after_days"] == 14
    assert settings.list_rules["arbeiderpartiet"]


def test_the_file_holds_what_differs(tmp_path):
    settings = load(
        written(
            tmp_path,
            """
            [job]
            language = "nn"
            [organisation]
            party_codes = ["A"]
            [workbooks.storvik]
            path = "Storvik.xlsx"
            [checks.new_member_not_followed_up]
            call_after_days = 10
            [checks.partner_contact_missing]
            enabled = false
            [election]
            year = 2031
            campaign_starts = 2031-08-15
            """,
        )
    )
    assert settings.job.language == "nn"
    assert settings.organisation.party_codes == ("A",)
    assert settings.workbooks["storvik"].path == "Storvik.xlsx"
    assert settings.checks["new_member_not_followed_up"]["call_after_days"] == 10
    assert settings.checks["new_member_not_followed_up"]["welcome_within_days"] == 2
    assert settings.switched_off == {"partner_contact_missing"}
    assert settings.calendar.lists_due == date(2031, 3, 31)
    assert settings.calendar.campaign_starts == date(2031, 8, 15)
    assert settings.calendar.election_day == date(2031, 9, 8)


def test_rules_of_ones_own_are_chosen_by_name(tmp_path):
    settings = load(
        written(
            tmp_path,
            """
            [checks.candidate_list_unbalanced]
            preset = "ours"
            [presets.ours]
            rules = [{ kind = "both_in_top", n = 4 }]
            """,
        )
    )
    (rule,) = settings.list_rules["ours"]
    assert (rule.kind, rule.n) == ("both_in_top", 4)


@pytest.mark.parametrize(
    ("text", "code", "key", "near"),
    [
        ("[jobb]", "errors.config_unknown", "jobb", "job"),
        ("[job]\nlanguag = 'nb'", "errors.config_unknown", "job.languag", "language"),
        (
            "[checks.new_membr_followed_up]",
            "errors.config_unknown",
            "checks.new_membr_followed_up",
            "new_member_not_followed_up",
        ),
        (
            "[checks.new_member_not_followed_up]\ncall_after = 3",
            "errors.config_unknown",
            "checks.new_member_not_followed_up.call_after",
            "call_after_days",
        ),
        ("[workbooks.a]\npaht = 'x'", "errors.config_unknown", "workbooks.a.paht", "path"),
        (
            "[checks.candidate_list_unbalanced]\npreset = 'arbeiderparti'",
            "errors.config_no_preset",
            "arbeiderparti",
            "arbeiderpartiet",
        ),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_known(tmp_path, text, code, key, near):
    error = refused(tmp_path, text)
    assert (error.code, error.facts["key"], error.facts["near"]) == (code, key, near)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[job]\nnew_tasks_per_run = 'mange'", "job.new_tasks_per_run"),
        ("[job]\nlanguage = 'sv'", "job.language"),
        ("[job]\nlargest_change = 3.0", "job.largest_change"),
        ("job = 3", "job"),
        ("[job]\nnew_tasks_per_run = true", "job.new_tasks_per_run"),
        ("[job]\nnew_tasks_per_run = '50'", "job.new_tasks_per_run"),
        (
            "[checks.new_member_not_followed_up]\ncall_after_days = -3",
            "checks.new_member_not_followed_up.call_after_days",
        ),
        (
            "[checks.new_member_not_followed_up]\nstages = ['ringe']",
            "checks.new_member_not_followed_up.stages.0",
        ),
        (
            "[checks.new_member_not_followed_up]\ncall_after_days = 'to uker'",
            "checks.new_member_not_followed_up.call_after_days",
        ),
        ("[presets.ours]\nrules = 3", "presets.ours.rules"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(tmp_path, text, key):
    error = refused(tmp_path, text)
    assert (error.code, error.facts["key"]) == ("errors.config_wrong", key)


def test_a_rule_of_an_unknown_kind_is_named_with_its_place(tmp_path):
    error = refused(tmp_path, "[presets.ours]\nrules = [{ kind = 'fair' }]")
    assert error.code == "errors.config_wrong"
    assert error.facts["key"].startswith("presets.ours.rules")


def test_a_broken_file_says_where(tmp_path):
    error = refused(tmp_path, "[job\n")
    assert error.code == "errors.config_broken"
    assert error.facts["line"] == "1"


def test_a_file_that_is_not_there_or_not_text_is_said(tmp_path):
    with pytest.raises(Refused) as caught:
        load(tmp_path / "nowhere.toml")
    assert caught.value.code == "errors.config_missing"
    path = tmp_path / "automations.toml"
    path.write_bytes(b"\xff\xfe\x00[")
    with pytest.raises(Refused) as caught:
        load(path)
    assert caught.value.code == "errors.config_unreadable"


CHECKOUT = Path(__file__).parent.parent / "config" / "automations.toml"


@pytest.mark.skipif(not CHECKOUT.is_file(), reason="the organisation's file lies in the checkout only")
def test_the_file_that_comes_along_runs_as_it_is_and_with_its_comments_taken_away(tmp_path):
    assert load(CHECKOUT).job == load(None).job
    uncommented = [
        line.removeprefix("# ") if "=" in line or line.startswith(("# [", "# ]", "#   {")) else line
        for line in CHECKOUT.read_text("utf-8").splitlines()
    ]
    settings = load(written(tmp_path, "\n".join(uncommented)))
    assert settings.job == load(None).job
    assert settings.organisation.party_codes == ("A",)
    assert len(settings.list_rules["ours"]) == 4


def test_a_word_that_is_near_to_none_is_answered_with_those_there_are(tmp_path):
    error = refused(tmp_path, "[checks.candidate_list_unbalanced]\npreset = 'hoyre'")
    assert error.code == "errors.config_no_preset_list"
    assert "arbeiderpartiet" in error.facts["known"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(
    "rule",
    [
        "kind = 'share'",
        "kind = 'share', most = 0.4",
        "kind = 'share', least = 0.6",
        "kind = 'share', least = 0.5, most = 0.4, group = 'man'",
        "kind = 'count', least = 1",
        "kind = 'count', least = 3, top = 2, under = 30",
        "kind = 'count', least = 1, under = 30, group = 'man'",
        "kind = 'count', least = 1, under = 30, from_age = 40",
        "kind = 'alternating', from_size = 5, to_size = 4",
    ],
)
def test_what_is_wrong_with_a_rule_is_said_in_every_language(tmp_path, rule, language):
    error = refused(tmp_path, f"[presets.ours]\nrules = [{{ {rule} }}]")
    text = sentence(error, language)
    assert error.facts["wanted"].startswith("rule_")
    assert fill(language, "errors.wanted.other") not in text
    assert not set(text) & set("{}")
