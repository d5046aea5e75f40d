"""`python tests/messages.py > docs/words-review.md`: every sentence of every check, filled, to be read.

The facts are those of a made-up country (tests/national.py) where it has a case of the sentence, else
examples.
"""

import string
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

ON = date(2026, 11, 26)
LANGUAGES = ("nb", "nn")
EXAMPLES = {
    "name": "Kari Moen", "first_name": "Kari", "municipality": "Halden", "organisation": "LO Halden",
    "label": "Halden, Arbeiderpartiet", "joined": "2026-11-03", "deadline": "2026-11-17", "day": "2026-11-20",
    "size": 24, "women": 9, "men": 15, "need": 12, "unknown": 3, "n": 2, "first": 6, "last": 10, "most": 2,
    "first_break": 4, "need_women": 5, "need_men": 5, "seats": 35, "count": 2, "latest": 2009, "least": 18,
    "found": 1, "rule": "share_50", "title": "Åpent møte om skole", "activity": "Åpent møte om skole",
    "office": "Leder", "role": "Valgkampleder", "unit": "Styret", "course": "Trygg organisasjon",
    "topic": "Skole", "kind": "stand", "year": 2026, "month": "februar", "kinds": 2, "months": 6,
    "district": "Sentrum",
    "under": 30, "top": 10, "from_age": 60, "from": 4, "to": 2, "tab": "Medlemmer", "row": 7,
    "elected_from": "2026-06-01",
    "campaign_starts": "2027-08-01", "county": "Østfold", "limit": 1, "last_activity": "2026-06-03",
    "names": "Kari Moen og Kari M. Moen", "lists": "Halden, Arbeiderpartiet",
    "goal": 40,
    "last_contact": "2026-03-01", "place": 2, "places": "Moss, Sarpsborg", "young_until": 29,
    "ended": "2026-05-01", "date": "2026-12-01", "body": "styret i Halden",
}  # fmt: skip


def pool():
    """A finding for each check and reason that the country has a case of."""
    from national import as_reading, national

    from automations.checks.registry import registry
    from automations.pipeline import make
    from automations.recognise import recognise
    from automations.settings import load

    recognised = recognise(as_reading(national(ON, share=0.1)), on=ON)
    checks = registry()
    found = {}
    for finding in make(recognised, load(None), on=ON).findings:
        found.setdefault((finding.check, checks[finding.check].words(finding)), finding)
    return found


def reasons(words, prefix=""):
    """Walk a theme's sentences as (reason, part, template)."""
    for key, value in words.items():
        if isinstance(value, dict):
            yield from reasons(value, f"{prefix}{key}.")
        elif key in {"task", "why"}:
            yield prefix.removesuffix("."), key, value


def filled(template, finding, language):
    from automations.words.dates import readable

    facts = dict(EXAMPLES)
    if finding is not None:
        facts |= {**finding.facts, **finding.private}
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    return template.format_map({name: readable(language, facts.get(name, f"[{name}]")) for name in names})


def main():
    from automations.checks.registry import registry
    from automations.words import theme

    found = pool()
    count = 0
    lines = []
    for name in registry():
        lines += [f"## {name}", ""]
        for language in LANGUAGES:
            words = theme(language, name)
            told = [words["about"]]
            told += [
                filled(template, found.get((name, reason)), language)
                for reason, _, template in reasons(words)
            ]
            lines += [f"**{language}** – {words['title']}", "", *(f"- {text}" for text in told), ""]
            count += len(told)
    print("# The sentences, filled, to be read through\n")
    print(
        f"{count} sentences in bokmål and nynorsk, made by `python tests/messages.py > docs/words-review.md`"
        " from a made-up\ncountry. Read them as a volunteer would: one sentence, who, what, when; no blame;"
        " right plural. Nynorsk is\nto be read by somebody who writes it.\n"
    )
    print("\n".join(lines).rstrip())


if __name__ == "__main__":
    main()
