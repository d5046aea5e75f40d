"""Who asks, for what, where it goes and what comes back, over the real gspread, google-auth and requests."""

import base64
import json
import threading
from urllib.parse import parse_qs

import pytest
from sheets.google.canned import PATIENT, Canned, Time, refusal
from sheets.google.conftest import ROBOT

from automations.errors import Refused
from automations.report.text import sentence
from automations.sheets.google.account import Surroundings, account_from_environment
from automations.sheets.google.connection import DriveFile
from automations.words import LANGUAGES

SCOPE = "https://www.googleapis.com/auth/"
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture
def canned():
    with Canned() as running:
        yield running


@pytest.fixture
def robot(canned, key_file):
    return canned.account(Time(), credentials_file=key_file())


def get(account):
    return account.connection().get("bok", fields="sheets(properties)", grid=True, place="Fylket")


def claims(one):
    part = parse_qs(one["body"].decode())["assertion"][0].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def tokens(canned):
    return [one for one in canned.log if one["path"] == "/token"]


def test_a_read_asks_for_what_is_wanted_and_for_the_cells(canned, robot):
    assert get(robot)["spreadsheetId"] == "bok"
    asked = canned.log[-1]
    assert (asked["method"], asked["path"]) == ("GET", "/v4/spreadsheets/bok")
    assert asked["query"] == {"fields": "sheets(properties)", "includeGridData": "true"}
    assert asked["headers"]["Authorization"] == "Bearer kept"


def test_a_service_account_asks_for_one_token_and_for_no_more_than_it_needs(canned, robot):
    get(robot)
    get(robot)
    (one,) = tokens(canned)
    assert claims(one)["iss"] == robot.email == ROBOT
    assert set(claims(one)["scope"].split()) == {f"{SCOPE}spreadsheets", f"{SCOPE}drive.metadata.readonly"}


def test_only_making_a_file_asks_for_leave_to_make_files(canned, robot):
    canned.script["POST"] = [(200, b'{"id": "ny"}', {})]
    assert robot.connection().create("Ny", "mappe") == "ny"
    robot.connection().share("ny", "leder@example.org")
    (one,) = tokens(canned)
    assert f"{SCOPE}drive.file" in claims(one)["scope"].split()
    made, shared = [one for one in canned.log if one["path"] != "/token"]
    assert json.loads(made["body"])["parents"] == ["mappe"]
    assert made["query"]["supportsAllDrives"] == "true"
    assert shared["path"].endswith("/files/ny/permissions")
    assert shared["query"]["sendNotificationEmail"] == "false"
    assert json.loads(shared["body"])["role"] == "writer"


def test_a_file_that_is_made_without_an_id_in_the_answer_is_said(canned, robot):
    canned.script["POST"] = [(200, b'{"kind": "drive#file"}', {})]
    with pytest.raises(Refused) as refused:
        robot.connection().create("Ny", "mappe")
    assert refused.value.code == "errors_google.strange_answer"


def test_without_credentials_the_emulator_is_asked_without_a_name(canned):
    account = canned.account(Time())
    get(account)
    assert account.email == ""
    assert canned.log[-1]["headers"]["Authorization"] == "Bearer anonymous"


def test_an_address_of_the_emulators_in_the_key_file_is_asked_for_the_token(canned, key_file):
    get(canned.account(Time(), credentials_file=key_file(token_uri=f"http://{canned.host}/other/token")))
    assert [one["path"] for one in canned.log] == ["/other/token", "/v4/spreadsheets/bok"]


def test_a_person_signs_in_with_a_file_too_and_at_the_emulator(canned, tmp_path):
    path = tmp_path / "person.json"
    held = {"type": "authorized_user", "client_id": "c", "client_secret": "s", "refresh_token": "r"}
    path.write_text(json.dumps(held))
    account = canned.account(Time(), credentials_file=path)
    get(account)
    assert account.email == ""
    assert parse_qs(tokens(canned)[0]["body"].decode())["refresh_token"] == ["r"]


