"""The time zone of a place, for the settings: they are read before anything else is."""

from pathlib import Path

from alongside.foundation.packs.layers import chain_of, laid_over
from alongside.foundation.packs.nodes import entries, items, text
from alongside.foundation.packs.schema import PackError


def first_zone(folder: Path, name: str) -> str:
    """The first one that the pack names; what is wrong with a pack is told later, in words."""
    try:
        calendar = entries(laid_over(chain_of(folder, name), "calendar", folder / name))
        named = items(calendar["time_zones"]) if "time_zones" in calendar else []
        return text(named[0]) if named else "UTC"
    except PackError:
        return "UTC"
