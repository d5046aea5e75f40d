"""Small groups are hidden, and so is what would reveal them."""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 5


def without_small(counts: Mapping[str, int], *, least: int = LEAST) -> dict[str, int | None]:
    """Hide groups of 1 to `least - 1`; None is hidden. Nought says nothing of anybody.

    With the total known, a hidden group could be reckoned from the others; so the smallest others
    are hidden too, until at least two groups are and their sum is no small group itself.
    """
    hidden = {name for name, count in counts.items() if 0 < count < least}
    others = sorted((name for name in counts if name not in hidden), key=lambda name: (counts[name], name))
    if len(counts) > 1:
        while hidden and others and (len(hidden) < 2 or sum(counts[name] for name in hidden) < least):  # noqa: PLR2004
            hidden.add(others.pop(0))
    return {name: None if name in hidden else count for name, count in counts.items()}
