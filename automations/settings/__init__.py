"""The configuration file as models: the only place that knows it. It holds what differs from defaults."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError, create_model

from automations.balance.rules import Rule, rules_of
from automations.checks.own.entry import OwnCheck
from automations.checks.own.made import own_check
from automations.checks.own.names import NotKnown, NotPossible
from automations.checks.registry import Check, registry
from automations.election_calendar import ElectionCalendar
from automations.errors import Refused
from automations.settings.sections import (
    Election,
    Google,
    Job,
    Mail,
    Organisation,
    Schedule,
    Section,
    WorkbookEntry,
)

_M = TypeVar("_M", bound=BaseModel)
__all__ = ["Election", "Mail", "Organisation", "Schedule", "Settings", "WorkbookEntry", "load"]


class _Preset(Section):
    rules: list[dict[str, Any]]


class _Document(Section):
    organisation: Organisation = Organisation()
    job: Job = Job()
    google: Google = Google()
    election: Election = Election()
    schedule: Schedule = Schedule()
    mail: Mail = Mail()
    workbooks: dict[str, WorkbookEntry] = Field(default_factory=dict)
    checks: dict[str, dict[str, Any]] = Field(default_factory=dict)
    presets: dict[str, dict[str, Any]] = Field(default_factory=dict)
    own_check: tuple[dict[str, Any], ...] = ()


class Settings(Section):
    """Everything in force: the file over the packaged presets and the defaults of the code."""

    organisation: Organisation = Organisation()
    job: Job = Job()
    google: Google = Google()
    election: Election = Election()
    schedule: Schedule = Schedule()
    mail: Mail = Mail()
    workbooks: dict[str, WorkbookEntry] = Field(default_factory=dict)
    checks: dict[str, dict[str, Any]] = Field(default_factory=dict)
    switched_off: frozenset[str] = frozenset()
    presets: dict[str, Any] = Field(default_factory=dict)
    own_check: tuple[OwnCheck, ...] = ()
    file: Path | None = None

    @property
    def calendar(self) -> ElectionCalendar:
        """The days of the election that one works towards."""
        return self.election.calendar

    @cached_property
    def known(self) -> Mapping[str, Check]:
        """All checks there are by name: the registry's, then the organisation's own."""
        own = (own_check(written, self.organisation.name) for written in self.own_check)
        return registry() | {check.name: check for check in own}

    @cached_property
    def list_rules(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules of every preset for candidate lists, packaged and one's own."""
        return {name: tuple(rules) for name, rules in self.presets.items()}


def load(path: Path | None) -> Settings:
    """Read the configuration. Refused, naming the key, where it is not what it should be."""
    if path is None:
        return _settings({}, None)
    place = str(path)
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise Refused("errors.config_missing", place=place) from None
    except (OSError, UnicodeDecodeError):
        raise Refused("errors.config_unreadable", place=place) from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = found.groups() if found else ("?", "?")
        raise Refused("errors.config_broken", place=place, line=line, column=column) from None
    return _settings(data, path)


def _settings(data: dict[str, Any], path: Path | None) -> Settings:
    place = str(path or "")
    document = _validated(_Document, data, place, "")
    checks, off = _checks(document.checks, place)
    presets = {name: _rules(f"presets.{name}", entry, place) for name, entry in packaged_presets().items()}
    presets |= {name: _rules(f"presets.{name}", entry, place) for name, entry in document.presets.items()}
    lists = checks["candidate_list_unbalanced"]
    for key in ("preset", "law"):
        chosen = lists[key]
        if chosen not in presets and (chosen or key == "preset"):
            where = f"checks.candidate_list_unbalanced.{key}"
            raise _unknown(where, chosen, presets, place, code="errors.config_no_preset")
    if own := lists["rules"]:
        _rules("checks.candidate_list_unbalanced", {"rules": own}, place)
    own = _own_checks(document.own_check, place)
    checks |= {each.key: each.model_dump(exclude_defaults=True) for each in own}
    return Settings(
        own_check=own,
        organisation=document.organisation,
        job=document.job,
        google=document.google,
        election=document.election,
        schedule=document.schedule,
        mail=document.mail,
        workbooks=document.workbooks,
        checks=checks,
        switched_off=off | {each.key for each in own if not each.enabled},
        presets=presets,
        file=path,
    )


def packaged_presets() -> dict[str, Any]:
    """The list rules that come with the package, by name of the preset."""
    text = files("automations.presets").joinpath("list_rules.toml").read_text("utf-8")
    presets: dict[str, Any] = tomllib.loads(text)["presets"]
    return presets


