"""Both steps of a colleague are never renewed by one person, under however many names."""

from datetime import timedelta

import pytest

from alongside.foundation import clock
from alongside.foundation.accounts.commands import (
    AnotherMust,
    add_user,
    end_access,
    invite_again,
    invite_user,
    let_back_in,
    reset_second_factor,
    the_operator,
)

MONTH = timedelta(days=30)
WHY = "seen in person"


@pytest.fixture
def otto(db):
    by = the_operator()
    return add_user(email="otto@example.org", name="Otto", role="administrator", by=by)


def administrator(name, *, by):
    invited = invite_user(email=f"{name}@example.org", name=name, role="administrator", by=by)
    return invited.user


def refused(act, *given, by):
    with pytest.raises(AnotherMust):
        act(*given, by=by)
    return True


def in_a_month():
    return clock.stand_at(clock.now() + MONTH)


def test_two_administrators_who_came_separately_are_two_people(ada, otto):
    petra = administrator("petra", by=the_operator())
    with in_a_month():
        reset_second_factor(ada, WHY, by=petra)
        assert invite_again(ada, by=otto).token


def test_whoever_one_has_invited_is_oneself(ada, otto):
    puppet = administrator("puppet", by=otto)
    with in_a_month():
        reset_second_factor(ada, WHY, by=puppet)
        assert refused(invite_again, ada, by=otto)
        end_access(ada, by=otto)
        assert refused(let_back_in, ada, by=otto)
        assert invite_again(ada, by=the_operator()).token


def test_and_the_other_way_round(ada, otto):
    puppet = administrator("puppet", by=otto)
    with in_a_month():
        invite_again(ada, by=otto)
        assert refused(reset_second_factor, ada, WHY, by=puppet)


def test_a_link_made_later_is_a_way_in_too(ada, otto):
    petra = administrator("petra", by=the_operator())
    invite_again(petra, by=otto)
    with in_a_month():
        reset_second_factor(ada, WHY, by=petra)
        assert refused(invite_again, ada, by=otto)


def test_puppets_of_puppets_and_two_puppets_of_one(ada, otto):
    first, second = (administrator(name, by=otto) for name in ("first", "second"))
    third = administrator("third", by=first)
    with in_a_month():
        reset_second_factor(ada, WHY, by=third)
        assert refused(invite_again, ada, by=otto)
        assert refused(invite_again, ada, by=second)


def test_a_new_account_is_nobody_yet_whoever_made_it(ada, otto):
    petra = administrator("petra", by=the_operator())
    reset_second_factor(ada, WHY, by=petra)
    assert refused(invite_again, ada, by=otto)
    with clock.stand_at(clock.now() + timedelta(days=6)):
        invite_again(petra, by=the_operator())
        assert refused(invite_again, ada, by=otto)


def test_the_keeper_of_the_machine_is_somebody_else(ada, otto):
    petra = administrator("petra", by=the_operator())
    reset_second_factor(ada, WHY, by=the_operator())
    assert invite_again(ada, by=petra).token
    assert refused(invite_again, ada, by=the_operator())
