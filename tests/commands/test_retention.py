# ruff: noqa: E501 - tabs are drawn as wide as people make them
"""From the day on which nothing may be kept, no byte of ours names the person: real files and processes."""

import pytest
from openpyxl import load_workbook
from traces import holding, part_of

TRACES = [b"zqx", b"7360914", b"98765432", b"987 65 432"]
CASES = {
    "left": (
        "Medlemmer",
        """
Medlemsnr | Navn          | E-post     | Telefon    | Innmeldt   | Velkomst sendt | Kontaktet  | Kommune | Status
7360914   | Zqxkåri Zqxmø | zqx@zqx.no | 987 65 432 | 03.05.2026 | 04.05.2026     |            | Halden  |
1002      | Ola Berg      |            |            | 04.05.2026 | 05.05.2026     |            | Halden  |
""",
        ("2026-05-20", "2026-05-25"),
    ),
    "unpaid": (
        "Medlemmer",
        """
Medlemsnr | Navn          | E-post     | Telefon    | Innmeldt   | Ønsket aktivitetsnivå | Kontaktet  | Kontingent betalt
7360914   | Zqxkåri Zqxmø | zqx@zqx.no | 987 65 432 | 03.05.2019 | aktiv                 | 04.05.2025 | 2025
1002      | Ola Berg      |            |            | 03.05.2019 | aktiv                 | 04.09.2026 | 2026
""",
        ("2026-09-29", "2026-09-30"),
    ),
    "consent": (
        "Sympatisører",
        """
Navn          | E-post     | Telefon    | Samtykke | Samtykkedato | Interesse | Sist kontaktet
Zqxkåri Zqxmø | zqx@zqx.no | 987 65 432 | ja       | 03.05.2024   | stand     |
Ola Berg      | ola@x.no   |            | ja       | 03.05.2025   | stand     |
""",
        ("2026-05-02", "2026-05-03"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_no_byte_of_ours_names_the_person_from_that_day(automations, book, case):
    title, picture, (before, then) = CASES[case]
    path = book({title: picture})
    state = automations.folder.parent / "state"
    said = automations("run", path, "--today", before)
    kept = holding(TRACES, path, state)
    assert "state.sqlite3" in kept  # otherwise silence would prove nothing
    assert len(kept) > 2
    if case == "left":
        sheet = load_workbook(path)
        sheet[title]["I2"] = "Utmeldt"
        sheet.save(path)
    said = [said, automations("run", path, "--today", then)]
    assert holding(TRACES, path, state) == [part_of(path, title)]
    run = automations("history", "--json").json[-1]["run"]
    said += [automations("undo", run, "--today", then), automations("run", path, "--today", then)]
    assert holding(TRACES, path, state) == [part_of(path, title)]
    sheet = load_workbook(path)
    sheet[title].delete_rows(2)
    sheet.save(path)
    for backup in (path.parent / f"{path.name}.backups").iterdir():
        backup.unlink()
    said += [automations("run", path, "--today", f"{then[:5]}12-{day}") for day in ("01", "02")]
    assert holding(TRACES, path, state, path.parent) == []
    assert not any("zqx" in (each.out + each.err).lower() for each in said)
