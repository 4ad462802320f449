"""Before support and after it: somebody waits, dies, comes back, or says how it was."""

from datetime import time, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from alongside.casework.cases.commands import end_support
from alongside.casework.cases.death.commands import record_death
from alongside.casework.cases.reopening.commands import reopen_support
from alongside.casework.intake.models import Wait
from alongside.casework.intake.waiting.commands import let_wait, log_safety_call
from alongside.casework.support.feedback.commands import note_wish, tell_feedback
from alongside.casework.support.feedback.models import Feedback
from alongside.demo.stories import Story, read_service
from alongside.demo.timeline import Deed
from alongside.demo.wording import filled, sentence
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today
from alongside.foundation.packs.calendar import add_working_days

if TYPE_CHECKING:
    from alongside.demo.service.course import Course

MORNING, AFTERNOON, EVENING = time(9, 40), time(15, 20), time(17, 15)
NOTED = 0.4  # of those whose support ends
WISHES = {"yes": 6, "no": 1, "not_asked": 2, "not_safe": 1}
CAME = {"told": 6, "not_now": 1, "not_reached": 2}
NOT_THERE = ("out_of_contact", "died")  # nobody could ask them


def decision(course: "Course") -> Deed:
    """What becomes of a referral on the day of its triage."""
    if "declined" in course.story:
        return course.turn_down
    return partial(_wait, course) if "waits" in course.story else course.take_on


def what_comes(course: "Course") -> None:
    """Once there is a case: the day of a death, or the day on which somebody is back."""
    for name, deed in (("died", _died), ("back", _back)):
        if told := course.story.get(name):
            day = add_working_days(course.house.days_ago(told["days"]), 0)
            course.house.time.put(day, AFTERNOON, partial(deed, course, told))


# Waiting


def _wait(course):
    told = course.story["waits"]
    until = add_working_days(today(), told["days"])
    wait = let_wait(
        course.referral,
        worker=course.worker,
        reason=told["reason"],
        review_on=add_working_days(today(), min(told["days"], 8)),
        by=course.lead,
    )
    for call in told["calls"]:
        day = add_working_days(today(), call["after"])
        course.house.time.put(day, MORNING, partial(_call, course, wait, call))
    course.house.time.put(until, AFTERNOON, course.take_on)


def _call(course: "Course", wait: Wait, told: Story) -> None:
    said = {name: told[name] for name in ("reached", "danger", "found", "minutes")}
    log_safety_call(wait, by=_hand(course), **said)


# Death, and coming back


def _died(course, told):
    if not course.is_open:
        return
    said = {"told_by": told["told_by"], "words": told["words"]}
    record_death(course.case, day=today(), by=_hand(course), **said)
    course.house.time.put(add_working_days(today(), 8), EVENING, partial(_close, course, told))


def _close(course, told):
    more = {"reason": "died", "outcome": "not_asked", "summary": told["summary"]}
    end_support(course.case, by=_hand(course), **more)


def _back(course: "Course", told: Story) -> None:
    if course.is_open:
        later = add_working_days(today(), 5)
        course.house.time.put(later, AFTERNOON, partial(_back, course, told))
        return
    course.worker = course.house.somebody_here(course.worker)
    why = {"why": told["why"], "changed": told["changed"], "reason": told.get("reason", "")}
    reopen_support(course.case, worker=course.worker, by=course.lead, **why)
    course.talks = course.tries = 0
    course.ends = today() + timedelta(days=told["lasts"])
    course.next_talk(add_working_days(today(), 1))


# How it was


def ask_how_it_was(course: "Course", by: User) -> None:
    """Whether somebody may ask; where they may, somebody else asks two weeks on."""
    chance = Random(f"how it was {course.story['lot']} {today()}")  # noqa: S311 - every demo alike
    if course.case.ending_reason in NOT_THERE or chance.random() > NOTED:
        return
    wish = note_wish(course.case, may_ask=_by_weight(WISHES, chance), by=by)
    if asked := Item.objects.open().asked_for_by([wish]).first():
        day = add_working_days(asked.due, chance.randrange(4))
        course.house.time.put(day, AFTERNOON, partial(_tell, course, wish, chance))


def _tell(course: "Course", wish: Feedback, chance: Random) -> None:
    asked = Item.objects.open().asked_for_by([wish]).first()
    if asked is None:  # they came back
        return
    came, said = _by_weight(CAME, chance), {"helped": "", "words": ""}
    if came == "told":
        drawn = chance.choice(read_service("wording")["feedback"])
        said = drawn | {"words": sentence(filled(drawn["words"], course.cast, chance))}
    wish.case = course.case
    tell_feedback(wish, came=came, by=User.objects.get(pk=asked.owner), **said)


def _by_weight(codes: dict[str, int], chance: Random) -> str:
    return chance.choices(list(codes), list(codes.values()))[0]


def _hand(course: "Course") -> User:
    return course.lead if course.house.is_away(course.worker) else course.worker
