"""The questions that were asked about a note."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.casework.cases.models import Case
from alongside.casework.support.followups.models import ANSWERED, FollowUp
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item

SHOWN = 30


def follow_ups_of(case: Case, contact: UUID) -> list[FollowUp]:
    """The first question first."""
    asked = FollowUp.objects.filter(case=case, contact=contact)
    found = list(asked.select_related("asked_by", "answered_by")[:SHOWN])
    for follow_up in found:
        follow_up.case = case
    return found


def follow_up_of(case: Case, follow_up_id: UUID) -> FollowUp:
    """One question of this case; else 404."""
    asked = FollowUp.objects.filter(case=case).select_related("asked_by", "answered_by")
    follow_up = get_object_or_404(asked, pk=follow_up_id)
    follow_up.case = case
    return follow_up


def waits_to_be_read(follow_up: FollowUp, reader: User) -> bool:
    """Whether the answer still stands on the day of this reader."""
    rows = Item.objects.open().asked_for_by([follow_up])
    return rows.filter(kind=ANSWERED, owner=reader.pk).exists()


def who_answers(case: Case, writer: User) -> UUID:
    """Whoever wrote the note, while she works on the case; else a worker who does."""
    working = list(
        case.allocations.filter(until=None).order_by("since").values_list("worker", flat=True)
    )
    return writer.pk if writer.pk in working or not working else working[0]
