"""Cutting, unwrapping and destroying the data keys that the organisation's own key wraps."""

from collections.abc import Iterable
from os import urandom
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.foundation.vault.models import DataKey, KeyOwner
from alongside.foundation.vault.organisation import fingerprint, subkey
from alongside.foundation.vault.providers import KeyTrouble


def cut_key_for(owner: KeyOwner) -> None:
    """Committed before the row that needs it: a key without a row does no harm."""
    cut_keys_for([owner])


def cut_keys_for(owners: Iterable[KeyOwner]) -> None:
    """A key for each of many owners, in one statement."""
    owners = list(owners)
    keys = [_new_key(owner.pk) for owner in owners]
    DataKey.objects.bulk_create(keys)
    for owner, key in zip(owners, keys, strict=True):
        owner.key_id = key.pk


def key_for_compartment(owner_id: UUID, compartment: str) -> UUID:
    """The key of one compartment (counselling, say) of an owner; cut when first asked for."""
    known = DataKey.objects.filter(owner=owner_id, compartment=compartment).first()
    if known is None:
        known = _new_key(owner_id, compartment)
        known.save(force_insert=True)
    return known.pk


def key_id_of(owner_id: UUID) -> UUID | None:
    """The main key of an owner that is known by id only."""
    keys = DataKey.objects.filter(owner=owner_id, compartment="").exclude(wrapped=None)
    return keys.values_list("id", flat=True).first()


def destroy_keys_of(owner_id: UUID) -> int:
    """From the next request on, nothing that any key of this owner sealed can be opened."""
    return DataKey.objects.filter(owner=owner_id).update(wrapped=None)


def unwrap(key: DataKey) -> AESGCM:
    """The cipher of a key; raises KeyTrouble when another organisation key wrapped it."""
    wrapped = bytes(key.wrapped or b"")
    try:
        secret = _wrapper().decrypt(wrapped[:12], wrapped[12:], key.pk.bytes)
    except InvalidTag:
        raise KeyTrouble(f"The data key {key.pk} was wrapped by another key or altered.") from None
    return AESGCM(secret)


def _new_key(owner_id, compartment=""):
    key, nonce = DataKey(owner=owner_id, compartment=compartment), urandom(12)
    secret = AESGCM.generate_key(256)
    key.wrapped = nonce + _wrapper().encrypt(nonce, secret, key.pk.bytes)
    key.wrapped_by = fingerprint()
    return key


def _wrapper():
    return AESGCM(subkey("wrap"))
