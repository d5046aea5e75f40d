"""Les meg: one page about the workbook, for somebody who has never seen it."""

from __future__ import annotations

from automations.model import Line, Link, Recognised, SheetContent, Source
from automations.recognise.own import own_title
from automations.tabs import TABS
from automations.words import fill, theme

_TABS = ("tasks", "summary", "data_quality", "history", "guide")
_LEADS = "find"  # the topic below which stands the way to the tasks


def guide_content(recognised: Recognised, language: str) -> SheetContent:
    """Lay out the tab: a topic a row. It names tabs as they are called, and says nothing of any person."""
    titles = {kind: own_title(kind, recognised, language) for kind in _TABS}
    facts = titles | _names(language)
    columns = [column.name for column in TABS["guide"].columns]
    lines = [Line(tuple(fill(language, f"tabs.guide.columns.{name}") for name in columns), "header")]
    for topic in theme(language, "guide")["topic"]:
        said = (fill(language, f"guide.topic.{topic}.{part}", **facts) for part in ("title", "text"))
        lines.append(Line(tuple(said), "topic"))
        if topic == _LEADS:
            way = Link(fill(language, "guide.go", **facts), Source(titles["tasks"], 1, 0))
            lines.append(Line((None, way), "text"))
    return SheetContent("guide", titles["guide"], tuple(lines))


def _names(language: str) -> dict[str, str]:
    """What the tasks' columns are called, and what people pick in them."""
    said = theme(language, "tabs")
    return {
        **said["tasks"]["columns"],
        **{f"pick_{name}": text for name, text in said["choices"]["task_status"].items()},
        **{f"pick_{name}": text for name, text in said["choices"]["may_contact"].items()},
        "members": said["members"]["title"],
        "may_contact": said["members"]["columns"]["may_contact"],
        "said_overdue": fill(language, "tasks.state.overdue"),
    }
