"""Mail of a whole run: a real process, a real workbook, a real mail server."""

import email
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.policy import default

import pytest
from mail_server import Inbox, mail_server

TODAY = datetime.now(UTC).date()
JOINED = f"{TODAY - timedelta(days=40):%d.%m.%Y}"
MEMBERS = f"""
Medlemsnr | Navn      | Innmeldt | Velkomst sendt | Kontaktet | Kommunenr | Kan kontaktes
1001      | Kari Moen | {JOINED} | {JOINED}       |           | 3101      |
1002      | Siri Dahl | {JOINED} | {JOINED}       |           | 3101      | {{wish}}
"""
OFFICERS = """
Verv            | Navn      | Kommunenr | E-post
Medlemsansvarlig | Ola Berg | 3101      | {address}
"""


@pytest.fixture
def configured(automations, book):
    """`configured(port, known)` → the configuration of a workbook with mail on."""

    def make(port, known, address="ola@example.org", wish="", extra="", members=MEMBERS, officers=OFFICERS):
        if not (automations.folder / "bok.xlsx").exists():
            book({"Medlemmer": members.format(wish=wish), "Tillitsverv": officers.format(address=address)})
        file = automations.folder / "oppsett.toml"
        file.write_text(
            '[workbooks.bok]\npath = "bok.xlsx"\n[mail]\nenabled = true\nhost = "localhost"\n'
            f'port = {port}\ncertificates = "{known}"\nsender = "jobb@example.org"\n'
            f'unsubscribe = "mailto:stopp@example.org"\n{extra}'
        )
        return file

    return make


def parsed(inbox):
    return [email.message_from_bytes(content, policy=default) for _, content, _ in inbox.messages]


def run(automations, file, **environment):
    return automations("run", "--config", file, **environment)


def test_one_message_a_day_with_title_due_and_place_and_no_members_name(automations, configured, tmp_path):
    inbox = Inbox()
    with mail_server(tmp_path, inbox) as (port, known):
        file = configured(port, known)
        assert run(automations, file).code == 0
        assert run(automations, file).code == 0
    (message,) = parsed(inbox)
    assert message["To"] == "ola@example.org"
    assert message["List-Unsubscribe"] == "<mailto:stopp@example.org>"
    for kind in ("plain", "html"):
        text = message.get_body((kind,)).get_content()
        assert "Nye medlemmer som ikke er fulgt opp." in text
        assert "Fane Medlemmer, celle" in text
        assert "Frist" in text
        for name in ("Kari", "Moen", "Siri", "Dahl"):
            assert name not in text


def test_nothing_is_sent_unless_mail_is_on_and_the_day_and_the_checks_are_whole(
    automations, configured, tmp_path
):
    inbox = Inbox()
    with mail_server(tmp_path, inbox) as (port, known):
        file = configured(port, known)
        automations("plan", "--config", file)
        automations("run", "--config", file, "--only", "new_member_not_followed_up")
        automations("run", "--config", file, "--today", f"{TODAY}")
        file.write_text(file.read_text().replace("enabled = true", "enabled = false"))
        run(automations, file)
    assert inbox.messages == []


def test_a_lost_answer_is_said_and_never_sent_again(automations, configured, tmp_path):
    inbox = Inbox(drop_answer=True)
    with mail_server(tmp_path, inbox) as (port, known):
        file = configured(port, known)
        first = run(automations, file)
        assert (first.code, "uvisse" in first.err) == (3, True)
        assert run(automations, file).code == 0
    assert len(inbox.messages) == 1


def test_a_refused_address_is_a_line_in_data_quality_and_is_not_written_to_again(
    automations, configured, tmp_path
):
    inbox = Inbox(refuse=["ola@example.org"])
    with mail_server(tmp_path, inbox) as (port, known):
        file = configured(port, known)
        assert run(automations, file).code == 3
        second = automations("run", "--config", file, "--json")
    assert second.code == 0
    problems = second.json["workbooks"][0]["problems"]
    assert [(p["tab"], p["code"]) for p in problems] == [("Tillitsverv", "mail_refused")]
    with closing(sqlite3.connect(automations.folder.parent / "state" / "state.sqlite3")) as db:
        assert not [line for line in db.iterdump() if line.startswith('INSERT INTO "mail') and "ola@" in line]


def test_a_server_that_is_down_fails_no_run_and_the_next_run_of_the_day_sends(
    automations, configured, tmp_path
):
    with mail_server(tmp_path, Inbox()) as (port, known):
        pass
    assert run(automations, configured(port, known)).code == 3
    inbox = Inbox()
    with mail_server(tmp_path, inbox) as (port, known):
        assert run(automations, configured(port, known)).code == 0
    assert len(inbox.messages) == 1


def test_what_was_sent_stays_sent_though_the_server_is_down_at_a_later_run_of_the_day(
    automations, configured, tmp_path
):
    inbox = Inbox()
    with mail_server(tmp_path, inbox) as (port, known):
        run(automations, configured(port, known))
    assert run(automations, configured(port, known)).code == 0  # it has nothing to send, and asks nobody
    with mail_server(tmp_path, inbox) as (port, known):
        assert run(automations, configured(port, known)).code == 0
    assert len(inbox.messages) == 1


