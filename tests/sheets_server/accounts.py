"""The token endpoint, and whose a token is. Signatures are not looked at."""

import base64
import itertools
import json

from . import problems
from .transport import Told


class Accounts:
    def __init__(self):
        self._tokens = {}
        self._revoked = set()
        self._numbers = itertools.count(1)

    def revoke(self, email):
        """From now on the account has no valid token and gets no new one."""
        self._revoked.add(email)

    def expire(self):
        """Make every token handed out so far invalid; new ones are given."""
        self._tokens = dict.fromkeys(self._tokens, "")

    def token(self, asked):
        """Answer a JWT bearer grant, as google-auth sends it."""
        try:
            payload = asked.form["assertion"].split(".")[1]
            claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
            email = claims["iss"]
        except (KeyError, IndexError, ValueError):
            return Told(400, {"error": "invalid_request", "error_description": "Bad Request"})
        if email in self._revoked:
            return Told(
                400, {"error": "invalid_grant", "error_description": "Invalid grant: account not found"}
            )
        token = f"ya29.c.{next(self._numbers)}.{email}"
        self._tokens[token] = email
        return Told(200, {"access_token": token, "expires_in": 3599, "token_type": "Bearer"})

    def account(self, token, behaviour):
        """The account of a bearer token; raises Google's 401 or 403."""
        if token in self._tokens:
            email = self._tokens[token]
            if not email or email in self._revoked:
                raise problems.unauthenticated()
            return email
        if behaviour.anonymous_may and not (token or "").startswith("ya29."):
            return "anonymous"
        raise problems.unauthenticated() if token else problems.unregistered()
