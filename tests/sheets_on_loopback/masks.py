"""Field masks: `a,b(c,d/e)` keeps those fields of an answer and leaves the rest out."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=100)
def mask(text):
    """Parse a mask into nested dicts; an empty one keeps everything below."""
    tree, rest = _fields(text)
    if rest:
        raise ValueError(rest)
    return tree


def _fields(text):
    tree = {}
    while text and text[0] != ")":
        end = next((i for i, sign in enumerate(text) if sign in ",(/)"), len(text))
        name, text = text[:end], text[end:]
        below = tree.setdefault(name, {})
        while text and text[0] == "/":
            end = next((i for i, sign in enumerate(text[1:], 1) if sign in ",(/)"), len(text))
            below, text = below.setdefault(text[1:end], {}), text[end:]
        if text and text[0] == "(":
            inner, text = _fields(text[1:])
            below.update(inner)
            text = text[1:]
        if text and text[0] == ",":
            text = text[1:]
    return tree, text


class Kept(list):
    """What has been through the mask already."""


def kept(tree, value):
    """Keep what the mask names."""
    if not tree or not value or type(value) is Kept:
        return value
    if isinstance(value, list):
        return [kept(tree, one) if one else one for one in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for name, below in tree.items():
        if name in value:
            one = value[name]
            left = kept(below, one)
            if left != {} or one == {} or name == "values":
                found[name] = left
    return found
