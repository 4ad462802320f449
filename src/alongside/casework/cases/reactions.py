"""What follows an event in a case: to ask again, birthdays; and what a death stops."""

from alongside.casework.cases.death.stopping import stopped_by_death
from alongside.casework.cases.moments import when
from alongside.casework.cases.telling.commands import ask_again_what_is_safe, mark_birthdays
from alongside.foundation.agenda.commands import stops
from alongside.foundation.packs.loader import pack


@when(*pack().safe_contact.ended_by)
def ask_again(moment, *, by):
    ask_again_what_is_safe(moment.case, on=moment.on, by=by)


@when("allocated")
def find_birthdays(moment, *, by):
    mark_birthdays(moment.case, by=by)


stops(stopped_by_death)
