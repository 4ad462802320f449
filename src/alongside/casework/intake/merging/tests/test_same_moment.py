"""Two people answer one proposal at the same moment: one of them is first, the other is told."""

import pytest
from tests.harness.at_once import two_at_once

from alongside.casework.cases.commands import allocate
from alongside.casework.intake.merging.commands import (
    AnsweredAlready,
    OneAlready,
    confirm_merge,
    decline_merge,
    propose_merge,
    undo_merge,
)
from alongside.casework.people.models import Merge, Person

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
WRITES = 'UPDATE "people_merge"'


@pytest.fixture
def three_see_both(twice, ben, maja):
    for case in twice:
        allocate(case, worker=ben, by=maja)


def fresh(merge):
    return Merge.objects.get(pk=merge.pk)


def test_confirmed_and_declined_at_once_it_is_one_of_the_two(three_see_both, proposed, ada, ben):
    came = two_at_once(
        lambda: confirm_merge(fresh(proposed), by=ada),
        lambda: decline_merge(fresh(proposed), reason="Her sister.", by=ben),
        before=WRITES,
    )
    assert came.waited and isinstance(came.second, AnsweredAlready)
    kept = fresh(proposed)
    assert kept.stands and kept.declined_at is None and kept.declined_reason == ""
    assert Person.objects.exclude(lead=None).count() == 2


def test_the_other_way_round_nobody_is_one_person(three_see_both, proposed, ada, ben):
    came = two_at_once(
        lambda: decline_merge(fresh(proposed), reason="Her sister.", by=ben),
        lambda: confirm_merge(fresh(proposed), by=ada),
        before=WRITES,
    )
    assert came.waited and isinstance(came.second, AnsweredAlready)
    assert fresh(proposed).confirmed_at is None and not Person.objects.exclude(lead=None).exists()


def test_two_propose_the_same_two_and_it_waits_once(twice, ada, mona):
    one, two = (case.person for case in twice)
    came = two_at_once(
        lambda: propose_merge(one, two, reason="One letter.", by=mona),
        lambda: propose_merge(two, one, reason="One letter.", by=ada),
        before='INSERT INTO "people_merge"',
    )
    assert came.waited and isinstance(came.second, OneAlready) and Merge.objects.count() == 1


def test_two_merges_that_share_a_record_end_as_one_person(here, twice, ada, mona):
    """Whichever is first, the second sees what it joined."""
    third = here(family_name="Hadda")
    one, two = (case.person for case in twice)
    merges = [
        propose_merge(*pair, reason="One letter.", by=mona)
        for pair in ((one, two), (two, third.person))
    ]
    came = two_at_once(
        lambda: confirm_merge(fresh(merges[0]), by=ada),
        lambda: confirm_merge(fresh(merges[1]), by=ada),
        before=WRITES,
    )
    assert came.waited and came.first.stands and came.second.stands
    leads = Person.objects.exclude(lead=None).values_list("lead", flat=True)
    assert list(leads) == [one.pk] * 3


def test_parted_and_joined_by_way_of_the_third_at_once(here, twice, merged, ada, mona):
    third = here(family_name="Hadda")
    one, two = (case.person for case in twice)
    merge = propose_merge(two, third.person, reason="One letter.", by=mona)
    came = two_at_once(
        lambda: undo_merge(fresh(merged), reason="Her sister.", by=mona),
        lambda: confirm_merge(fresh(merge), by=ada),
        before=WRITES,
    )
    assert came.waited and came.second.stands
    leads = dict(Person.objects.values_list("pk", "lead"))
    assert leads[one.pk] is None and leads[two.pk] == leads[third.person_id] == two.pk
