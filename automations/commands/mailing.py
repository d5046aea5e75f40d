"""Mail after a run: each person's tasks of all workbooks in one message, and the coordinators' week."""

from __future__ import annotations

import os
import stat
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import get_args

from automations.errors import Refused
from automations.fleet import Worked
from automations.pipeline import Examined
from automations.plan.mail import Item
from automations.report.mail import Entry, ascii_address, summary_message, tasks_message
from automations.report.post import Fate, Sending, Server, post
from automations.report.text import sentence
from automations.settings import Mail, Settings
from automations.sheets import Workbook
from automations.state.database import opened
from automations.state.folder import state_folder
from automations.state.mailed import Mailed
from automations.words import fill
from automations.words.dates import day

PASSWORD = "AUTOMATIONS_MAIL_PASSWORD"  # noqa: S105 - its name, not the password
_NOT_OTHERS = stat.S_IRWXG | stat.S_IRWXO
TOLD: tuple[Fate, ...] = ("sent", "refused", "kept", "unsure")
_FIGURES = ("open_tasks", "overdue_tasks", "deferred_tasks", "solved_tasks", "held_back", "problems")


@dataclass(frozen=True, slots=True)
class Posted:
    """How many messages met which fate; `refused` says why none could be tried.

    `broken_off` counts those of earlier runs that were killed while they sent, `deaf` the coordinators whose
    address does not take mail.
    """

    fates: Mapping[Fate, int] = field(default_factory=dict)
    broken_off: int = 0
    deaf: int = 0
    refused: Refused | None = None

    @property
    def complete(self) -> bool:
        """Everything that was to be sent was."""
        missed = any(self.fates.get(fate) for fate in ("refused", "kept", "unsure"))
        return self.refused is None and not missed and not self.broken_off

    def document(self) -> dict[str, int | str]:
        """Lay out what `run --json` tells of mail."""
        told: dict[str, int | str] = {fate: self.fates.get(fate, 0) for fate in TOLD}
        told |= {"broken_off": self.broken_off, "coordinators_refused": self.deaf}
        return told | ({"reason": self.refused.code} if self.refused else {})


def undeliverable() -> Callable[[str], bool]:
    """Tell of an address whether it is none, or has refused mail before."""
    with opened(state_folder(os.environ)) as connection:
        mailed = Mailed(connection)
        refused = mailed.refused()
    return lambda address: ascii_address(address) is None or mailed.recipient(address) in refused


def server_of(settings: Settings, environ: Mapping[str, str]) -> Server:
    """Where mail goes, with the password. Refused where its file is another's to read."""
    mail = settings.mail
    folder = settings.file.parent if settings.file else Path()
    password = environ.get(PASSWORD, "")
    if mail.password_file and not password:
        path = folder / mail.password_file
        try:
            if os.name == "posix" and path.stat().st_mode & _NOT_OTHERS:
                raise Refused("mail.password", place=str(path))
            password = path.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Refused("mail.password", place=str(path)) from None
    certificates = str(folder / mail.certificates) if mail.certificates else ""
    return Server(mail.host, mail.port, mail.user, password, certificates)


def mailed(
    worked: Sequence[tuple[Workbook, Worked]],
    settings: Settings,
    *,
    on: date,
    now: datetime,
    language: str,
    prolong: Callable[[], None],
    stopped: Callable[[], bool],
) -> Posted:
    """Send what a run has given cause to, where mail is on. A workbook that was refused gives none."""
    try:
        server = server_of(settings, os.environ)
        with opened(state_folder(os.environ)) as connection:
            state = Mailed(connection)
            due = _due(worked, settings.mail, state, language, on=on)
            return _posted(due, settings.mail, state, server, now=now, prolong=prolong, stopped=stopped)
    except Refused as refused:  # the run itself is done
        return Posted(refused=refused)


def _due(
    worked: Sequence[tuple[Workbook, Worked]], mail: Mail, state: Mailed, language: str, *, on: date
) -> list[_Due]:
    """Give the messages that are due, and have not been marked as sent."""
    whole = [(book, each.examined) for book, each in worked if each.examined and not each.refused]
    every = (*_tasks(whole, mail, state, on=on), *_summaries(whole, mail, state, language, on=on))
    return [each for each in every if not state.marked(each.day, each.address, each.kind)]


