"""`report`: the page that comes of real files, what it says, and what it leaves alone."""

import hashlib
import os
import re
import stat
from datetime import date

import openpyxl
import pytest
from county import county
from lxml import html

from automations.words import fill
from automations.words.dates import day
from automations.words.numbers import number

ON = ("--today", "2026-11-23")


class Told:
    """A page as a reader goes through it."""

    def __init__(self, path):
        self.text = path.read_text("utf-8")
        self.tree = html.fromstring(self.text)
        self.language = self.tree.get("lang")

    def said(self, expression):
        return [" ".join(each.text_content().split()) for each in self.tree.xpath(expression)]

    def figures(self):
        """Every figure of the whole by its title: of the themes' tables, and of those behind their plots."""
        rows = self.tree.xpath("//table[@class='figures']//tbody/tr")
        found = {row.xpath("string(th)"): row.xpath("string(td[@class='number'][1])") for row in rows}
        for plot in self.tree.xpath("//figure[not(p)]"):
            for row in plot.xpath(".//tbody/tr"):
                found[f"{plot.xpath('string(figcaption)')}|{row.xpath('string(th)')}"] = row.xpath(
                    "string(td)"
                )
        return found


@pytest.fixture
def reported(automations):
    """`reported("bok.xlsx", code=0)` → the page."""

    def make(*arguments, code=0, out="side.html"):
        ended = automations("report", *arguments, *ON, "--out", out)
        assert ended.code == code, ended.err
        return Told(automations.folder / out)

    return make


@pytest.fixture
def demo(automations):
    """The example workbook."""
    automations("demo", ".", *ON)
    return automations.folder / "Storvik.xlsx"


def summary(path):
    """Oppsummering as it stands: (figure, now) from the first theme to the municipalities."""
    rows = list(openpyxl.load_workbook(path)["Oppsummering"].values)
    until = next(i for i, row in enumerate(rows) if row[0] == fill("nb", "summary.section.municipality"))
    return [(row[0], row[1]) for row in rows[2:until] if row[0] and row[1] is not None]


def test_the_figures_are_those_of_the_summary_and_what_is_not_is_hidden(reported, demo):
    told = reported(demo).figures()
    breakdowns = {
        fill("nb", f"summary.figure.{name}", kind=""): fill("nb", f"report.plot.{name}")
        for name in ("members_by_gender", "members_by_age", "members_by_level", "partners_by_level")
    }
    hidden = set()
    listed = summary(demo)
    for title, now in listed:
        group, _, kind = title.partition(": ")
        key = (
            f"{breakdowns[f'{group}: ']}|{kind[0].upper()}{kind[1:]}" if f"{group}: " in breakdowns else title
        )
        if told[key] == "skjult":
            hidden.add(title)
        elif isinstance(now, (int, float)):
            assert told[key].removesuffix("\u00a0%") == number("nb", now), title
        else:
            assert told[key] == now
    assert len(told) == len(listed) > 45
    assert hidden == {
        "Den som har ventet lengst, meldte seg inn",  # one person
        "Eldre medlemskap uten registrert kontakt (telles, ingen oppgave)",  # fewer than five
        "Folkevalgte kvinner som er spurt om gjenvalg, prosent",  # a share of two
        "Folkevalgte menn som er spurt om gjenvalg, prosent",  # likewise
        "Sympatisører",
        "Sympatisører med gyldig samtykke",
        "Sympatisører som venter på å høre fra oss",
        "Frivillige som har fått takk i det siste",
        "Overganger fra AUF i år",
        "Kvinner blant kommunepartiledere, prosent",  # a share of four
        "Kvinner blant førstekandidater, prosent",  # likewise
    }


def test_the_coverage_is_that_of_the_summary(reported, demo):
    rows = list(openpyxl.load_workbook(demo)["Oppsummering"].values)
    at = next(i for i, row in enumerate(rows) if row[0] == fill("nb", "summary.coverage.municipality"))
    matrix = [row[:5] for row in rows[at + 1 : at + 5]]
    page = reported(demo)
    found = [
        tuple(" ".join(cell.text_content().split()) for cell in row)
        for row in page.tree.xpath("//table[@class='matrix']/tbody/tr")
    ]
    assert found == matrix


