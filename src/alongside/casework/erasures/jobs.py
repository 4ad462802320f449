"""What was agreed and broken off is finished in the background."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from alongside.casework.erasures.carrying import carry_on
from alongside.casework.erasures.parts.commands import take_out_interrupted
from alongside.foundation.accounts.models import User
from alongside.foundation.jobs.kinds import job


@job("erasures.carry_on", _("Go on with erasures that broke off"), every=timedelta(minutes=10))
def go_on_with_erasures(*, by: User, **asked: object) -> None:
    """A crash, or a hold that has ended since, left them where they stood."""
    carry_on(by=by)
    take_out_interrupted(by=by)