def _posted(
    due: Sequence[_Due],
    mail: Mail,
    state: Mailed,
    server: Server,
    *,
    now: datetime,
    prolong: Callable[[], None],
    stopped: Callable[[], bool],
) -> Posted:
    sendings = []
    for each in due:
        each.message["Date"] = format_datetime(now)
        each.message["Message-ID"] = make_msgid(domain=mail.sender.rpartition("@")[2])
        sender = ascii_address(mail.sender) or mail.sender
        sendings.append(Sending(sender, each.recipient, each.message, each.mark))
    fates: Counter[Fate] = Counter()
    for each, fate in zip(due, post(server, sendings, clock=time.monotonic) if sendings else (), strict=True):
        fates[fate] += 1
        each.settle(fate)
        prolong()
        if stopped():
            break
    fates["kept"] += len(sendings) - fates.total()
    # All of this run's own are settled by now: what is not was another's, which is no more.
    return Posted(fates, state.broken_off(), sum(_deaf(a, state) for a in mail.coordinators))


def _deaf(address: str, state: Mailed) -> bool:
    return ascii_address(address) is None or state.recipient(address) in state.refused()


@dataclass(frozen=True, slots=True)
class _Due:
    """A message that is due on a day. It is marked before it is sent; a mark goes only where nothing was."""

    state: Mailed
    day: date
    address: str
    kind: str
    recipient: str
    message: EmailMessage

    def mark(self) -> bool:
        return self.state.mark(self.day, self.address, self.kind)

    def settle(self, fate: Fate) -> None:
        if fate == "kept":
            self.state.unmark(self.day, self.address, self.kind)
        else:
            self.state.settle(self.day, self.address, self.kind)
        if fate == "refused":
            self.state.refuse(self.day, self.address)


def _tasks(
    whole: Sequence[tuple[Workbook, Examined]], mail: Mail, state: Mailed, *, on: date
) -> Iterator[_Due]:
    """Give each address one message, in the language of the first workbook that has a task for it."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    languages: dict[str, str] = {}
    for book, examined in whole:
        for address, items in examined.assembled.mail.letters.items():
            told = [_entry(book, item, examined) for item in items if item.check in examined.made.known]
            if told:
                languages.setdefault(address, examined.language)
                entries[address] += told
    left_out = {address.casefold() for address in mail.left_out}
    for address, told in entries.items():
        recipient = ascii_address(address)
        if recipient and address not in left_out:
            message = tasks_message(recipient, told, mail, languages[address])
            yield _Due(state, on, address, "tasks", recipient, message)


def _entry(book: Workbook, item: Item, examined: Examined) -> Entry:
    language = examined.language
    link = getattr(book, "link", None)
    due = fill(language, "mail.due", day=day(language, item.due)) if item.due else ""
    if link:
        place, address = fill(language, "mail.open", name=book.name), link(item.source)
    else:
        place, address = book.name, ""
        if item.source:
            facts = {"tab": item.source.tab, "cell": item.source.a1, "name": book.name}
            place = fill(language, "mail.place", **facts)
    return Entry(f"{examined.made.known[item.check].text(language, 'title')}.", due, place, address)


def _summaries(
    whole: Sequence[tuple[Workbook, Examined]], mail: Mail, state: Mailed, language: str, *, on: date
) -> Iterator[_Due]:
    """Give each coordinator the week's summary: on its weekday, or the first run after it."""
    weekdays = get_args(Mail.model_fields["summary_on"].annotation)
    since = on - timedelta(days=(on.weekday() - weekdays.index(mail.summary_on)) % 7)
    counts = {
        book.name: {name: examined.assembled.counts[name] for name in _FIGURES} for book, examined in whole
    }
    for address in dict.fromkeys(mail.coordinators) if counts else ():
        recipient = ascii_address(address)
        if recipient and not _deaf(address, state):
            message = summary_message(recipient, counts, mail, language, on=on)
            yield _Due(state, since, address, "summary", recipient, message)


def sent_told(posted: Posted, language: str) -> Iterator[str]:
    """Say how many messages were sent."""
    if sent := posted.fates.get("sent"):
        yield fill(language, "mail.sent", sent=sent)


def trouble_told(posted: Posted, language: str) -> Iterator[str]:
    """Say what was not sent, in figures alone: never silenced."""
    counts = {str(fate): posted.fates.get(fate, 0) for fate in TOLD}
    if posted.refused:
        yield sentence(posted.refused, language)
    if counts["refused"]:
        yield fill(language, "mail.refused", **counts)
    if counts["kept"] or counts["unsure"]:
        yield fill(language, "mail.trouble", **counts)
    if posted.broken_off:
        yield fill(language, "mail.broken_off", count=posted.broken_off)
    if posted.deaf:
        yield fill(language, "mail.coordinators", count=posted.deaf)
