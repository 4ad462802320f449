"""Sam's support has ended; Mona leads, Maja manages."""

import pytest

from alongside.casework.cases.commands import allocate, end_support
from alongside.casework.erasures.carrying import carry_out
from alongside.casework.erasures.commands import (
    agree_to_erasure,
    order_erasure,
)
from alongside.casework.people.commands import add_contact_point
from alongside.foundation.vault.ring import ring


@pytest.fixture
def sams_ended_case(sams_case, sam, ada, mona, maja):
    allocate(sams_case, worker=mona, by=mona)
    allocate(sams_case, worker=maja, by=mona)
    add_contact_point(sam, kind="mobile", value="07700 900142", by=ada)
    end_support(sams_case, reason="other", outcome="not_asked", summary="She moved.", by=ada)
    return sams_case


@pytest.fixture
def order(sams_ended_case, maja):
    def make(*, case=None, ground="asked"):
        return order_erasure(sams_ended_case.person, case=case, ground=ground, by=maja)

    return make


@pytest.fixture
def erase(order, mona):
    def make(**what):
        done = carry_out(agree_to_erasure(order(**what), by=mona), by=mona)
        ring.clear()
        return done

    return make
