"""Print the figures of docs/performance.md: ratios against a baseline in the same run, never a verdict.

    python tests/benchmark.py [LISTS.csv]

LISTS.csv (or AUTOMATIONS_TEST_LISTS) is the file of all municipal candidate lists of 2011.
"""

import csv
import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

RUNS = 5
ON = date(2026, 11, 23)
NAMES = ("Kari", "Ola", "Anne", "Per", "Liv", "Jon", "Marit", "Nils")
SURNAMES = ("Moen", "Berg", "Lie", "Dal", "Nes", "Rud", "Hol", "Vik", "Sand", "Bakke", "Haug", "Strand")


def process(command):
    """Run a command, with all bytecode there as where a package is installed: CPU seconds, peak megabytes."""
    bytecode = {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "automations-benchmark"))}
    env = {**os.environ, **bytecode}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, env=env) as child:
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def pair(title, ours, baseline):
    """Run two commands in turns, so that a machine that changes its speed changes it for both.

    The first run of each, not counted, writes the bytecode. The ratio is the median of each turn's.
    """
    turns = [(process(ours), process(baseline)) for _ in range(RUNS + 1)][1:]
    told = []
    for at, unit in enumerate(("s", "MB")):
        mine, its = ([turn[which][at] for turn in turns] for which in (0, 1))
        ratio = statistics.median([one / other for one, other in zip(mine, its, strict=True)])
        one, other = statistics.median(mine), statistics.median(its)
        told.append(f"{one:.2f} {unit} against {other:.2f} {unit} = {ratio:.2f} times")
    print(f"{title}: CPU {told[0]}; peak {told[1]}")


def python(code):
    return [sys.executable, "-c", code]


def lists(path):
    pair(
        "plan on the file of 59,496 candidacies, against pandas.read_csv",
        [sys.executable, "-m", "automations", "plan", path, "--only", "candidate_list_unbalanced", "--json"],
        python(f"import pandas; pandas.read_csv({path!r}, sep=';', dtype=str)"),
    )


def start_up():
    pair(
        "automations --help, against importing click",
        [sys.executable, "-m", "automations", "--help"],
        python("import click"),
    )


def demo():
    """Time `plan` on the workbook that `demo` makes, with whatever configuration is the default."""
    with tempfile.TemporaryDirectory() as folder:
        made = [sys.executable, "-m", "automations", "demo", folder]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        (path,) = Path(folder).glob("*.xlsx")
        pair(
            "plan on the demo, against reading it with openpyxl",
            [sys.executable, "-m", "automations", "plan", str(path)],
            python(f"import openpyxl; openpyxl.load_workbook({str(path)!r})"),
        )


PLANTED = {
    "Innmeldt": "rett etter påske",
    "Mobilnr": "12 34",
    "Epost": "post@eksempel,no",
    "Medl.nr": "100000",
    "Kommune": "Ukjentby",
    "Kan kontaktes": "tirsdag",
    "F.år": "2199",
    "Velkomst sendt": "33.13.2026",
}
MEMBER_HEADERS = (
    "Medl.nr;Navn;Kjønn;F.år;Epost;Mobilnr;Postnr;Poststed;Kommune;Lag;Innmeldt;Velkomst sendt;Kontaktet;"
    "Kontaktet av;Resultat;Ønsket aktivitetsnivå;Kan bidra med;Kan kontaktes;Kontingent betalt;Tilbud gitt;"
    "Introkurs tilbudt;Forsøk;Status;Utmeldt dato;Sperret adresse;Samtykke;Trivsel;Vervet av;Sist invitert;"
    "Kommentar"
).split(";")


def member_rows(count, seed=1):
    """Make synthetic members, most cells distinct."""
    chance = random.Random(seed)
    for i in range(count):
        joined = ON - timedelta(days=chance.randrange(4000))
        welcome, called, offer = (f"{joined + timedelta(days=days):%d.%m.%Y}" for days in (1, 9, 20))
        name = f"{chance.choice(NAMES)} {chance.choice(NAMES)}sen {i}"
        yield (
            f"{100000 + i};{name};{chance.choice('KM')};{1940 + i % 65};p{i}@example.org;4{i:07d};"
            f"{1000 + i % 8000:04d};Halden;Halden;Sentrum;{joined:%d.%m.%Y};{welcome};{called};;snakket;"
            f"aktiv;;ja;2026;{offer};;1;Aktiv;;nei;ja;;;;"
        ).split(";")