@pytest.mark.parametrize("do", [get, lambda account: account.connection().token()], ids=["get", "token"])
def test_no_proxy_sees_what_goes_to_the_emulator(canned, key_file, monkeypatch, do):
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Canned() as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://{proxy.host}")
        do(canned.account(Time(), credentials_file=key_file()))
        assert proxy.log == []
    assert len(tokens(canned)) == 1


def test_a_token_of_an_hour_ago_is_asked_for_anew_once(canned, robot):
    canned.script["GET"] = [refusal(401), None]
    assert get(robot)["spreadsheetId"] == "bok"
    assert (len(tokens(canned)), canned.sent("GET")) == (2, 2)


def test_a_token_that_is_never_taken_is_not_asked_for_for_ever(canned, robot):
    canned.script["GET"] = [refusal(401)]
    with pytest.raises(Refused) as refused:
        get(robot)
    assert refused.value.code == "errors_google.key_revoked"
    assert (len(tokens(canned)), canned.sent("GET")) == (2, 2)


@pytest.mark.parametrize("do", [get, lambda account: account.connection().token()], ids=["get", "token"])
def test_a_key_that_was_taken_back_is_said_and_nothing_is_asked_with_it(canned, robot, do):
    canned.tokens = [(400, b'{"error": "invalid_grant", "error_description": "Invalid JWT"}', {})]
    with pytest.raises(Refused) as refused:
        do(robot)
    assert (refused.value.code, refused.value.status) == ("errors_google.key_revoked", "failed")
    assert canned.sent("GET") == 0


def test_a_thread_has_its_own_connection_and_always_the_same(canned):
    account, found = canned.account(Time()), []
    thread = threading.Thread(target=lambda: found.append(account.connection()))
    thread.start()
    thread.join(10)
    assert account.connection() is account.connection() is not found[0]
    get(account)
    assert (account.connection().reads, found[0].reads) == (1, 0)


def test_a_folder_is_listed_to_its_last_page_also_in_a_shared_drive(canned, robot):
    sheet = "application/vnd.google-apps.spreadsheet"
    files = [{"id": f"bok{i}", "name": f"Ark {i}", "mimeType": sheet} for i in range(3)]
    pages = [{"files": files[:2], "nextPageToken": "mer"}, {"files": files[2:]}]
    canned.script["GET"] = [(200, json.dumps(page).encode(), {}) for page in pages]
    found = robot.connection().list_folder("mappe", place="Mappen")
    assert found == [DriveFile(f"bok{i}", f"Ark {i}", sheet) for i in range(3)]
    first, second = [one["query"] for one in canned.log if one["method"] == "GET"]
    assert {"'mappe' in parents", "trashed=false"} <= set(first["q"].split(" and "))
    assert (first["orderBy"], first["supportsAllDrives"], first["includeItemsFromAllDrives"]) == (
        "name",
        "true",
        "true",
    )
    assert second == {**first, "pageToken": "mer"}
    assert robot.connection().reads == 0  # Drive has a quota of its own


def test_a_folder_that_nobody_finds_is_said_as_a_folder(canned, robot):
    canned.script["GET"] = [refusal(404, reason="notFound")]
    with pytest.raises(Refused) as refused:
        robot.connection().list_folder("mappe", place="Mappen")
    assert refused.value.code == "errors_google.folder_not_found"


def test_who_may_what_is_listed_to_the_last_page(canned, robot):
    pages = [{"permissions": [{"type": "anyone"}], "nextPageToken": "m"}, {"permissions": [{"type": "user"}]}]
    canned.script["GET"] = [(200, json.dumps(page).encode(), {}) for page in pages]
    assert robot.connection().permissions("bok", place="Fylket") == [{"type": "anyone"}, {"type": "user"}]
    assert canned.log[-1]["query"]["supportsAllDrives"] == "true"


@pytest.mark.parametrize("said", ["", "i går", "Tue, 99 Foo 2026 25:61:00 GMT"])
def test_a_date_nobody_can_read_does_not_undo_an_answer(canned, said):
    canned.script["GET"] = [(200, b'{"spreadsheetId": "bok"}', {"Date": said.encode().decode("latin-1")})]
    assert get(canned.account(Time())) == {"spreadsheetId": "bok"}


