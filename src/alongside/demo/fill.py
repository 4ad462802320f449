"""Filling an empty place with a small invented organisation, so that there is something to see."""

from datetime import time, timedelta

from alongside.casework.people.models import Person
from alongside.demo.commands import DAYS, live_day, tell_other_work, tell_referrals
from alongside.demo.house import settle_in
from alongside.demo.service.course import Course
from alongside.demo.service.invented import by_hand, invented
from alongside.demo.service.working_life import plan_the_house
from alongside.demo.stories import read_service, supported
from alongside.demo.telling import tell
from alongside.demo.timeline import Timeline
from alongside.foundation.accounts.commands import the_operator
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import stand_at
from alongside.foundation.jobs.worker import Worker

SMALL = 60  # people who are written by hand
NINE_MONTHS, TWO_YEARS = 9, 24
OPENS = time(8)


class NotEmpty(Exception):
    """There are people here already; the demo is never mixed with them."""


def is_the_demo() -> bool:
    """Whether the people here are the invented ones: the trail tells it."""
    return Entry.objects.filter(verb__startswith="demo.").exists()


def fill_demo(people: int = SMALL) -> None:
    """About sixty people over nine months, told up to this moment; more of them are a service of
    two years. Raises NotEmpty."""
    if Person.objects.exists():
        raise NotEmpty
    operator = the_operator()
    timeline = Timeline()
    months = NINE_MONTHS if people <= SMALL else TWO_YEARS
    start = timeline.present.date() - timedelta(days=months * DAYS + 20)
    with stand_at(timeline.moment(start, OPENS)):
        house = settle_in(timeline, by=operator)
    for story in supported():
        tell(story, house)
    if people > SMALL:
        plan_the_house(house, start)
        for story in [*by_hand(), *invented(people - SMALL - len(read_service("hard")))]:
            Course(story, house).begin()
    _live(timeline, by=operator)
    tell_referrals(house, by=operator)
    tell_other_work(house, months, by=operator)
    _do_what_waits()


def _live(timeline, *, by):
    """Day by day, each in one transaction that ends on that day."""
    while timeline.ahead:
        first = timeline.ahead[0][0]
        midnight = timeline.moment(first.date() + timedelta(days=1), time(0))
        with stand_at(min(midnight - timedelta(minutes=1), timeline.present)):
            live_day(timeline, midnight, by=by)


def _do_what_waits():
    # It was asked for on days of the past: the doctor would say that nobody works here.
    worker = Worker()
    while worker.work_once():
        pass
