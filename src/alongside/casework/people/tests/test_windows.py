"""The safe times of a week, as they are told, kept and read back."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from alongside.casework.people.windows import (
    ANY_TIME,
    in_words,
    is_any_time,
    next_opening,
    open_until,
    sets_in,
    windows_from,
)

LONDON = ZoneInfo("Europe/London")
TUE, THU, FRI, SUN = 1, 3, 4, 6
MORNINGS = windows_from([TUE, THU], time(10), time(11, 30))
FRIDAY = windows_from([FRI], time(14), time(16))


def at(*when, fold=0):
    return datetime(*when, tzinfo=LONDON, fold=fold)


def test_they_are_read_back_in_words():
    assert in_words(MORNINGS + FRIDAY) == "Tue and Thu 10:00 to 11:30, Friday 14:00 to 16:00"
    assert in_words(ANY_TIME) == "At any time"
    assert in_words(windows_from([SUN], time(0), time(23, 59))) == "Sunday at any time"
    assert in_words([]) == ""


def test_what_was_asked_in_two_sets_is_two_sets_again():
    assert sets_in(FRIDAY + MORNINGS) == [
        ([TUE, THU], ("10:00", "11:30")),
        ([FRI], ("14:00", "16:00")),
    ]
    assert is_any_time(ANY_TIME) and not is_any_time(MORNINGS)


def test_a_window_is_open_from_its_first_minute_until_just_before_its_last():
    assert open_until(MORNINGS, at(2026, 11, 24, 10)) == at(2026, 11, 24, 11, 30)
    assert open_until(MORNINGS, at(2026, 11, 24, 11, 29)) == at(2026, 11, 24, 11, 30)
    assert open_until(MORNINGS, at(2026, 11, 24, 11, 30)) is None
    assert open_until(MORNINGS, at(2026, 11, 25, 10)) is None


def test_the_next_window_may_be_later_today_or_a_week_from_now():
    assert next_opening(MORNINGS, at(2026, 11, 24, 9)) == at(2026, 11, 24, 10)
    assert next_opening(FRIDAY, at(2026, 11, 27, 15)) == at(2026, 12, 4, 14)
    assert next_opening([], at(2026, 11, 24, 9)) is None


def test_an_hour_that_the_clocks_leave_out_is_never_promised():
    left_out = windows_from([SUN], time(1, 10), time(1, 50))
    assert next_opening(left_out, at(2027, 3, 28, 0)) == at(2027, 4, 4, 1, 10)


def test_when_the_clocks_go_back_both_hours_of_that_name_are_told():
    night = windows_from([SUN], time(1), time(2))
    assert open_until(night, at(2026, 10, 25, 1, 30))
    assert open_until(night, at(2026, 10, 25, 1, 30, fold=1))
    assert open_until(night, at(2026, 10, 25, 2)) is None
