"""Before the server starts: the pack can be read, and has what the code names."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
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
