"""Samira came in twice. Mona proposes that it is one person, Ada looks again and confirms."""

from datetime import date

import pytest

from alongside.casework.cases.commands import allocate, make_sensitive, open_case
from alongside.casework.cases.models import Allocation, Moment
from alongside.casework.intake.merging.commands import (
    AnsweredAlready,
    NotInSight,
    OneAlready,
    confirm_merge,
    decline_merge,
    propose_merge,
    see_what_was_told,
    undo_merge,
)
from alongside.casework.intake.merging.guards import CannotMerge
from alongside.casework.intake.models import Double
from alongside.casework.keeping.commands import AnotherPersonMust
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.commands import add_contact_point
from alongside.casework.people.models import Merge, Person
from alongside.casework.walls.commands import open_in_emergency, raise_wall
from alongside.foundation.accounts.models import Invitation, User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import ring
from alongside.organisation.workforce.commands import let_go


def people(cases):
    return [case.person for case in cases]


def days_of(user):
    items = Item.objects.open().filter(owner=user.pk).exclude(kind="first_contact")
    return list(items.values_list("kind", flat=True))


def test_until_a_second_person_confirms_both_stay_as_they_are(proposed, twice, lead_of, ada):
    assert proposed.waits and proposed.person_id < proposed.other_id
    assert [lead_of(case) for case in twice] == [None, None]
    assert days_of(ada) == ["merge_proposed"]


def test_confirmed_they_are_one_person_led_by_the_first(proposed, twice, lead_of, ada, mona):
    confirm_merge(proposed, by=ada)
    assert [lead_of(case) for case in twice] == [twice[0].person_id] * 2
    assert days_of(ada) == [], "she did it herself"
    assert days_of(mona) == ["records_together"], "she proposed it and hears of it"
    assert not Moment.objects.filter(record=proposed.pk).exists(), "others read the chronology"
    verbs = Entry.objects.filter(subject=f"people.merge:{proposed.pk}").values_list("verb", "actor")
    assert set(verbs) == {("merge.proposed", mona.pk), ("merge.confirmed", ada.pk)}


def test_whoever_read_it_has_it_off_her_day(merged, mona):
    see_what_was_told([merged], by=mona)
    assert days_of(mona) == []


def test_whoever_proposed_it_does_not_confirm_it(proposed, mona):
    with pytest.raises(AnotherPersonMust):
        confirm_merge(proposed, by=mona)
    assert Merge.objects.get().waits


def test_nor_does_an_account_that_she_could_hold(proposed, ada, mona):
    Invitation.objects.create(user=ada, made_by=mona.pk, digest="x" * 20, expires_at=now())
    with pytest.raises(AnotherPersonMust):
        confirm_merge(proposed, by=ada)


def test_declined_it_says_why_and_stands_on_the_proposers_day(proposed, double, ada, mona, as_mona):
    decline_merge(proposed, reason="Her sister.", by=ada)
    kept = Merge.objects.get()
    assert not kept.waits and not kept.stands and kept.declined_reason == "Her sister."
    assert days_of(mona) == ["merge_declined"] and days_of(ada) == []
    assert "Nobody seems to be here twice" in as_mona.get("/doubles/").content.decode()
    with pytest.raises(AnsweredAlready):
        confirm_merge(proposed, by=ada)


def test_taken_back_by_whoever_proposed_it_the_pair_is_offered_again(
    proposed, double, mona, ada, as_mona, twice
):
    decline_merge(proposed, reason="I am not sure.", by=mona)
    assert days_of(mona) == days_of(ada) == []
    assert twice[0].code in as_mona.get("/doubles/").content.decode()
    assert propose_merge(*people(twice), reason="Now I am.", by=mona).waits


def test_while_one_waits_no_second_is_proposed(proposed, twice, ada):
    with pytest.raises(OneAlready):
        propose_merge(*reversed(people(twice)), reason="The same.", by=ada)


def test_a_form_that_is_sent_twice_proposes_once(twice, mona):
    said = {
        "reason": "One letter less.",
        "by": mona,
        "once": "7c2d8f6e-1d0b-4e5c-9a57-0c8d5f0e2b11",
    }
    assert propose_merge(*people(twice), **said) == propose_merge(*people(twice), **said)
    assert Merge.objects.count() == 1


def test_whoever_sees_only_one_of_the_cases_does_neither(twice, proposed, ben, maja):
    allocate(twice[0], worker=ben, by=maja)
    with pytest.raises(NotInSight):
        confirm_merge(proposed, by=ben)
    Merge.objects.all().delete()
    with pytest.raises(NotInSight):
        propose_merge(*people(twice), reason="I think so.", by=ben)


def test_an_hour_of_emergency_access_is_not_enough(twice, proposed, ben, maja):
    allocate(twice[0], worker=ben, by=maja)
    open_in_emergency(twice[1], reason="She rang.", by=ben)
    with pytest.raises(NotInSight):
        confirm_merge(proposed, by=ben)


def test_nor_whoever_may_not_know_of_another_case_of_hers(twice, here, proposed, ben, maja, ada):
    """A second case of the same record is sensitive, and Ben is not named on it."""
    for case in twice:
        allocate(case, worker=ben, by=maja)
    make_sensitive(open_case(twice[0].person, by=maja), readers=User.objects.none(), by=ada)
    with pytest.raises(NotInSight):
        confirm_merge(proposed, by=ben)


def test_past_a_wall_there_is_nothing_to_confirm(twice, proposed, ada, mona, ben, maja):
    for case in twice:
        allocate(case, worker=ben, by=maja)
    raise_wall(twice[1].person, user=ada, reason="Her sister.", by=mona)
    with pytest.raises(NotInSight):
        confirm_merge(proposed, by=ada)
    with pytest.raises(CannotMerge):
        confirm_merge(proposed, by=ben)
    raise_wall(twice[0].person, user=ada, reason="Her sister.", by=mona)
    assert confirm_merge(proposed, by=ben).stands


