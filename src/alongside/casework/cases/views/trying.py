"""Whoever tries number after number to see which is refused waits longer and longer."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from alongside.casework.people.commands import note_refusal
from alongside.casework.people.forms import SafeContactForm
from alongside.casework.people.models import Person
from alongside.foundation.accounts.throttle import Bucket, count_one, wait_for


def may_try(request: HttpRequest, form: SafeContactForm) -> bool:
    """Whether another number may be tried yet; else the form says when."""
    waits = wait_for(_bucket(request))
    if waits:
        say = _("Too many could not be used. Try again in %(minutes)s minutes")
        form.add_error("value", say % {"minutes": -(-waits // 60)})
    return not waits


def refuse(request: HttpRequest, person: Person, form: SafeContactForm) -> None:
    """It is on the trail, and the form says nothing of why."""
    count_one(_bucket(request))
    note_refusal(person, by=request.user)
    form.add_error("value", _("It is not known to be safe to use this one. Ask for another"))


def _bucket(request):
    return Bucket(f"refused:{request.user.pk}")