def test_the_clock_of_the_server_is_kept(canned):
    canned.script["GET"] = [(200, b'{"spreadsheetId": "bok"}', {"Date": "Mon, 01 Jun 2026 06:00:00 GMT"})]
    account = canned.account(Time())
    get(account)
    assert account.connection().said_time.isoformat() == "2026-06-01T06:00:00+00:00"


def test_a_batch_is_sent_as_it_is_and_left_as_it_was(canned):
    batch = [{"updateCells": {"text": "\ud800 «æøå»"}}]
    canned.account(Time()).connection().update("bok", batch, landed=lambda: False, place="Fylket")
    assert batch == [{"updateCells": {"text": "\ud800 «æøå»"}}]
    assert json.loads(canned.log[-1]["body"]) == {"requests": batch}
    assert canned.log[-1]["path"] == "/v4/spreadsheets/bok:batchUpdate"


REFUSALS = [
    (refusal(403), "no_access"),
    (refusal(403, reason="SERVICE_DISABLED"), "api_off"),
    (refusal(401), "key_revoked"),
    (refusal(404), "not_found"),
    (refusal(400, "You are trying to edit a protected cell or object."), "protected"),
    (
        refusal(403, "The user's Drive storage quota has been exceeded.", "storageQuotaExceeded"),
        "storage_quota",
    ),
    (refusal(403, "User rate limit exceeded.", "userRateLimitExceeded"), "quota"),
    (refusal(429), "quota"),
    (refusal(503), "unavailable"),
    (refusal(400), "refused_by_google"),
]


@pytest.mark.parametrize("known", [True, False], ids=["account known", "account unknown"])
@pytest.mark.parametrize(("told", "code"), REFUSALS)
def test_every_refusal_is_one_whole_sentence_in_each_language(canned, key_file, told, code, known):
    canned.script["GET"] = [told]
    account = canned.account(Time(), credentials_file=key_file() if known else None)
    with pytest.raises(Refused) as refused:
        get(account)
    assert refused.value.code.removeprefix("errors_google.").removesuffix("_unknown") == code
    for language in LANGUAGES:
        said = sentence(refused.value, language)
        assert "Fylket" in said
        assert not {"{", "}", "  "} & set(said)
        assert " ." not in said
        assert " ," not in said
        assert "Kari Moen" not in said
        if code in {"no_access", "api_off", "protected", "storage_quota", "key_revoked"}:
            assert (ROBOT in said) == known


@pytest.mark.parametrize("other", [{"private_key": "ingen"}, {"private_key": 5}, {"private_key": None}])
def test_a_key_file_with_something_else_in_it_is_said(canned, key_file, other):
    with pytest.raises(Refused) as refused:
        get(canned.account(Time(), credentials_file=key_file(**other)))
    assert refused.value.code == "errors_google.key_file_broken"


def from_environment(environ, file=None):
    surroundings = Surroundings(float, lambda _: None, float)
    return account_from_environment(environ, credentials_file=file, surroundings=surroundings)


def test_the_file_of_the_configuration_comes_before_that_of_the_environment(canned, key_file, tmp_path):
    environ = {"SHEETS_EMULATOR_HOST": canned.host, "GOOGLE_APPLICATION_CREDENTIALS": str(tmp_path / "ingen")}
    assert from_environment(environ, key_file()).email == ROBOT
    with pytest.raises(Refused) as refused:
        from_environment(environ)
    assert refused.value.code == "errors_google.key_file_missing"
    assert from_environment(environ | {"GOOGLE_APPLICATION_CREDENTIALS": str(key_file())}).email == ROBOT


def test_nobody_signed_in_is_said(monkeypatch, tmp_path):
    for name in ("GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CLOUD_PROJECT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    with pytest.raises(Refused) as refused:
        from_environment({})
    assert refused.value.code == "errors_google.no_credentials"


def test_every_request_has_a_limit_of_time(canned, monkeypatch):
    import requests

    limits, send = [], requests.Session.send
    monkeypatch.setattr(
        requests.Session, "send", lambda self, *a, **k: limits.append(k["timeout"]) or send(self, *a, **k)
    )
    get(canned.account(Time()))
    assert limits == [PATIENT]
