"""Google Sheets, Drive and the token endpoint on loopback, as far as the tests need them.

`book` holds what a spreadsheet is, `formulas` what its formulas come to, `requests` what a batchUpdate
does, `masks` which fields are asked for, `people` what somebody does by hand meanwhile, `service` the HTTP.
"""

from sheets_on_loopback.book import Behaviour, Book, Cell, Sheet
from sheets_on_loopback.service import Fault, Quota, SheetsService

__all__ = ["Behaviour", "Book", "Cell", "Fault", "Quota", "Sheet", "SheetsService"]
