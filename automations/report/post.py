"""Sending messages over SMTP: STARTTLS always, each at most once, all within a bounded time.

What is known of a message afterwards decides what may be done: `refused` is the server's lasting no to the
recipient, `kept` is certainly not sent, `unsure` was handed over without an answer and is never sent again.
"""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal, TypeAlias

Fate: TypeAlias = Literal["sent", "refused", "kept", "unsure", "not_now"]

SECONDS = 20.0  # for each answer of the server's
WHOLE = 300.0  # seconds for all messages of a run
_LASTING = 500
_RECONNECTIONS = 3


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over. `certificates` is a file of one's own authority, else the machine's."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    certificates: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """One message to one recipient. `mark` says whether it may be sent, and is asked just before."""

    sender: str
    recipient: str
    message: EmailMessage
    mark: Callable[[], bool]


def post(server: Server, sendings: Sequence[Sending], *, clock: Callable[[], float]) -> Iterator[Fate]:
    """Send in their order, and tell each one's fate as soon as it is known."""
    until = clock() + WHOLE
    connection: smtplib.SMTP | None = None
    left = _RECONNECTIONS
    try:
        for sending in sendings:
            if connection is None and left:
                left -= 1
                connection = _connected(server)
                left = left if connection else 0
            if connection is None or clock() > until:
                yield "kept"
            elif not sending.mark():
                yield "not_now"
            else:
                fate, alive = _handed_over(connection, sending)
                if not alive:
                    connection.close()
                    connection = None
                yield fate
    finally:
        if connection is not None:
            _parted(connection)


def _connected(server: Server) -> smtplib.SMTP | None:
    """Connect, encrypted and to the server that the certificate names; None where that cannot be had."""
    connection = None
    try:
        context = ssl.create_default_context(cafile=server.certificates or None)
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        connection.ehlo()
        if connection.has_extn("starttls") or not _on_this_machine(server.host):
            connection.starttls(context=context)
            connection.ehlo()
        if server.user:
            connection.login(server.user, server.password)
    except (OSError, smtplib.SMTPException, UnicodeError):
        if connection is not None:
            connection.close()
        return None
    return connection


def _on_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _handed_over(connection: smtplib.SMTP, sending: Sending) -> tuple[Fate, bool]:
    """Give what became of one message, and whether the connection can still be used."""
    try:
        connection.rset()
        if connection.mail(sending.sender)[0] != 250:  # noqa: PLR2004 - the protocol's yes
            return "kept", True
        code, _ = connection.rcpt(sending.recipient)
        if code not in {250, 251}:
            return ("refused" if code >= _LASTING else "kept"), True
    except (OSError, smtplib.SMTPException):
        return "kept", False
    try:
        code, _ = connection.data(sending.message.as_bytes(policy=SMTP))
    except smtplib.SMTPDataError:
        return "kept", True  # it would not even begin
    except (OSError, smtplib.SMTPException):
        return "unsure", False
    return ("sent" if code == 250 else "kept"), True  # noqa: PLR2004 - likewise


def _parted(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except (OSError, smtplib.SMTPException):
        connection.close()
