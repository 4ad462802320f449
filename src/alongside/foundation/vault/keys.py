"""Cutting, unwrapping and destroying the data keys that the organisation's own key wraps."""

from collections.abc import Collection, Iterable
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections, router, transaction

from alongside.foundation.vault.brought_back.shut import refuse_while_shut
from alongside.foundation.vault.many.plain import insert
from alongside.foundation.vault.models import DataKey, KeyOwner
from alongside.foundation.vault.wrapping import (
    AnotherKey,
    fingerprint_while_cutting,
    organisation_keys,
    secret_now,
    unwrapped,
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


def ciphers_of(key_ids: Collection[UUID]) -> dict[UUID, AESGCM]:
    """Those that were not destroyed; in plain SQL, since every page waits for it. Whether a restore
    is not finished is asked along: it costs no statement of its own. Raises KeyTrouble."""
    connection = connections[router.db_for_read(DataKey)]
    native = connection.features.has_native_uuid_field
    asked = list(key_ids) if native else [key.hex for key in key_ids]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, wrapped, wrapped_by,"  # noqa: S608
            " EXISTS (SELECT 1 FROM vault_restore WHERE settled_at IS NULL) FROM vault_datakey"
            f" WHERE wrapped IS NOT NULL AND id IN ({','.join(['%s'] * len(asked))})",
            asked,
        )
        rows = cursor.fetchall()
    if any(shut for *_key, shut in rows):
        refuse_while_shut()
    found = ((pk if native else UUID(pk), bytes(wrapped), by) for pk, wrapped, by, _shut in rows)
    keys = organisation_keys() if rows else {}
    secrets = {pk: _secret(pk, wrapped, by, keys) for pk, wrapped, by in found}
    return {pk: AESGCM(secret) for pk, secret in secrets.items() if secret}


def _secret(pk, wrapped, by, keys):
    try:
        return unwrapped(pk, wrapped, by, keys)
    except AnotherKey:  # a change of key took hold of it a moment ago
        return secret_now(DataKey.objects.get(pk=pk))


def _cut(keys):
    # In one transaction with the look at which organisation key wraps: a change waits for it.
    with transaction.atomic(using="keys"):
        by = fingerprint_while_cutting()
        for key in keys:
            wrap(key, AESGCM.generate_key(256), by=by)
        insert(keys)
    return keys
