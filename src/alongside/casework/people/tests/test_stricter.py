"""A number that stands at several records of one person: more records never make it safer."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import localtime
from hypothesis import given, settings
from hypothesis import strategies as some

from alongside.casework.people.merging.elsewhere import Elsewhere
from alongside.casework.people.models import ContactPoint
from alongside.casework.people.safe_contact import (
    CHILD,
    DIED,
    DOUBTED,
    ENDED,
    FIRST_CONTACT,
    FIRST_CONTACT_USED_UP,
    NOT_NOW,
    SAFE_NOW,
    STALE,
    STRICTER,
    UNAVAILABLE,
    UNKNOWN,
    UNSAFE,
    Circumstances,
    best_of,
    never,
    standing,
)
from alongside.casework.people.tests.rules import LONDON, circumstances, moments, rules
from alongside.casework.people.times.hours import windows_at, windows_of_all
from alongside.casework.people.times.planned import planned
from alongside.casework.people.windows import ANY_TIME
from alongside.foundation.packs.loader import pack

NOON = datetime(2026, 11, 24, 12, tzinfo=LONDON)  # a Tuesday
TODAY = NOON.date()
BURGLED = Circumstances("standard", frozenset({"burglary"}))
DAYS = some.lists(some.integers(-40, 3), max_size=2)


def safe(**facts):
    defaults = {"kind": "mobile", "state": "safe", "windows": ANY_TIME, "voicemail": "yes"}
    return ContactPoint(**{**defaults, "confirmed_on": TODAY, **facts})


def at_several(own, *others, ended=(), doubted=()):
    own.elsewhere = Elsewhere(tuple(others), tuple(ended), tuple(doubted))
    return own


def now(own, *others, around=BURGLED, **happened):
    return standing(at_several(own, *others, **happened), around, at=NOON)


def allowed(point, around, at):
    """What may be done: every single thing, so that none can appear by one record more."""
    found = standing(point, around, at=at)
    shut = never(best_of([found]), [found])
    may = {way for way in ("voicemail", "text", "email", "post") if way not in shut}
    may |= {"call"} if found.may_ring and point.is_by_phone else set()
    may |= {"show"} if found.may_ring else set()
    may |= {"say all"} if found.code == SAFE_NOW else set()
    return may, found


@some.composite
def records(draw):
    """One number as it stands here, at another record, and at a third; and what happened there."""
    own, around, at = draw(rules())
    kind = own.kind
    others = []
    for _ in range(draw(some.integers(1, 3))):
        other, beside, _at = draw(rules())
        other.kind = draw(some.sampled_from((kind, kind, kind, "landline", "email")))
        if draw(some.booleans()):
            other.windows, other.zone = own.windows, own.zone
            other.confirmed_on = own.confirmed_on
        other.voicemail = draw(some.sampled_from(("yes", "yes", "no", "unknown")))
        other.preview = draw(some.sampled_from(("yes", "no")))
        others.append((other, beside))
    own.voicemail, own.preview = "yes", "yes"
    ended = [localtime(at).date() + timedelta(days) for days in draw(DAYS)]
    doubted = [at + timedelta(days) for days in draw(DAYS)]
    return own, around, at, others, ended, doubted


@settings(max_examples=2_000, deadline=None)
@given(records())
def test_one_record_more_never_makes_anything_safer(drawn):
    own, around, at, others, ended, doubted = drawn
    may, before = allowed(own, around, at)
    planned_before = planned([own], at=at)
    for many in range(1, len(others) + 1):
        some_of_them = others[:many]
        at_several(own, *[other for other, _ in some_of_them], ended=ended[:many])
        with_theirs = Circumstances(
            around.danger,
            around.crimes,
            around.child_unasked,
            around.died,
            tuple(beside for _, beside in some_of_them),
        )
        may_now, found = allowed(own, with_theirs, at)
        assert may_now <= may
        assert STRICTER.index(found.code) >= STRICTER.index(before.code)
        assert found.tries_left <= before.tries_left or before.code != FIRST_CONTACT
        if found.code == before.code == SAFE_NOW:
            assert found.until <= before.until
        planned_now = planned([own], at=at)
        assert planned_before.safe or not planned_now.safe
        may, before, planned_before = may_now, found, planned_now
    at_several(own, *own.elsewhere.alike, ended=ended, doubted=doubted)
    may_now, found = allowed(own, with_theirs, at)
    assert may_now <= may and STRICTER.index(found.code) >= STRICTER.index(before.code)


@settings(max_examples=500, deadline=None)
@given(records())
def test_whoever_says_no_at_one_record_has_said_it_at_all(drawn):
    own, around, at, others, _ended, _doubted = drawn
    at_several(own, *[other for other, _ in others])
    found = standing(own, around, at=at)
    for other, _ in others:
        if other.state == "unsafe" or other.availability != "can_be_used":
            assert not found.may_ring
        if other.doubted_at and other.state == "safe" and own.state == "safe":
            asked_since = own.confirmed_on and own.confirmed_on > localtime(other.doubted_at).date()
            assert asked_since or not found.may_ring


@settings(max_examples=500, deadline=None)
@given(records(), circumstances)
def test_who_died_or_is_a_child_nobody_asked_about_is_so_in_every_case(drawn, other):
    own, around, at, _others, _ended, _doubted = drawn
    found = standing(own, Circumstances(around.danger, others=(around, other)), at=at)
    if around.died or other.died:
        assert found.code == DIED and found.elsewhere
    elif around.child_unasked or other.child_unasked:
        assert found.code == CHILD and found.elsewhere
    else:
        assert found.code not in (DIED, CHILD)


@settings(max_examples=200, deadline=None)
@given(some.lists(rules(), min_size=1, max_size=3), moments)
def test_what_all_of_them_allow_is_what_each_of_them_allows(told, at):
    points = [point for point, _, _ in told]
    until, coming, coming_until = windows_of_all(points, at)
    alone = [windows_at(point, at)[0] for point in points]
    assert (until is not None) == all(alone) and (until is None or until == min(alone))
    if coming:
        assert coming > at and coming_until > coming
        assert all(windows_at(point, coming)[0] >= coming_until for point in points)


@settings(max_examples=20, deadline=None)
@given(some.lists(rules(), min_size=2, max_size=3), moments)
def test_no_common_time_is_passed_over(told, at):
    points = [point for point, _, _ in told]
    _until, coming, _ends = windows_of_all(points, at)
    quarter = at.replace(second=0, microsecond=0)
    for _ in range(4 * 24 * 7):
        quarter += timedelta(minutes=15)
        if coming and quarter >= coming:
            break
        if all(windows_at(point, quarter)[0] for point in points):
            # Then it is open since before: what begins is told, not what goes on.
            assert all(windows_at(point, quarter - timedelta(minutes=15))[0] for point in points)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"state": "unsafe"}, UNSAFE),
        ({"availability": "phone_taken"}, UNAVAILABLE),
        ({"state": "unknown"}, UNKNOWN),
        ({"doubted_at": NOON - timedelta(hours=2)}, DOUBTED),
        ({"ended_on": TODAY}, ENDED),
    ],
)
def test_what_one_record_says_against_it_counts_here(said, code):
    found = now(safe(), safe(**said))
    assert (found.code, found.elsewhere) == (code, True)
    assert now(safe(**said), safe()).code == code and not now(safe(**said), safe()).elsewhere


@pytest.mark.parametrize(
    "never_asked",
    [
        {"confirmed_on": TODAY - timedelta(days=400)},
        {"state": "first_contact", "confirmed_on": None},
        {"state": "first_contact", "confirmed_on": None, "tries": 9},
    ],
)
def test_what_was_never_asked_there_or_long_ago_does_not_speak_against_her_answer(never_asked):
    found = now(safe(), safe(**never_asked))
    assert (found.code, found.elsewhere) == (SAFE_NOW, False)


def test_a_first_contact_keeps_to_the_times_she_told_at_another_record():
    evenings = [{"day": 1, "from": "18:00", "to": "20:00"}]
    found = now(safe(state="first_contact", confirmed_on=None), safe(windows=evenings))
    assert (found.code, found.next.time(), found.elsewhere) == (NOT_NOW, time(18), True)
    inside = now(safe(state="first_contact", confirmed_on=None), safe())
    assert (inside.code, inside.until is not None) == (FIRST_CONTACT, True)


def test_a_first_contact_with_whoever_told_us_long_ago_asks_again_first():
    old = safe(confirmed_on=TODAY - timedelta(days=400))
    found = now(safe(state="first_contact", confirmed_on=None), old)
    assert (found.code, found.age, found.elsewhere) == (STALE, 400, True)


def test_tries_of_a_first_contact_count_together():
    tries = pack().safe_contact.tries
    first = {"state": "first_contact", "confirmed_on": None}
    assert now(safe(**first, tries=1), safe(**first, tries=tries - 2)).tries_left == 1
    used_up = now(safe(**first, tries=1), safe(**first, tries=tries - 1))
    assert (used_up.code, used_up.elsewhere) == (FIRST_CONTACT_USED_UP, True)


def test_an_answer_given_after_what_happened_holds():
    yesterday, a_week_ago = TODAY - timedelta(days=1), TODAY - timedelta(days=7)
    doubted = safe(doubted_at=NOON - timedelta(days=7), confirmed_on=a_week_ago)
    assert now(safe(confirmed_on=yesterday), doubted).code == SAFE_NOW
    assert now(safe(confirmed_on=a_week_ago), doubted).code == DOUBTED
    assert now(safe(confirmed_on=yesterday), ended=[a_week_ago]).code == SAFE_NOW
    assert now(safe(confirmed_on=yesterday), ended=[a_week_ago, TODAY]).code == ENDED
    assert now(safe(confirmed_on=yesterday), ended=[TODAY + timedelta(days=1)]).code == SAFE_NOW


def test_a_doubt_at_another_number_of_hers_counts_for_every_number():
    assert now(safe(), doubted=[NOON]).code == DOUBTED
    assert now(safe(kind="email"), doubted=[NOON]).code == SAFE_NOW
    first = safe(state="first_contact", confirmed_on=None)
    assert now(first, doubted=[NOON - timedelta(days=1)]).code == FIRST_CONTACT
    assert now(first, doubted=[NOON - timedelta(hours=1)]).code == DOUBTED


def test_only_what_both_allow_is_left_of_the_times():
    mornings = [{"day": 1, "from": "09:00", "to": "12:30"}]
    noon = [{"day": 1, "from": "11:30", "to": "14:00"}, {"day": 2, "from": "11:00", "to": "12:00"}]
    both = now(safe(windows=mornings), safe(windows=noon))
    assert (both.code, both.until.time(), both.elsewhere) == (SAFE_NOW, time(12, 30), False)
    turned = now(safe(windows=noon), safe(windows=mornings))
    assert (turned.code, turned.until.time(), turned.elsewhere) == (SAFE_NOW, time(12, 30), True)
    assert turned.next == datetime(2026, 12, 1, 11, 30, tzinfo=LONDON)
    apart = now(safe(windows=mornings), safe(windows=[{"day": 3, "from": "09:00", "to": "10:00"}]))
    assert (apart.code, apart.next, apart.elsewhere) == (NOT_NOW, None, True)


def test_each_record_reckons_by_the_clock_on_her_wall():
    here = safe(windows=[{"day": 1, "from": "12:00", "to": "15:00"}])
    there = safe(windows=[{"day": 1, "from": "08:00", "to": "09:00"}], zone="America/New_York")
    assert now(here, there).code == NOT_NOW
    later = standing(at_several(here, there), BURGLED, at=NOON.replace(hour=13, minute=30))
    assert (later.code, later.until.hour, later.until.tzinfo) == (
        SAFE_NOW,
        14,
        ZoneInfo("Europe/London"),
    )


def test_a_message_is_left_and_shown_only_where_every_record_says_so():
    point = at_several(safe(use="both", preview="yes"), safe(use="both", voicemail="no"))
    found = standing(point, BURGLED, at=NOON)
    assert "voicemail" in never(found, [found]) and not point.may_leave_message
    assert not point.may_show_message
    told = at_several(safe(use="both"), safe(use="calls"))
    found = standing(told, BURGLED, at=NOON)
    assert "text" in never(found, [found]) and told.is_by_phone and not told.by_text


def test_calls_alone_at_one_record_and_messages_alone_at_another_leave_nothing():
    assert now(safe(use="calls"), safe(use="texts")).code == UNSAFE


def test_the_shortest_that_any_of_her_cases_allows_counts():
    high = Circumstances("high", frozenset({"burglary"}))
    both = Circumstances("standard", frozenset({"burglary"}), others=(high,))
    assert both.holds_for == high.holds_for < BURGLED.holds_for
    nothing_noted = Circumstances("standard", others=(BURGLED,))
    assert nothing_noted.holds_for == Circumstances("standard").holds_for


def test_a_day_that_is_planned_lies_in_newer_times_told_at_another_record_too():
    mornings = [{"day": 1, "from": "09:00", "to": "10:00"}]
    before = {"windows": mornings, "confirmed_on": TODAY - timedelta(days=3)}
    assert planned([at_several(safe(), safe(**before))], at=NOON).safe
    assert not planned([at_several(safe(), safe(windows=mornings))], at=NOON).safe
    assert not planned([at_several(safe(), safe(state="unsafe"))], at=NOON).known
    assert planned([at_several(safe(), safe(confirmed_on=date(2020, 1, 1)))], at=NOON).safe
