"""What somebody who leaves was to look at passes to whoever may look next."""

from contextlib import suppress

from alongside.casework.cases.models import SECOND_EYES, Case
from alongside.casework.cases.second_eyes import NobodyElse, find_other_eyes
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command


@command("second_eyes.passed_on")
def pass_second_looks_on(leaver: User, *, by: User) -> list[Item]:
    """Where nobody else sees the case today it stays open, and whoever leads there next finds it
    on the page of the case."""
    passed = []
    for look in Item.objects.open().filter(owner=leaver.pk, kind__in=SECOND_EYES):
        with suppress(NobodyElse):
            find_other_eyes(Case.objects.get(pk=look.subject), look, by=by)
            passed.append(look)
    return passed
