"""`plan` and `run` as coordinators and the daily job use them: what they print, write and exit with."""

import hashlib
import zipfile

import pytest

from automations.checks.registry import registry

ON = ("--today", "2026-05-20")
PARTNERS = """
Organisasjon | Type | Kommune
Fagforbundet | LO   | Halden
"""
LIST = """
Plass | Navn | Kjønn | Kommune | Parti
1 | Ola  | M | Halden | Ap
2 | Per  | M | Halden | Ap
3 | Kari | K | Halden | Ap
4 | Liv  | K | Halden | Ap
"""


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_plan_tells_what_a_run_would_change_and_writes_nothing(automations, book):
    path = book()
    before = digest(path)
    ended = automations("plan", path, *ON)
    assert ended.code == 0
    assert "Medlemmer: lest som Medlemmer, 2 rader, 0 hoppet over." in ended.out
    assert "1 nye" in ended.out
    assert digest(path) == before
    assert [found.name for found in automations.folder.iterdir()] == ["bok.xlsx"]


def test_run_writes_and_the_second_run_leaves_every_byte(automations, book):
    path = book({"Medlemmer": automations_members(), "Samarbeidspartnere": PARTNERS, "Kandidatliste": LIST})
    assert automations("run", path, *ON).code == 0
    first = digest(path)
    ended = automations("run", path, *ON)
    assert ended.code == 0
    assert "Ingenting å skrive" in ended.out
    assert digest(path) == first
    assert automations("plan", path, *ON, "--json").json["workbooks"][0]["changes"] == []


def automations_members():
    return "Medlemsnr | Navn | Innmeldt | Kontaktet\n1001 | Kari Moen | 03.05.2026 |"


def test_the_other_parts_of_the_file_keep_their_bytes(automations, book):
    path = book()
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/something/unknown.bin", b"\x00kept\xff")
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert automations("run", path, *ON).code == 0
    with zipfile.ZipFile(path) as package:
        assert package.read("xl/something/unknown.bin") == b"\x00kept\xff"
        assert package.read("xl/worksheets/sheet1.xml") == sheet


def test_the_json_document_has_the_public_form(automations, book):
    document = automations("run", book(), *ON, "--json").json
    assert document["date"] == "2026-05-20"
    (workbook,) = document["workbooks"]
    assert workbook["name"] == "bok.xlsx"
    assert workbook["status"] == "ok"
    assert workbook["requests"]["writes"] == 1
    assert workbook["tabs"] == [
        {"tab": "Medlemmer", "recognised_as": "members", "rows": 2, "skipped_rows": 0}
    ]
    (finding,) = workbook["findings"]
    assert set(finding) == {"check", "key", "severity", "tab", "row", "column", "facts"}
    assert (finding["check"], finding["row"], finding["column"]) == (
        "new_member_not_followed_up",
        2,
        "contacted",
    )
    assert workbook["changes"] == [
        {"action": "create", "key": finding["key"], "check": "new_member_not_followed_up"}
    ]
    assert workbook["problems"] == []
    # Every check whose tabs are not there, in the order of the founding document.
    assert workbook["skipped"] == [
        {"check": name, "reason": "no_tab"}
        for name, check in registry().items()
        if check.needs != ("members",)
    ]


def test_only_and_language_are_heard(automations, book):
    path = book({"Medlemmer": automations_members(), "Samarbeidspartnere": PARTNERS})
    ended = automations("plan", path, *ON, "--only", "partner_contact_missing", "--json")
    assert {f["check"] for f in ended.json["workbooks"][0]["findings"]} == {"partner_contact_missing"}
    assert "read as" in automations("plan", path, *ON, "--language", "en").out
    assert "lesen som" in automations("plan", path, *ON, "--language", "nn").out


def test_quiet_silences_the_overview_but_not_a_refusal(automations, book):
    ended = automations("plan", book(), automations.folder / "borte.xlsx", *ON, "--quiet")
    assert (ended.code, ended.out) == (3, "")
    assert "borte.xlsx" in ended.err


