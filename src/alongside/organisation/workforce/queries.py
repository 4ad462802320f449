"""What the staff page shows: who works here, in which role and team, and how far they have come."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from alongside.foundation.accounts.models import OPERATOR, Invitation, User
from alongside.foundation.accounts.queries import SECOND_FACTORS
from alongside.foundation.packs.loader import words
from alongside.foundation.ui.paging import Page, page_of
from alongside.organisation.workforce.models import FundingStream, Programme, Team


@dataclass(frozen=True)
class Member:
    """One line of the staff page."""

    user: User
    role: str
    team: str
    state: str


def staff_page_of(after: str | None) -> Page:
    """Everybody who is or was on staff, by name."""
    second_factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    invitation = Invitation.objects.open().filter(user=OuterRef("pk"))
    staff = User.objects.exclude(role=OPERATOR).select_related("membership__team")
    staff = staff.annotate(ready=Exists(second_factor), invited=Exists(invitation))
    page = page_of(staff, by=["name"], after=after)
    return Page([_member(user) for user in page.rows], page.next_after)


def _member(user):
    membership = getattr(user, "membership", None)
    team = membership.team.name if membership else ""
    return Member(user, words("role", user.role), team, _state(user))


def _state(user):
    if not user.is_active:
        return _("Access ended")
    if user.ready:
        return _("Signs in")
    return _("Invited") if user.invited else _("Has not set up a second step")


def whole_organisation() -> dict[str, list]:
    """Teams with supervisor and members, programmes, and funding streams, by name."""
    teams = Team.objects.select_related("supervisor").prefetch_related("memberships__user")
    return {
        "teams": list(teams),
        "programmes": list(Programme.objects.all()),
        "streams": list(FundingStream.objects.all()),
    }