@pytest.mark.parametrize(("hang_at", "came"), [("MAIL", 0), ("DATA", 1)])
def test_a_run_that_is_killed_while_it_sends_is_reported_once_and_nothing_is_sent_again(
    automations, configured, tmp_path, hang_at, came
):
    inbox = Inbox(hang_at=hang_at)
    with mail_server(tmp_path, inbox) as (port, known):
        command = [sys.executable, "-m", "automations", "run", "--config", configured(port, known)]
        with subprocess.Popen(
            list(map(str, command)),
            cwd=automations.folder,
            env=automations.surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            assert inbox.hanging.wait(60)  # it has marked the message and waits for the answer
            process.send_signal(signal.SIGKILL)
    with mail_server(tmp_path, inbox) as (port, known):
        inbox.hang_at = ""
        second = automations("run", "--config", configured(port, known), "--json")
        assert (second.code, second.json["mail"]["broken_off"]) == (3, 1)
        assert "1 meldinger er uvisse, og de sendes ikke igjen" in second.err
        third = automations("run", "--config", configured(port, known), "--json")
    assert (third.code, third.json["mail"]["broken_off"], third.err) == (0, 0, "")
    assert len(inbox.messages) == came


def test_json_counts_the_messages_and_says_nothing_while_mail_is_off(automations, configured, tmp_path):
    inbox = Inbox(refuse=["leder@example.org"])
    with mail_server(tmp_path, inbox) as (port, known):
        file = configured(port, known, extra='coordinators = ["leder@example.org"]\n')
        told = automations("run", "--config", file, "--json").json["mail"]
        assert "mail" not in automations("plan", "--config", file, "--json").json
        file.write_text(file.read_text().replace("enabled = true", "enabled = false"))
        assert "mail" not in automations("run", "--config", file, "--json").json
    nothing = {"refused": 0, "kept": 0, "unsure": 0, "broken_off": 0}
    assert told == {**nothing, "sent": 1, "refused": 1, "coordinators_refused": 1}


def test_a_coordinators_address_that_does_not_take_mail_is_said_until_it_is_mended(
    automations, configured, tmp_path
):
    inbox = Inbox(refuse=["leder@example.org"])
    with mail_server(tmp_path, inbox) as (port, known):
        file = configured(port, known, extra='coordinators = ["leder@example.org", "a@sted.invalid"]\n')
        first, second = run(automations, file), run(automations, file)
        for ended, code in ((first, 3), (second, 0)):
            assert ended.code == code
            assert "2 av adressene i coordinators under [mail] tar ikke imot" in ended.err
            assert "leder@" not in ended.err
        file.write_text(file.read_text().replace('"leder@example.org", "a@sted.invalid"', '"ny@example.org"'))
        mended = run(automations, file)
    assert (mended.code, mended.err) == (0, "")
    assert [to for (to,), _, _ in inbox.messages] == ["ola@example.org", "ny@example.org"]


@pytest.mark.parametrize(("address", "code"), [("", "mail_no_address"), ("ola@kontor.local", "mail_refused")])
def test_an_address_that_is_not_there_or_cannot_be_one_is_a_line_in_data_quality_and_no_mail(
    automations, configured, tmp_path, address, code
):
    inbox = Inbox()
    with mail_server(tmp_path, inbox) as (port, known):
        ended = automations("run", "--config", configured(port, known, address=address), "--json")
    assert [p["code"] for p in ended.json["workbooks"][0]["problems"]] == [code]
    assert inbox.messages == []


def test_coordinators_get_one_summary_a_week_of_figures_alone(automations, configured, tmp_path):
    inbox = Inbox()
    with mail_server(tmp_path, inbox) as (port, known):
        extra = 'coordinators = ["leder@example.org"]\nleft_out = ["Ola@example.org"]\n'
        file = configured(port, known, extra=extra)
        run(automations, file)
        run(automations, file)
    (message,) = parsed(inbox)
    assert message["To"] == "leder@example.org"
    text = message.get_body(("plain",)).get_content()
    assert "Åpne oppgaver færre enn 5" in text
    assert "Moen" not in text


def test_a_password_file_that_others_can_read_is_refused(automations, configured, tmp_path):
    secret = tmp_path / "passord"
    secret.write_text("rett\n")
    secret.chmod(0o644)
    inbox = Inbox()
    with mail_server(tmp_path, inbox, login=True) as (port, known):
        file = configured(port, known, extra=f'user = "jobb"\npassword_file = "{secret}"\n')
        ended = run(automations, file)
        assert (ended.code, str(secret) in ended.err) == (3, True)
        secret.chmod(0o600)
        assert run(automations, file).code == 0
    assert len(inbox.messages) == 1


def test_tasks_of_two_workbooks_are_one_message_in_the_workbook_s_language(
    automations, configured, book, tmp_path
):
    inbox = Inbox()
    tabs = {"Medlemmer": MEMBERS.format(wish=""), "Tillitsverv": OFFICERS.format(address="ola@example.org")}
    settings = "Innstilling | Verdi\nSpråk | nynorsk"
    book({**tabs, "Innstillinger": settings})
    book({**tabs, "Innstillinger": settings}, name="andre.xlsx")
    with mail_server(tmp_path, inbox) as (port, known):
        file = configured(port, known, extra='[workbooks.andre]\npath = "andre.xlsx"\n')
        assert run(automations, file).code == 0
    (message,) = parsed(inbox)
    text = message.get_body(("plain",)).get_content()
    assert "Desse oppgåvene ventar på deg" in text
    assert "i bok." in text
    assert "i andre." in text
