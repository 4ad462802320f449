"""A claim runs: nothing of Sam's is destroyed or rewritten until two people say so."""

from datetime import timedelta

import pytest

from alongside.casework.erasures.carrying import carry_on, carry_out
from alongside.casework.erasures.commands import (
    agree_to_erasure,
)
from alongside.casework.keeping.commands import (
    AnotherPersonMust,
    ask_to_lift_hold,
    lift_hold,
    set_hold,
)
from alongside.casework.keeping.guards import OnHold
from alongside.casework.keeping.models import Erasure, Hold
from alongside.casework.people.models import Person
from alongside.casework.records.commands import add_record, correct_record, withdraw_record
from alongside.casework.support.record import LIMITS
from alongside.foundation.clock import now as moment
from alongside.foundation.clock import stand_at, today
from alongside.foundation.vault.ring import ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)


def hold(person, *, by, until=None):
    return set_hold(person, ground="claim", reason="A claim is before court.", until=until, by=by)


def is_readable(person):
    ring.clear()
    return Person.objects.get(pk=person.pk).given_names == "Samira"


def test_on_hold_nothing_is_ordered(order, sam, ada):
    hold(sam, by=ada)
    with pytest.raises(OnHold):
        order()
    assert not Erasure.objects.exists()


def test_set_between_order_and_agreement_it_stops_the_agreement(order, sam, ada, mona):
    waiting = order()
    hold(sam, by=ada)
    with pytest.raises(OnHold):
        agree_to_erasure(waiting, by=mona)
    assert is_readable(sam)


def test_set_between_agreement_and_destruction_it_stops_the_destruction(order, sam, ada, mona):
    agreed = agree_to_erasure(order(), by=mona)
    set_ = hold(sam, by=ada)
    with pytest.raises(OnHold):
        carry_out(agreed, by=mona)
    assert carry_on(by=mona) == [] and is_readable(sam)
    ask_to_lift_hold(set_, by=mona)
    lift_hold(set_, by=ada)
    assert carry_on(by=mona) and not is_readable_or_gone(sam)


def is_readable_or_gone(person):
    from alongside.foundation.vault.ring import KeyGone

    try:
        return is_readable(person)
    except KeyGone:
        return False


def test_it_takes_two_to_lift_it(sam, ada, mona):
    set_ = hold(sam, by=ada)
    with pytest.raises(AnotherPersonMust):
        lift_hold(set_, by=mona)
    ask_to_lift_hold(set_, by=mona)
    with pytest.raises(AnotherPersonMust):
        lift_hold(set_, by=mona)
    assert Hold.objects.standing().exists()
    lift_hold(set_, by=ada)
    assert not Hold.objects.standing().exists()


def test_with_a_day_it_ends_by_itself_after_that_day(sam, ada):
    hold(sam, by=ada, until=today())
    assert Hold.objects.standing().exists()
    with stand_at(moment() + timedelta(days=1)):
        assert not Hold.objects.standing().exists()


def test_what_was_written_is_not_rewritten_and_new_entries_go_on(sams_case, sam, ada):
    told = {"mode": "spoken", "understood": "She nodded.", "wishes": ""}
    record = add_record(LIMITS, sams_case, by=ada, **told)
    hold(sam, by=ada)
    with pytest.raises(OnHold):
        correct_record(LIMITS, record, version=1, understood="She said yes.", by=ada)
    with pytest.raises(OnHold):
        withdraw_record(record, by=ada)
    assert add_record(LIMITS, sams_case, by=ada, **told)
