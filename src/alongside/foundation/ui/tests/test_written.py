"""Days and times are written as in the place."""

from datetime import UTC, date, datetime, time

from alongside.foundation.ui.written import clock_time, day, day_and_time, plain_day, short_day

THURSDAY = date(2026, 11, 26)


def test_the_day_first_and_a_clock_of_24_hours():
    told = day(THURSDAY), plain_day(THURSDAY), short_day(THURSDAY), clock_time(time(14, 5))
    assert told == ("Thursday 26 November 2026", "26 November 2026", "Thu 26 Nov", "14:05")


def test_the_month_first_and_a_clock_of_12_hours(settings):
    settings.PACK = "us-federal"
    told = day(THURSDAY), plain_day(THURSDAY), short_day(THURSDAY), clock_time(time(14, 5))
    assert told == ("Thursday, November 26, 2026", "November 26, 2026", "Thu, Nov 26", "2:05 p.m.")


def test_a_moment_is_told_in_the_zone_of_the_service(settings):
    settings.PACK, settings.TIME_ZONE = "us-federal", "America/Denver"
    moment = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)
    assert (short_day(moment), clock_time(moment)) == ("Wed, Nov 25", "8:30 p.m.")
    assert day_and_time(moment) == "Wednesday, November 25, 8:30 p.m."
