"""A worker who is given a case has a first contact to make; explained limits are off her day."""

from alongside.casework.cases.moments import when
from alongside.casework.cases.reopening.commands import EXPLAIN_LIMITS
from alongside.casework.support.commands import FIRST_CONTACT
from alongside.casework.support.feedback.models import FEEDBACK
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.packs.calendar import add_working_days
from alongside.foundation.packs.loader import pack


@when("allocated")
def make_first_contact(moment, *, by):
    worker = moment.case.allocations.get(pk=moment.record).worker_id
    waiting = Item.objects.open().about(moment.case, FIRST_CONTACT)
    if waiting.filter(owner=worker).exists():  # handed over before anybody had made it
        return
    days = pack().clocks["first_contact"].days_for(moment.case.danger)
    due = add_working_days(moment.on, days)
    put(moment.case, FIRST_CONTACT, due=due, source=moment.pk, owner=worker, by=by)


@when("limits_explained")
def limits_are_explained(moment, *, by):
    asked = Item.objects.open().about(moment.case, EXPLAIN_LIMITS)
    settle(asked, outcome="explained", because=moment.record, by=by)


@when("support_reopened")
def support_goes_on(moment, *, by):
    """How support was is asked when it has ended for good."""
    settle(Item.objects.open().about(moment.case, FEEDBACK), outcome="reopened", by=by)
