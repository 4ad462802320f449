"""Sam has died: whatever was queued stops at once, and comes back where it was a mistake."""

import html
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import (
    DeathFirst,
    allocate,
    end_support,
    make_sensitive,
    note_crime,
    open_case,
)
from alongside.casework.cases.death.commands import record_death, take_death_back
from alongside.casework.cases.death.stopping import STAYS
from alongside.casework.cases.models import Case, Moment
from alongside.casework.desk.dates.models import DifficultDate
from alongside.casework.desk.today import today_for
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.intake.models import Referral
from alongside.casework.people.commands import add_person
from alongside.casework.people.models import Death, Person, Wall
from alongside.casework.support.commands import log_contact
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today
from alongside.foundation.packs.loader import vocabulary

DIED = {"day": None, "told_by": "family", "words": "Her sister rang."}
LIVES = {"why": "She rang us herself.", "looked": "Mona has looked."}
KINDS = sorted(vocabulary("agenda"))


def days_of(user):
    return today_for(user).difficult


def text(answer):
    return html.unescape(answer.content.decode())


def rows_of(case):
    return Item.objects.filter(subject=case.pk)


@pytest.fixture
def ranas_case(mona, ben, sams_case):
    """Her mother, to whom the same happened; Ben works with her, under another supervisor."""
    event = note_crime(sams_case, category="stalking_harassment", client_kind="harmed", by=mona)
    case = open_case(add_person(known_as="Rana", by=mona), by=mona)
    allocate(case, worker=ben, by=mona)
    note_crime(case, event=event.event, client_kind="family", by=mona)
    return case


@pytest.fixture
def told_of_it():
    return lambda case: Item.objects.open().about(case, "bereavement")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_row_stops_and_comes_back_but_what_colleagues_owe(kind, ada, sams_case):
    """A kind that is new to the agenda is in this list, and stops."""
    Item.objects.all().delete()
    row = put(sams_case, kind, due=today(), source=uuid4(), owner=ada.pk, by=ada)
    death = record_death(sams_case, **DIED, by=ada)
    row.refresh_from_db()
    if kind in STAYS:
        assert row.settled_at is None
        return
    assert (row.outcome, row.settled_by) == ("died", death.pk) and row.settled_at
    late = put(sams_case, kind, due=today(), source=uuid4(), owner=ada.pk, by=ada)
    moved = put(sams_case, kind, due=today(), source=late.source, owner=ada.pk, by=ada)
    assert late == moved and not Item.objects.open().about(sams_case).exists()
    take_death_back(sams_case, death, **LIVES, by=ada)
    again = Item.objects.open().about(sams_case, kind)
    assert {row.pk, late.pk} == set(again.values_list("pk", flat=True))


def test_what_stays_is_known_to_the_agenda():
    assert set(STAYS) <= set(KINDS)


def test_one_switch_for_all_her_cases_and_nobody_elses(ada, mona, ben, sams_case, ranas_case):
    other = open_case(sams_case.person, by=mona)
    allocate(other, worker=ben, by=mona)
    record_death(sams_case, **DIED, by=ada)
    assert not Item.objects.open().filter(subject__in=[sams_case.pk, other.pk]).exists()
    assert Item.objects.open().about(ranas_case, "first_contact").exists()
    assert Moment.objects.filter(event="died", withdrawn=False).count() == 2


def test_what_waits_for_her_outside_a_case_stops_with_it(ada, mona, sams_case):
    referral = receive_referral(Arrival({"known_as": "Sam"}, [], {"source": "self"}), by=mona)
    Referral.objects.filter(pk=referral.pk).update(person=sams_case.person)
    referral.refresh_from_db()
    row = put(referral, "call", due=today(), source=uuid4(), owner=ada.pk, by=ada)
    record_death(sams_case, **DIED, by=ada)
    put(referral, "call", due=today(), source=uuid4(), owner=ada.pk, by=ada)
    row.refresh_from_db()
    assert row.outcome == "died" and not Item.objects.open().about(referral).exists()


def test_nobody_is_prompted_and_no_way_to_reach_her_is_offered(
    as_ada, ada, sams_case, page, mobile, send
):
    day = {"on": today(), "day": today() + timedelta(days=2), "what": "hearing", "words": ""}
    DifficultDate(case=sams_case, recorded_by=ada, **day).save(force_insert=True)
    before = text(as_ada.get(page("person", sams_case)))
    assert days_of(ada) and "Safe to call now" in before
    answer = send(as_ada, page("death", sams_case), told_by="family", words="Her sister rang.")
    assert answer.status_code == 302
    assert days_of(ada) == []
    shown = text(as_ada.get(page("safe_contact", sams_case)))
    assert "Sam has died. Nobody gets in touch any more." in shown and "Has died" in shown
    for offered in ("Show the number", "Show it", "Still safe like this", "Safe to call"):
        assert offered not in shown
    assert "07700" not in text(send(as_ada, page("number", sams_case, mobile.pk)))
    why = {"ground": "life", "reason": "I want to."}
    assert send(as_ada, page("override", sams_case, mobile.pk), **why).status_code == 302
    today_says = text(as_ada.get(reverse("desk:today")))
    assert "Sam" not in today_says.replace("Same", "")
    assert "Has died" in text(as_ada.get(reverse("desk:caseload")))


