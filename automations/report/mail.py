"""Messages as text and HTML: to a person about their tasks, and to coordinators about how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import jinja2

from automations.figures.hidden import LEAST
from automations.settings import Mail
from automations.words import fill
from automations.words.dates import day

_POLICY = SMTP.clone(cte_type="7bit")  # a server that takes no more than ASCII gets no more
_HTML = """\
<!DOCTYPE html>
<html lang="{{ language }}"><head><meta charset="utf-8"><title>{{ subject }}</title></head>
<body style="font-family: sans-serif; line-height: 1.5">
{% for line in before %}<p>{{ line }}</p>
{% endfor %}<ul>
{% for entry in entries %}<li>{{ entry.title }}{% if entry.detail %} {{ entry.detail }}{% endif %}\
{% if entry.link %}<br><a href="{{ entry.link }}">{{ entry.place }}</a>\
{% elif entry.place %}<br>{{ entry.place }}{% endif %}</li>
{% endfor %}</ul>
{% for line in after %}<p>{{ line }}</p>
{% endfor %}</body></html>
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a message: `place` says where in words, `link` leads there."""

    title: str
    detail: str = ""
    place: str = ""
    link: str = ""


def ascii_address(address: str) -> str | None:
    """Spell an address as any server takes it (an international domain in its ASCII form); None for no."""
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - only where mail is sent

    try:
        known = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return known.ascii_email


def tasks_message(recipient: str, entries: Sequence[Entry], settings: Mail, language: str) -> EmailMessage:
    """Tell a person of their own tasks. `recipient` is in ASCII."""
    count = len(entries)
    subject = fill(language, "mail.subject_one" if count == 1 else "mail.subject", count=count)
    before = [fill(language, "mail.greeting"), fill(language, "mail.intro")]
    after = [fill(language, "mail.closing"), fill(language, "mail.why")]
    return _message(
        recipient, subject, before=before, entries=entries, after=after, settings=settings, language=language
    )


def summary_message(
    recipient: str,
    counts: Mapping[str, Mapping[str, int]],
    settings: Mail,
    language: str,
    *,
    on: date,
) -> EmailMessage:
    """Tell a coordinator how many tasks each workbook has: figures alone, those under five not in full."""
    entries = [
        Entry(f"{name}: {fill(language, f'summary.figure.{figure}')}", _shown(value, language))
        for name, figures in counts.items()
        for figure, value in figures.items()
    ]
    before = [fill(language, "mail.greeting"), fill(language, "mail.summary_intro", day=day(language, on))]
    after = [fill(language, "mail.summary_why")]
    subject = fill(language, "mail.summary_subject")
    return _message(
        recipient, subject, before=before, entries=entries, after=after, settings=settings, language=language
    )


def _shown(value: int, language: str) -> str:
    return fill(language, "mail.few") if 0 < value < LEAST else str(value)


def _message(
    recipient: str,
    subject: str,
    *,
    before: Sequence[str],
    entries: Sequence[Entry],
    after: Sequence[str],
    settings: Mail,
    language: str,
) -> EmailMessage:
    stop = fill(language, "mail.stop", address=settings.unsubscribe.removeprefix("mailto:"))
    after = [*after, stop]
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(addr_spec=ascii_address(settings.sender) or settings.sender)
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = subject
    if settings.reply_to:
        message["Reply-To"] = Address(addr_spec=ascii_address(settings.reply_to) or settings.reply_to)
    message["List-Unsubscribe"] = f"<{settings.unsubscribe}>"
    message["Auto-Submitted"] = "auto-generated"
    lines = [f"- {' '.join(filter(None, (e.title, e.detail, e.place, e.link)))}" for e in entries]
    message.set_content("\n\n".join([*before, "\n".join(lines), *after]) + "\n")
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(_HTML)
    html = template.render(language=language, subject=subject, before=before, entries=entries, after=after)
    message.add_alternative(html, subtype="html")
    return message
