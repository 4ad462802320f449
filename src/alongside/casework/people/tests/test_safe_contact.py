"""Ten thousand rules and moments: nobody is rung against what the person said."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from alongside.casework.people.models import ContactPoint
from alongside.casework.people.safe_contact import (
    FIRST_CONTACT,
    FIRST_CONTACT_USED_UP,
    NOT_NOW,
    SAFE_NOW,
    STALE,
    UNKNOWN,
    best_standing,
    standing,
    standings_of,
)
from alongside.casework.people.windows import ANY_TIME
from alongside.foundation.packs.loader import pack

LONDON = ZoneInfo("Europe/London")
DANGERS = ("unknown", "standard", "raised", "high")
KINDS = ("mobile", "landline", "email", "post", "professional")
PHONES = ("mobile", "landline", "professional")
CLOCKS_CHANGE = [
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
]

minutes = some.integers(0, 24 * 60 - 1)
near_a_change = some.builds(
    lambda change, minute: change + timedelta(minutes=minute),
    some.sampled_from(CLOCKS_CHANGE),
    some.integers(-240, 240),
)
any_moment = some.datetimes(
    min_value=datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2029, 1, 1),  # noqa: DTZ001
    timezones=some.just(UTC),
)
moments = some.one_of(any_moment, near_a_change)


@some.composite
def windows(draw):
    start, end = sorted([draw(minutes), draw(minutes)])
    clock = [f"{minute // 60:02}:{minute % 60:02}" for minute in (start, end)]
    return {"day": draw(some.integers(0, 6)), "from": clock[0], "to": clock[1]}


@some.composite
def rules(draw):
    at = draw(moments)
    confirmed = some.integers(-3, 400).map(lambda days: at.date() - timedelta(days=days))
    point = ContactPoint(
        kind=draw(some.sampled_from(KINDS)),
        state=draw(some.sampled_from(("unknown", "first_contact", "safe", "safe", "unsafe"))),
        windows=draw(some.lists(windows(), max_size=6) | some.just(ANY_TIME)),
        confirmed_on=draw(some.none() | confirmed),
        tries=draw(some.integers(0, 6)),
    )
    return point, draw(some.sampled_from(DANGERS)), at


def inside(window, wall):
    clock = f"{wall:%H:%M}"
    return wall.weekday() == window["day"] and window["from"] <= clock < window["to"]


@settings(max_examples=10_000, deadline=None)
@given(rules())
def test_whoever_may_be_rung_said_so(rule):
    point, danger, at = rule
    found = standing(point, danger=danger, at=at)
    if not found.may_ring:
        return
    if point.state == "first_contact":
        assert point.tries + found.tries_left == pack().safe_contact.tries and found.tries_left > 0
        assert point.kind in PHONES
        return
    wall = at.astimezone(LONDON)
    assert point.state == "safe"
    assert point.confirmed_on is not None
    age = (wall.date() - point.confirmed_on).days
    assert 0 <= age <= pack().safe_contact.stale_after(danger)
    assert any(inside(window, wall) for window in point.windows)


@settings(max_examples=300, deadline=None)
@given(rules())
def test_the_next_safe_time_is_one_of_the_times_she_told(rule):
    point, danger, at = rule
    coming = standing(point, danger=danger, at=at).next
    if coming is None:
        return
    assert coming > at
    assert any(
        coming.weekday() == window["day"] and f"{coming:%H:%M}" == window["from"]
        for window in point.windows
    )


@settings(max_examples=300, deadline=None)
@given(some.lists(rules(), max_size=4), some.sampled_from(DANGERS), moments)
def test_the_best_of_many_is_a_telephone_or_nothing(many, danger, at):
    points = [point for point, _, _ in many]
    best = best_standing(points, danger=danger, at=at)
    standings = standings_of(points, danger=danger, at=at)
    numbers = [each.code for each in standings if each.point.kind in PHONES]
    assert best.point is None or best.point.kind in PHONES
    assert (best.code == SAFE_NOW) == (SAFE_NOW in numbers)
    # Whoever has told a safe time is waited for, not tried on another number.
    assert best.code != FIRST_CONTACT or not {SAFE_NOW, NOT_NOW} & set(numbers)


NOON = datetime(2026, 11, 24, 12, tzinfo=LONDON)


def safe(**facts):
    defaults = {"kind": "mobile", "state": "safe", "windows": ANY_TIME}
    return ContactPoint(**{**defaults, "confirmed_on": NOON.date(), **facts})


@pytest.mark.parametrize("danger", DANGERS)
def test_an_answer_holds_as_long_as_the_pack_says_and_not_a_day_longer(danger):
    limit = timedelta(days=pack().safe_contact.stale_after(danger))
    on_the_last_day = safe(confirmed_on=NOON.date() - limit)
    a_day_later = safe(confirmed_on=NOON.date() - limit - timedelta(days=1))
    assert standing(on_the_last_day, danger=danger, at=NOON).code == SAFE_NOW
    assert standing(a_day_later, danger=danger, at=NOON).code == STALE


def test_whatever_was_not_told_is_unknown():
    assert standing(safe(state="unknown"), danger="standard", at=NOON).code == UNKNOWN
    assert standing(safe(confirmed_on=None), danger="standard", at=NOON).code == UNKNOWN
    assert (
        standing(safe(confirmed_on=date(2026, 11, 25)), danger="standard", at=NOON).code == UNKNOWN
    )
    assert standing(safe(windows=[]), danger="standard", at=NOON).code == NOT_NOW
    assert best_standing([], danger="standard", at=NOON).code == UNKNOWN


def test_first_contact_ends_with_the_last_try():
    tries = pack().safe_contact.tries
    used_up = safe(state="first_contact", tries=tries)
    assert standing(used_up, danger="high", at=NOON).code == FIRST_CONTACT_USED_UP


def test_nobody_begins_with_a_letter():
    letter = safe(state="first_contact", kind="post")
    assert standing(letter, danger="standard", at=NOON).code == UNKNOWN


def test_of_two_that_must_wait_the_sooner_one_is_named():
    evening = safe(windows=[{"day": 1, "from": "18:00", "to": "19:00"}])
    tomorrow = safe(windows=[{"day": 2, "from": "09:00", "to": "10:00"}])
    never = safe(windows=[])
    best = best_standing([never, tomorrow, evening], danger="standard", at=NOON)
    assert best.next.time() == time(18)