def test_a_household_is_not_one_person(here, mona):
    """One address, one family name, one telephone: other given names and another birth date."""
    home = {"family_name": "Haddad", "address": "3 Elm Row", "postcode": "E8 4QJ"}
    mother = here(given_names="Leila", birth_date=date(1968, 5, 2), **home)
    daughter = here(**home)
    for case in (mother, daughter):
        add_contact_point(case.person, kind="landline", value="020 7946 0999", by=mona)
    with pytest.raises(CannotMerge):
        propose_merge(mother.person, daughter.person, reason="One address.", by=mona)


@pytest.mark.parametrize("which", [None, "case"])
def test_not_while_an_erasure_is_ordered(twice, proposed, ada, mona, which):
    case = twice[1].pk if which else None
    Erasure.objects.create(person=twice[1].person, case=case, ground="asked", ordered_by=mona)
    with pytest.raises(CannotMerge):
        confirm_merge(proposed, by=ada)
    Merge.objects.all().delete()
    with pytest.raises(CannotMerge):
        propose_merge(*people(twice), reason="One letter.", by=mona)


def test_nor_when_one_of_them_is_erased(twice, proposed, ada):
    destroy_keys_of(twice[1].person_id)
    ring.clear()
    with pytest.raises(CannotMerge):
        confirm_merge(proposed, by=ada)


def test_nobody_loses_a_case_to_a_wall_before_it(twice, proposed, ada, mona, ben, maja):
    """Ben works with the one record and must not know of the other."""
    allocate(twice[0], worker=ben, by=maja)
    raise_wall(twice[1].person, user=ben, reason="A neighbour.", by=mona)
    with pytest.raises(CannotMerge):
        confirm_merge(proposed, by=ada)
    Allocation.objects.filter(worker=ben).update(until=now().date())
    with pytest.raises(CannotMerge):
        confirm_merge(proposed, by=ada)
    Item.objects.filter(owner=ben.pk).delete()
    assert confirm_merge(proposed, by=ada).stands


def test_where_nobody_else_sees_both_it_waits_and_stands_on_no_day(twice, mona, ada, ben, maja):
    Allocation.objects.filter(worker=ada).update(until=now().date())
    for case in twice:
        allocate(case, worker=mona, by=maja)
    propose_merge(*people(twice), reason="One letter less.", by=mona)
    assert Merge.objects.get().waits and not Item.objects.open().filter(kind="merge_proposed")


def test_when_whoever_was_asked_leaves_somebody_else_is(twice, proposed, ada, ben, maja, operator):
    for case in twice:
        allocate(case, worker=ben, by=maja)
    let_go(ada, by=operator)
    assert days_of(maja) == ["merge_proposed"], "who leads Ben, and so sees both"


def test_three_records_and_the_middle_one_is_parted(here, ada, mona, lead_of):
    one, two, three = (
        here(family_name="Haddad"),
        here(family_name="Hadad"),
        here(family_name="Hadda"),
    )
    chain = []
    for pair in ((one, two), (two, three)):
        merge = propose_merge(*people(pair), reason="One letter less.", by=mona)
        chain.append(confirm_merge(merge, by=ada))
    assert [lead_of(case) for case in (one, two, three)] == [one.person_id] * 3
    with pytest.raises(OneAlready):
        propose_merge(one.person, three.person, reason="By way of two.", by=mona)
    undo_merge(chain[0], reason="Her sister.", by=mona)
    assert [lead_of(case) for case in (one, two, three)] == [None, two.person_id, two.person_id]
    undo_merge(chain[1], reason="Her sister.", by=mona)
    assert not Person.objects.exclude(lead=None).exists()


def test_parted_again_by_one_and_not_offered_any_more(
    merged, double, twice, lead_of, ada, mona, as_mona
):
    undo_merge(merged, reason="Another Samira.", by=mona)
    assert [lead_of(case) for case in twice] == [None, None]
    assert days_of(ada) == ["records_parted"], "and what told of bringing together is over"
    assert not Moment.objects.filter(record=merged.pk).exists()
    assert "Nobody seems to be here twice" in as_mona.get("/doubles/").content.decode()
    with pytest.raises(AnsweredAlready):
        undo_merge(merged, reason="Again.", by=mona)
    assert Double.objects.get().answer == ""


def test_what_has_been_parted_is_brought_together_only_by_two_people_again(
    merged, twice, ada, mona
):
    undo_merge(merged, reason="I thought so.", by=ada)
    with pytest.raises(AnsweredAlready):
        confirm_merge(merged, by=ada)
    with pytest.raises(CannotMerge):
        propose_merge(*people(twice), reason="It is her.", by=ada)
    again = propose_merge(*people(twice), reason="It is her.", by=ada, again=True)
    assert confirm_merge(again, by=mona).stands and Merge.objects.count() == 2


def test_whoever_sees_one_of_them_does_not_part_them(merged, twice, ben, maja):
    allocate(twice[0], worker=ben, by=maja)
    with pytest.raises(NotInSight):
        undo_merge(merged, reason="No.", by=ben)


def test_while_she_is_to_be_erased_they_are_not_parted(merged, twice, ada, mona):
    Erasure.objects.create(person=twice[1].person, case=None, ground="asked", ordered_by=mona)
    with pytest.raises(CannotMerge):
        undo_merge(merged, reason="Another Samira.", by=mona)
    assert Merge.objects.get().stands
