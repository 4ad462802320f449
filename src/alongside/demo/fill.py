"""Filling an empty place with a small invented organisation, so that there is something to see."""

from alongside.casework.people.models import Person
from alongside.demo.commands import tell_other_work, tell_referrals, tell_some
from alongside.demo.house import settle_in
from alongside.demo.stories import supported
from alongside.foundation.accounts.commands import the_operator
from alongside.foundation.audit.models import Entry
from alongside.foundation.jobs.worker import Worker

AT_A_TIME = 10


class NotEmpty(Exception):
    """There are people here already; the demo is never mixed with them."""


def is_the_demo() -> bool:
    """Whether the people here are the invented ones: the trail tells it."""
    return Entry.objects.filter(verb__startswith="demo.").exists()


def fill_demo() -> None:
    """About sixty people over nine months, told up to this moment. Raises NotEmpty."""
    if Person.objects.exists():
        raise NotEmpty
    operator = the_operator()
    house = settle_in(by=operator)
    people = supported()
    for start in range(0, len(people), AT_A_TIME):
        tell_some(people[start : start + AT_A_TIME], house, by=operator)
    tell_referrals(house, by=operator)
    tell_other_work(house, by=operator)
    _do_what_waits()


def _do_what_waits():
    # It was asked for on days of the past: the doctor would say that nobody works here.
    worker = Worker()
    while worker.work_once():
        pass
