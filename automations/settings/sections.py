"""The tables of the configuration file, each with its defaults."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from functools import cached_property
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from automations.election_calendar import ElectionCalendar
from automations.timetable import Timetable

Language = Literal["nb", "nn", "en"]


class Section(BaseModel):
    """A table of the file: nothing but what is declared may stand in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Organisation(Section):
    """Whose members and lists these are. No party code means that every list is one's own."""

    name: str = ""
    party_codes: tuple[str, ...] = ()
    party_names: tuple[str, ...] = (
        "A",
        "Ap",
        "Arbeiderpartiet",
        "Det norske arbeiderparti",
        "Arbeidarpartiet",
    )


class Job(Section):
    """How the daily job goes about it. Days are calendar days, shares are parts of one."""

    language: Language = "nb"
    heartbeat: Literal["daily", "weekly"] = "daily"
    new_tasks_per_run: int = Field(default=50, strict=True, ge=0)
    new_tasks_per_person: int = Field(default=10, strict=True, ge=1)
    open_tasks_per_person: int = Field(default=10, strict=True, ge=1)
    days_to_act: int = Field(default=7, strict=True, ge=1)
    believe_done_days: int = Field(default=7, strict=True, ge=0)
    archive_after_days: int = Field(default=30, strict=True, ge=1)
    largest_change: float = Field(default=0.30, gt=0, le=1)
    established_rows: int = Field(default=10, strict=True, ge=1)


class Schedule(Section):
    """When the daily job is due, and who watches that it runs. A watcher is told at the start and the end."""

    times: Annotated[tuple[time, ...], Field(min_length=1)] = (time(6),)
    time_zone: str = "Europe/Oslo"
    leave_out_holidays: bool = False
    watcher: Annotated[str, Field(pattern=r"^(https?://.+)?$")] = ""

    @field_validator("time_zone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise PydanticCustomError("time_zone", "a time zone") from None
        return name

    @property
    def timetable(self) -> Timetable:
        """The due times of the daily job."""
        is_off = _public_holiday if self.leave_out_holidays else _never
        return Timetable(self.times, ZoneInfo(self.time_zone), is_off)


def _public_holiday(day: date) -> bool:
    import holidays  # noqa: PLC0415 - a fifth of a second that only those who ask for it wait

    return day in holidays.country_holidays("NO", years=day.year, language="no")


def _never(_: date) -> bool:
    return False


_Address = Annotated[str, Field(pattern=r"^[^\s@<>,;:\"]+@[^\s@<>,;:\"]+$")]
_Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Mail(Section):
    """Mail to those with tasks, once a day, and to coordinators, once a week: nothing unless `enabled`.

    The password stands in no configuration file: in AUTOMATIONS_MAIL_PASSWORD, or in a file of its own.
    """

    enabled: bool = False
    host: Annotated[str, Field(pattern=r"^[^\s/]*$")] = ""
    port: int = Field(default=587, strict=True, ge=1, le=65535)
    user: str = ""
    password_file: str = ""
    certificates: str = ""
    sender: _Address | Literal[""] = ""
    reply_to: _Address | Literal[""] = ""
    unsubscribe: Annotated[str, Field(pattern=r"^((mailto:|https://)[^\s<>,]+)?$")] = ""
    left_out: tuple[_Address, ...] = ()
    coordinators: tuple[_Address, ...] = ()
    summary_on: _Weekday = "monday"

    @model_validator(mode="after")
    def _whole(self) -> Mail:
        if self.enabled and not (self.host and self.sender and self.unsubscribe):
            raise PydanticCustomError("mail_whole", "host, sender and unsubscribe")
        return self


class Election(Section):
    """The election one works towards. Days that are not given follow from the year, as the law has them."""

    year: int = Field(default=2027, strict=True, ge=2000)
    election_day: date | None = None
    lists_due: date | None = None
    withdrawals_due: date | None = None
    campaign_starts: date | None = None

    @cached_property
    def calendar(self) -> ElectionCalendar:
        """The days in force."""
        given = self.model_dump(exclude={"year"}, exclude_none=True)
        return replace(ElectionCalendar.of_year(self.year), **given)


class WorkbookEntry(Section):
    """A workbook by name: a file (from this file's folder), a spreadsheet, or all of a Drive folder's."""

    path: str = ""
    url: str = ""
    folder: str = ""

    @model_validator(mode="after")
    def _one_place(self) -> WorkbookEntry:
        if sum(map(bool, (self.path, self.url, self.folder))) != 1:
            raise PydanticCustomError("one_place", "path, url or folder")
        return self


class Google(Section):
    """Whose account works in Google Sheets, and who beside it may change the job's columns and tabs."""

    credentials: str = ""
    coordinators: tuple[str, ...] = ()
