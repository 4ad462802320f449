"""A worker who is given a case has a first contact to make."""

from alongside.casework.cases.moments import when
from alongside.casework.support.commands import FIRST_CONTACT
from alongside.foundation.agenda.commands import put
from alongside.foundation.packs.calendar import add_working_days
from alongside.foundation.packs.loader import pack


@when("allocated")
def make_first_contact(moment, *, by):
    worker = moment.case.allocations.get(pk=moment.record).worker_id
    days = pack().clocks["first_contact"].days_for(moment.case.danger)
    due = add_working_days(moment.on, days)
    put(moment.case, FIRST_CONTACT, due=due, source=moment.pk, owner=worker, by=by)
