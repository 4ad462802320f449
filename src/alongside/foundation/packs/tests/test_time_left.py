"""Time left and lateness are told in working time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.packs.time_left import TimeLeft, in_words, working_time_left

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: START + timedelta(minutes=n))


def november(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "deadline", "words"),
    [
        (november(23, 10), november(23, 11, 40), "1 hour 40 minutes left"),
        (november(23, 10), november(23, 12), "2 hours left"),
        (november(23, 10), november(23, 10, 1), "1 minute left"),
        (november(23, 10), november(23, 10), "no working time left"),
        (november(23, 10), november(24, 10), "1 working day left"),
        (november(23, 10), november(25, 17), "2 working days left"),
        (november(23, 16), november(24, 10), "2 hours of working time left"),
        (november(20, 20), november(23, 9), "no working time left"),
        (november(23, 12, 30), november(23, 10), "2 working hours late"),
        (november(23, 11), november(23, 10), "1 working hour late"),
        (november(23, 10, 20), november(23, 10), "20 minutes late"),
        (november(24, 9, 10), november(23, 16, 50), "20 minutes of working time late"),
        (november(21, 12), november(20, 17), "late"),
        (november(23, 10), november(18, 10), "3 working days late"),
    ],
)
def test_it_is_told_in_words(now, deadline, words):
    assert in_words(working_time_left(now, deadline)) == words


def test_a_page_can_tell_late_from_not_late_without_reading_words():
    assert working_time_left(november(23, 13), november(23, 10)) == TimeLeft(
        True, 3, "working_hours"
    )


@given(moments, moments)
def test_late_is_what_lies_behind(now, deadline):
    left = working_time_left(now, deadline)
    assert left.late == (deadline < now) and left.amount >= 0 and in_words(left)
