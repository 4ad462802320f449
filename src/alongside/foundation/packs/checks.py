"""Before the server starts: the pack can be read, and has what the code names."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from alongside.foundation.access.roles import ROLES
from alongside.foundation.packs.loader import pack, vocabulary
from alongside.foundation.packs.schema import Pack, PackError

CLOCKS = ("triage", "first_contact", "second_eyes")


@register
def check_pack(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """One sentence for each thing that does not fit."""
    try:
        return list(_faults_of(pack()))
    except PackError as trouble:
        return [Error(str(trouble), id="packs.E001")]


def _faults_of(read: Pack) -> Iterator[CheckMessage]:
    for role in ROLES:
        if role not in vocabulary("role"):
            words = (
                f"The pack {read.id} has no words for the role `{role}` in its vocabulary `role`."
            )
            yield Error(words, id="packs.E003")
    for name in CLOCKS:
        if name not in read.clocks or not read.clocks[name].counts_days:
            words = f"The pack {read.id} has no clock `{name}` in clocks.yaml that may count days."
            yield Error(words, id="packs.E004")
    if trouble := _zone_trouble(read.calendar.time_zones):
        yield Error(trouble, id="packs.E005")


def _zone_trouble(zones: tuple[str, ...]) -> str:
    """A wrong zone would call a dangerous hour safe, so it is never guessed among several."""
    if not zones or (settings.TIME_ZONE in zones and settings.TIME_ZONE_TOLD):
        return ""
    if settings.TIME_ZONE not in zones:
        return f"ALONGSIDE_TIME_ZONE is {settings.TIME_ZONE}; this place has: {', '.join(zones)}."
    if len(zones) > 1 and not settings.DEMO:
        return f"Say in ALONGSIDE_TIME_ZONE which is yours: {', '.join(zones)}."
    return ""
