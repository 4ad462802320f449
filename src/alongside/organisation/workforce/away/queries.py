"""Who is away today, and soon."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.organisation.workforce.away.models import Absence

SOON = timedelta(days=28)


def away_today() -> set[UUID]:
    """The ids of those who are away today."""
    return set(Absence.objects.on(today()).values_list("user", flat=True))


def absences_ahead(users: Collection[User]) -> dict[UUID, list[Absence]]:
    """Of these users, who is away now or within four weeks, and who stands in for them."""
    ahead = Absence.objects.standing().filter(
        user__in=users, last__gte=today(), first__lte=today() + SOON
    )
    found: dict[UUID, list[Absence]] = {}
    for absence in ahead.select_related("cover"):
        found.setdefault(absence.user_id, []).append(absence)
    return found


def covering(user: User) -> list[Absence]:
    """For whom this user stands in, now or within four weeks."""
    ahead = Absence.objects.standing().filter(cover=user, last__gte=today())
    return list(ahead.filter(first__lte=today() + SOON).select_related("user"))


def standing_of(user: User) -> list[Absence]:
    """This user's own days away, from today on."""
    return list(Absence.objects.standing().filter(user=user).select_related("cover", "marked_by"))
