"""Somebody has been here twice for long: found in the background, shown to whoever may know."""

import html
from datetime import date, timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.cases.commands import (
    allocate,
    end_support,
    make_sensitive,
    open_case,
)
from alongside.casework.cases.involved.commands import add_party
from alongside.casework.intake.alike.commands import DIFFERENT
from alongside.casework.intake.doubles import sweeping
from alongside.casework.intake.doubles.commands import (
    answer_double,
    begin_sweep,
    end_sweep,
    note_doubles,
)
from alongside.casework.intake.doubles.queries import weights_now
from alongside.casework.intake.doubles.sweeping import sweep
from alongside.casework.intake.models import Conflict, Double, Sweep
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.commands import add_contact_point, add_person
from alongside.casework.people.weighing.weights import SHIPPED
from alongside.casework.walls.commands import raise_wall
from alongside.config.cli import main
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now
from alongside.foundation.vault.ring import ring

BORN = date(1994, 3, 11)


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def here(ada, mona):
    """Somebody with a case that Ada works on."""

    def make(**told):
        person = add_person(**told, by=ada)
        case = open_case(person, by=mona)
        allocate(case, worker=ada, by=mona)
        return case

    return make


@pytest.fixture
def twice(here):
    """One person with two records, her family name once with a letter less."""
    first = here(given_names="Samira", family_name="Haddad", birth_date=BORN)
    second = here(given_names="Samira", family_name="Hadad", birth_date=BORN, postcode="E8 4QJ")
    here(given_names="Grace", family_name="Adeyemi", birth_date=date(1988, 7, 1))
    return first, second


def test_everybody_is_compared_and_only_those_alike_are_noted(twice, ada):
    assert sweep(by=ada).running is False
    found = Double.objects.get()
    assert {found.person_id, found.other_id} == {case.person_id for case in twice}
    assert found.person_id < found.other_id and found.band == "same"
    assert found.agreement == {"given": "same", "family": "near", "birth": "same"}


def test_once_a_week_and_not_before(twice, ada):
    assert sweep(by=ada)
    assert sweep(by=ada) is None
    Sweep.objects.update(began_at=Sweep.objects.get().began_at - timedelta(days=8))
    assert sweep(by=ada) and Sweep.objects.count() == 2
    assert Double.objects.count() == 1, "known already"


def test_after_a_register_was_brought_in_nobody_waits_for_the_week(twice, ada, monkeypatch):
    """On the command line: goes on with the walk that runs, in portions and to its end."""
    monkeypatch.setattr(sweeping, "PORTION", 2)
    sweep(by=ada, within=timedelta(0))
    done = CliRunner().invoke(main, ["doubles"])
    assert done.exit_code == 0 and "New pairs that may be one person: 1." in done.output
    assert "Haddad" not in done.output and Sweep.objects.get().running is False
    answer_double(Double.objects.get(), DIFFERENT, by=ada)
    again = CliRunner().invoke(main, ["doubles"])
    assert "New pairs that may be one person: 0." in again.output
    assert Sweep.objects.count() == 2 and Double.objects.get().answer == DIFFERENT


def test_it_goes_on_where_it_stood_and_counts_nobody_twice(twice, ada, monkeypatch):
    monkeypatch.setattr(sweeping, "PORTION", 1)
    noted, broken = sweeping.note_doubles, []

    def break_off(running, *told, **named):
        if len(broken) == 1:
            raise ConnectionError
        broken.append(1)
        return noted(running, *told, **named)

    monkeypatch.setattr(sweeping, "note_doubles", break_off)
    with pytest.raises(ConnectionError):
        sweep(by=ada)
    running = Sweep.objects.get()
    assert running.running and running.after
    monkeypatch.setattr(sweeping, "note_doubles", noted)
    sweep(by=ada)
    assert Double.objects.count() == 1 and Sweep.objects.count() == 1
    assert sum(Sweep.objects.get().patterns.values()) == 2, "once from each side"


def test_a_portion_that_another_worker_noted_is_not_noted_again(twice, ada):
    running = begin_sweep(by=ada)
    note_doubles(running, [], {("same",) + (None,) * 5: 3}, up_to=twice[0].person_id, by=ada)
    note_doubles(running, [], {("same",) + (None,) * 5: 3}, up_to=twice[0].person_id, by=ada)
    assert sum(Sweep.objects.get().patterns.values()) == 3


def test_its_time_over_it_stops_between_two_portions(twice, ada):
    running = sweep(by=ada, within=timedelta(0))
    assert running.running and running.after is None and not Double.objects.exists()


def test_from_enough_pairs_the_weights_of_the_house_are_learnt(ada, monkeypatch):
    running = begin_sweep(by=ada)
    alike = ("same", "same", "same", None, None, "same")
    apart = ("different", "alike", "different", None, None, "different")
    met = {alike: 300, apart: 9700}
    running = note_doubles(running, [], met, up_to=uuid4(), by=ada)
    end_sweep(running, by=ada)
    learnt = weights_now()
    assert learnt != SHIPPED and 0.02 < learnt.odds < 0.05
    assert learnt.weight("place", "same") > SHIPPED.weight("place", "same") - 2
    assert learnt.weight("given", "same") > 0 > learnt.weight("given", "different")


def test_from_few_pairs_nothing_is_learnt(twice, ada):
    sweep(by=ada)
    assert Sweep.objects.get().weights is None and weights_now() == SHIPPED


