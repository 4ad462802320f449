"""A form that arrives twice is done once: its token claims the deed inside the transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db.models import Model

from alongside.foundation.audit.models import Deed
from alongside.foundation.clock import now
from alongside.foundation.vault.organisation import token as keyed


class SentBefore(Exception):
    """The token was used for something else, or with other words: nothing is done, nothing lost."""


@dataclass(frozen=True)
class Claim:
    mine: bool
    earlier: Model | None = None


def digest(verb: str, by: Model, args: Iterable[Any], given: Mapping[str, Any]) -> bytes:
    """Who does what, to which rows, with which words: a keyed digest of 32 bytes."""
    told = [verb, _said(by), *map(_said, args)]
    told += [f"{name}={_said(value)}" for name, value in sorted(given.items())]
    return keyed("deed", "\0".join(told))


def claim(token: UUID, what: bytes) -> Claim:
    """Ours to do, or done already, and then with which row; raises SentBefore for a token that
    was used for something else. A rival's open transaction is waited for, because the token is
    the table's primary key."""
    mine = uuid4()
    deed = Deed(token=token, what=what, claim=mine, subject="", at=now())
    Deed.objects.bulk_create([deed], ignore_conflicts=True)
    kept = Deed.objects.get(pk=token)
    if kept.claim == mine:
        return Claim(True)
    if bytes(kept.what) != what:
        raise SentBefore
    return Claim(False, _row(kept.subject))


def keep(token: UUID, row: Model) -> None:
    """Remember what came of the deed."""
    Deed.objects.filter(pk=token).update(subject=f"{row._meta.label_lower}:{row.pk}")


def _said(value):
    if isinstance(value, Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if hasattr(value, "model") and hasattr(value, "values_list"):
        return " ".join(sorted(map(str, value.values_list("pk", flat=True))))
    return repr(value)


def _row(subject):
    label, _, pk = subject.partition(":")
    return apps.get_model(label).objects.get(pk=pk)
