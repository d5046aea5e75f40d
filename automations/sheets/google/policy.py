"""The one policy of repeating: what may be sent again, when, and when it is enough.

| what came back                       | a read | a batch that bears a token        | making a file |
| 429, no connection made              | again  | again: it was never begun         | again         |
| 50x, reset, timeout, half an answer  | again  | look for the token, then the same | never         |
| 500                                  | again  | likewise, but twice at most       | never         |
| anything else                        | never  | never                             | never         |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception

from automations.errors import Refused

_T = TypeVar("_T")
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 32.0
QUOTA_PAUSE = 60.0  # a minute after it was spent, the quota is there again
_SERVER_FAULTS_OF_A_WRITE = 3  # some requests are answered with 500 however often they are sent


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a policy needs of the world: seconds that only go forward, a way to wait, chance from 0 to 1."""

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    random: Callable[[], float]


class Passing(Exception):  # noqa: N818 - an answer that may be another one next time
    """An answer that may pass by itself. `lost` tells that the request may have taken effect.

    `after` are the seconds that the answer asks to wait, `quota` that too many were sent, `fault` that the
    server failed at this very request, as it may for ever.
    """

    def __init__(
        self,
        refused: Refused,
        *,
        lost: bool,
        after: float | None = None,
        quota: bool = False,
        fault: bool = False,
    ) -> None:
        super().__init__(refused.code)
        self.refused = refused
        self.lost = lost
        self.after = after
        self.quota = quota
        self.fault = fault


class Policy:
    """Repeats requests of one account.

    After one has used up its time in vain, later ones of its kind are not waited for until one succeeds:
    three hundred workbooks shall not each wait five minutes for the same thing. Reading and writing have
    a quota each: that one goes well says nothing about the other.
    """

    def __init__(self, surroundings: Surroundings, deadline: float) -> None:
        self._surroundings = surroundings
        self._deadline = deadline
        self._exhausted: set[str] = set()

    def read(self, send: Callable[[], _T]) -> _T:
        """Send something that changes nothing, again and again until it is answered or time is up."""
        return self._repeat("read", send, lambda _: True)

    def once(self, send: Callable[[], _T]) -> _T:
        """Send something that must not happen twice: again only where it was never begun."""
        return self._repeat("once", send, lambda passing: not passing.lost)

    def write(self, send: Callable[[], _T], landed: Callable[[], bool]) -> _T | None:
        """Send a batch that bears a token; None where it took effect and the answer was lost."""
        faults = 0
        unknown = False

        def attempt() -> _T | None:
            nonlocal faults, unknown
            if unknown and landed():
                return None
            try:
                return send()
            except Passing as passing:
                unknown = unknown or passing.lost
                faults += passing.fault
                raise

        def again(passing: Passing) -> bool:
            return not passing.fault or faults < _SERVER_FAULTS_OF_A_WRITE

        try:
            return self._repeat("write", attempt, again)
        except Refused:
            if unknown and landed():
                return None
            raise

    def _repeat(self, kind: str, send: Callable[[], _T], again: Callable[[Passing], bool]) -> _T:
        started = self._surroundings.clock()

        def may(error: BaseException) -> bool:
            return isinstance(error, Passing) and kind not in self._exhausted and again(error)

        def enough(state: RetryCallState) -> bool:
            spent = self._surroundings.clock() - started
            return spent + (state.upcoming_sleep or 0) > self._deadline

        loop = Retrying(
            sleep=self._surroundings.sleep,
            retry=retry_if_exception(may),
            wait=self._pause,
            stop=enough,
            reraise=True,
        )
        try:
            answer = loop(send)
        except Passing as passing:
            if again(passing):  # it was time that ran out
                self._exhausted.add(kind)
            raise passing.refused from None
        self._exhausted.discard(kind)
        return answer

    def _pause(self, state: RetryCallState) -> float:
        """Seconds to wait: as the answer says, else doubled each time, and by chance a part of that."""
        error = state.outcome.exception() if state.outcome else None
        chance = self._surroundings.random()
        if isinstance(error, Passing) and error.after is not None:
            return error.after + chance
        if isinstance(error, Passing) and error.quota:
            return QUOTA_PAUSE * (0.5 + chance / 2) if state.attempt_number == 1 else QUOTA_PAUSE + chance
        return min(FIRST_PAUSE * 2.0 ** (state.attempt_number - 1), LONGEST_PAUSE) * (0.5 + chance / 2)
