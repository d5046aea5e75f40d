"""Field masks: `a,b(c,d/e),f.g`, as a tree of dicts in which an empty dict is everything below."""

import re
from functools import lru_cache

from .problems import sheets

_TOKEN = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*|\*|[,()./])")


@lru_cache(maxsize=512)
def parse(text):
    """The tree a mask means; {} when it is everything. A mask that cannot be read is a 400."""
    tokens, place = [], 0
    while place < len(text.rstrip()):
        match = _TOKEN.match(text, place)
        if match is None:
            raise _bad(text)
        tokens.append(match[1])
        place = match.end()
    tokens.reverse()
    tree = _fields(tokens, text)
    if tokens:
        raise _bad(text)
    return {} if "*" in tree else tree


def _fields(tokens, text):
    tree = {}
    while True:
        here = tree
        while True:
            if not tokens or tokens[-1] in ",()./":
                raise _bad(text)
            name = tokens.pop()
            whole = name in here and not here[name]
            here = here.setdefault(name, {})
            mark = tokens[-1] if tokens else ""
            if mark not in ("/", "."):
                break
            tokens.pop()
            if whole:
                here = {}  # already asked for whole
        if mark == "(":
            tokens.pop()
            inner = _fields(tokens, text)
            if not tokens or tokens.pop() != ")":
                raise _bad(text)
            if "*" not in inner:
                _merge(here, inner)
        else:
            here.clear()
        if not tokens or tokens[-1] != ",":
            return tree
        tokens.pop()


def _merge(tree, more):
    for name, below in more.items():
        if name in tree and (not tree[name] or not below):
            tree[name] = {}
        else:
            _merge(tree.setdefault(name, {}), below)


def _bad(text):
    violation = {
        "field": "fields",
        "description": f"Error expanding 'fields' parameter. Cannot parse '{text}'.",
    }
    details = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}]
    return sheets(400, "Request contains an invalid argument.", details=details)


def pick(tree, value):
    """What the mask lets through of a JSON value."""
    if not tree or "*" in tree:
        return value
    if isinstance(value, list):
        return [pick(tree, one) for one in value]
    if not isinstance(value, dict):
        return value
    picked = {}
    for name, below in tree.items():
        if name in value:
            picked[name] = pick(below, value[name]) if below else value[name]
    return picked


def check(tree, known, text):
    """Refuse a name that is not a field of the answer; `known` nests only where it matters."""
    for name, below in tree.items():
        if name == "*":
            continue
        if name not in known:
            raise _unknown(name)
        if below and known[name] is not None:
            check(below, known[name], text)


def _unknown(name):
    violation = {
        "field": name,
        "description": f"Error expanding 'fields' parameter. Cannot find matching fields for path '{name}'.",
    }
    details = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}]
    return sheets(400, "Request contains an invalid argument.", details=details)
