"""Which spreadsheet and which folder a text means."""

import pytest

from automations.sheets.google.address import folder_id, is_web_address, spreadsheet_id

ID = "1AbC-dEf_GhIjKlMnOpQrStUvWxYz0123456789abcde"
SHEET = "https://docs.google.com/spreadsheets"
FOLDER = "https://drive.google.com/drive"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f"  {ID}\n",
        f"{SHEET}/d/{ID}",
        f"{SHEET}/d/{ID}/",
        f"{SHEET}/d/{ID}/edit?usp=sharing",
        f"{SHEET}/d/{ID}/edit?gid=7#gid=7",
        f"{SHEET}/d/{ID}?x=1",
        f"{SHEET}/d/{ID}#gid=0",
        f"{SHEET}/u/0/d/{ID}/edit",
        f"https://docs.google.com/a/example.org/spreadsheets/d/{ID}/edit",
    ],
)
def test_a_spreadsheet_is_found(text):
    assert spreadsheet_id(text) == ID


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Storvik.xlsx",
        "storvik",
        f"{ID}.xlsx",
        f"mappe/{ID}",
        f"{FOLDER}/folders/{ID}",
        f"{SHEET}/d/e/2PACX-{ID}/pubhtml",  # published on the web: no spreadsheet's id
        f"https://docs.google.com/document/d/{ID}/edit",
        f"https://example.org/spreadsheets/d/{ID}",
        f"https://docs.google.com.example.org/spreadsheets/d/{ID}",
        "æ" * 40,
    ],
)
def test_what_is_no_spreadsheet_is_none(text):
    assert spreadsheet_id(text) is None


@pytest.mark.parametrize(
    "text",
    [ID, f"{FOLDER}/folders/{ID}?usp=sharing", f"{FOLDER}/u/0/folders/{ID}", f"{FOLDER}/u/12/folders/{ID}/"],
)
def test_a_folder_is_found(text):
    assert folder_id(text) == ID


@pytest.mark.parametrize("text", ["", "mappe", f"{SHEET}/d/{ID}/edit", f"https://example.org/folders/{ID}"])
def test_what_is_no_folder_is_none(text):
    assert folder_id(text) is None


def test_an_address_on_the_web_is_told_from_a_path():
    assert is_web_address("https://example.org/ark")
    assert not is_web_address("C:\\ark\\Storvik.xlsx")
    assert not is_web_address(ID)