def test_an_answer_stays_when_the_pair_is_found_again(twice, ada, as_ada, as_mona):
    sweep(by=ada)
    Double.objects.update(answer="different")
    Sweep.objects.update(began_at=Sweep.objects.get().began_at - timedelta(days=8))
    sweep(by=ada)
    assert Double.objects.get().answer == "different"
    assert "Nobody seems to be here twice" in text(as_mona.get("/doubles/"))


def test_whoever_sees_both_cases_says_that_they_are_two(twice, ada, as_mona):
    sweep(by=ada)
    page = text(as_mona.get("/doubles/"))
    assert all(case.code in page for case in twice)
    assert "Very likely the same: same birth date, same given names" in page
    assert "Hadad" not in page
    address = reverse("intake:two-people", args=[Double.objects.get().pk])
    assert f'action="{address}"' in page
    said = text(as_mona.post(address, {"once": str(uuid4())}, follow=True))
    assert "Noted: two people" in said and "Nobody seems to be here twice" in said


def test_of_cases_next_door_only_code_alias_and_worker_show(twice, ada, as_maja):
    sweep(by=ada)
    page = text(as_maja.get("/doubles/"))
    address = reverse("intake:two-people", args=[Double.objects.get().pk])
    assert twice[0].code in page and "Ada Okafor" in page
    assert address not in page and f"/cases/{twice[0].pk}/" not in page
    assert as_maja.post(address, {"once": str(uuid4())}).status_code == 404
    assert Double.objects.get().answer == ""


def test_past_a_wall_and_of_a_sensitive_case_nothing_shows(
    twice, ada, as_mona, as_maja, mona, maja
):
    sweep(by=ada)
    raise_wall(twice[0].person, user=mona, reason="Her sister.", by=maja)
    page = text(as_mona.get("/doubles/"))
    assert not any(case.code in page for case in twice)
    address = reverse("intake:two-people", args=[Double.objects.get().pk])
    assert as_mona.post(address, {"once": str(uuid4())}).status_code == 404
    make_sensitive(twice[1], readers=User.objects.none(), by=ada)
    assert not any(case.code in text(as_maja.get("/doubles/")) for case in twice)


def test_two_sides_of_one_crime_are_never_shown_together(here, ada, as_mona, as_maja):
    """They share a name and a number. That he is hers to fear is looked for first."""
    hers = here(given_names="Alex", family_name="Stone")
    his = here(given_names="Alex", family_name="Stone")
    for case in (hers, his):
        add_contact_point(case.person, kind="landline", value="020 7946 0999", by=ada)
    add_party(hers, kind="suspect", name="Alex Stone", phone="", by=ada)
    sweep(by=ada)
    assert Conflict.objects.exclude(other=None).exists()
    assert not Double.objects.exists()
    pair = sorted((hers.person, his.person), key=lambda one: one.pk)
    Double.objects.create(person=pair[0], other=pair[1], band="look", bits=3)
    assert "Nobody seems to be here twice" in text(as_mona.get("/doubles/"))


@pytest.mark.parametrize("ways", ["a name", "a number"])
def test_nor_where_both_cases_have_ended_and_no_manager_is_told(ways, here, ada, as_mona):
    """A couple with one telephone; of two cases that are over no conflict is noted."""
    hers = here(given_names="Alex", family_name="Stone")
    his = here(given_names="Alex", family_name="Stone")
    for case in (hers, his):
        add_contact_point(case.person, kind="landline", value="020 7946 0999", by=ada)
    told = {"a name": {"name": "Alex Stone"}, "a number": {"phone": "020 7946 0999"}}[ways]
    add_party(hers, kind="suspect", **told, by=ada)
    for case in (hers, his):
        end_support(case, reason="other", outcome="not_asked", summary="", by=ada)
    sweep(by=ada)
    assert Double.objects.exists() and not Conflict.objects.exists()
    assert "Nobody seems to be here twice" in text(as_mona.get("/doubles/"))


def test_a_suspect_who_was_named_a_moment_ago_is_not_shown_beside_her(twice, ada, as_mona):
    sweep(by=ada)
    assert twice[0].code in text(as_mona.get("/doubles/"))
    add_party(twice[0], kind="suspect", name="Samira Hadad", by=ada)
    assert twice[0].code not in text(as_mona.get("/doubles/"))


def test_of_a_case_that_was_erased_not_even_the_code_is_shown(twice, ada, as_mona):
    sweep(by=ada)
    of_her = {"person": twice[0].person, "case": twice[0].pk, "ground": "asked"}
    Erasure.objects.create(**of_her, ordered_by=ada, destroyed_at=now())
    page = text(as_mona.get("/doubles/"))
    assert not any(case.code in page for case in twice)


def test_whoever_was_erased_is_beside_nobody(twice, ada):
    from alongside.foundation.vault.keys import destroy_keys_of

    destroy_keys_of(twice[0].person_id)
    ring.clear()
    sweep(by=ada)
    assert not Double.objects.exists()


def test_the_page_costs_the_same_with_one_pair_and_with_six(here, ada, as_mona):
    def statements():
        sweep(by=ada)
        Sweep.objects.all().delete()
        as_mona.get("/doubles/")
        ring.clear()
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            as_mona.get("/doubles/")
        return len(main) + len(keys)

    def another(number):
        born = date(1990, 2, 3 + number)
        for _again in range(2):
            here(given_names="Erin", family_name=f"Doyle{'abcdef'[number] * 6}", birth_date=born)

    another(0)
    few = statements()
    for number in range(1, 6):
        another(number)
    assert statements() == few and Double.objects.count() >= 6
