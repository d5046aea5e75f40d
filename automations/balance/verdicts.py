"""One small function a kind of rule, which says whether a list meets it.

Genders come as one letter a candidate, w, m or ?. A ? may be either: the verdict is `broken` where
every way of filling them in breaks the rule, none (None) where every way meets it, `cannot_judge` between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from automations.balance.counting import Count, FirstPlaces, Share
from automations.balance.groups import belongs
from automations.balance.lists import LETTERS, UNKNOWN, CandidateList
from automations.balance.one_rule import exact
from automations.balance.outcome import Around, Outcome, Verdict
from automations.balance.rules import Alternating, BothInTop, LongestRun, Window

WOMAN, MAN = LETTERS["woman"], LETTERS["man"]
_OTHER = {WOMAN: MAN, MAN: WOMAN}


def share(rule: Share, those: CandidateList, around: Around) -> Outcome | None:
    """Judge a least share among all, the safe or the pre-cumulated places; None where there are none."""
    positions = places_among(rule.among, those, around)
    if not positions:
        return None
    if rule.attribute != "gender" or rule.most is not None:
        return _of_groups(rule, positions, limits(rule, len(positions)), those, around)
    genders = "".join([those.genders[at] for at in positions])
    found = bound(genders, *_needs(rule, len(genders)))
    if found is None or found.position is None:
        return found
    return replace(found, position=positions[found.position])


def both_in_top(rule: BothInTop, those: CandidateList, _: Around) -> Outcome | None:
    """Judge whether each group stands among the first places; a shorter list is its own top."""
    return bound(those.genders[: rule.n], 1, 1)


def window(rule: Window, those: CandidateList, _: Around) -> Outcome | None:
    """Judge each whole block from the top; the first one broken says where, all of them how many."""
    need = least_of(rule.least, rule.size, 0)
    found: list[tuple[int, Outcome]] = []
    for start in range(0, len(those) - rule.size + 1, rule.size):
        block = bound(those.genders[start : start + rule.size], need, need)
        if block is not None:
            found.append((start, block))
    if not found:
        return None
    start, worst = min(found, key=lambda each: (each[1].verdict != "broken", each[0]))
    missing = {
        group: sum(block.missing.get(group, 0) for _, block in found if block.verdict == worst.verdict)
        for group in LETTERS
    }
    return replace(
        worst,
        position=start + (worst.position or 0),
        missing={group: n for group, n in missing.items() if n},
        numbers={**worst.numbers, "first": start + 1, "last": start + rule.size},
    )


def count(rule: Count, those: CandidateList, around: Around) -> Outcome | None:
    """Judge how many of one group stand on the whole list, or on its first places."""
    if rule.group and rule.least and rule.most is None and rule.top is None:
        return bound(those.genders, *_one_sided(rule.group, rule.least))
    positions = range(min(rule.top or len(those), len(those)))
    return _of_groups(rule, positions, limits(rule, len(positions)), those, around)


def first_places(rule: FirstPlaces, tops: str) -> Outcome | None:
    """Judge the genders of those who stand first, one letter a list; the position is the list's."""
    return bound(tops, *_needs(rule, len(tops))) if tops else None


