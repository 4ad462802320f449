"""When to speak again: whatever was agreed, only a moment that is safe is offered."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from alongside.casework.people.models import ContactPoint
from alongside.casework.people.safe_contact import SAFE_NOW, Circumstances, standing
from alongside.casework.people.tests.rules import rules
from alongside.casework.people.windows import ANY_TIME
from alongside.casework.support.rhythm import DAYS, proposals
from alongside.foundation.packs.loader import vocabulary

LONDON = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=LONDON)
rhythms = some.sampled_from([*DAYS, "when_asked", ""])


def number(windows, **more):
    told = {"kind": "mobile", "state": "safe", "windows": windows}
    return ContactPoint(**{**told, "confirmed_on": TUESDAY.date(), **more})


def offered(*points, rhythm="weekly", danger="standard", at=TUESDAY):
    moments = proposals(points, Circumstances(danger), rhythm=rhythm, at=at)
    return [f"{each.at:%a %d %b %H:%M}" for each in moments]


@settings(max_examples=2_000, deadline=None)
@given(rules(), rhythms)
def test_every_moment_offered_is_safe_and_still_ahead(rule, rhythm):
    point, around, at = rule
    found = proposals([point], around, rhythm=rhythm, at=at)
    for each in found:
        assert point.is_by_phone and each.at.date() > at.astimezone(LONDON).date()
        assert standing(point, around, at=each.at).code == SAFE_NOW
    days = [each.at.date() for each in found]
    assert days == sorted(set(days)) and len(days) <= 2
    assert not found or rhythm in DAYS


@settings(max_examples=500, deadline=None)
@given(some.sampled_from(list(DAYS)), some.integers(0, 6), some.integers(0, 400))
def test_a_number_safe_at_any_time_is_offered_within_a_week_of_the_rhythm(rhythm, extra, day):
    at = TUESDAY + timedelta(days=day)
    point = number(ANY_TIME, confirmed_on=at.date() - timedelta(days=extra))
    found = proposals([point], Circumstances("standard"), rhythm=rhythm, at=at)
    gaps = [(each.at.date() - at.date()).days for each in found]
    assert found and all(abs(gap - DAYS[rhythm]) <= 7 for gap in gaps)


def test_each_rhythm_of_the_pack_has_its_days():
    assert set(vocabulary("rhythm")) == {*DAYS, "when_asked"}


def test_weekly_is_the_same_hour_next_week_where_it_is_safe():
    assert offered(number(ANY_TIME)) == ["Mon 30 Nov 10:15", "Tue 01 Dec 10:15"]


def test_where_the_hour_is_not_safe_it_is_the_beginning_of_a_safe_time():
    thursdays = [{"day": 3, "from": "14:30", "to": "16:00"}]
    assert offered(number(thursdays)) == ["Thu 26 Nov 14:30", "Thu 03 Dec 14:30"]


def test_our_closed_hours_are_offered_only_where_she_has_no_others():
    evening, noon = {"day": 1, "from": "19:00", "to": "20:00"}, {"day": 2, "from": "12:00"}
    assert offered(number([evening])) == ["Tue 01 Dec 19:00", "Tue 08 Dec 19:00"]
    assert "Tue 01 Dec 19:00" not in offered(number([evening, {**noon, "to": "13:00"}]))


@pytest.mark.parametrize(
    "told",
    [{"state": "unknown"}, {"state": "unsafe"}, {"state": "first_contact"}, {"kind": "email"}],
)
def test_what_is_not_known_to_be_safe_is_never_offered(told):
    assert offered(number(ANY_TIME, **told)) == []


def test_what_will_be_stale_by_then_is_not_offered():
    point = number(ANY_TIME, confirmed_on=TUESDAY.date() - timedelta(days=10))
    last_days = ["Thu 26 Nov 10:15", "Fri 27 Nov 10:15"]
    assert offered(point, danger="high") == last_days
    assert offered(point, rhythm="fortnightly", danger="high") == []


def test_without_a_number_or_a_rhythm_nothing_is_offered():
    assert offered() == [] == offered(number(ANY_TIME), rhythm="when_asked")
