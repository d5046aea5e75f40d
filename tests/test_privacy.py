# ruff: noqa: E501 - tabs are drawn as wide as people make them
"""Nothing of what people have typed leaves the workbook: not in output, errors, JSON or files left behind."""

import json
import os
import zipfile
from types import SimpleNamespace

import pytest

from automations.sheets.local.create import NewTab, create

MARK = "zqxm"  # no word of ours holds it
PHONE, PHONE_SPACED = "98765432", "987 65 432"
SECRETS = (MARK, PHONE, PHONE_SPACED, "ikkjering")
ON = ("--today", "2026-05-20")
TABS = {
    "Medlemmer": """
Medlemsnr | Navn            | E-post              | Telefon        | Innmeldt   | Velkomst sendt | Kontaktet          | Kontaktet av | Tilbud gitt | Kommune | Fødselsår | Kommentar
1001      | Zqxmkari Moen   | zqxmkari@zqxm.no    | +47 987 65 432 | 03.05.2026 | 04.05.2026     |                    |              |             | Halden  | 1980      | Zqxmkomm syk mor
1002      | Zqxmola Berg    | zqxmola@@zqxm       | 98765432       | 3.13.26    | zqxmuleselig   | zqxmkanskje        |              | zqxmi går   | Zqxmby  | zqxmår    |
1002      | Zqxmper Berg    | zqxmper             | 98765432x      | zqxmnår    | 04.05.2026     | Ringt av Zqxmmarit | Zqxmmarit    | 5.5.26      | Halden  | 3000      | ikkjering
          | Zqxmnils Nilsen | zqxmnils@zqxm.no    | 987 65 432     | 01.01.2999 | ikke svar x2   | ikke svar          |              |             | Moss    | 2012      | 01018012345
1003      | =ZQXM("x")      |                     |                | 05.05.2026 | i går          |                    |              |             | Zqxmby  |           |
""",
    "Kandidatliste": """
Plass | Navn          | Kjønn      | Kommune | Parti
1     | Zqxmola Berg  | M          | Halden  | Ap
2     | Zqxmper Berg  | M          | Halden  | Ap
3     | Zqxmkari Moen | zqxmkvinne | Halden  | Ap
zqxm4 | Zqxmliv Lie   | K          | Halden  | Ap
""",
    "Samarbeidspartnere": """
Organisasjon | Type     | Kommune | Kontaktperson    | E-post           | Telefon    | Vår kontakt | Sist kontakt | Avtale til | Neste avtale | Kommentar
LO i Halden  | LO       | Halden  | Zqxmkontakt Hagen | zqxmk@zqxm.no   | 98765432   | Zqxmliv Lie | 1.2.2020     | 1.3.2020   | 1.3.2020     | Zqxmkomm
AUF          | AUF      | Halden  |                  | zqxmauf          | 9876543    | Zqxmjon     | zqxmsnart    | zqxmalltid |              |
Zqxmlaget    | zqxmtype | Halden  | Zqxmperson       |                  |            |             |              |            |              |
""",
    "Aktiviteter": """
Dato       | Tittel     | Type        | Kommune | Arrangør | Nye medlemmer invitert | AUF invitert | Vert | Saksliste | Referat
01.05.2026 | Zqxmmøte   | Styremøte   | Halden  | Zqxmjon  |                        |              |      | zqxmlenke |
25.05.2026 | Zqxmtreff  | Medlemsmøte | Halden  | Zqxmjon  | ja                     | nei          |      |           |
zqxmsnart  | Zqxmstand  | zqxmtype    | Halden  | Zqxmjon  | zqxmkanskje            |              |      |           |
""",
    "AUF-overgang": """
Navn        | Fødselsår | Kommune | Samtykke til overføring | Kontaktet av Ap | Resultat
Zqxmane Aas | 2000      | Halden  | ja                      |                 |
Zqxmbo Berg | zqxmår    | Halden  | zqxmkanskje             |                 | zqxmvetikke
""",
    "Kommunepartier": """
Kommunenr | Kommune | Leder       | Medlemsansvarlig
3101      | Halden  | Zqxmliv Lie | Zqxmjon Dahl
""",
    "Tillitsverv": """
Verv   | Navn        | Kommune | E-post        | Valgt til
Leder  | Zqxmliv Lie | Halden  | zqxml@zqxm.no | zqxmalltid
""",
    "Innstillinger": """
Navn     | Verdi
Språk    | zqxmspråk
""",
    "Zqx notater": """
Zqxmhva | Zqxmhvem
Zqxmx   | 98765432
""",
}  # fmt: skip


