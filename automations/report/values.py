"""Settings and facts as the configuration file writes them."""

from __future__ import annotations

from collections.abc import Mapping


def as_toml(value: object) -> str:
    """Write a value as TOML has it; what TOML cannot say, as a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key} = {as_toml(each)}" for key, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(as_toml(each) for each in value)}]"
    return str(value)
