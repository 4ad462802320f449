"""The time zone of a person's safe times: typed as a city, kept as the name of the zone."""

import re
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone


class NoSuchZone(ValueError):
    """No time zone is known under this city or name."""


def read_zone(typed: str) -> str:
    """The zone of a city: New York, São Paulo's own spelling aside. Raises NoSuchZone."""
    found = _by_city().get(_plain(typed))
    if found is None:
        raise NoSuchZone(typed)
    return found


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name, ours for none. Raises NoSuchZone."""
    if not name:
        return timezone.get_default_timezone()
    if name not in available_timezones():
        raise NoSuchZone(name)
    return ZoneInfo(name)


def city_of(name: str) -> str:
    """How a zone is read: New York."""
    return name.rpartition("/")[2].replace("_", " ")


@cache
def _by_city() -> dict[str, str]:
    """By the name in full and by the city alone; zones without a city are for machines."""
    zones = sorted(name for name in available_timezones() if _is_a_place(name))
    return {_plain(city_of(zone)): zone for zone in zones} | {_plain(z): z for z in zones}


def _is_a_place(name):
    return "/" in name and not name.startswith(("Etc/", "SystemV/", "posix/", "right/"))


def _plain(words):
    return re.sub(r"[^a-z]+", " ", words.casefold()).strip()