@pytest.mark.parametrize(("limit", "code"), [("high", 0), ("medium", 1), ("low", 1)])
def test_fail_on_tells_findings_by_the_exit_code(automations, book, limit, code):
    assert automations("plan", book(), *ON, "--fail-on", limit).code == code


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "bok.xlsx", "--today", "i dag"),
        ("plan", "bok.xlsx", "--only", "no_such_check"),
        ("plan", "bok.xlsx", "--language", "sv"),
        ("plan",),
        ("plan", "storvik"),
        ("plan", "https://docs.google.com/spreadsheets/d/abc"),
        ("plan", "bok.xlsx", "--config", "borte.toml"),
        ("run", "bok.xlsx", "bok.xlsx", "--accept", "lost-rows"),
        ("nonsense",),
        ("explain",),
    ],
)
def test_wrong_usage_is_one_sentence_and_code_2(automations, book, arguments):
    path = book()
    before = digest(path)
    ended = automations(*arguments)
    assert ended.code == 2
    assert ended.err.strip()
    assert ended.out == ""
    assert digest(path) == before


def test_a_workbook_is_found_by_its_name_in_configuration(automations, book):
    book()
    (automations.folder / "config").mkdir()
    (automations.folder / "config" / "automations.toml").write_text(
        '[workbooks.storvik]\npath = "../bok.xlsx"'
    )
    for arguments in (("plan", "storvik"), ("plan",)):
        (workbook,) = automations(*arguments, *ON, "--json").json["workbooks"]
        assert (workbook["name"], workbook["status"]) == ("storvik", "ok")


def test_one_workbook_that_fails_is_said_and_the_others_go_on(automations, book):
    path = book()
    (automations.folder / "tom.xlsx").write_bytes(b"")
    ended = automations("run", "tom.xlsx", path, *ON, "--json")
    assert ended.code == 3
    assert [w["status"] for w in ended.json["workbooks"]] == ["failed", "ok"]
    assert "tom.xlsx" in ended.err


def test_a_surprising_plan_is_refused_with_code_4_until_it_is_accepted(automations, book):
    many = "\n".join(f"{i} | Navn {i}sen | 03.05.2026 |" for i in range(1000, 1012))
    path = book({"Medlemmer": f"Medlemsnr | Navn | Innmeldt | Kontaktet\n{many}"})
    automations("run", path, *ON)
    path.rename(automations.folder / "was.xlsx")
    done = "\n".join(f"{i} | Navn {i}sen | 03.05.2026 | x" for i in range(1000, 1012))
    book({"Medlemmer": f"Medlemsnr | Navn | Innmeldt | Kontaktet\n{done}"}, "now.xlsx")
    swap_first_sheet(automations.folder / "was.xlsx", automations.folder / "now.xlsx", path)
    before = digest(path)
    ended = automations("run", path, *ON)
    assert ended.code == 4
    assert "12 av 12" in ended.err or "lukket 12" in ended.err
    assert "--accept large-change" in ended.err
    assert digest(path) == before
    assert automations("run", path, *ON, "--accept", "large-change").code == 0


def swap_first_sheet(was, now, path):
    """Give a workbook the first sheet of another: what people have typed since."""
    with zipfile.ZipFile(was) as old, zipfile.ZipFile(now) as new, zipfile.ZipFile(path, "w") as made:
        for name in old.namelist():
            source = new if name == "xl/worksheets/sheet1.xml" else old
            made.writestr(name, source.read(name))


def test_a_file_somebody_has_open_is_skipped(automations, book):
    path = book()
    (automations.folder / ".~lock.bok.xlsx#").write_text("Kari,pc,20.05.2026;")
    before = digest(path)
    ended = automations("run", path, *ON)
    assert ended.code == 3
    assert "bok.xlsx" in ended.err
    assert digest(path) == before


def test_a_workbook_with_no_tab_we_know_is_left_alone(automations, book):
    path = book({"Handleliste": "Vare | Antall\nKaffe | 3"})
    before = digest(path)
    ended = automations("run", path, *ON)
    assert ended.code == 3
    assert "ingen fane" in ended.err
    assert digest(path) == before


def test_a_list_can_be_planned_from_csv_but_not_written(automations):
    path = automations.folder / "liste.csv"
    path.write_text(LIST.strip().replace(" | ", ";"), "utf-8")
    assert automations("plan", path, *ON).code == 0
    ended = automations("run", path, *ON)
    assert ended.code == 4
    assert "--from" in ended.err
