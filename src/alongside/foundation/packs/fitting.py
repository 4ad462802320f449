"""How this organisation fits the pack to itself: read at most once in a request, by each anew."""

import threading
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.core.signals import request_finished, request_started
from django.utils.translation import get_language

from alongside.foundation.packs.schema import Asked


@dataclass(frozen=True)
class Fitted:
    """A field as it is asked here; `own` tells whether that is the organisation's doing."""

    hidden: bool = False
    required: bool = False
    label: str = ""
    own: bool = False


class Rows(threading.local):
    """The rows of one request. Outside of one nothing is remembered: a job may run for hours."""

    def __init__(self):
        self.in_a_request = False
        self.known: dict[str, Any] | None = None

    def begin(self, **signal: object) -> None:
        """Another process may have changed them since."""
        self.in_a_request, self.known = True, None

    def end(self, **signal: object) -> None:
        self.in_a_request, self.known = False, None

    def forget(self) -> None:
        """They are being changed right now."""
        self.known = None

    def all(self) -> dict[str, Any]:
        """Every row by the field or vocabulary it is of, in one statement."""
        if self.known is not None:
            return self.known
        # By its name: models read the pack, and so this page, while they are being made.
        found = {row.of: row for row in apps.get_model("packs", "Fitting").objects.all()}
        if self.in_a_request:
            self.known = found
        return found


rows = Rows()
request_started.connect(rows.begin)
request_finished.connect(rows.end)


def fitted(form: str, name: str, said: Asked) -> Fitted:
    """The field as the pack says, with what the organisation may change of that and has. What the
    pack keeps or leaves free today stays so, whatever was chosen under an earlier pack."""
    own = rows.all().get(f"{form}.{name}")
    led = rows.all().get(f"{form}.{said.under}") if said.under else None
    asked = Fitted(label=said.label)
    if led and led.hidden and may_hide(said):
        asked = replace(asked, hidden=True)
    if own is None:
        return asked
    hidden = asked.hidden or (own.hidden and may_hide(said) and not said.under)
    return Fitted(
        hidden=hidden,
        required=own.required and may_require(said) and not hidden,
        label=own.labels.get(get_language() or "") or said.label,
        own=bool(own.hidden or own.required or own.labels),
    )


def may_hide(said: Asked) -> bool:
    """Nobody's safety and no work that must be done rests on it."""
    return not said.keep


def may_require(said: Asked) -> bool:
    """Nobody has to tell what is free to be helped, and half of an answer is none: what stands
    under another field is answered with it."""
    return not said.free and not said.under


def hidden_codes(vocabulary: str, always: frozenset[str]) -> set[str]:
    """The codes that are not offered here; never one that always stays."""
    own = rows.all().get(vocabulary)
    return set(own.codes) - always if own else set()
