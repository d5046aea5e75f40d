"""A spreadsheet of Google's on loopback, and the daily job on it over the real gspread and requests."""

import pytest
from google_job import TABS, OnGoogle
from sheets_on_loopback import SheetsService


@pytest.fixture
def service():
    with SheetsService() as running:
        yield running


@pytest.fixture
def on_google(service):
    """The job on a spreadsheet with a few members, contacts and a list."""
    job = OnGoogle(service)
    for title, rows in TABS.items():
        job.book.add_sheet(title, rows)
    return job
