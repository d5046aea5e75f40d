"""The page as one file: nothing is fetched, nothing runs, and what people have typed is text."""

from __future__ import annotations

from functools import partial
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from automations.report.page import Page
from automations.report.plots import WIDTH
from automations.words import fill

MARK = '<meta name="generator" content="automations report">'  # by which a page of ours is known


def render(page: Page) -> str:
    """Write the page as HTML."""
    here = files("automations.report")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(here.joinpath("page.html").read_text("utf-8"))
    css = here.joinpath("page.css").read_text("utf-8")
    return template.render(
        page=page,
        mark=MARK,
        css=css,
        say=partial(fill, page.language),
        width=WIDTH,
    )
