"""Ten thousand rules and moments: nobody is rung against what the person said."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import localtime
from hypothesis import given, settings
from hypothesis import strategies as some

from alongside.casework.people.models import ContactPoint
from alongside.casework.people.safe_contact import (
    ENDED,
    FIRST_CONTACT,
    FIRST_CONTACT_USED_UP,
    NOT_NOW,
    SAFE_NOW,
    STALE,
    UNAVAILABLE,
    UNKNOWN,
    Circumstances,
    best_standing,
    never,
    standing,
    standings_of,
)
from alongside.casework.people.tests.rules import DANGERS, LONDON, PHONES, moments, rules
from alongside.casework.people.times.planned import planned
from alongside.casework.people.windows import ANY_TIME
from alongside.foundation.packs.loader import pack, vocabulary


def inside(window, wall):
    clock = f"{wall:%H:%M}"
    return wall.weekday() == window["day"] and window["from"] <= clock < window["to"]


@settings(max_examples=10_000, deadline=None)
@given(rules())
def test_whoever_may_be_rung_said_so(rule):
    point, around, at = rule
    found = standing(point, around, at=at)
    if not found.may_ring:
        return
    assert point.availability == "can_be_used" and not around.child_unasked
    if point.state == "first_contact":
        assert point.tries + found.tries_left == pack().safe_contact.tries and found.tries_left > 0
        assert point.kind in PHONES and point.use != "texts"
        return
    wall, ours = at.astimezone(ZoneInfo(point.zone) if point.zone else LONDON), localtime(at)
    assert point.state == "safe" and point.doubted_at is None
    assert point.confirmed_on is not None
    assert point.ended_on is None or point.ended_on > ours.date()
    age = (ours.date() - point.confirmed_on).days
    assert 0 <= age <= around.holds_for
    assert any(inside(window, wall) for window in point.windows)
    assert found.until > at


@settings(max_examples=500, deadline=None)
@given(rules())
def test_the_next_safe_time_is_one_of_the_times_she_told(rule):
    point, around, at = rule
    found = standing(point, around, at=at)
    if found.next is None:
        return
    assert found.next > at and found.next_until > found.next
    coming = found.next.astimezone(ZoneInfo(point.zone) if point.zone else LONDON)
    assert any(
        coming.weekday() == window["day"] and f"{coming:%H:%M}" == window["from"]
        for window in point.windows
    )


@settings(max_examples=500, deadline=None)
@given(rules())
def test_a_day_that_is_planned_lies_in_the_times_she_told(rule):
    point, _, at = rule
    told = planned([point], at=at)
    here = point.zone and ZoneInfo(point.zone) or LONDON
    usable = point.state == "safe" and point.availability == "can_be_used" and point.is_by_phone
    assert told.known == usable
    assert told.safe == (usable and any(inside(w, at.astimezone(here)) for w in point.windows))


@settings(max_examples=300, deadline=None)
@given(some.lists(rules(), max_size=4), some.sampled_from(DANGERS), moments)
def test_the_best_of_many_is_a_telephone_or_nothing(many, danger, at):
    points, around = [point for point, _, _ in many], Circumstances(danger)
    best = best_standing(points, around, at=at)
    standings = standings_of(points, around, at=at)
    numbers = [each.code for each in standings if each.point.is_by_phone]
    assert best.point is None or best.point.kind in PHONES and best.point.use != "texts"
    assert (best.code == SAFE_NOW) == (SAFE_NOW in numbers)
    # Whoever has told a safe time is waited for, not tried on another number.
    assert best.code != FIRST_CONTACT or not {SAFE_NOW, NOT_NOW} & set(numbers)
    texted = [s for s in standings if s.code == SAFE_NOW and s.point.by_text]
    assert ("text" in never(best, standings)) == (not texted)


NOON = datetime(2026, 11, 24, 12, tzinfo=LONDON)
BURGLED = Circumstances("standard", frozenset({"burglary"}))


def safe(**facts):
    defaults = {"kind": "mobile", "state": "safe", "windows": ANY_TIME}
    return ContactPoint(**{**defaults, "confirmed_on": NOON.date(), **facts})


@pytest.mark.parametrize("danger", DANGERS)
@pytest.mark.parametrize("crimes", [[], *([crime] for crime in ("burglary", "domestic_abuse"))])
def test_an_answer_holds_as_long_as_the_pack_says_and_not_a_day_longer(danger, crimes):
    around = Circumstances(danger, frozenset(crimes))
    limit = timedelta(days=around.holds_for)
    on_the_last_day = safe(confirmed_on=NOON.date() - limit)
    a_day_later = safe(confirmed_on=NOON.date() - limit - timedelta(days=1))
    assert standing(on_the_last_day, around, at=NOON).code == SAFE_NOW
    assert standing(a_day_later, around, at=NOON).code == STALE


def test_the_shortest_of_danger_and_crimes_counts_and_no_crime_noted_is_the_worst():
    days = pack().safe_contact
    assert days.stale_after("high", ["burglary"]) == 14
    assert days.stale_after("standard", ["burglary"]) == 180
    assert days.stale_after("standard", ["burglary", "domestic_abuse"]) == 30
    assert days.stale_after("standard", []) == days.stale_after("standard", ["unheard of"]) == 30
    assert days.stale_after_days_by_crime.keys() == vocabulary("crime").keys()


def test_after_an_event_no_answer_holds_however_new_it_is():
    moved = safe(ended_on=NOON.date())
    assert standing(moved, BURGLED, at=NOON).code == ENDED
    to_be_released = safe(ended_on=NOON.date() + timedelta(days=1))
    assert standing(to_be_released, BURGLED, at=NOON).code == SAFE_NOW
    assert standing(to_be_released, BURGLED, at=NOON + timedelta(days=1)).code == ENDED


@pytest.mark.parametrize("why", [code for code in vocabulary("availability")][1:])
def test_a_phone_that_somebody_else_holds_is_not_rung(why):
    assert standing(safe(availability=why), BURGLED, at=NOON).code == UNAVAILABLE
    tried = safe(state="first_contact", availability=why)
    assert standing(tried, BURGLED, at=NOON).code == UNAVAILABLE


def test_her_morning_is_not_ours():
    mornings = [{"day": 1, "from": "08:00", "to": "10:00"}]
    in_new_york = safe(windows=mornings, zone="America/New_York")
    assert standing(in_new_york, BURGLED, at=NOON).code == NOT_NOW
    later = standing(in_new_york, BURGLED, at=NOON.replace(hour=13, minute=30))
    assert later.code == SAFE_NOW
    assert (later.until.hour, later.until.tzinfo.key) == (15, "Europe/London")


def test_a_week_in_which_only_one_of_two_clocks_has_changed():
    """America goes to summer time on 14 March 2027, Europe on the 28th: five hours become four."""
    at_eight = [{"day": 0, "from": "08:00", "to": "09:00"}]
    point = safe(windows=at_eight, zone="America/New_York", confirmed_on=date(2027, 3, 8))
    for day, hour in ((8, 13), (15, 12), (22, 12), (29, 13)):
        monday = datetime(2027, 3, day, hour, 30, tzinfo=LONDON)
        assert standing(point, BURGLED, at=monday).code == SAFE_NOW, monday
        assert standing(point, BURGLED, at=monday.replace(hour=hour - 1)).code == NOT_NOW


def test_a_time_zone_that_nobody_knows_is_unknown():
    assert standing(safe(zone="Atlantis/Centre"), BURGLED, at=NOON).code == UNKNOWN


def test_whatever_was_not_told_is_unknown():
    assert standing(safe(state="unknown"), BURGLED, at=NOON).code == UNKNOWN
    assert standing(safe(confirmed_on=None), BURGLED, at=NOON).code == UNKNOWN
    assert standing(safe(confirmed_on=date(2026, 11, 25)), BURGLED, at=NOON).code == UNKNOWN
    assert standing(safe(windows=[]), BURGLED, at=NOON).code == NOT_NOW
    assert best_standing([], BURGLED, at=NOON).code == UNKNOWN


def test_a_mobile_for_messages_alone_is_not_rung():
    assert best_standing([safe(use="texts")], BURGLED, at=NOON).code == UNKNOWN
    both = standings_of([safe(use="both", voicemail="yes")], BURGLED, at=NOON)
    assert never(both[0], both) == ["email", "post"]


def test_first_contact_ends_with_the_last_try():
    tries = pack().safe_contact.tries
    used_up = safe(state="first_contact", tries=tries)
    assert standing(used_up, BURGLED, at=NOON).code == FIRST_CONTACT_USED_UP


def test_nobody_begins_with_a_letter():
    letter = safe(state="first_contact", kind="post")
    assert standing(letter, BURGLED, at=NOON).code == UNKNOWN


def test_of_two_that_must_wait_the_sooner_one_is_named():
    evening = safe(windows=[{"day": 1, "from": "18:00", "to": "19:00"}])
    tomorrow = safe(windows=[{"day": 2, "from": "09:00", "to": "10:00"}])
    never_told = safe(windows=[])
    best = best_standing([never_told, tomorrow, evening], BURGLED, at=NOON)
    assert best.next.time() == time(18)
