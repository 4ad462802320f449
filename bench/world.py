"""Who asks, and about what: the first worker of the house, her senior, and whoever leads."""

from dataclasses import dataclass
from importlib import import_module

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from alongside.casework.cases.models import Case
from alongside.foundation.accounts import shift
from alongside.foundation.accounts.models import User
from alongside.insight.periods import quarters
from bench.staff import BLOCK

EMAILS = {
    "worker": "worker-0000@bench.example",
    "senior": "senior-0000@bench.example",
    "lead": "lead@bench.example",
}
CSRF = "b" * 32


@dataclass(frozen=True)
class World:
    cases: list[str]
    people: int
    quarter: str
    cookies: dict[str, dict[str, str]]


def look_round() -> World:
    """Every cookie opens a session in which both factors were passed."""
    staff = {who: User.objects.get(email=email) for who, email in EMAILS.items()}
    cases = Case.objects.visible_to(staff["worker"]).open().order_by("reference")
    return World(
        [str(pk) for pk in cases.values_list("pk", flat=True)],
        User.objects.filter(email__startswith="worker-").count() * BLOCK,
        quarters()[1].code,
        {who: _signed_in(user) for who, user in staff.items()},
    )


def _signed_in(user):
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    shift.begin(session)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: CSRF}
