"""How messages are worded: text and HTML, and nothing typed gets out of its place."""

from datetime import date

import pytest

from automations.report.mail import Entry, ascii_address, summary_message, tasks_message
from automations.settings import Mail

SETTINGS = Mail(
    enabled=True,
    host="localhost",
    sender="jobb@example.org",
    reply_to="post@blåbær.example.org",
    unsubscribe="https://example.org/stopp",
)
ENTRY = Entry(
    "Ring & ønsk <b>velkommen</b>.", "Frist 3. mai 2026.", 'Fane "A"', 'https://x.example.org/"><script>'
)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_message_is_text_and_html_in_ascii_lines(language):
    message = tasks_message("ola@example.org", [ENTRY, ENTRY], SETTINGS, language)
    raw = message.as_bytes()
    assert raw.isascii()
    assert max(map(len, raw.splitlines())) <= 998
    assert message.get_content_type() == "multipart/alternative"
    assert message["List-Unsubscribe"] == "<https://example.org/stopp>"
    assert message["Reply-To"].addresses[0].addr_spec == "post@xn--blbr-roah.example.org"
    assert "2" in message["Subject"]


def test_what_stands_in_a_sheet_is_text_in_html():
    message = tasks_message("ola@example.org", [ENTRY], SETTINGS, "nb")
    html = message.get_body(("html",)).get_content()
    assert "<script>" not in html
    assert "&lt;b&gt;velkommen" in html
    assert "Ring & ønsk <b>velkommen</b>." in message.get_body(("plain",)).get_content()


@pytest.mark.parametrize("recipient", ["ola@example.org\r\nBcc: alle@example.org", "a@b.no, c@d.no", "Ola"])
def test_what_is_no_single_address_is_written_to_by_nobody(recipient):
    assert ascii_address(recipient) is None


def test_an_international_domain_is_spelt_in_ascii_and_a_local_part_that_cannot_be_is_none():
    assert ascii_address("ola@blåbær.example.org") == "ola@xn--blbr-roah.example.org"
    assert ascii_address("åse@example.org") is None


@pytest.mark.parametrize(
    ("value", "shown"), [(0, " 0\n"), (1, "færre enn 5"), (4, "færre enn 5"), (5, " 5\n")]
)
def test_a_coordinator_s_numbers_under_five_are_not_given(value, shown):
    counts = {"bok": {"open_tasks": value}}
    message = summary_message("leder@example.org", counts, SETTINGS, "nb", on=date(2026, 5, 18))
    assert f"bok: Åpne oppgaver {shown.strip(' ')}".rstrip() in message.get_body(("plain",)).get_content()


@pytest.mark.parametrize("sender", ["a@b.no\nBcc: x@y.no", "Ola <a@b.no>", "a@b.no,c@d.no"])
def test_a_sender_is_one_bare_address(sender):
    with pytest.raises(ValueError, match="sender"):
        Mail(sender=sender)
