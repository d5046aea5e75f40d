"""Requests about developer metadata, protected ranges, named ranges and conditional formats."""

from dataclasses import replace

from . import answers, masks, protection
from .batch import handles
from .model import Metadata, Protected, new_key
from .problems import PROTECTED, Invalid

VISIBILITIES = ("DOCUMENT", "PROJECT")
MOST_METADATA = 30_000


def _location(batch, location):
    if location.get("spreadsheet"):
        return ("spreadsheet",)
    if "dimensionRange" in location:
        grid = location["dimensionRange"]
        sheet = batch.book.by_id(grid.get("sheetId", 0))
        start, end = grid.get("startIndex", 0), grid.get("endIndex", 0)
        if end - start != 1:
            raise Invalid("developerMetadata.location.dimensionRange must represent a single row or column.")
        if grid.get("dimension") == "COLUMNS":
            return ("column", sheet.sheet_id, sheet.columns[start].key)
        if start >= sheet.row_count:
            raise Invalid("developerMetadata.location.dimensionRange is outside the grid.")
        return ("row", sheet.sheet_id, sheet.row(start).key)
    if "sheetId" in location:
        return ("sheet", batch.book.by_id(location["sheetId"]).sheet_id)
    raise Invalid("developerMetadata.location must be specified.")


@handles("createDeveloperMetadata")
def create_metadata(batch, request):
    sent = request.get("developerMetadata", {})
    if not sent.get("metadataKey"):
        raise Invalid("developerMetadata.metadataKey must be specified.")
    if sent.get("visibility") not in VISIBILITIES:
        raise Invalid("developerMetadata.visibility must be specified.")
    book, number = batch.book, sent.get("metadataId")
    if number is None:
        number = 1 + max(book.metadata, default=0)
    if not 0 < number < 2**31:
        raise Invalid("developerMetadata.metadataId must be positive.")
    taken = number in book.metadata or number in batch.behaviour.foreign_metadata_ids
    if taken and not batch.behaviour.duplicate_metadata_ids_accepted:
        raise Invalid(
            f"Cannot add developer metadata with ID [{number}] "
            "because developer metadata with that ID already exists."
        )
    on = _location(batch, sent.get("location", {}))
    project = answers.project_of(batch.account)
    meta = Metadata(number, sent["metadataKey"], sent.get("metadataValue"), sent["visibility"], on, project)
    if taken and number in book.metadata:
        number = -new_key()  # two of one id: kept under a key of its own
    book.metadata[number] = meta
    _check_room(book, meta)
    return {"developerMetadata": answers.metadata(book, meta)}


def _check_room(book, meta):
    where = meta.on[:2] if meta.on[0] == "spreadsheet" else meta.on[1]
    used = sum(
        len(m.key) + len(m.value or "")
        for m in book.metadata.values()
        if (m.on[:2] if m.on[0] == "spreadsheet" else m.on[1]) == where
    )
    if used > MOST_METADATA:
        raise Invalid(
            "Cannot add developer metadata because the limit of 30000 characters would be exceeded."
        )


def matching(batch, data_filter):
    """The visible metadata that a DataFilter selects, with what they are kept under."""
    if "developerMetadataLookup" not in data_filter:
        raise Invalid("dataFilter.filter must be specified.")
    lookup = data_filter["developerMetadataLookup"]
    project = answers.project_of(batch.account)
    return [
        (number, meta)
        for number, meta in batch.book.metadata.items()
        if (meta.visibility == "DOCUMENT" or meta.project == project)
        and lookup.get("metadataId", meta.id) == meta.id
        and lookup.get("metadataKey", meta.key) == meta.key
        and lookup.get("metadataValue", meta.value) == meta.value
        and lookup.get("visibility", meta.visibility) == meta.visibility
        and lookup.get("locationType", meta.on[0].upper()) == meta.on[0].upper()
        and _is_at(batch, lookup.get("metadataLocation"), meta)
    ]


def _is_at(batch, location, meta):
    return not location or _location(batch, location) == meta.on


@handles("deleteDeveloperMetadata")
def delete_metadata(batch, request):
    found = matching(batch, request.get("dataFilter", {}))
    gone = [answers.metadata(batch.book, meta) for _, meta in found]
    for number, _ in found:
        del batch.book.metadata[number]
    return {"deletedDeveloperMetadata": gone} if gone else {}


