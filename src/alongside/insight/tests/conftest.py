"""Stories that were told in two quarters of 2026, to be counted by hand."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from alongside.casework.intake.commands import Arrival, accept_referral, receive_referral
from alongside.casework.support.commands import log_contact
from alongside.foundation.clock import now, stand_at, today
from alongside.organisation.workforce.commands import add_funding_stream, add_programme

LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def second_step_just_shown(monkeypatch):
    """These stories travel in time; that the step is asked for is told in tests/house."""
    monkeypatch.setattr("alongside.foundation.accounts.shift.is_fresh", lambda session: True)
    monkeypatch.setattr("alongside.foundation.accounts.shift.CLOCKS_DIFFER", 10**9)


@pytest.fixture
def on():
    """Live on a day of 2026, at ten in the morning unless told otherwise."""

    def stand(month, day, hour=10, minute=0):
        return stand_at(datetime(2026, month, day, hour, minute, tzinfo=LONDON))

    return stand


@pytest.fixture
def refer(mona):
    def receive(crime="burglary", source="police", danger="standard", name="Sam"):
        referral = {"crime": crime, "source": source, "danger": danger}
        return receive_referral(Arrival({"known_as": name}, [], referral), by=mona)

    return receive


@pytest.fixture
def take_on(refer, ada, mona):
    """A referral that is accepted the same day; Ada works on it."""

    def accept(programme=None, stream=None, **said):
        particulars = {"worker": ada, "programme": programme, "stream": stream}
        return accept_referral(refer(**said), **particulars, client_kind="harmed", by=mona)

    return accept


@pytest.fixture
def speak(ada):
    def log(case, reached="yes", minutes=30):
        note = {"on": today(), "at": now().time(), "channel": "phone", "reached": reached}
        return log_contact(case, by=ada, minutes=minutes, **note)

    return log


@pytest.fixture
def homes(operator):
    return add_programme("Safe homes", by=operator)


@pytest.fixture
def grant(operator):
    return add_funding_stream("Pilot grant", by=operator)
