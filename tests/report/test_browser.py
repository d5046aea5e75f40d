"""The page in a real browser: nothing fetched, nothing said, readable by all, whole on paper."""

from datetime import date

import pytest
from browser import A4_WIDTH, CHROMIUM, DRIVER, MISSING, chromium
from county import places_of, tabs_of

from automations.demo.content import content
from automations.fleet import Programme, work_on
from automations.model import Grid
from automations.people.municipalities import every_municipality
from automations.report.gathered import gather
from automations.report.html import render
from automations.report.page import page
from automations.settings import load
from automations.sheets.memory import MemoryWorkbook

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason=MISSING),
]

ON = date(2026, 11, 23)
LOOKS = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
HOSTILE = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"


def written(folder, name, tabs, *, language="nb", days=(ON,)):
    """The page of a workbook in memory, as a file; the job has run on the days before."""
    grids = [Grid(title, range(1, len(rows) + 1), rows) for title, rows in tabs]
    book = MemoryWorkbook(name, grids)
    for day in days:
        accepted = ("large-change",)
        programme = Programme(load(None), day, lambda _: "salt", write=day != ON, accepted=accepted)
        worked = work_on(book, programme)
    gathered = gather([worked], load(None), on=ON, language=language)
    path = folder / f"{name}.html"
    path.write_text(render(page(gathered, on=ON, language=language)), "utf-8")
    return path


def country():
    """A workbook on every municipality, with a tenth of a country's people."""
    everywhere = [(place.number, place.name) for place in every_municipality()]
    return list(tabs_of(ON, everywhere, share=0.1).values())


@pytest.fixture(scope="session")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The pages that are looked at: the example with a hostile name, a county and the country."""
    folder = tmp_path_factory.mktemp("pages")
    demo = [(tab.title, [list(row) for row in tab.rows]) for tab in content(ON)]
    demo.append(("Partnere i nabokommunen", [["Organisasjon", "Type", "Kommune"], ["LO", "LO", HOSTILE]]))
    parties = next(rows for title, rows in demo if title == "Kommunepartier")
    parties.append([None, HOSTILE])
    days = (date(2026, 8, 23), date(2026, 10, 23), ON)
    county = tabs_of(ON, places_of("Rogaland")).values()
    return {
        "demo": written(folder, "Storvik", demo, days=days),
        "english": written(folder, "Storvik-en", demo, days=days, language="en"),
        "county": written(folder, "Rogaland", county, language="nn"),
        "country": written(folder, "Landet", country()),
    }


def test_a_country_of_357_municipalities_is_a_page_of_less_than_a_megabyte(pages):
    text = pages["country"].read_text("utf-8")
    assert text.count('scope="rowgroup"') == 15
    assert all(name in text for _, name in places_of("Rogaland"))
    assert len(text.encode()) < 1_000_000


@pytest.mark.parametrize("name", ["demo", "country"])
def test_it_opens_from_its_file_with_nothing_said_and_nothing_asked_for(browser, pages, name):
    browser.open(pages[name])
    assert browser.said() == []
    assert browser.asked_for() == [pages[name].resolve().as_uri()]
    assert "taken" not in browser.ask("document.title")
    assert browser.ask("document.scripts.length + document.images.length") == 0


def test_a_hostile_name_is_read_as_it_was_typed(browser, pages):
    browser.open(pages["demo"])
    assert HOSTILE in browser.ask("[...document.querySelectorAll('.matrix th')].map(e => e.textContent)")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("name", ["demo", "english", "county"])
def test_axe_finds_no_violation_with_every_table_open(browser, pages, name, width, scheme):
    browser.open(pages[name], width=width, scheme=scheme)
    browser.ask("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert browser.violations() == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", ["demo", "country"])
def test_nothing_is_wider_than_the_screen(browser, pages, name, width):
    browser.open(pages[name], width=width)
    assert browser.ask("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", ["demo", "country"])
def test_no_column_is_cut_on_paper(browser, pages, name):
    browser.open(pages[name], width=A4_WIDTH, paper=True)
    seen = "[...document.querySelectorAll('main, main *')]"
    wide = f"{seen}.filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    assert browser.ask(f"{wide}.map(e => e.outerHTML.slice(0, 90))") == []
    assert browser.ask("document.documentElement.scrollWidth") == A4_WIDTH
    shown = "getComputedStyle(document.querySelector('thead')).display"
    assert browser.ask(shown) == "table-header-group"


def test_paper_is_light_and_shows_the_tables_of_the_stacks_in_any_scheme(browser, pages):
    browser.open(pages["demo"], width=A4_WIDTH, scheme="dark", paper=True)
    assert browser.ask("getComputedStyle(document.body).color") == "rgb(31, 30, 27)"
    assert browser.ask("document.querySelector('.counted tbody td').getBoundingClientRect().height") > 0
    assert browser.pdf().startswith(b"%PDF")


def test_the_keyboard_reaches_the_content_first_and_every_table_behind_a_plot(browser, pages):
    browser.open(pages["demo"])
    for expected in ("a.skip", "nav a"):
        browser.press("Tab")
        assert browser.ask(f"document.activeElement.matches('{expected}')")
    browser.ask("document.querySelector('.skip').focus()")
    browser.press("Enter")
    assert browser.ask("document.activeElement.id") == "content"
    browser.ask("document.querySelector('summary').focus()")
    browser.press("Enter")
    assert browser.ask("document.querySelector('details').open")


def test_every_place_of_the_contents_is_there(browser, pages):
    browser.open(pages["country"])
    missing = "[...document.querySelectorAll('a')].filter(a => !document.querySelector(a.hash))"
    assert browser.ask(f"{missing}.map(a => a.hash)") == []
    assert browser.ask("document.querySelectorAll('nav a').length") >= 17