@handles("updateDeveloperMetadata")
def update_metadata(batch, request):
    sent, fields = request.get("developerMetadata", {}), masks.parse(request.get("fields") or "*")
    done = []
    for data_filter in request.get("dataFilters", []):
        for number, meta in matching(batch, data_filter):
            new = meta
            if not fields or "metadataValue" in fields:
                new = replace(new, value=sent.get("metadataValue"))
            if "metadataKey" in sent and (not fields or "metadataKey" in fields):
                new = replace(new, key=sent["metadataKey"])
            if "visibility" in sent and (not fields or "visibility" in fields):
                new = replace(new, visibility=sent["visibility"])
            if "location" in sent and (not fields or "location" in fields):
                new = replace(new, on=_location(batch, sent["location"]))
            batch.book.metadata[number] = new
            done.append(answers.metadata(batch.book, new))
    return {"developerMetadata": done}


def _protected(batch, sent, number, users):
    grid = sent.get("range")
    if grid is None:
        raise Invalid("protectedRange.range must be specified.")
    sheet = batch.book.by_id(grid.get("sheetId", 0))
    rows = columns = None
    if "startRowIndex" in grid or "endRowIndex" in grid:
        rows = (grid.get("startRowIndex", 0), grid.get("endRowIndex", sheet.row_count))
    if "startColumnIndex" in grid or "endColumnIndex" in grid:
        columns = (grid.get("startColumnIndex", 0), grid.get("endColumnIndex", sheet.column_count))
    return Protected(number, sheet.sheet_id, rows, columns, tuple(users), sent)


@handles("addProtectedRange")
def add_protected(batch, request):
    sent = request.get("protectedRange", {})
    number = sent.get("protectedRangeId")
    if number is None:
        number = 1_000_000 + new_key()
    elif number in batch.book.protected:
        raise Invalid(
            f"Cannot add protected range with ID {number}, a protected range with that ID already exists."
        )
    editors = sent.get("editors", {}).get("users", [])
    protected = _protected(batch, sent, number, dict.fromkeys([*editors, batch.account]))
    batch.book.protected[number] = protected
    view = answers.Answer(batch.book, None, batch.account, batch.behaviour, {})
    return {"protectedRange": view.protected(protected)}


def _known_protected(batch, number):
    protected = batch.book.protected.get(number)
    if protected is None:
        raise Invalid(f"No protected range with ID: {number}")
    if not protection.may_edit(batch.book, batch.account, protected):
        raise Invalid(PROTECTED)
    return protected


@handles("updateProtectedRange")
def update_protected(batch, request):
    sent = request.get("protectedRange", {})
    old = _known_protected(batch, sent.get("protectedRangeId", 0))
    if not request.get("fields"):
        raise Invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    fields = masks.parse(request["fields"])
    users = old.users
    if (not fields or "editors" in fields) and "users" in sent.get("editors", {}):
        users = dict.fromkeys([*sent["editors"]["users"], batch.account])
    kept = {name: value for name, value in old.sent.items() if fields and name not in fields}
    new = kept | {name: value for name, value in sent.items() if not fields or name in fields}
    if fields and "range" not in fields:
        batch.book.protected[old.id] = replace(old, users=tuple(users), sent=new)
    else:
        batch.book.protected[old.id] = _protected(batch, new, old.id, users)


@handles("deleteProtectedRange")
def delete_protected(batch, request):
    protected = _known_protected(batch, request.get("protectedRangeId", 0))
    del batch.book.protected[protected.id]


@handles("addNamedRange")
def add_named(batch, request):
    named = dict(request.get("namedRange", {}))
    names = {one["name"].casefold() for one in batch.book.named_ranges.values()}
    if named.get("name", "").casefold() in names:
        raise Invalid(
            f"Cannot add named range with name {named['name']}, a named range with that name already exists."
        )
    named.setdefault("namedRangeId", f"r{new_key()}")
    if named["namedRangeId"] in batch.book.named_ranges:
        raise Invalid(f"A named range with ID {named['namedRangeId']} already exists.")
    batch.area(named.get("range", {}))
    batch.book.named_ranges[named["namedRangeId"]] = named
    return {"namedRange": named}


@handles("deleteNamedRange")
def delete_named(batch, request):
    if batch.book.named_ranges.pop(request.get("namedRangeId"), None) is None:
        raise Invalid(f"No named range with ID: {request.get('namedRangeId')}")


@handles("addConditionalFormatRule")
def add_conditional(batch, request):
    rule = request.get("rule", {})
    ranges = rule.get("ranges") or [{}]
    sheets = [batch.area(grid)[0] for grid in ranges]
    sheets[0].conditional.insert(request.get("index", 0), rule)


@handles("deleteConditionalFormatRule")
def delete_conditional(batch, request):
    sheet, index = batch.book.by_id(request.get("sheetId", 0)), request.get("index", 0)
    if index >= len(sheet.conditional):
        raise Invalid(f"No conditional format on sheet: {sheet.sheet_id} at index: {index}")
    rule = sheet.conditional.pop(index)
    return {"rule": rule}