def test_a_row_that_slips_in_beside_the_death_is_on_nobodys_day(ada, sams_case):
    record_death(sams_case, **DIED, by=ada)
    row = Item(subject=sams_case.pk, owner=ada.pk, source=uuid4(), kind="call", due=today())
    row.save(force_insert=True)
    assert today_for(ada).first is None


def test_what_is_logged_later_plans_no_next_call(ada, sams_case):
    record_death(sams_case, **DIED, by=ada)
    note = {"on": today(), "channel": "phone", "reached": "someone_else", "minutes": 5}
    log_contact(sams_case, next_on=today(), promises=[("A letter.", today())], **note, by=ada)
    assert not Item.objects.open().about(sams_case).exists()


def test_the_page_says_what_stopped_and_what_follows(as_ada, ada, sams_case, page):
    assert "With one press everything that is queued stops" in text(
        as_ada.get(page("death", sams_case))
    )
    record_death(sams_case, day=date(2026, 11, 20), told_by="police", words="", by=ada)
    shown = text(as_ada.get(page("death", sams_case)))
    for said in ("Sam has died", "The police or a coroner", "20 November 2026", "First contact"):
        assert said in shown


def test_noted_twice_it_is_noted_once(as_ada, ada, sams_case, page, send):
    record_death(sams_case, **DIED, by=ada)
    send(as_ada, page("death", sams_case), told_by="police", words="Again.")
    assert Death.objects.get().told_by == "family"


def test_it_is_taken_back_only_with_how_and_who_looked(as_ada, ada, sams_case, page, send):
    record_death(sams_case, **DIED, by=ada)
    answer = send(as_ada, page("death_mistake", sams_case), why="She rang us herself.")
    assert "Say who else has looked at it" in text(answer) and Person.objects.get().dead
    assert send(as_ada, page("death_mistake", sams_case), **LIVES).status_code == 302
    death = Death.objects.select_related("person").get()
    assert (death.why, death.looked, death.taken_back_by) == (*LIVES.values(), ada)
    assert not Person.objects.get().dead
    shown = text(as_ada.get(page("death", sams_case)))
    assert "Noted once by mistake" in shown and "Mona has looked." in shown
    told = Moment.objects.filter(case=sams_case, withdrawn=False).values_list("event", flat=True)
    assert "death_taken_back" in told and "died" not in told


def test_where_support_ended_meanwhile_nothing_comes_back(ada, sams_case):
    death = record_death(sams_case, **DIED, by=ada)
    ended = {"reason": "other", "outcome": "not_asked", "summary": ""}
    end_support(sams_case, **ended, by=ada)
    take_death_back(sams_case, death, **LIVES, by=ada)
    assert not Item.objects.open().about(sams_case).exists()


def test_support_ends_with_a_death_only_where_one_is_noted(as_ada, ada, sams_case, page, send):
    ending = {"reason": "died", "outcome": "not_asked", "summary": "Done."}
    with pytest.raises(DeathFirst):
        end_support(sams_case, **ending, by=ada)
    shown = text(send(as_ada, page("end", sams_case), **ending))
    assert "Note the death first" in shown and Case.objects.get().is_open
    record_death(sams_case, **DIED, by=ada)
    assert send(as_ada, page("end", sams_case), **ending).status_code == 302
    assert Case.objects.get().ending_reason == "died"


def test_who_works_with_her_mother_is_asked_to_look_and_not_told_who(
    as_ben, ada, ben, sams_case, ranas_case, told_of_it, page, send
):
    record_death(sams_case, **DIED, by=ada)
    assert told_of_it(ranas_case).get().owner == ben.pk
    assert "Bereavement: look whether anything changes" in text(as_ben.get(reverse("desk:today")))
    address = page("bereavement", ranas_case)
    shown = text(as_ben.get(address))
    assert "Who it is stands in their own file" in shown and "Sam" not in shown.replace("Same", "")
    assert send(as_ben, address).status_code == 302 and not told_of_it(ranas_case).exists()


def test_behind_a_wall_or_outside_a_sensitive_case_nobody_learns_of_it(
    ada, ben, mona, sams_case, ranas_case, told_of_it
):
    wall = Wall.objects.create(person=sams_case.person, user=ben)
    death = record_death(sams_case, **DIED, by=ada)
    assert not told_of_it(ranas_case).filter(owner=ben.pk).exists()
    take_death_back(sams_case, death, **LIVES, by=ada)
    wall.delete()
    make_sensitive(sams_case, readers=User.objects.none(), by=mona)
    record_death(sams_case, **DIED, by=ada)
    assert not told_of_it(ranas_case).filter(owner=ben.pk).exists()


def test_whoever_had_looked_hears_that_it_was_a_mistake(
    as_ben, ada, sams_case, ranas_case, told_of_it, page, send
):
    death = record_death(sams_case, **DIED, by=ada)
    send(as_ben, page("bereavement", ranas_case))
    take_death_back(sams_case, death, **LIVES, by=ada)
    assert Item.objects.open().about(ranas_case, "bereavement_mistake").exists()
    assert "That was a mistake: they live." in text(as_ben.get(page("bereavement", ranas_case)))


def test_whoever_had_not_looked_yet_is_asked_no_more(ada, sams_case, ranas_case, told_of_it):
    death = record_death(sams_case, **DIED, by=ada)
    take_death_back(sams_case, death, **LIVES, by=ada)
    assert not told_of_it(ranas_case).exists()
    assert not Item.objects.open().about(ranas_case, "bereavement_mistake").exists()
