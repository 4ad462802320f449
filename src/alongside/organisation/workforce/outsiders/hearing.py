"""A code is read out over the phone and typed in: it is counted, compared, and nothing is told."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from alongside.foundation.accounts.guessing.throttle import TooManyTries, Try
from alongside.foundation.audit.trail import note
from alongside.organisation.workforce.models import NightCode
from alongside.organisation.workforce.outsiders.queries import code_read_out


class NotRight(Exception):
    """The code opens nothing; the words say what to do."""


def hear(request: HttpRequest, typed: str, purpose: str) -> NightCode:
    """The code that was read out. Raises NotRight with the same words for a code that never was,
    was used, is meant for something else, or was made by whoever types it; and when too many
    were wrong, with how long to wait."""
    user = request.user
    attempt = Try(request, "outsider", user.email)  # type: ignore[union-attr]
    try:
        attempt.claim()
    except TooManyTries as trouble:
        say = _("Too many codes were wrong. Wait %(minutes)s minutes and try again")
        raise NotRight(say % {"minutes": -(-trouble.seconds // 60)}) from None
    code = code_read_out(typed, purpose, to=user)  # type: ignore[arg-type]
    if code is None:
        note("outsider.code_not_right", subject=user, by=user)  # type: ignore[arg-type]
        raise NotRight(_("This code opens nothing. Read it back to them, or ask for another"))
    attempt.succeeded()
    return code
