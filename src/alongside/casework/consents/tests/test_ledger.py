"""One function says whether something may be told: only what, to whom and until when she said."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from alongside.casework.cases.models import Moment
from alongside.casework.consents.commands import (
    NotAgreed,
    NotInThisWay,
    OpenEnded,
    give_consent,
    use_consent,
    withdraw_consent,
)
from alongside.casework.consents.ledger import agreed
from alongside.casework.consents.models import Consent, Use, WrittenOnce
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now, stand_at, today
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import ring

ITEMS = ("is_client", "name", "reach", "needs")
FIRST = date(2026, 11, 24)


@pytest.fixture
def give(sams_case, ada):
    def make(**told):
        facts = {"purpose": "housing", "recipient": "The council", "items": ["name", "needs"]}
        facts |= {"given_on": today(), "until": today() + timedelta(days=90), "how": "spoken"}
        return give_consent(sams_case, **{**facts, **told}, by=ada)

    return make


def ask(case, **other):
    told = {"purpose": "housing", "recipient": "The council", "items": ["name"], "at": now()}
    return agreed(case, **{**told, **other})


def test_what_she_said_and_nothing_more(give, sams_case):
    consent = give()
    assert ask(sams_case) == consent == ask(sams_case, recipient="the  Council")
    assert ask(sams_case, purpose="health") is None
    assert ask(sams_case, recipient="The council of another town") is None
    assert ask(sams_case, items=["name", "danger"]) is None
    assert ask(sams_case, items=[]) is None


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    told=some.frozensets(some.sampled_from(ITEMS), min_size=1),
    asked=some.frozensets(some.sampled_from(ITEMS)),
    lasts=some.integers(1, 366),
    after=some.integers(-2, 400),
    taken_back=some.none() | some.integers(0, 300),
)
def test_it_stands_from_its_first_to_its_last_day_or_until_she_takes_it_back(
    give, sams_case, ada, told, asked, lasts, after, taken_back
):
    Consent.objects.all().delete()
    noon = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/London"))
    consent = give(items=told, given_on=FIRST, until=FIRST + timedelta(days=lasts))
    if taken_back is not None:
        with stand_at(noon + timedelta(days=taken_back, minutes=-1)):
            withdraw_consent(consent, by=ada)
    found = ask(sams_case, items=asked, at=noon + timedelta(days=after))
    stands = 0 <= after <= lasts and (taken_back is None or after < taken_back)
    assert (found is not None) == (stands and bool(asked) and asked <= told)


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_none_is_open_ended(give, days):
    with pytest.raises(OpenEnded):
        give(until=today() + timedelta(days=days))


def test_in_the_united_states_a_release_is_signed(give, settings):
    settings.PACK = "us-federal"
    for how in ("spoken", "interpreter", "signed"):
        with pytest.raises(NotInThisWay):
            give(how=how)
    assert give(how="written")


def test_a_line_is_never_changed(give):
    consent = give()
    consent.until += timedelta(days=30)
    with pytest.raises(WrittenOnce):
        consent.save()


def test_each_use_asks_and_leaves_a_line(give, sams_case, ada):
    to = {"purpose": "housing", "recipient": "The council", "items": ["name"]}
    with pytest.raises(NotAgreed):
        use_consent(sams_case, **to, by=ada)
    give()
    use_consent(sams_case, **to, by=ada)
    assert Use.objects.count() == 1


def test_two_weeks_before_it_ends_it_stands_on_adas_day(give, ada):
    consent = give()
    item = Item.objects.open().get(kind="consent_ends")
    assert (item.due, item.owner) == (consent.until - timedelta(days=14), ada.pk)


def test_taken_back_whatever_waited_on_it_is_settled(give, sams_case, ada):
    consent = give()
    put(sams_case, "call", due=today(), source=consent.pk, owner=ada.pk, by=ada)
    withdraw_consent(consent, by=ada)
    withdraw_consent(consent, by=ada)
    assert not Item.objects.open().asked_for_by([consent]).exists()
    assert ask(sams_case) is None
    assert Moment.objects.filter(event="consent_withdrawn").count() == 1


def test_what_cannot_be_read_is_not_agreed(give, sams_case):
    give()
    destroy_keys_of(sams_case.pk)
    ring.clear()
    assert ask(sams_case) is None
