"""The fullest hour of a day, however the openings lie in it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from alongside.casework.openings.counting import HOUR, Opened, fullest_hours

LONDON = ZoneInfo("Europe/London")
NINE = datetime(2026, 11, 24, 9, tzinfo=LONDON)


def opened(*minutes_and_files):
    return [Opened(NINE + timedelta(minutes=m), file) for m, file in minutes_and_files]


def plainly(lines):
    """The same by trying every hour that ends with an opening."""
    best = {}
    for last in lines:
        window = [one for one in lines if last.at - HOUR < one.at <= last.at]
        files = len({one.file for one in window if one.file})
        best[last.at.date()] = max(
            best.get(last.at.date(), 0), files + sum(not o.file for o in window)
        )
    return best


moments = st.integers(0, 26 * 60 * 60).map(lambda seconds: NINE + timedelta(seconds=seconds))
lines = st.lists(st.builds(Opened, moments, st.sampled_from(["", "a", "b", "c", "d", "e"])))


@given(lines)
@example(opened((0, "a"), (60, "b")))
@example(opened((0, "a"), (0, "a"), (59, "b")))
@example([])
def test_no_hour_is_fuller_than_the_one_that_is_told(found):
    found = sorted(found, key=lambda one: one.at)
    # Ties in time belong to one hour: the last of them sees them all.
    told = fullest_hours(found)
    assert {day: hour.opened for day, hour in told.items()} == plainly(found)


def test_pages_of_one_file_count_once_and_lists_each_time():
    day = fullest_hours(opened((0, "a"), (1, "a"), (2, ""), (3, ""), (4, "b")))
    hour = day[date(2026, 11, 24)]
    assert (hour.files, hour.lists) == (2, 2)


def test_an_hour_later_it_is_another_hour():
    hour = fullest_hours(opened((0, "a"), (60, "b")))[date(2026, 11, 24)]
    assert hour.files == 1


def test_a_burst_over_midnight_stands_on_the_day_in_which_it_was_fullest():
    late = NINE.replace(hour=23, minute=50)
    found = [Opened(late + timedelta(minutes=n), f"file {n}") for n in range(20)]
    days = fullest_hours(found)
    assert days[date(2026, 11, 24)].files == 10
    assert days[date(2026, 11, 25)].files == 20
