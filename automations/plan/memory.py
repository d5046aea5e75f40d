"""What the next run must know, as rows of the job's hidden tab: losing local state loses nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any, Literal

from automations.model import Line, OwnTab, Scalar, SheetContent

TITLE = "_automations"  # the same in every language, so that any run finds it
HEADER = (
    *("record", "key", "value", "check", "stage", "state"),
    *("fingerprint", "aliases", "created", "opened", "solved"),
)
TICKS = (
    "ticked",
    "ticked_on",
    "ticked_fingerprint",
    "ticks",
    "overruled",
    "reopened",
    "asked",
    "held",
    "story",
    "names",
)
TOLD = 12  # how much of a task's story is kept
GONE = "gone"  # what a task is held at whose finding was no more

# Found; found again; said to be done, and still found; laid aside, and changed; found no more; left behind.
Event = Literal["created", "back", "not_done", "changed", "solved", "archived"]
FigureKey = tuple[str, str]  # figure, municipality number ("" is the whole workbook)


@dataclass(frozen=True, slots=True)
class TaskMemory:
    """What the job remembers of one task. `ticked` is the last Ferdig or Ikke aktuelt it has seen.

    A task that was made and taken back is `withdrawn`: it has no row. `held` is what was found when
    somebody took back what the job did with it (a fingerprint, or that it was gone): while the same is
    found, the job leaves it alone.
    """

    key: str
    check: str
    stage: str = ""
    state: Literal["open", "solved", "archived", "withdrawn"] = "open"
    fingerprint: str = ""
    aliases: tuple[str, ...] = ()
    created: date | None = None
    opened: date | None = None  # this time round: what people's days to act are counted from
    solved: date | None = None
    ticked: str = ""
    ticked_on: date | None = None
    ticked_fingerprint: str = ""
    ticks: int = 0
    overruled: bool = False
    reopened: bool = False
    held: str = ""
    asked: date | None = None  # since when the one who stands in Foreslått is asked
    names: tuple[str, ...] = ()  # marks of those whom the text names
    story: tuple[str, ...] = ()  # the latest of what became of it, as `2026-05-20:created`: for `explain`

    def then(self, event: Event, on: date) -> TaskMemory:
        """Add to the story what becomes of it today."""
        return replace(self, story=(*self.story, f"{on.isoformat()}:{event}")[-TOLD:])


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The figures of one day."""

    on: date | None = None
    figures: Mapping[FigureKey, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything the hidden tab holds. `rows` counts data rows a tab, as `kind|tab`, at the last run.

    `forgotten` are the marks of those who are to be forgotten and still stand in people's tabs, each with one
    that is the same for all of a person's (automations/plan/forgotten.py): no name can be read from them.
    """

    salt: str
    last_run: date | None = None
    tasks: Mapping[str, TaskMemory] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    current: Snapshot = field(default_factory=Snapshot)
    previous: Snapshot = field(default_factory=Snapshot)
    forgotten: Mapping[str, str] = field(default_factory=dict)


def released(tasks: Mapping[str, TaskMemory], keys: Collection[str]) -> Mapping[str, TaskMemory]:
    """Let tasks that were taken back be written again."""
    return {key: replace(task, held="") if key in keys else task for key, task in tasks.items()}


def _day(value: Scalar) -> date | None:
    """A remembered day; sheets may hand back a date that was written as text, or the other way."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def _text(value: Scalar) -> str:
    return "" if value is None else str(value)


def read_memory(tab: OwnTab) -> Memory:
    """Read the hidden tab. ValueError where it is not as the job left it."""
    salt, last_run = "", None
    tasks: dict[str, TaskMemory] = {}
    rows: dict[str, int] = {}
    days: dict[str, date | None] = {"current": None, "previous": None}
    figures: dict[str, dict[FigureKey, float]] = {"current": {}, "previous": {}}
    records = list(_records(tab))
    for record in records:
        kind, key, value = _text(record["record"]), _text(record["key"]), record["value"]
        if kind == "records" and int(float(_text(value))) != len(records):
            raise ValueError("not all of it is there")
        if kind == "salt":
            salt = _text(value)
        elif kind == "last_run":
            last_run = _day(value)
        elif kind == "rows":
            rows[key] = int(_text(value).partition(".")[0])
        elif kind in days:
            days[kind] = _day(value)
        elif kind.removesuffix("_figure") in figures:
            name, _, number = key.partition("|")
            amount = float(_text(value))
            figures[kind.removesuffix("_figure")][name, number] = (
                int(amount) if amount.is_integer() else amount
            )
        elif kind == "task":
            tasks[key] = _task(record)
    if not salt:
        raise ValueError("no salt")
    forgotten = {_text(r["key"]): _text(r["value"]) for r in records if r["record"] == "forgotten"}
    snapshots = {name: Snapshot(days[name], figures[name]) for name in days}
    return Memory(salt, last_run, tasks, rows, snapshots["current"], snapshots["previous"], forgotten)


def _records(tab: OwnTab) -> Iterator[dict[str, Scalar]]:
    names = HEADER + TICKS
    for number, cells in zip(tab.grid.numbers, tab.grid.cells, strict=True):
        if number > 1:
            padded: Sequence[Scalar] = [*cells, *[None] * (len(names) - len(cells))]
            yield dict(zip(names, padded, strict=False))


def _task(record: Mapping[str, Scalar]) -> TaskMemory:
    values: dict[str, Any] = {name: _text(record[name]) for name in ("key", "check", "stage", "fingerprint")}
    state = _text(record["state"])
    if state not in {"open", "solved", "archived", "withdrawn"}:
        raise ValueError("state")
    return TaskMemory(
        **values,
        state=state,  # type: ignore[arg-type]  # one of them, as just seen
        aliases=tuple(_text(record["aliases"]).split()),
        created=_day(record["created"]),
        opened=_day(record["opened"]),
        solved=_day(record["solved"]),
        ticked=_text(record["ticked"]),
        ticked_on=_day(record["ticked_on"]),
        ticked_fingerprint=_text(record["ticked_fingerprint"]),
        ticks=int(float(_text(record["ticks"]) or 0)),
        overruled=bool(record["overruled"]),
        reopened=bool(record["reopened"]),
        held=_text(record["held"]),
        asked=_day(record["asked"]),
        story=tuple(_text(record["story"]).split()),
        names=tuple(_text(record["names"]).split()),
    )


def memory_content(memory: Memory) -> SheetContent:
    """Lay the memory out as the hidden tab. Days are text, so that no locale reads them anew."""
    lines = [Line(HEADER + TICKS, "header"), _line("salt", "", memory.salt)]
    lines.append(_line("last_run", "", _iso(memory.last_run)))
    lines += [_line("rows", key, count) for key, count in sorted(memory.rows.items())]
    for name, snapshot in (("current", memory.current), ("previous", memory.previous)):
        lines.append(_line(name, "", _iso(snapshot.on)))
        lines += [
            _line(f"{name}_figure", "|".join(key), value) for key, value in sorted(snapshot.figures.items())
        ]
    lines += [_line("forgotten", mark, of) for mark, of in sorted(memory.forgotten.items())]
    lines += [Line(_cells(task)) for _, task in sorted(memory.tasks.items())]
    lines.insert(2, _line("records", "", len(lines)))  # so that half an answer is not taken for all of it
    return SheetContent("memory", TITLE, tuple(lines))


def _line(record: str, key: str, value: Scalar) -> Line:
    return Line((record, key or None, value))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _cells(task: TaskMemory) -> tuple[Scalar, ...]:
    remembered = {f.name: getattr(task, f.name) for f in fields(task)}
    remembered |= {"record": "task", "value": None}
    remembered |= {name: " ".join(getattr(task, name)) for name in ("aliases", "story", "names")}
    return tuple(_cell(remembered[name]) for name in HEADER + TICKS)


def _cell(value: Any) -> Scalar:
    """Blank is how the hidden tab says no, nothing and zero."""
    if isinstance(value, date):
        return value.isoformat()
    return value if value not in ("", 0, None) else None
