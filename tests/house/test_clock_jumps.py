"""The clock jumps by a month or back by a year: nobody is shut out for long, no date is lost."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.walls.commands import open_in_emergency
from alongside.foundation import clock
from alongside.foundation.accounts.guessing import throttle
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.trail import note
from alongside.foundation.audit.verify import problems

FORWARD, BACK = timedelta(days=30), timedelta(days=-365)


def opens(client):
    return client.get(reverse("desk:today")).status_code


def test_a_month_ahead_the_shift_is_over(as_ada):
    assert opens(as_ada) == 200
    with clock.stand_at(clock.now() + FORWARD):
        answer = as_ada.get(reverse("desk:today"))
        assert answer.status_code == 302 and answer.url.startswith(reverse("sign-in"))


@pytest.mark.parametrize("jump", [FORWARD, BACK])
def test_whoever_waits_after_too_many_tries_waits_no_longer_than_the_longest(jump, db):
    call_command("createcachetable", verbosity=0)
    bucket = throttle.Bucket("password:ada@example.org:strangers")
    for _ in range(bucket.free + 3):
        throttle._change(bucket, +1)
    assert throttle.wait_for(bucket) > 0
    with clock.stand_at(clock.now() + jump):
        assert throttle.wait_for(bucket) == 0
        throttle._change(bucket, +1)
        assert 0 < throttle.wait_for(bucket) <= bucket.longest_wait


@pytest.mark.parametrize("jump", [FORWARD, BACK])
def test_what_is_on_the_agenda_stays_on_its_day(jump, ada, as_ada, sams_case):
    item = put(sams_case, "call", due=clock.today(), source=sams_case.pk, owner=ada.pk, by=ada)
    with clock.stand_at(clock.now() + jump):
        assert Item.objects.open().get(pk=item.pk).due == item.due


@pytest.mark.parametrize("jump", [FORWARD, BACK])
def test_lines_written_meanwhile_keep_their_place_in_the_trail(jump, ada):
    note("visited", subject=ada, by=ada)
    with clock.stand_at(clock.now() + jump):
        note("visited", subject=ada, by=ada)
    note("visited", subject=ada, by=ada)
    stream = Entry.objects.last().stream
    numbers = list(Entry.objects.filter(stream=stream).values_list("n", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)) and not list(problems())


@given(st.integers(0, 2 * 365 * 24 * 60), st.integers(-9_000, 9_000))
def test_an_hour_lasts_an_hour_in_the_night_the_clocks_change(into, minutes):
    began = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=into)
    here = began.astimezone(ZoneInfo("Europe/London"))
    passed = timedelta(minutes=minutes)
    assert clock.so_long_after(here, passed).astimezone(UTC) - began == passed


def test_emergency_access_is_no_longer_when_the_clocks_go_back(ben, sams_case):
    an_hour_twice = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # half past one, for the first time
    with clock.stand_at(an_hour_twice):
        access = open_in_emergency(sams_case, reason="He is at the door.", by=ben)
    assert access.until.astimezone(UTC) - access.at.astimezone(UTC) == timedelta(hours=1)