def members_file(path, count, planted=0):
    """Write a members' file; returns the addresses of the planted cells."""
    rows = list(member_rows(count))
    places = {header: MEMBER_HEADERS.index(header) for header in PLANTED}
    cells = set()
    for n in range(planted):
        header, text = list(PLANTED.items())[n % len(PLANTED)]
        row = (n * 37 + 11) % count
        rows[row][places[header]] = text
        cells.add((row + 2, places[header]))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(MEMBER_HEADERS)
        writer.writerows(rows)
    return cells


RECOGNISE = """
import sys
from datetime import date
from automations.recognise import recognise
from automations.sheets import open_workbook
found = recognise(open_workbook(sys.argv[1]).read(), on=date(2026, 11, 23))
print(len(found.problems))
"""
PANDERA = """
import sys
import pandas as pd
import pandera.pandas as pa
frame = pd.read_csv(sys.argv[1], sep=';', dtype=str, keep_default_na=False)
known = {'Halden'}
day = r'^(\\d{2}\\.\\d{2}\\.\\d{4})?$'
schema = pa.DataFrameSchema({
    'Innmeldt': pa.Column(str, pa.Check.str_matches(day)),
    'Mobilnr': pa.Column(str, pa.Check.str_matches(r'^[2-9]\\d{7}$')),
    'Epost': pa.Column(str, pa.Check.str_matches(r'^[^@ ,]+@[^@ ,]+\\.[a-z]{2,}$')),
    'Medl.nr': pa.Column(str, unique=True),
    'Kommune': pa.Column(str, pa.Check.isin(known)),
    'Kan kontaktes': pa.Column(str, pa.Check.isin(['ja', 'nei', 'ikke ring', ''])),
    'F.år': pa.Column(str, pa.Check(lambda s: pd.to_numeric(s).between(1900, 2026))),
    'Velkomst sendt': pa.Column(str, pa.Check.str_matches(day)),
})
try:
    schema.validate(frame, lazy=True)
except pa.errors.SchemaErrors as errors:
    print(len(errors.failure_cases))
"""


def planted(folder):
    from automations.recognise import recognise
    from automations.sheets import open_workbook

    path = folder / "medlemmer.csv"
    cells = members_file(path, 10_000, planted=400)
    found = {(p.source.row, p.source.column) for p in recognise(open_workbook(path).read(), on=ON).problems}
    print(f"10,000 members x 30 columns: {len(cells & found)} of {len(cells)} planted cells named")
    pair(
        "10,000 members x 30 columns, against a pandera schema with the same eight rules",
        [*python(RECOGNISE), str(path)],
        [*python(PANDERA), str(path)],
    )


