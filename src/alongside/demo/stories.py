"""The invented people and what is noted about them, as the files in data/ tell it."""

from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from alongside.demo.local import as_told_in
from alongside.foundation.packs.loader import pack

DATA = Path(__file__).parent / "data"
SUPPORTED = ("ada", "northgate", "eastside")
Story: TypeAlias = dict[str, Any]


def read(name: str) -> Any:
    """One file, with the numbers and postal codes of the place."""
    return _read(name, pack().calendar.country)


@cache
def _read(name, country):
    return yaml.safe_load(as_told_in(country, (DATA / f"{name}.yaml").read_text()))


def read_service(name: str) -> Any:
    """One file of what a whole service is told from."""
    return read(f"service/{name}")


def supported() -> list[Story]:
    """Everyone who is or was supported."""
    return [story for name in SUPPORTED for story in read(name)]


def facts_of(story: Story, *names: str, **renamed: str) -> dict[str, Any]:
    """Those facts that a story tells; what it leaves out keeps its default."""
    wanted = {name: name for name in names} | renamed
    return {name: story[told] for name, told in wanted.items() if told in story}


def windows_called(name: str) -> list[dict[str, Any]]:
    """Safe times, one entry for each day, as they stand on a contact point."""
    return [
        {"day": day, "from": window["from"], "to": window["to"]}
        for window in read("organisation")["windows"][name]
        for day in window["days"]
    ]