def test_every_plot_has_its_name_its_words_and_its_table(reported, demo):
    page = reported(demo)
    plots = page.tree.xpath("//svg[@role='img']")
    assert len(plots) >= 7
    for plot in plots:
        title, words = (page.tree.get_element_by_id(name) for name in plot.get("aria-labelledby").split())
        assert (title.tag, words.tag) == ("title", "desc")
        assert title.text
        assert plot.xpath("ancestor::figure//table/tbody/tr")
    assert len(page.tree.xpath("//svg")) == len(page.tree.xpath("//svg[@role='img' or @aria-hidden='true']"))


def test_a_group_of_two_and_one_of_three_give_the_same_page(reported, book):
    """Whoever knows the page knows nothing of how many are hidden: in text, shapes, titles and attributes."""
    header = "Navn | Kjønn | Innmeldt\n"
    pages = []
    for few in (2, 3):
        genders = ["K"] * 20 + ["annet"] * few + ["M"] * (22 - few)
        rows = [f"Kari Moen{i} | {gender} | 03.05.2020" for i, gender in enumerate(genders)]
        path = book({"Medlemmer": header + "\n".join(rows)}, f"{few}.xlsx")
        pages.append(reported(path, out=f"{few}.html"))
    two, three = (re.sub(r"Rapport: \d", "", page.text) for page in pages)
    assert two == three
    assert "skjult" in pages[0].text


def test_the_page_names_nobody(reported, demo):
    """The bytes of the page hold no name, phone, e-mail or member number of anybody in the workbook."""
    sought = ("navn", "fornavn", "etternavn", "e-post", "mobil", "telefon", "medlemsnr", "leder")
    kept = set()
    for sheet in openpyxl.load_workbook(demo).worksheets:
        rows = list(sheet.values)
        header = next((row for row in rows if row and sum(c is not None for c in row) > 3), ())
        for column, name in enumerate(header):
            said = str(name or "").strip().casefold()
            if said in sought or any(word in said for word in ("kontaktperson", "kontaktet av", "ansvarlig")):
                kept |= {str(row[column]) for row in rows if row[column] is not None and row is not header}
    words = {part for text in kept for part in (text, *text.split()) if len(part) > 4}
    text = reported(demo).text
    places = {"Bjørkvik", "Fjellstrand", "Havsund", "Elvdalen", "Storvik"}
    assert len(words) > 150
    assert [w for w in words if re.search(rf"\b{re.escape(w)}\b", text) and w not in places] == []


def test_what_people_typed_is_text_and_never_markup(reported, book):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    party = f"Kommunenr | Kommune | Leder\n9999 | {evil} | Kari Moen\n3101 | Halden & co \"'> | Ola Berg"
    partners = f"Organisasjon | Type | Kommune | Kontaktperson\n{evil} | LO | {evil} | {evil}"
    page = reported(book({"Kommunepartier": party, "Samarbeidspartnere": partners}))
    assert page.tree.xpath("//script | //img | //iframe | //object | //link") == []
    assert evil in page.said("//table[@class='matrix']//th")
    assert "<script" not in page.text


def test_the_page_asks_for_nothing(reported, demo):
    text = reported(demo).text
    assert "default-src 'none'" in text
    assert not re.search(r"https?://|url\(|@import|\bsrc=", text)
    assert set(re.findall(r'href="(.)', text)) == {"#"}


def test_the_workbook_stays_as_it_is_and_needs_not_be_writable(automations, reported, demo):
    before = hashlib.sha256(demo.read_bytes()).hexdigest()
    demo.chmod(0o444)
    reported(demo)
    assert hashlib.sha256(demo.read_bytes()).hexdigest() == before
    assert sorted(p.name for p in automations.folder.iterdir()) == [
        *("Storvik.xlsx", "Storvik.xlsx.backups", "side.html"),
    ]


def test_the_page_is_named_after_the_workbook_and_says_where_it_is(automations, demo):
    ended = automations("report", demo, *ON)
    assert "Storvik-rapport.html" in ended.out
    page = automations.folder / "Storvik-rapport.html"
    assert Told(page).said("//h1") == ["Rapport: Storvik"]
    assert automations("report", demo, *ON, "--quiet").out == ""


@pytest.mark.skipif(os.name != "posix", reason="file modes are a matter of POSIX")
def test_a_page_may_be_read_by_all_and_one_that_is_replaced_keeps_its_mode(automations, reported, demo):
    reported(demo)
    page = automations.folder / "side.html"
    assert stat.S_IMODE(page.stat().st_mode) == 0o644
    page.chmod(0o600)
    reported(demo)
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


