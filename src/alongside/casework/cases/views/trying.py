"""Whoever tries number after number to see which is refused waits longer and longer."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from alongside.casework.people.commands import note_refusal
from alongside.casework.people.forms import SafeContactForm
from alongside.casework.people.models import Person
from alongside.foundation.accounts.guessing.throttle import Bucket, claim, take_back


def may_try(request: HttpRequest, form: SafeContactForm) -> bool:
    """Whether another number may be tried yet; else the form says when. It is counted before it
    is tried, so that a hundred at once gain no answer, and taken back by `accept`."""
    waits = claim(_bucket(request))
    if waits:
        say = _("Too many could not be used. Try again in %(minutes)s minutes")
        form.add_error("value", say % {"minutes": -(-waits // 60)})
    return not waits


def accept(request: HttpRequest) -> None:
    """It could be used, and is saved."""
    take_back(_bucket(request))


def refuse(request: HttpRequest, person: Person, form: SafeContactForm) -> None:
    """It stays counted and is on the trail, and the form says nothing of why."""
    note_refusal(person, by=request.user)
    form.add_error("value", _("It is not known to be safe to use this one. Ask for another"))


def _bucket(request):
    return Bucket(f"refused:{request.user.pk}")