def in_one_process():
    from automations.pipeline import examine
    from automations.settings import load

    headers = {
        "Medlemmer": MEMBER_HEADERS[:16],
        "Samarbeidspartnere": (
            "Organisasjon", "Type", "Kommune", "Kontaktperson", "Vår kontaktansvarlig", "Sist kontakt",
        ),
        "Kommunepartier": ("Kommunenr", "Kommune", "Leder", "Medlemsansvarlig"),
        "Kandidatliste": ("Plass", "Navn", "Kjønn", "Født", "Kommune", "Parti"),
        "Tillitsverv": ("Verv", "Navn", "Kjønn", "Kommune", "Valgt til"),
    }  # fmt: skip
    from automations.model import Grid, Reading

    offices = ("Leder", "Nestleder", "Kasserer", "Styremedlem", "Varamedlem")

    def grids(seed):
        chance = random.Random(seed)
        called = iter([f"{chance.choice(NAMES)} {chance.choice(SURNAMES)}{i}" for i in range(900)])
        members = [row[:16] for row in member_rows(300, seed)]
        yield "Medlemmer", members
        kinds = ("LO", "AUF", "interesseorganisasjon", "frivillig")
        lags = [
            (f"Lag {i}", chance.choice(kinds), "Halden", next(called), "Jon Dahl", "03.05.2026")
            for i in range(300)
        ]
        yield "Samarbeidspartnere", lags
        yield "Kommunepartier", [["3101", "Halden", "Liv Lie", "Jon Dahl"]]
        towns = ("Halden", "Moss", "Oslo")
        yield (
            "Kandidatliste",
            [
                (i % 40 + 1, next(called), chance.choice("KM"), 1940 + i % 65, towns[i // 40 % 3], "Ap")
                for i in range(300)
            ],
        )
        yield (
            "Tillitsverv",
            [(offices[i % 5], next(called), chance.choice("KM"), "Halden", "01.03.2027") for i in range(300)],
        )

    settings = load(None)

    def reading(seed):
        made = []
        for tab, rows in grids(seed):
            cells = [headers[tab], *rows]
            made.append(Grid(tab, range(1, len(cells) + 1), cells))
        return Reading(f"bok {seed}", tuple(made))

    readings = [reading(seed) for seed in range(30)]
    three = ("new_member_not_followed_up", "partner_contact_missing", "candidate_list_unbalanced")
    for which, only in (("the three best-known checks", three), ("all checks", ())):
        for each in readings[:5]:
            examine(each, settings, on=ON, fresh_salt="s", only=only)
        start = time.process_time()
        for each in readings[5:]:
            found = examine(each, settings, on=ON, fresh_salt="s", only=only)
        spent = 1000 * (time.process_time() - start) / len(readings[5:])
        print(
            f"five tabs of 300 rows through recognise, check and plan, {which}: {spent:.1f} ms of CPU "
            f"a workbook, {len(found.made.findings)} findings"
        )


def proportion():
    from automations.model import Grid, Reading
    from automations.pipeline import examine
    from automations.settings import load

    settings = load(None)
    base = None
    for count in (1_000, 10_000, 100_000, 1_000_000):
        rows = [MEMBER_HEADERS[:12], *(row[:12] for row in member_rows(count))]
        reading = Reading("bok", (Grid("Medlemmer", range(1, count + 2), rows),))
        start = time.process_time()
        examine(reading, settings, on=ON, fresh_salt="s")
        spent = time.process_time() - start
        base = base or spent / count
        print(f"{count:>9,} members: {spent:7.2f} s of CPU, {1e6 * spent / count:.1f} µs a row")


def nearest_lists(size=80, draws=20):
    """One list of 80: the median of some draws, by the rules of each method."""
    sys.path.insert(0, str(Path(__file__).parent))
    from balance.nearest.test_programme import assigned, long_list

    from automations.balance.nearest.problem import Bound, Demand, Problem, Run, tau
    from automations.balance.nearest.solve import nearest

    top = [Bound(one, range(k), n) for one in "wm" for k, n in ((2, 1), (12, 6), (40, 16))]
    blocks = [Bound(one, range(at, at + 5), 2) for at in range(0, size, 5) for one in "wm"]
    both_ends = [Bound(one, range(k), k // 5, k // 3 + 1) for k in range(8, size, 8) for one in "abcd"]
    rules = {
        "least numbers on the first places": ("wm", Demand("it", tuple(top))),
        "every block of five at least 40 %": ("wm", Demand("it", tuple(blocks))),
        "every other place": ("wm", Demand("it", runs=(Run(("w", "m"), range(size), 1),))),
        "at most two in a row": ("wm", Demand("it", runs=(Run(("w", "m"), range(size), 2),))),
        "four groups, lower and upper bounds": ("abcd", Demand("it", tuple(both_ends))),
    }
    print(f"the nearest list of {size}, CPU, median and longest of {draws} lists in an order drawn by lot:")
    drawn = random.Random(0).sample(range(size), size)
    start = time.process_time()
    for _ in range(100):
        tau(drawn)
    print(
        f"  baseline, to count the turned pairs of one such list: {10 * (time.process_time() - start):.2f} ms"
    )
    for title, (letters, demand) in rules.items():
        spent = []
        for seed in range(draws):
            drawn = list(letters * (size // len(letters)))
            random.Random(seed).shuffle(drawn)
            gc.collect()
            start = time.process_time()
            nearest(Problem(tuple(map(frozenset, drawn)), (demand,)))
            spent.append(1000 * (time.process_time() - start))
        print(f"  {title}: {statistics.median(spent):.1f} ms, {max(spent):.1f} ms")
    ours, theirs = [], []
    for seed in range(10):
        problem = long_list(size, seed)
        for those, find in ((ours, nearest), (theirs, assigned)):
            start = time.process_time()
            find(problem)
            those.append(time.process_time() - start)
    print(
        f"  overlapping rules, against an assignment of all to all: {statistics.median(ours):.2f} s "
        f"({max(ours):.2f} s) against {statistics.median(theirs):.2f} s ({max(theirs):.2f} s)"
    )


def lists_of_2011(path):
    """The nearest lists of one party's, and of all: how many, how far, and how long it takes."""
    from collections import Counter

    from automations.balance.nearest.lists import proposals
    from automations.recognise import recognise
    from automations.settings import Organisation, load
    from automations.sheets import open_workbook

    rules = load(None).list_rules
    table = recognise(open_workbook(path).read(), on=ON).tables["candidates"]
    names = load(None).organisation.party_names
    for whose, codes in (("party code A", ("A",)), ("all", ())):
        for preset in ("arbeiderpartiet", "spd", "spain", "socialdemokraterna"):
            start = time.process_time()
            organisation = Organisation(party_codes=codes, party_names=names)
            found = proposals(table, None, rules[preset], organisation, 2011)
            spent = time.process_time() - start
            moving = [each for each in found if each.moving]
            moved = Counter(sum(move.own for move in each.best.moves) for each in moving)
            print(
                f"lists of 2011, {whose}, {preset}: {len(found)} break a rule about the order; "
                f"{sum(each.proposal.feasible for each in found)} have an order that meets all; "
                f"{len(moving)} are moved in; {sum(each.best.only_one for each in moving)} of those the only "
                f"nearest; {spent:.2f} s of CPU"
            )
            print("  moved people: " + ", ".join(f"{n}: {moved[n]}" for n in sorted(moved)))
    config = Path(tempfile.mkdtemp()) / "automations.toml"
    config.write_text('[organisation]\nparty_codes = ["A"]\n')
    command = ["balance", path, "--json", "--config", str(config)]
    runs = [process([sys.executable, "-m", "automations", *command]) for _ in range(RUNS)]
    spent, peak = map(statistics.median, zip(*runs, strict=True))
    print(f"automations balance on the file, party code A: {spent:.2f} s of CPU, peak {peak:.0f} MB")


COUNTRY = """
import resource, sys, time
sys.path.insert(0, sys.argv[2])
from datetime import date
from national import as_reading, national
from automations.pipeline import examine, make
from automations.recognise import recognise
from automations.settings import load
share, on, settings = float(sys.argv[1]), date(2026, 11, 23), load(None)
grids = national(on, share=share)
rows = sum(len(tab) - 1 for tab in grids.values())
reading = as_reading(grids)
began = time.process_time()
recognised = recognise(reading, on=on)
read = time.process_time()
made = make(recognised, settings, on=on)
checked = time.process_time()
examine(reading, settings, on=on, fresh_salt="s")
ended = time.process_time()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
each = 1e6 * (checked - read) / rows
print(f"{rows:>7,} rows, {len(made.checks)} checks:",
      f"recognise {read - began:.2f} s, checks {checked - read:.2f} s",
      f"({each:.0f} µs a row), all with the plan {ended - checked:.2f} s; peak {peak:.0f} MB")
"""


def country():
    """A tenth, a half and the whole of a made-up country in every tab, each in a process of its own."""
    print("a country of made-up municipal parties, every tab (CPU):")
    for share in ("0.1", "0.5", "1"):
        command = [*python(COUNTRY), share, str(Path(__file__).parent)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="")


def page_of_a_country(folder):
    """The report on 357 municipalities in the browser, until it is drawn, against a blank page."""
    sys.path.insert(0, str(Path(__file__).parent))
    from browser import CHROMIUM, DRIVER, MISSING, chromium
    from report.test_browser import country, written

    if CHROMIUM is None or DRIVER is None:
        print(f"no figures of the report: {MISSING}")
        return
    blank = folder / "blank.html"
    blank.write_text("<!DOCTYPE html><html lang=nb><title>-</title><p>-")
    ours = written(folder, "Landet", country())
    drawn = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    with chromium() as browser:
        spent = {}
        for path in (blank, ours):
            times = []
            for _ in range(RUNS + 1):
                start = time.perf_counter()
                browser.open(path)
                browser.driver.execute_async_script(f"{drawn}.then(arguments[0])")
                times.append(1000 * (time.perf_counter() - start))
            spent[path] = statistics.median(times[1:])
    print(
        f"the report on 357 municipalities, {ours.stat().st_size / 1000:.0f} kB, opened and drawn: "
        f"{spent[ours]:.0f} ms against a blank page's {spent[blank]:.0f} ms = "
        f"{spent[ours] / spent[blank]:.1f} times"
    )


def main():
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("AUTOMATIONS_TEST_LISTS")
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, median of {RUNS} runs a process")
    start_up()
    demo()
    if given:
        lists(given)
    else:
        print("no file of lists: give its path, or set AUTOMATIONS_TEST_LISTS")
    with tempfile.TemporaryDirectory() as name:
        planted(Path(name))
        page_of_a_country(Path(name))
    in_one_process()
    nearest_lists()
    if given:
        lists_of_2011(given)
    country()
    proportion()  # last: the memory it takes would be counted to what is started after it


if __name__ == "__main__":
    main()
