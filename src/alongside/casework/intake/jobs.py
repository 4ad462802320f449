"""What intake does in the background: taking a partner's file in, destroying forgotten ones."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from alongside.casework.intake.alike.finding import compare_referrals
from alongside.casework.intake.calls.commands import forget_calls
from alongside.casework.intake.commands import COMPARE
from alongside.casework.intake.doubles.sweeping import sweep
from alongside.casework.intake.feeds.commands import TAKE_IN
from alongside.casework.intake.feeds.taking import go_on
from alongside.casework.intake.merging.commands import ask_who_still_sees_both
from alongside.casework.intake.sides.commands import note_two_sides
from alongside.casework.intake.sides.finding import two_sides
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.imports.commands import stop_upload, sweep_uploads
from alongside.foundation.imports.models import Upload
from alongside.foundation.jobs.kinds import job


@job(TAKE_IN, _("Take in a partner’s file"))
def take_in_a_file(upload: UUID, by: User, **asked: object) -> None:
    """Each batch stands by itself, so that it may be tried again from wherever it broke off. For
    whoever may no longer bring files nothing more is taken."""
    file = Upload.objects.get(pk=upload)
    if by.is_active and holds(by, Permission.REFERRAL_IMPORT):
        go_on(file, by=by)
    else:
        stop_upload(file, by=by)


@job(
    "referrals.sweep_files",
    _("Destroy partners’ files that nobody took in"),
    every=timedelta(hours=6),
)
def destroy_forgotten_files(by: User, **asked: object) -> None:
    """Begun or not: a week is enough to mend what came back."""
    sweep_uploads(by=by)


@job("calls.forget", _("Forget the notes of calls"), every=timedelta(hours=24))
def forget_notes_of_calls(by: User, **asked: object) -> None:
    """What no referral came of is kept for a month; that there was a call is counted for good."""
    forget_calls(by=by)


@job(COMPARE, _("Compare who came in with those who are here"))
def compare_who_came_in(by: User, **asked: object) -> None:
    """Whatever waits and was not compared yet, so that one run does for many that came at once."""
    compare_referrals(by=by)


@job(
    "cases.two_sides",
    _("Find cases that may be the two sides of one crime"),
    every=timedelta(hours=6),
)
def find_two_sides(by: User, **asked: object) -> None:
    """Read without holding anybody up; only what was found is written."""
    if found := two_sides():
        note_two_sides(found, by=by)


@job(
    "people.doubles",
    _("Find who may be here twice"),
    every=timedelta(minutes=15),
)
def find_doubles(by: User, **asked: object) -> None:
    """Once a week over everybody, some minutes at a time; from where it stood."""
    sweep(by=by)


@job(
    "merges.ask",
    _("Find a second person for two records that may be one"),
    every=timedelta(hours=24),
)
def find_who_confirms(by: User, **asked: object) -> None:
    """Whoever was asked may have lost sight of one of them, or nobody was there to be asked."""
    ask_who_still_sees_both(by=by)
