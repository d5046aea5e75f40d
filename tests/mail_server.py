"""A real mail server on loopback: STARTTLS with a certificate made for it, a password, and ways to fail."""

import asyncio
import ssl
import threading
from contextlib import contextmanager

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult


class Inbox:
    """What came, and what the server does with it."""

    def __init__(self, refuse=(), later=(), drop_answer=False, hang_at=""):
        self.refuse, self.later, self.drop_answer = set(refuse), set(later), drop_answer
        self.hang_at, self.hanging, self.go_on = hang_at, threading.Event(), threading.Event()
        self.messages = []

    async def _answered(self, command):
        if command == self.hang_at:
            self.hanging.set()
            await asyncio.to_thread(self.go_on.wait)

    async def handle_MAIL(self, server, session, envelope, address, options):
        await self._answered("MAIL")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return "550 5.1.1 no such mailbox"
        if address in self.later:
            return "451 4.7.1 try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.messages.append((tuple(envelope.rcpt_tos), envelope.content, session.ssl is not None))
        await self._answered("DATA")
        if self.drop_answer:
            server.transport.abort()
        return "250 taken"


class _Controller(Controller):
    tls = None
    login = False

    def factory(self):
        extra = {"tls_context": self.tls, "require_starttls": True} if self.tls else {}
        if self.login:
            extra |= {"auth_required": True, "authenticator": self.check}
        return SMTP(self.handler, hostname="localhost", **extra)

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]  # the one that the machine chose
        super()._trigger_server()

    @staticmethod
    def check(server, session, envelope, mechanism, data):
        known = data.login == b"jobb" and data.password == b"rett"
        return AuthResult(success=known, handled=known)  # else nobody would answer


@contextmanager
def mail_server(folder, inbox, *, tls=True, login=False, named="localhost"):
    """Run the server; gives its port and the file of the authority that it is known by."""
    authority = trustme.CA()
    known = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(known))
    controller = _Controller(inbox, hostname="127.0.0.1", port=0)
    controller.login = login
    if tls:
        controller.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(named).configure_cert(controller.tls)
    controller.start()
    try:
        yield controller.port, known
    finally:
        inbox.go_on.set()
        controller.stop()