def _rules(where: str, entry: Mapping[str, Any], place: str) -> tuple[Rule, ...]:
    rules = _validated(_Preset, dict(entry), place, where).rules
    try:
        return rules_of(rules)
    except ValidationError as error:
        raise _refused(error, place, f"{where}.rules", ()) from None
    except ValueError as error:
        raise Refused("errors.config_rules", place=place, key=f"{where}.rules", detail=str(error)) from None


def _checks(
    given: Mapping[str, dict[str, Any]], place: str
) -> tuple[dict[str, dict[str, Any]], frozenset[str]]:
    """Each check's settings in full, by the signature of its function."""
    known = registry()
    for name in given:
        if name not in known:
            raise _unknown("checks", name, known, place)
    settings: dict[str, dict[str, Any]] = {}
    off = set()
    for name, check in known.items():
        settings[name] = {key: parameter.default for key, parameter in check.settings.items()}
        if name not in given:  # to make a model for each would be a part of every start
            continue
        fields: dict[str, Any] = {
            key: (_strict(parameter.annotation), parameter.default)
            for key, parameter in check.settings.items()
        }
        model = create_model(name, __base__=Section, enabled=(bool, True), **fields)
        values = _validated(model, given[name], place, f"checks.{name}")
        settings[name] = {key: getattr(values, key) for key in fields}
        if not values.enabled:  # type: ignore[attr-defined]  # a field that was just declared
            off.add(name)
    return settings, frozenset(off)


def _own_checks(given: Sequence[Mapping[str, Any]], place: str) -> tuple[OwnCheck, ...]:
    """The organisation's own checks. Refused where a name in one is none, naming it by the check's name."""
    made: dict[str, OwnCheck] = {}
    for number, entry in enumerate(given, 1):
        name = entry.get("name")
        where = f"own_check.{name if isinstance(name, str) else number}"
        written = _validated(OwnCheck, entry, place, where)
        if written.key in made:
            raise Refused("errors.own_check_twice", place=place, key=where)
        try:
            own_check(written, "")
        except NotKnown as wrong:
            at = f"{where}.{wrong.where}"
            raise _unknown(at, wrong.given, wrong.known, place, code="errors.config_no_such") from None
        except NotPossible as wrong:
            key = f"{where}.{wrong.where}"
            raise Refused("errors.config_wrong", place=place, key=key, wanted=wrong.wanted) from None
        made[written.key] = written
    return tuple(made.values())


def _strict(annotation: Any) -> Any:
    """Take whole numbers of days and persons as such: no text, no yes, and not fewer than none."""
    return Annotated[int, Field(strict=True, ge=0)] if annotation is int else annotation


def _validated(model: type[_M], data: Any, place: str, where: str) -> _M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _refused(error, place, where, tuple(model.model_fields)) from None


def _refused(error: ValidationError, place: str, where: str, known: Sequence[str]) -> Refused:
    # A key that is misspelt is often also missing under its right name: the first says more.
    first = min(error.errors(include_url=False), key=lambda each: each["type"] != "extra_forbidden")
    path = [str(part) for part in first["loc"]]
    key = ".".join([*([where] if where else []), *path])
    if first["type"] == "extra_forbidden":
        prefix = ".".join([*([where] if where else []), *path[:-1]])
        if len(path) > 1:
            known = _fields_at(path[:-1]) or known
        return _unknown(prefix, path[-1], known, place)
    wanted = {name: str(value) for name, value in first.get("ctx", {}).items()}
    return Refused("errors.config_wrong", place=place, key=key, wanted=first["type"], **wanted)


def _fields_at(path: Sequence[str]) -> tuple[str, ...]:
    sections: dict[str, type[BaseModel]] = {
        "organisation": Organisation,
        "job": Job,
        "google": Google,
        "election": Election,
        "schedule": Schedule,
        "mail": Mail,
        "workbooks": WorkbookEntry,
    }
    model = sections.get(path[0])
    return tuple(model.model_fields) if model else ()


def _unknown(where: str, key: str, known: Any, place: str, *, code: str = "errors.config_unknown") -> Refused:
    near = difflib.get_close_matches(key, list(known), n=1, cutoff=0.5)
    full = f"{where}.{key}" if where and code == "errors.config_unknown" else key
    if not near:
        return Refused(f"{code}_list", place=place, key=full, known=", ".join(known), where=where)
    return Refused(code, place=place, key=full, near=near[0], where=where)
