"""The few large commands in which the demo is written; inside them the real ones do the work."""

from datetime import datetime

from alongside.casework.people.models import Person
from alongside.demo.house import House
from alongside.demo.past import days_ago
from alongside.demo.referring import leave_waiting, turn_down
from alongside.demo.stories import read
from alongside.demo.timeline import Timeline
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.organisation.workforce.commands import note_time
from alongside.organisation.workforce.models import TimeSpent

DAYS = 30


@command("demo.day_lived")
def live_day(timeline: Timeline, until: datetime, *, by: User) -> User:
    """Every deed of a day, in its order."""
    timeline.live(until)
    return by


@command("demo.referrals_told")
def tell_referrals(house: House, *, by: User) -> list[Person]:
    """Those who wait for a decision, and those who were sent on."""
    waiting = [leave_waiting(story, house) for story in read("waiting")]
    declined = [turn_down(story, house) for story in read("declined")]
    return [referral.person for referral in [*waiting, *declined]]


@command("demo.time_told")
def tell_other_work(house: House, months: int, *, by: User) -> list[TimeSpent]:
    """What each worker does beside the contacts, month by month."""
    spent = []
    for month in range(months):
        for worker in house.workers:
            for work in read("organisation")["other_work"]:
                if house.chance.random() < work.get("chance", 1):
                    day = days_ago(month * DAYS + house.chance.randrange(DAYS))
                    spent.append(_noted(worker, work, day))
    return spent


def _noted(worker, work, day):
    said = {"minutes": work["minutes"], "kind": work["kind"], "programme": None, "stream": None}
    return note_time(worker, on=day, by=worker, **said)
