"""A form that arrives twice is done once: its token claims the deed inside the transaction."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.apps import apps
from django.db.models import Model

from alongside.foundation.audit.models import Deed
from alongside.foundation.clock import now


@dataclass(frozen=True)
class Claim:
    mine: bool
    earlier: Model | None = None


def claim(token: UUID) -> Claim:
    """Ours to do, or done already, and then with which row. A rival's open transaction is waited
    for, because the token is the table's primary key."""
    mine = uuid4()
    deed = Deed(token=token, claim=mine, subject="", at=now())
    Deed.objects.bulk_create([deed], ignore_conflicts=True)
    kept = Deed.objects.get(pk=token)
    return Claim(True) if kept.claim == mine else Claim(False, _row(kept.subject))


def keep(token: UUID, row: Model) -> None:
    """Remember what came of the deed."""
    Deed.objects.filter(pk=token).update(subject=f"{row._meta.label_lower}:{row.pk}")


def _row(subject):
    label, _, pk = subject.partition(":")
    return apps.get_model(label).objects.get(pk=pk)
