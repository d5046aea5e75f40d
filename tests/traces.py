"""Where a marked person is left: every byte of workbooks, state and whatever else lies there."""

import re
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


def part_of(path, title):
    """The part that keeps a tab: programmes number them as they like."""
    held = parts(path)
    (tag,) = re.findall(f'<[^<]*sheet [^>]*name="{title}"[^>]*>', held["xl/workbook.xml"].decode())
    (key,) = re.findall(r':id="([^"]*)"', tag)
    links = re.findall(r"<Relationship [^>]*>", held["xl/_rels/workbook.xml.rels"].decode())
    (target,) = [re.search('Target="([^"]*)"', link)[1] for link in links if f'Id="{key}"' in link]
    return "xl/" + target.removeprefix("/xl/")
