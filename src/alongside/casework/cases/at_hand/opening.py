"""One case that its reader may see, with its flags and, where a page looks, all that is at hand."""

from uuid import UUID

from django.db.models import DateField, DateTimeField, Field, OuterRef, UUIDField
from django.http import Http404

from alongside.casework.cases.at_hand import at_hand
from alongside.casework.cases.models import Case, EmergencyAccess, seen_by
from alongside.casework.keeping.guards import erased, on_hold
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now, today
from alongside.foundation.prepared import Prepared


def case_in_sight(user: User, case_id: UUID, *, looks: bool) -> Case:
    """In one statement; 404 for one out of sight as for a missing one. Whoever only `looks` finds
    the small facts of the page with it; what is about to change is read after it has changed."""
    if not holds(user, Permission.CASE_READ):
        raise Http404
    question = _TO_READ if looks else _TO_CHANGE
    found = question.models(user=user.pk, at=now(), day=today(), case=case_id)
    if not found:
        raise Http404
    return found[0]


def _with_its_flags(user, at, day, case):
    lasting = EmergencyAccess.objects.running(at).filter(case=OuterRef("pk"), by=user)
    return (
        Case.objects.filter(pk=case, pk__in=seen_by(user, at))
        .select_related("person", "programme", "stream")
        .annotate(emergency_until=lasting.values("until")[:1])
        .annotate(on_hold=on_hold("person", day), erased=erased("person", "pk"))
    )


def _with_all_at_hand(user, at, day, case):
    return _with_its_flags(user, at, day, case).annotate(**at_hand(day))


_ASKED: dict[str, Field] = {
    "user": UUIDField(),
    "at": DateTimeField(),
    "day": DateField(),
    "case": UUIDField(),
}
_TO_CHANGE = Prepared(_with_its_flags, **_ASKED)
_TO_READ = Prepared(_with_all_at_hand, **_ASKED)