def rows(picture):
    return [[cell.strip() or None for cell in line.split("|")] for line in picture.strip("\n").splitlines()]


@pytest.fixture
def there(tmp_path, process):
    """A folder with the marked workbook, and `there.call(...)`: the command as a real process in it."""
    folder, temporary, home = (tmp_path / name for name in ("here", "temporary", "home"))
    for each in (folder, temporary, home):
        each.mkdir()
    book = folder / "bok.xlsx"
    create(book, [NewTab(title, rows=rows(picture)) for title, picture in TABS.items()])

    def call(*arguments, codes=(0,)):
        ended = process(
            *arguments,
            cwd=folder,
            env={
                **os.environ,
                "AUTOMATIONS_CONFIG": "",
                "AUTOMATIONS_STATE_DIR": str(home),
                "HOME": str(home),
                "TMPDIR": str(temporary),
                "PYTHONWARNINGS": "always",  # the most that Python itself has to say
                "PYTHONDEVMODE": "1",
                "PYTHONMALLOC": "default",
                "PYTHONUTF8": "1",
                "PYTHONDONTWRITEBYTECODE": "1",
                "COLUMNS": "400",  # nothing is cut off
            },
        )
        said = ended.stdout + ended.stderr
        assert ended.returncode in codes, said
        assert "Traceback" not in said
        told = [secret for secret in SECRETS if secret in said.casefold()]
        assert told == [], said
        return SimpleNamespace(out=ended.stdout, err=ended.stderr, said=said)

    yield SimpleNamespace(folder=folder, book=book, call=call)
    assert list(temporary.iterdir()) == []
    # The one thing kept outside the sheet: the journal that undo needs, its owner's alone.
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert {path.name for path in kept} <= {"state.sqlite3"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept if os.name == "posix")


def test_the_marked_workbook_gives_what_would_tell_if_anything_did(there):
    # Findings of all checks and unreadable cells in every tab: otherwise silence would prove nothing.
    (workbook,) = json.loads(there.call("plan", there.book, *ON, "--json", codes=(0, 3)).out)["workbooks"]
    assert {finding["check"] for finding in workbook["findings"]} == {
        "new_member_not_followed_up",
        "candidate_list_unbalanced",
        "partner_contact_missing",
        "partner_agreement_expired",
        "partner_follow_up_due",
        "activity_range_narrow",
        "activity_without_host",
        "meeting_papers_missing",
        "auf_not_invited",
        "youth_not_welcomed",
        "member_unreachable",
    }
    assert {problem["tab"] for problem in workbook["problems"]} >= {
        "Medlemmer",
        "Kandidatliste",
        "Samarbeidspartnere",
        "Tillitsverv",
    }
    there.call("run", there.book, *ON, codes=(0, 3))
    written = b"".join(
        package.read(name) for package in [zipfile.ZipFile(there.book)] for name in package.namelist()
    )
    assert b"Ring Zqxmkari Moen" in written


@pytest.mark.parametrize("form", [(), ("--json",), ("--quiet",), ("--language", "en")])
def test_plan_and_run_say_nothing_that_people_typed(there, form):
    for command, day in (("plan", "20"), ("run", "20"), ("run", "20"), ("run", "30")):
        on = ("--today", f"2026-05-{day}", "--fail-on", "low")
        there.call(command, there.book, *on, *form, codes=(1, 3))


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_explain_says_nothing_that_people_typed_of_any_task(there, form):
    document = json.loads(there.call("run", there.book, *ON, "--json", codes=(0, 3)).out)
    one_of_each = {finding["check"]: finding["key"] for finding in document["workbooks"][0]["findings"]}
    assert len(one_of_each) > 9
    for key in one_of_each.values():
        assert key in there.call("explain", key, there.book, *ON, *form).out


def test_the_report_holds_nothing_that_people_typed(there):
    page = there.folder / "side.html"
    there.call("run", there.book, *ON, codes=(0, 3))
    for books in ((there.book,), (there.book, there.book)):
        there.call("report", *books, *ON, "--out", page, codes=(0, 3))
        text = page.read_text("utf-8").casefold()
        assert [secret for secret in SECRETS if secret in text] == []
    there.call("report", there.book, *ON, "--out", page, "--json", codes=(0, 3))


def test_a_saved_plan_holds_nothing_that_people_typed_and_is_its_owner_s_alone(there):
    saved = there.folder / "plan.json"
    there.call("plan", there.book, *ON, "--out", saved, codes=(0, 3))
    text = saved.read_text("utf-8").casefold()
    assert [secret for secret in SECRETS if secret in text] == []
    assert saved.stat().st_mode & 0o777 == 0o600
    there.call("run", "--plan", saved, codes=(0, 3))


