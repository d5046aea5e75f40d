"""A spreadsheet of Google's on loopback, and the daily job on it over the real gspread and requests."""

import json

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google_job import TABS, OnGoogle
from sheets_on_loopback import SheetsService

ROBOT = "jobb@prosjekt.iam.gserviceaccount.com"


@pytest.fixture(scope="session")
def key():
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


@pytest.fixture
def key_file(key, tmp_path):
    """A service account's file, that would ask Google for its tokens unless it is told otherwise."""

    def write(**other):
        held = {"type": "service_account", "client_email": ROBOT, "private_key": key, "private_key_id": "1"}
        path = tmp_path / "key.json"
        path.write_text(json.dumps(held | {"token_uri": "https://oauth2.googleapis.com/token"} | other))
        return path

    return write


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
