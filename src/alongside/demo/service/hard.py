"""What some situations ask for: walls, a file for few, a person who comes again, both sides."""

from datetime import time
from functools import partial
from typing import TYPE_CHECKING

from alongside.casework.cases.commands import make_sensitive
from alongside.casework.cases.telling.commands import pin_notice
from alongside.casework.intake.alike.commands import (
    SAME,
    answer_likeness,
    join_person,
    look_at_conflict,
)
from alongside.casework.intake.alike.finding import compare_referrals
from alongside.casework.intake.models import Conflict, Likeness, Referral
from alongside.casework.walls.commands import open_in_emergency, raise_wall, review_emergency
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.foundation.packs.calendar import add_working_days

if TYPE_CHECKING:
    from alongside.demo.service.course import Course

MORNING, NIGHT = time(10, 10), time(23, 20)


def who_is_this(course: "Course") -> Referral:
    """Compared at once with everybody who is here: the same person again, or the other side."""
    compare_referrals(by=course.lead)
    referral = course.referral
    for conflict in Conflict.objects.filter(referral=referral, looked_at=None):
        said = course.story.get("conflict", "")
        look_at_conflict(conflict, finding="kept_apart", said=said, by=course.house.staff["maja"])
    if "joins" not in course.story:
        return referral
    likeness = Likeness.objects.get(referral=referral, agreement__number="same")
    answer_likeness(likeness, SAME, by=course.worker)
    return join_person(likeness, by=course.lead)


def keep_apart(course: "Course") -> None:
    """Once there is a case: walls, the few who may know, and what is planned for later."""
    story, house, case = course.story, course.house, course.case
    if event := story.get("event"):
        house.events[event] = case.crimes.get().event
    if story.get("sensitive"):
        readers = User.objects.filter(pk=course.lead.pk)
        make_sensitive(case, readers=readers, by=course.lead)
    for wall in story.get("walls", ()):
        day = house.days_ago(wall["days"]) if "days" in wall else today()
        house.time.put(max(day, today()), time(17, 5), partial(_wall_off, course, wall))
    if notice := story.get("notice"):
        day = add_working_days(house.days_ago(6), 0)
        house.time.put(day, MORNING, partial(_pin, course, notice))
    if emergency := story.get("emergency"):
        day = house.days_ago(emergency["days"])
        house.time.put(day, NIGHT, partial(_let_in, course, emergency))


def _wall_off(course, wall):
    user = course.house.staff[wall["user"]]
    raise_wall(course.case.person, user=user, reason=wall["reason"], by=course.lead)


def _pin(course, notice):
    until = add_working_days(today(), notice["days"])
    pin_notice(course.case, words=notice["words"], owner=course.worker, until=until, by=course.lead)


def _let_in(course, told):
    access = open_in_emergency(
        course.case, reason=told["reason"], by=course.house.staff[told["by"]]
    )
    deed = partial(review_emergency, access, finding="right", found=told["found"], by=course.lead)
    course.house.time.put(add_working_days(today(), 1), MORNING, deed)
