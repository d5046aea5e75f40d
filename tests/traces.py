"""Where a marked person is left: every byte of workbooks, state and whatever else lies there."""

import zipfile


def parts(path):
    """The parts of a workbook, unzipped."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def holding(traces, *paths):
    """Name what holds one of the traces: parts of workbooks, and files, in folders all that lie there."""
    found = set()
    for path in paths:
        for file in [path] if path.is_file() else path.rglob("*"):
            if file.is_file():
                held = parts(file) if zipfile.is_zipfile(file) else {file.name: file.read_bytes()}
                found |= {name for name, data in held.items() if any(t in data.lower() for t in traces)}
    return sorted(found)
