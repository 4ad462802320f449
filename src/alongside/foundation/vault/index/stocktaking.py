"""Holding the index against what it is of, owner by owner."""

import json
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.db.models import QuerySet

from alongside.foundation.vault.index import tables
from alongside.foundation.vault.index.ciphers import TOKENS, place_of_card, secrets_of
from alongside.foundation.vault.index.layout import told_tokens
from alongside.foundation.vault.index.models import Builds, Entry
from alongside.foundation.vault.index.writing import Entered
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import SealBroken, Sealed


def standing_entries() -> QuerySet[Entry]:
    """Of everybody who stands in the index as it is searched now."""
    return Entry.objects.filter(generation__in=Builds.objects.values("current"))


def unlike(told: Mapping[UUID, Entered | None]) -> Iterator[UUID]:
    """Those who stand in the index otherwise than told, or not at all; and of whom nothing is told,
    those who stand there."""
    if (standing := tables.standing()) is None:
        yield from (owner for owner, entered in told.items() if entered)
        return
    secrets = secrets_of(standing.generation)
    entries = tables.entries(standing.generation, list(told))
    cards = tables.cards([number for number, _sealed in entries.values()])
    for owner, entered in told.items():
        expected = (secrets.tokens(entered.tokens), entered.card) if entered else None
        found = None
        if entry := entries.get(owner):
            number, sealed = entry
            found = _tokens(secrets, sealed, number), _card(*cards[number])
        if found != expected:
            yield owner


def _tokens(secrets, sealed, number):
    try:
        return told_tokens(secrets.open(TOKENS, sealed, number))
    except SealBroken:
        return None


def _card(owner, sealed):
    try:
        return json.loads(Sealed(sealed).open(place_of_card(owner)))
    except (KeyGone, SealBroken):
        return None
