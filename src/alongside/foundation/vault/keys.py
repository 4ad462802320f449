"""Cutting, unwrapping and destroying the data keys that the organisation's own key wraps."""

from collections.abc import Iterable
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from alongside.foundation.vault.many.plain import insert
from alongside.foundation.vault.models import DataKey, KeyOwner
from alongside.foundation.vault.wrapping import (
    fingerprint_while_cutting,
    secret_now,
    wrap,
)


def cut_key_for(owner: KeyOwner) -> None:
    """Committed before the row that needs it: a key without a row does no harm."""
    cut_keys_for([owner])


def cut_keys_for(owners: Iterable[KeyOwner]) -> None:
    """A key for each of many owners, in one statement."""
    owners = list(owners)
    keys = _cut([DataKey(owner=owner.pk) for owner in owners])
    for owner, key in zip(owners, keys, strict=True):
        owner.key_id = key.pk


def key_for_compartment(owner_id: UUID, compartment: str) -> UUID:
    """The key of one compartment (counselling, say) of an owner; cut when first asked for."""
    known = DataKey.objects.filter(owner=owner_id, compartment=compartment).first()
    if known is None:
        (known,) = _cut([DataKey(owner=owner_id, compartment=compartment)])
    return known.pk


def key_id_of(owner_id: UUID) -> UUID | None:
    """The main key of an owner that is known by id only."""
    keys = DataKey.objects.filter(owner=owner_id, compartment="").exclude(wrapped=None)
    return keys.values_list("id", flat=True).first()


def was_destroyed(owner_id: UUID) -> bool:
    """Whether this owner had a main key and has none any more: what is hers was erased."""
    return DataKey.objects.filter(owner=owner_id, compartment="", wrapped=None).exists()


def destroy_keys_of(owner_id: UUID) -> int:
    """From the next request on, nothing that any key of this owner sealed can be opened."""
    return DataKey.objects.filter(owner=owner_id).update(wrapped=None)


def unwrap(key: DataKey) -> AESGCM | None:
    """The cipher of a key, or None for one that was destroyed. Raises KeyTrouble."""
    secret = secret_now(key)
    return AESGCM(secret) if secret else None


def _cut(keys):
    # In one transaction with the look at which organisation key wraps: a change waits for it.
    with transaction.atomic(using="keys"):
        by = fingerprint_while_cutting()
        for key in keys:
            wrap(key, AESGCM.generate_key(256), by=by)
        insert(keys)
    return keys