def alternating(rule: Alternating, those: CandidateList, _: Around) -> Outcome | None:
    """Judge whether neighbours differ: each stretch between free places has but two ways to stand."""
    genders, size = those.genders, len(those)
    step = rule.free_every or size + 1
    starts = range(0, size, step)
    stretches = [genders[start : min(start + step - 1, size)] for start in starts]
    need = sum(len(stretch) // 2 for stretch in stretches)
    unsure = None
    for start, stretch in zip(starts, stretches, strict=True):
        conflict = _conflict(stretch)
        if conflict is not None:
            return _order("broken", genders, need=need, position=start + conflict)
        if unsure is None and UNKNOWN in stretch and len(stretch) > 1:
            unsure = start + stretch.index(UNKNOWN)
    return None if unsure is None else _order("cannot_judge", genders, need=need, position=unsure)


def longest_run(rule: LongestRun, those: CandidateList, _: Around) -> Outcome | None:
    """Judge how many of one group stand in a row."""
    genders, most = those.genders, rule.most
    need = -((most - len(genders)) // (most + 1))  # fewer of one than that can't part the others
    women: int | None = 0  # the shortest run of women that the places so far can end in
    men: int | None = 0
    for at, letter in enumerate(genders):
        after_woman, after_man = women, men
        women = None if letter == MAN else _longer(after_woman, after_man, most)
        men = None if letter == WOMAN else _longer(after_man, after_woman, most)
        if women is None and men is None:
            return _order("broken", genders, need=need, position=at)
    could_women = could_men = 0  # the longest run that the places so far could end in
    for at, letter in enumerate(genders):
        could_women = 0 if letter == MAN else could_women + 1
        could_men = 0 if letter == WOMAN else could_men + 1
        longest = max(could_women, could_men)
        if longest > most:
            first = genders.index(UNKNOWN, at - longest + 1)
            return _order("cannot_judge", genders, need=need, position=first)
    return None


def bound(genders: str, women: int, men: int) -> Outcome | None:
    """Judge that at least so many women and so many men are among those."""
    size, known_women, known_men = len(genders), genders.count(WOMAN), genders.count(MAN)
    if known_women >= women and known_men >= men:
        return None
    unknown = size - known_women - known_men
    missing = {
        group: need - known
        for group, need, known in (("woman", women, known_women), ("man", men, known_men))
        if need > known
    }
    numbers = _numbers(genders) | {"need_women": women, "need_men": men, "need": max(women, men)}
    if known_women + unknown >= women and known_men + unknown >= men and size >= women + men:
        return Outcome("cannot_judge", genders.index(UNKNOWN), missing, numbers)
    if size < women + men:  # whoever stands there
        return Outcome("broken", size - 1 if size else None, missing, numbers)
    letter, most = (MAN, size - women) if known_men > size - women else (WOMAN, size - men)
    of_letter = [at for at, each in enumerate(genders) if each == letter]
    return Outcome("broken", of_letter[most], missing, numbers)


def limits(rule: Share | Count, size: int) -> tuple[int, int | None]:
    """Give the fewest and the most of each group that a rule wants on so many places."""
    if isinstance(rule, Count):
        return rule.least or 0, rule.most
    most = None
    if rule.most is not None:
        most = int(exact(rule.most) * size + exact(rule.tolerance) / 2)
    return (0 if rule.least is None else least_of(rule.least, size, rule.tolerance)), most


def _of_groups(
    rule: Share | Count,
    positions: Sequence[int],
    wanted: tuple[int, int | None],
    those: CandidateList,
    around: Around,
) -> Outcome | None:
    """Judge each group that a rule counts by the fewest and the most; a broken one comes first."""
    found = []
    for name in rule.whom:
        belonging = belongs(rule, name, those, around.election_year)
        outcome = within(name, [belonging[at] for at in positions], *wanted)
        if outcome is not None:
            at = outcome.position
            numbers = {"first": those.places[positions[0]], "last": those.places[positions[-1]]}
            found.append(
                replace(
                    outcome,
                    position=None if at is None else positions[at],
                    numbers={**outcome.numbers, **numbers},
                )
            )
    return min(found, key=lambda each: each.verdict != "broken", default=None)


def within(name: str, belonging: Sequence[bool | None], least: int, most: int | None) -> Outcome | None:
    """Judge that of a group at least and at most so many stand there; None is not known to belong or not."""
    size, known, unknown = len(belonging), belonging.count(True), belonging.count(None)
    if known >= least and (most is None or known + unknown <= most):
        return None
    few = known < least
    missing = {name: least - known} if few else {}
    numbers = {"size": size, "count": known, "unknown": unknown, "need": least, "limit": most or 0}
    if few and known + unknown < least:
        others = [at for at, each in enumerate(belonging) if each is False]
        at = others[size - least] if size >= least else size - 1
        return Outcome("broken", at if size else None, missing, numbers, name)
    if most is not None and known > most:
        of_group = [at for at, each in enumerate(belonging) if each]
        return Outcome("broken", of_group[most], missing, numbers, name)
    return Outcome("cannot_judge", belonging.index(None), missing, numbers, name)


def places_among(among: str, those: CandidateList, around: Around) -> Sequence[int]:
    """List the positions that a rule looks at; none where nobody has said which places are safe."""
    if among == "all":
        return range(len(those))
    if among == "precumulated":
        return [at for at, extra in enumerate(those.extra_votes) if extra]
    marked = [at for at, safe in enumerate(those.safe) if safe]
    return marked or range(min(around.safe_places or 0, len(those)))


@cache
def least_of(part: float, size: int, tolerance: int) -> int:
    """Count the fewest that are not less than part x size - tolerance / 2."""
    need = exact(part) * size - exact(tolerance) / 2
    return max(0, -(-need.numerator // need.denominator))


def _needs(rule: Share | FirstPlaces, size: int) -> tuple[int, int]:
    need = least_of(rule.least or 0, size, rule.tolerance)
    return (need, need) if rule.group is None else _one_sided(rule.group, need)


def _one_sided(group: str, need: int) -> tuple[int, int]:
    return (need, 0) if group == "woman" else (0, need)


def _numbers(genders: str) -> dict[str, int]:
    return {
        "size": len(genders),
        "women": genders.count(WOMAN),
        "men": genders.count(MAN),
        "unknown": genders.count(UNKNOWN),
    }


def _order(verdict: Verdict, genders: str, *, need: int, position: int) -> Outcome:
    """Say where an order breaks, and whom the list lacks for any order to be right."""
    missing = {group: need - genders.count(letter) for group, letter in LETTERS.items()}
    return Outcome(verdict, position, {group: n for group, n in missing.items() if n > 0}, _numbers(genders))


def _conflict(stretch: str) -> int | None:
    """Find the first place that can't alternate with the known ones above it."""
    first = ""  # who then stands at the top of the stretch
    for at, letter in enumerate(stretch):
        if letter == UNKNOWN:
            continue
        top = letter if at % 2 == 0 else _OTHER[letter]
        if first and top != first:
            return at
        first = top
    return None


def _longer(same: int | None, other: int | None, most: int) -> int | None:
    """Prolong a run, or begin one after the other group: the shorter; None where neither may be."""
    if other:
        return 1
    return same + 1 if same is not None and same < most else None
