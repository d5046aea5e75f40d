"""`automations balance WORKBOOK`, as a real process."""

import hashlib

import pytest

from automations.sheets.local.create import NewTab, create

HEADER = ("Plass", "Navn", "Kjønn", "Kommune", "Sikker plass", "Fødselsår")
HALDEN = [
    (1, "Merket Moen", "K", "Halden", "x", 1960),
    (2, "Merket Vik", "K", "Halden", "x", 1961),
    (3, "Merket Lie", "M", "Halden", "x", 1962),
    (4, "Merket Ås", "K", "Halden", "x", 1963),
    (5, "Merket Berg", "M", "Halden", None, 1964),
    (6, "Merket Li", "M", "Halden", None, 2001),
]
MOSS = [(at, "Merket By", gender, "Moss", None, 1970) for at, gender in enumerate("MMMMK", 1)]


@pytest.fixture
def book(automations):
    path = automations.folder / "lister.xlsx"
    create(path, [NewTab("Kandidatliste", HEADER, rows=[*HALDEN, *MOSS])])
    return path


def halden(ended):
    return next(each for each in ended.json["lists"] if each["name"] == "3101")


def test_the_document_has_what_scripts_read(automations, book):
    ended = automations("balance", book, "--json")
    assert ended.code == 0
    assert {key: value for key, value in halden(ended).items() if key in KEYS} == {
        "name": "3101",
        "feasible": True,
        "order": [1, 3, 2, 5, 4, 6],
        "tau": 2,
        "proved": True,
        "only_one": True,
        "moves": [
            {"from": 2, "to": 3, "rule": "both_in_top_2", "makes_way": True},
            {"from": 3, "to": 2, "rule": "both_in_top_2", "makes_way": False},
            {"from": 4, "to": 5, "rule": "share_50_safe", "makes_way": True},
            {"from": 5, "to": 4, "rule": "share_50_safe", "makes_way": False},
        ],
        "clashing_rules": [],
        "cost_of_rule": {"share_50": 0, "share_50_safe": 1, "both_in_top_2": 1},
    }


KEYS = {
    "name", "feasible", "order", "tau", "proved", "only_one", "moves", "clashing_rules", "cost_of_rule"
}  # fmt: skip


def test_where_there_is_no_list_the_rule_and_whom_it_lacks_are_named(automations, book):
    (moss,) = automations("balance", book, "--list", "Moss", "--json").json["lists"]
    assert (moss["feasible"], moss["order"], moss["tau"], moss["moves"]) == (False, [], None, [])
    assert (moss["clashing_rules"], moss["lacking"], moss["proved"]) == (["share_50"], {"woman": 1}, True)
    assert (moss["rest"]["order"], moss["rest"]["tau"]) == ([1, 5, 2, 3, 4], 3)


def test_it_writes_nothing(automations, book):
    before = hashlib.sha256(book.read_bytes()).hexdigest()
    automations("balance", book)
    assert hashlib.sha256(book.read_bytes()).hexdigest() == before
    assert [path.name for path in automations.folder.iterdir()] == ["lister.xlsx"]


def test_a_file_of_what_it_says_names_nobody(automations, book):
    for more in ((), ("--json",)):
        ended = automations("balance", book, *more)
        assert ended.code == 0
        assert "Merket" not in ended.out + ended.err


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "3      mann    kvinne   2    gjør plass og går ned 1"),
        ("nn", "3      mann    kvinne    2    gjer plass og går ned 1"),
        ("en", "3      man    woman     2     makes way and goes down 1"),
    ],
)
def test_today_and_the_proposal_stand_side_by_side(automations, book, language, said):
    ended = automations("balance", book, "--list", "Halden", "--language", language)
    assert said in [line.strip() for line in ended.out.splitlines()]
    assert not set(ended.out) & set("{}")


def test_a_place_that_is_agreed_is_kept(automations, book):
    ended = automations("balance", book, "--list", "halden", "--lock", "2", "--lock", "6", "--json")
    assert halden(ended)["order"] == [3, 2, 1, 5, 4, 6]


def test_one_withdrawal_is_tried_out(automations, book):
    ended = automations("balance", book, "--list", "3101", "--without", "2", "--json")
    assert halden(ended)["order"] == [1, 3, 4, 5, 6]
    assert halden(ended)["tau"] == 0


def test_overlapping_rules_come_from_the_configuration(automations, book):
    config = automations.folder / "automations.toml"
    config.write_text(
        "[[checks.candidate_list_unbalanced.rules]]\nkind = 'both_in_top'\nn = 2\n"
        "[[checks.candidate_list_unbalanced.rules]]\nkind = 'count'\nunder = 30\nleast = 1\ntop = 3\n"
    )
    ended = automations("balance", book, "--list", "Halden", "--config", config, "--json")
    assert halden(ended)["measure"] == "footrule"
    assert halden(ended)["footrule"] == 8
    assert 6 in halden(ended)["order"][:3]
    assert halden(ended)["cost_of_rule"].keys() == {"both_in_top_2", "count_under_30_1_top_3"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--lock", "1"), "Velg én med --list"),
        (("--list", "Oslo"), "ingen liste heter Oslo"),
        (("--list", "Moss", "--lock", "9"), "plass 9 finnes ikke"),
        (("--list", "Moss", "--lock", "1", "--without", "1"), "ikke både være fast og trekke seg"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_done(automations, book, more, said):
    ended = automations("balance", book, *more)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_a_workbook_without_lists_is_said(automations):
    path = automations.folder / "uten.xlsx"
    create(path, [NewTab("Medlemmer", ("Medlemsnr", "Navn", "Innmeldt"), rows=[(1, "Merket Moen", None)])])
    ended = automations("balance", path, "--json")
    assert ended.code == 3
    assert ended.json == {"lists": []}
    assert "fant ingen kandidatlister" in ended.err


def test_a_file_that_is_not_there_is_said(automations):
    ended = automations("balance", "borte.xlsx")
    assert ended.code == 3
    assert "borte.xlsx" in ended.err


def test_without_a_solver_the_next_step_is_named(automations, tmp_path):
    years = [1950 + at for at in range(60)]
    rows = [(at, "N N", "KM"[at % 3 == 0], "Halden", None, years[at]) for at in range(1, 60)]
    path = automations.folder / "lang.xlsx"
    create(path, [NewTab("Kandidatliste", HEADER, rows=rows)])
    config = automations.folder / "automations.toml"
    config.write_text(
        "".join(
            f"[[checks.candidate_list_unbalanced.rules]]\nkind = 'count'\nunder = {age}\nleast = 1\ntop = 4\n"
            for age in (25, 30, 35, 40, 50, 60)
        )
        + "[[checks.candidate_list_unbalanced.rules]]\nkind = 'share'\nleast = 0.3\n"
    )
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "highspy.py").write_text("raise ImportError")
    path_of_code = {"PYTHONPATH": f"{hidden}:{__import__('os').environ.get('PYTHONPATH', '')}"}
    ended = automations("balance", path, "--config", config, **path_of_code)
    assert ended.code == 3
    assert "pip install 'automations[overlapping]'" in ended.out
    found = automations("balance", path, "--config", config, "--json").json["lists"][0]
    assert (found["feasible"], found["proved"]) == (True, True)
