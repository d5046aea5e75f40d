"""What is said of a proposal for a list: its rules, its moves, what hinders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from automations.balance.counting import Count, Share
from automations.balance.groups import whom_of
from automations.balance.nearest.lists import Proposed
from automations.balance.nearest.moves import Move
from automations.balance.nearest.proposal import Proposal
from automations.balance.one_rule import exact
from automations.balance.rules import Alternating, Rule, Window
from automations.words import fill


def rule_said(rule: Rule, language: str) -> str:
    """Say what a rule about the order asks for, as the end of a sentence."""
    if isinstance(rule, (Share, Count)):
        return _counting(rule, language)
    if isinstance(rule, Window):
        return fill(language, "balance.rule.window", size=rule.size, least=_percent(rule.least, language))
    if isinstance(rule, Alternating) and rule.free_every:
        return fill(language, "balance.rule.alternating_free", free_every=rule.free_every)
    return fill(language, f"balance.rule.{rule.kind}", **{name: getattr(rule, name) for name in rule.shown})


def _counting(rule: Share | Count, language: str) -> str:
    whom = fill(
        language,
        f"balance.whom.{whom_of(rule)}",
        district=rule.district,
        under=rule.under,
        from_age=rule.from_age,
    )
    least, most = (
        _percent(limit, language) if isinstance(rule, Share) and limit is not None else limit
        for limit in (rule.least, rule.most)
    )
    side = "both" if least is not None and most is not None else "most" if least is None else "least"
    limits = fill(language, f"balance.limits.{side}", least=least, most=most)
    top = rule.top if isinstance(rule, Count) else None
    among = rule.among if isinstance(rule, Share) else "top" if top else "all"
    places = fill(language, f"balance.places.{among}", top=top)
    return fill(language, f"balance.rule.{rule.kind}", whom=whom, limits=limits, places=places)


def _percent(share: float, language: str) -> str:
    text = f"{float(exact(share) * 100):g}"
    return text if language == "en" else text.replace(".", ",")


def move_said(each: Proposed, move: Move, language: str) -> str:
    """Say how far and why somebody moves, or that they make way."""
    steps = abs(move.end - move.start)
    way = "up" if move.end < move.start else "down"
    if not move.own:
        return fill(language, f"balance.told.makes_way_{way}", steps=steps)
    return fill(language, f"balance.told.{way}", steps=steps, rule=rule_said(each.rules[move.rule], language))


def told(each: Proposed, language: str) -> Iterator[str]:
    """Tell of a list, in sentences: the nearest one, what rules cost, what hinders, what is not known."""
    proposal, size = each.proposal, len(each.those)

    def said(name: str, **facts: object) -> str:
        return fill(language, f"balance.told.{name}", size=size, **facts)

    if each.those.unclear is not None:
        yield said("unclear")
    if proposal.unsettled:
        yield said(proposal.unsettled)
        return
    if not proposal.feasible:
        yield from _hindrance(each, language)
    elif proposal.unknown:
        yield said("unknown", unknown=len(proposal.unknown))
    best = each.best
    if proposal.feasible and not proposal.moves:
        yield said("meets")
    elif best is not None and best.moves:
        under = "nearest" if proposal.feasible else "rest"
        yield said(f"{under}_{best.measure}", tau=best.tau, footrule=best.footrule)
        yield said("only_one" if best.only_one else "several")
        yield said("proved")
        yield from _costs(each, best, language)
    if proposal.aside:
        yield said("aside", rules=", ".join(proposal.aside))


def _costs(each: Proposed, best: Proposal, language: str) -> Iterator[str]:
    for name, cost in best.cost.items():
        if cost:
            rule = rule_said(each.rules[name], language)
            yield fill(language, f"balance.told.cost_{best.measure}", rule=rule, cost=cost)


def _hindrance(each: Proposed, language: str) -> Iterator[str]:
    proposal = each.proposal
    if proposal.cannot_judge:
        facts = {"unknown": len(proposal.unknown), "size": len(each.those)}
        yield fill(language, "balance.told.cannot_judge", **facts)
        return
    yield fill(language, "balance.told.no_list")
    rules = "; ".join(rule_said(each.rules[name], language) for name in proposal.clashing)
    yield fill(language, f"balance.told.clash{'_one' if len(proposal.clashing) == 1 else ''}", rules=rules)
    if proposal.clashing_locks:
        yield fill(language, "balance.told.locks", places=_listed(each.numbers, proposal.clashing_locks))
    if proposal.lacking:
        groups = ", ".join(_group(name, number, language) for name, number in proposal.lacking.items())
        yield fill(language, "balance.told.lacking", groups=groups)


def _group(name: str, number: int, language: str) -> str:
    known = name if name in {"woman", "man"} else "other"
    return fill(language, f"balance.group.{known}", number=number, name=name)


def _listed(numbers: Sequence[int], positions: Sequence[int]) -> str:
    return ", ".join(str(numbers[at]) for at in positions)
