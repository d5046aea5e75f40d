"""Which roles of the campaign are filled, by municipality: behind the figures and the tasks alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from automations.figures.section import Asked, FigureKey, Section, Value
from automations.figures.volunteers import thanked
from automations.model import Table
from automations.people.municipalities import Municipalities, Municipality
from automations.people.naming import named

ROLES = ("campaign_manager", "social_media", "stall", "phone_bank", "door_knocking", "material")
EVERYWHERE = Municipality(None, "", 0)  # the workbook's one place, where it names none


@dataclass(frozen=True, slots=True)
class Staffing:
    """The campaign of one municipality: who fills each role, and the vacant ones with their rows."""

    municipality: Municipality
    names: dict[str, str]
    vacant: dict[str, int | None]


def staffings(campaign: Table, local_parties: Table | None, roles: Sequence[str]) -> Iterator[Staffing]:
    """Give every municipality of the local parties; without them, those that the campaign's tab names.

    A row that names no municipality is of the workbook's only one, and else of nobody's. A tab without
    rows is not in use yet: nothing is said.
    """
    if not len(campaign):
        return
    places = Municipalities(named_in(campaign, local_parties))
    everybody = tuple(places) or (EVERYWHERE,)
    only = everybody[0] if len(everybody) == 1 else None
    names: dict[str, dict[str, str]] = defaultdict(dict)
    rows: dict[str, dict[str, int]] = defaultdict(dict)
    columns = ("role", "name", "municipality_number", "municipality")
    for i, (said, name, number, place) in enumerate(campaign.records(*columns)):
        found = places.find(number, place) if number or place else only
        if found is not None:
            for role in named("campaign", said):
                rows[found.key].setdefault(role, i)
                if name:
                    names[found.key].setdefault(role, name)
    for place in everybody:
        filled = {role: names[place.key][role] for role in roles if role in names[place.key]}
        vacant = {role: rows[place.key].get(role) for role in roles if role not in filled}
        yield Staffing(place, filled, vacant)


def named_in(campaign: Table, local_parties: Table | None) -> Table:
    """The tab that names the municipalities."""
    return local_parties if local_parties is not None and len(local_parties) else campaign


def section(asked: Asked) -> Section | None:
    """Count the roles that are filled, and the volunteers who have been thanked of late."""
    values: dict[FigureKey, Value] = {}
    goals: dict[FigureKey, float] = {}
    campaign, volunteers = asked.tables.get("campaign"), asked.tables.get("volunteers")
    if campaign is not None and len(campaign) and campaign.has("name"):
        roles = asked.checks["campaign_role_vacant"]["roles"]
        judged = list(staffings(campaign, asked.tables.get("local_parties"), roles))
        values["campaign_roles_filled", ""] = sum(len(each.names) for each in judged)
        goals["campaign_roles_filled", ""] = len(roles) * len(judged)
    if volunteers is not None:
        given = thanked(volunteers, on=asked.on, days=asked.checks["volunteer_not_thanked"]["days"])
        told = [each for each in given if each is not None]
        if told:
            values["volunteers_thanked", ""] = sum(told)
            goals["volunteers_thanked", ""] = len(told)
    return Section("campaign", [name for name, _ in values], values, goals) if values else None