def refused_for_its_key(there):
    """A task tab whose key column is gone."""
    header = "Oppgave | Zqxmhvem | Status | Hvorfor | Kommentar"
    create(
        there.folder / "feil.xlsx",
        [NewTab("Oppgaver", rows=rows(f"{header}\nRing Zqxmkari | Zqxmliv | zqxmny | Zqxm | zqxmkomm"))]
        + [NewTab(title, rows=rows(picture)) for title, picture in TABS.items()],
    )
    return there.folder / "feil.xlsx"


def taken(there):
    """A tab of people's own under a title of the job's."""
    create(
        there.folder / "feil.xlsx",
        [NewTab("Oppsummering", rows=rows("Zqxma | Zqxmb\nZqxmkari | 98765432"))]
        + [NewTab(title, rows=rows(picture)) for title, picture in TABS.items()],
    )
    return there.folder / "feil.xlsx"


def cut_short(there):
    """The first half of the file."""
    data = there.book.read_bytes()
    (there.folder / "feil.xlsx").write_bytes(data[: len(data) // 2])
    return there.folder / "feil.xlsx"


def broken_inside(there):
    """A part that is no XML, in the middle of what people typed."""
    path = there.folder / "feil.xlsx"
    with zipfile.ZipFile(there.book) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith(("sheet1.xml", "sharedStrings.xml")):
                at = data.find(b"Zqxm")
                data = data[: at + 6] + b"<&\x00 Zqxmkari" if at > 0 else data
            new.writestr(name, data)
    return path


def not_a_workbook(there):
    """A text with people in it, under the name of a workbook."""
    (there.folder / "feil.xlsx").write_text("Navn;Telefon\nZqxmkari Moen;98765432\n", "utf-8")
    return there.folder / "feil.xlsx"


def nobody_knows_it(there):
    """A workbook without a tab that is known."""
    create(there.folder / "feil.xlsx", [NewTab("Zqx", rows=rows(TABS["Zqx notater"]))])
    return there.folder / "feil.xlsx"


def open_elsewhere(there):
    """Somebody has the file open; the lock file holds that person's name."""
    lock = there.folder / ".~lock.bok.xlsx#"
    lock.write_text(",zqxmliv,zqxmmaskin,20.05.2026 10:00,file:///zqxm;", "utf-8")
    (there.folder / "~$bok.xlsx").write_bytes(b"\x08Zqxmliv Lie")
    return there.book


def changed_salt(there):
    """The hidden tab of the job is broken."""
    there.call("run", there.book, *ON, codes=(0, 3))
    path = there.folder / "feil.xlsx"
    with zipfile.ZipFile(there.book) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b">salt<", b">Zqxmkari<"))
    return path


FAILURES = (
    *(refused_for_its_key, taken, cut_short, broken_inside, not_a_workbook, nobody_knows_it),
    *(open_elsewhere, changed_salt),
)


def test_explain_says_which_task_is_not_there_and_nothing_else(there):
    there.call("explain", "T0000000000", there.book, cut_short(there), *ON, codes=(3,))


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.__name__)
def test_what_fails_is_said_without_what_people_typed(there, failure):
    path = failure(there)
    before = path.read_bytes()
    for form in (("--quiet",), ("--json",)):
        assert there.call("run", path, *ON, *form, codes=(3, 4)).err
    assert path.read_bytes() == before


def test_a_text_file_says_no_more_than_a_workbook(there):
    (there.folder / "liste.csv").write_text(
        "\n".join(";".join(cell or "" for cell in row) for row in rows(TABS["Medlemmer"])), "utf-8"
    )
    for form in ((), ("--json",)):
        assert there.call("plan", "liste.csv", *ON, *form, codes=(0, 3)).out
    there.call("run", "liste.csv", *ON, codes=(3, 4))
    there.call("new", "ny.xlsx", "--from", "liste.csv", *ON)


@pytest.mark.skipif(os.name != "posix", reason="file modes are a matter of POSIX")
def test_a_run_leaves_the_workbook_and_its_backups_and_nothing_else(there):
    for day in ("2026-05-20", "2026-05-21", "2026-05-21"):
        there.call("run", there.book, "--today", day, codes=(0, 3))
    left = sorted(found.relative_to(there.folder).as_posix() for found in there.folder.rglob("*"))
    backups = [name for name in left if name.startswith("bok.xlsx.backups/")]
    assert left == sorted(["bok.xlsx", "bok.xlsx.backups", *backups])
    assert len(backups) == 2
    assert {(there.folder / name).stat().st_mode & 0o777 for name in backups} == {0o600}