@pytest.mark.parametrize("there", [b"mine", b"", b"<!DOCTYPE html><title>Mine</title>"])
def test_what_is_not_a_page_of_ours_is_not_written_over(automations, demo, there):
    (automations.folder / "side.html").write_bytes(there)
    ended = automations("report", demo, *ON, "--out", "side.html")
    assert ended.code == 2
    assert "side.html er ikke en rapport herfra" in ended.err
    assert (automations.folder / "side.html").read_bytes() == there


def test_the_workbook_itself_is_not_written_over(automations, demo):
    before = demo.read_bytes()
    assert automations("report", demo, *ON, "--out", demo).code == 2
    assert demo.read_bytes() == before


def test_a_folder_that_is_not_there_is_said(automations, demo):
    ended = automations("report", demo, *ON, "--out", "borte/side.html")
    assert ended.code == 2
    assert "borte" in ended.err


@pytest.mark.parametrize(("language", "word"), [("nb", "Dette bør gjøres"), ("nn", "Dette bør gjerast"),
                                                ("en", "This should be done")])  # fmt: skip
def test_the_page_speaks_the_language_asked_for(reported, demo, language, word):
    page = reported(demo, "--language", language)
    assert page.language == language
    assert word in " ".join(page.said("//h3"))
    assert page.said("//header/p") == [fill(language, "report.as_of", day=day(language, date(2026, 11, 23)))]


def test_the_page_speaks_as_the_workbook_asks(reported, book):
    members = "Navn | Innmeldt\n" + "\n".join(f"Kari Moen{i} | 03.05.2026" for i in range(9))
    path = book({"Medlemmer": members, "Innstillinger": "Navn | Verdi\nMålform | nynorsk"})
    assert reported(path).language == "nn"


def test_a_workbook_that_fails_is_said_on_the_page_and_the_others_are_told_of(automations, reported, demo):
    (automations.folder / "hemmelig").mkdir()
    (automations.folder / "hemmelig" / "Ødelagt.xlsx").write_bytes(b"no workbook")
    page = reported(demo, "hemmelig/Ødelagt.xlsx", code=3)
    (told,) = page.said("//dl[@class='notes']/dt[.='Arbeidsbøker som ikke er med']/following-sibling::dd[1]")
    assert told.startswith("Ødelagt")
    assert "hemmelig" not in page.text
    assert page.said("//h1") == ["Rapport: Storvik"]


def test_where_nothing_can_be_read_no_page_is_made(automations):
    (automations.folder / "bok.xlsx").write_bytes(b"no workbook")
    ended = automations("report", "bok.xlsx", *ON)
    assert ended.code == 3
    assert ended.err
    assert [path.name for path in automations.folder.iterdir()] == ["bok.xlsx"]


def test_json_has_the_figures_as_they_are_shown(automations, demo):
    document = automations("report", demo, *ON, "--json").json
    assert document["file"] == "Storvik-rapport.html"
    assert document["workbooks"] == [{"name": "Storvik.xlsx", "status": "ok"}]
    told = {(each["figure"], each["municipality_number"]): each for each in document["figures"]}
    assert told["members", None] | {"goal": None, "hidden": False} == told["members", None]
    assert told["waiting_since", None]["now"] is None
    assert told["waiting_since", None]["hidden"]


def test_a_county_is_told_as_one_with_its_year(automations, reported):
    folder = automations.folder / "fylke"
    folder.mkdir()
    paths = county(folder, date(2026, 11, 23), months_ago=(3, 1, 0), most=3)
    page = reported(*paths)
    assert page.said("//h1") == ["Rapport: Rogaland"]
    whole = page.figures()
    alone = [reported(path, out=f"{i}.html").figures() for i, path in enumerate(paths)]
    for title in (
        "Medlemmer",
        "Åpne oppgaver",
        "Kandidatlister",
        "Sympatisører",
        "Aktiviteter siste 12 måneder",
    ):
        counts = [int(each[title].replace("\u00a0", "")) for each in alone]
        assert int(whole[title].replace("\u00a0", "")) == sum(counts) > 0
    curve = page.tree.xpath("//figure[figcaption='Medlemmer']//tbody/tr/td")
    days = [int(cell.text.replace("\u00a0", "")) for cell in curve]
    assert len(days) == 3
    assert days[0] < days[1] < days[2] == int(whole["Medlemmer"])
    assert len(page.tree.xpath("//table[@class='matrix']/tbody/tr")) == 3
    assert [row.xpath("string(th)") for row in page.tree.xpath("//table[@class='places']/tbody/tr")] == [
        path.stem for path in paths
    ]
