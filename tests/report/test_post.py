"""Handing mail over to a real server: what is known of each message afterwards."""

from email.message import EmailMessage

import pytest
from mail_server import Inbox, mail_server

from automations.report.post import Sending, Server, post


def sendings(*recipients, marked=None):
    made = []
    for recipient in recipients:
        message = EmailMessage()
        message["To"] = recipient
        message.set_content("hei")

        def mark(recipient=recipient):
            if marked is not None:
                marked.append(recipient)
            return True

        made.append(Sending("jobb@example.org", recipient, message, mark))
    return made


def posted(port, known, *recipients, host="localhost", marked=None, **login):
    server = Server(host, port, certificates=str(known), **login)
    return list(post(server, sendings(*recipients, marked=marked), clock=lambda: 0.0))


def test_a_message_is_sent_encrypted_to_one_recipient(tmp_path):
    inbox = Inbox()
    with mail_server(tmp_path, inbox) as (port, known):
        assert posted(port, known, "a@example.org", "b@example.org") == ["sent", "sent"]
    assert [(to, encrypted) for to, _, encrypted in inbox.messages] == [
        (("a@example.org",), True),
        (("b@example.org",), True),
    ]


def test_a_refused_recipient_holds_nobody_else_up(tmp_path):
    inbox = Inbox(refuse=["a@example.org"], later=["b@example.org"])
    with mail_server(tmp_path, inbox) as (port, known):
        fates = posted(port, known, "a@example.org", "b@example.org", "c@example.org")
    assert fates == ["refused", "kept", "sent"]
    assert len(inbox.messages) == 1


def test_a_lost_answer_is_unsure_and_the_next_message_goes_over_a_new_connection(tmp_path):
    inbox = Inbox(drop_answer=True)
    with mail_server(tmp_path, inbox) as (port, known):
        assert posted(port, known, "a@example.org", "b@example.org") == ["unsure", "unsure"]
    assert len(inbox.messages) == 2


@pytest.mark.parametrize(("password", "fate"), [("rett", "sent"), ("galt", "kept")])
def test_the_password_decides(tmp_path, password, fate):
    marked = []
    with mail_server(tmp_path, Inbox(), login=True) as (port, known):
        login = {"user": "jobb", "password": password}
        assert posted(port, known, "a@example.org", marked=marked, **login) == [fate]
    assert marked == (["a@example.org"] if fate == "sent" else [])


def test_a_server_that_is_down_has_been_sent_nothing_and_nothing_is_marked(tmp_path):
    with mail_server(tmp_path, Inbox()) as (port, known):
        pass
    marked = []
    assert posted(port, known, "a@example.org", "b@example.org", marked=marked) == ["kept", "kept"]
    assert marked == []


def test_a_server_elsewhere_without_starttls_is_sent_nothing(tmp_path, monkeypatch):
    inbox = Inbox()
    with mail_server(tmp_path, inbox, tls=False) as (port, known):
        assert posted(port, known, "a@example.org") == ["sent"]  # on this machine
        monkeypatch.setattr("automations.report.post._on_this_machine", lambda _: False)
        assert posted(port, known, "a@example.org") == ["kept"]
    assert len(inbox.messages) == 1


def test_a_certificate_of_another_name_or_authority_is_not_believed(tmp_path):
    inbox = Inbox()
    with mail_server(tmp_path, inbox, named="annen.example.org") as (port, known):
        assert posted(port, known, "a@example.org") == ["kept"]
    with mail_server(tmp_path, inbox) as (port, known):
        assert posted(port, known, "a@example.org") == ["sent"]
        assert posted(port, "", "a@example.org") == ["kept"]
    assert len(inbox.messages) == 1


def test_what_takes_too_long_altogether_is_kept(tmp_path):
    clock = iter([0.0, 1.0, 1_000.0])
    with mail_server(tmp_path, Inbox()) as (port, known):
        server = Server("localhost", port, certificates=str(known))
        fates = list(post(server, sendings("a@example.org", "b@example.org"), clock=lambda: next(clock)))
    assert fates == ["sent", "kept"]
