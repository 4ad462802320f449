"""The time zone is one of the place, and never guessed among several."""

from pathlib import Path

import pytest
from django.conf import settings as configured

from alongside.foundation.packs.checks import check_pack
from alongside.foundation.packs.zones import first_zone


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("england-wales", "Europe/London"),
        ("us-federal", "America/New_York"),
        ("base", "UTC"),
        ("nowhere", "UTC"),
    ],
)
def test_the_settings_begin_with_the_first_zone_of_the_pack(name, zone):
    assert first_zone(Path(configured.PACKS_DIR), name) == zone


def test_among_several_zones_none_is_guessed(settings):
    settings.PACK, settings.TIME_ZONE = "us-federal", "America/New_York"
    settings.TIME_ZONE_TOLD = False
    [fault] = check_pack()
    assert fault.id == "packs.E005" and "Say in ALONGSIDE_TIME_ZONE which is yours" in fault.msg
    settings.TIME_ZONE_TOLD = True
    assert check_pack() == []


def test_the_zone_of_another_place_stops_the_start(settings):
    settings.TIME_ZONE, settings.TIME_ZONE_TOLD = "America/Chicago", True
    [fault] = check_pack()
    assert fault.msg == "ALONGSIDE_TIME_ZONE is America/Chicago; this place has: Europe/London."


def test_the_demo_takes_the_first_zone(settings):
    settings.PACK, settings.TIME_ZONE = "us-federal", "America/New_York"
    settings.TIME_ZONE_TOLD, settings.DEMO = False, True
    assert check_pack() == []


def test_a_zone_that_does_not_exist_is_named(shelf):
    line = shelf.change("calendar.yaml", "[Europe/London]", "[Europe/Camelot]", "england-wales")
    told = f"england-wales/calendar.yaml, line {line}: there is no time zone `Europe/Camelot`"
    assert told in shelf.refusal("england-wales")
