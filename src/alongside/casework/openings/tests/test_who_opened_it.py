"""Sam's file: who opened it, in which role, whether it was theirs, and what Mona found."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.house.pages import without_tokens

from alongside.casework.cases.commands import allocate, make_sensitive
from alongside.casework.openings.files import readings_of, role_at
from alongside.casework.openings.models import Look
from alongside.casework.walls.commands import let_in, open_in_emergency, raise_wall
from alongside.foundation.accounts.commands import add_user
from alongside.foundation.accounts.hats.commands import change_hat, give_second_role
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now, stand_at


@pytest.fixture
def page(sams_case):
    return reverse("openings:file", args=[sams_case.pk])


@pytest.fixture
def dee(operator):
    officer = {"email": "dee@example.org", "name": "Dee Amis"}
    return add_user(**officer, role="data_protection_officer", by=operator)


@pytest.fixture
def as_dee(signed_in_client, dee):
    return signed_in_client(dee)


@pytest.fixture
def asks(as_dee, text):
    def ask(reference, **answers):
        told = {"once": str(uuid4()), "reference": reference, **answers}
        return as_dee.post(reverse("openings:by-reference"), told)

    return ask


def sends(client, page, **answers):
    return client.post(page, {"once": str(uuid4()), **answers})


def grounds(case):
    return [(one.who.name.split()[0], one.ground) for one in readings_of(case, until=now())]


def test_mona_reads_who_opened_it_in_which_role_and_on_what_ground(
    as_mona, as_ada, as_ben, ben, sams_case, opens, page, text
):
    open_in_emergency(sams_case, reason="She rang.", by=ben)
    opens(as_ada, [sams_case, sams_case])
    opens(as_ben, [sams_case])
    shown = text(as_mona.get(page))
    assert shown.index("Ben Castle") < shown.index("Ada Okafor"), "not hers comes first"
    assert "Support worker, 2 pages opened" in shown and "In an emergency" in shown
    assert grounds(sams_case) == [("Mona", "team"), ("Ben", "emergency"), ("Ada", "own")]


def test_each_person_and_each_day_is_one_line(as_ada, ada, sams_case, opens, signed_in_client):
    opens(as_ada, [sams_case, sams_case])
    with stand_at(now() + timedelta(days=1)):
        opens(signed_in_client(ada), [sams_case])
        assert [(one.who, one.times) for one in readings_of(sams_case, until=now())] == [
            (ada, 1),
            (ada, 2),
        ]


def test_what_was_theirs_on_that_day_is_theirs_whatever_came_later(
    as_ada, ada, ben, mona, sams_case, opens
):
    opens(as_ada, [sams_case])
    with stand_at(now() + timedelta(days=3)):
        allocate(sams_case, worker=ben, by=mona)
        sams_case.allocations.filter(worker=ada).update(until=now().date())
        assert grounds(sams_case) == [("Ada", "own")]


def test_mona_says_what_she_found_and_her_own_openings_wait_for_other_eyes(
    as_mona, as_ada, mona, maja, sams_case, opens, page, text
):
    opens(as_ada, [sams_case])
    assert "Say what was not in order" in text(sends(as_mona, page, finding="not_in_order"))
    sends(as_mona, page, finding="in_order", found="Both were in the room.")
    look = Look.objects.get()
    assert (look.by, look.found) == (mona, "Both were in the room.")
    told = {one.who.name: one.looked_at for one in readings_of(sams_case, until=look.at)}
    assert told == {"Ada Okafor": True, "Mona Farrell": False}
    assert "Both were in the room." in text(as_mona.get(page))
    opens(as_ada, [sams_case])
    [ada_now] = [one for one in readings_of(sams_case, until=now()) if one.own]
    assert not ada_now.looked_at, "she opened it again since"


def test_what_came_while_the_page_was_read_is_not_called_looked_at(
    as_mona, as_ada, sams_case, opens, page
):
    shown = now().isoformat()
    opens(as_ada, [sams_case])
    sends(as_mona, page, finding="in_order", until=shown)
    assert not any(one.looked_at for one in readings_of(sams_case, until=now()))
    sends(as_mona, page, finding="in_order", until="2999-01-01T00:00:00+00:00")
    assert max(Look.objects.values_list("at", flat=True)) <= now(), "nobody looks ahead"


@pytest.mark.parametrize("until", ["2026-13-45T00:00:00Z", "0001-01-01T00:00:00Z", "?", "2026"])
def test_a_moment_that_never_was_is_now(as_mona, page, until):
    assert as_mona.get(page, {"until": until}).status_code == 200


def test_ada_sees_her_own_openings_and_nobody_elses(as_ada, as_mona, sams_case, opens, page, text):
    opens(as_ada, [sams_case])
    opens(as_mona, [sams_case])
    sends(as_mona, page, finding="talked_about", found="Ask Ada about the locks.")
    shown = text(as_ada.get(page))
    main = shown.split("<main")[1]
    assert "Ada Okafor" in main and "Mona Farrell" not in main
    assert "the locks" not in shown
    assert sends(as_ada, page, finding="in_order").status_code == 403


def test_of_a_sensitive_case_its_named_readers_look(
    as_cora, as_ada, as_mona, ada, cora, mona, sams_case, opens, page, text
):
    make_sensitive(sams_case, readers=[ada, cora], by=mona)
    opens(as_ada, [sams_case])
    assert "Ada Okafor" in text(as_cora.get(page)), "a counsellor, and named"
    assert sends(as_cora, page, finding="in_order").status_code == 302
    assert as_mona.get(page).status_code == 404


def test_whoever_is_let_through_a_wall_sees_nothing_that_may_speak_of_it(
    as_maja, as_mona, maja, mona, sams_case, opens, page, text
):
    opens(as_mona, [sams_case])
    sends(as_mona, page, finding="in_order", found="Maja is her aunt.")
    raise_wall(sams_case.person, user=maja, reason="Her aunt.", by=mona)
    assert as_maja.get(page).status_code == 404
    let_in(sams_case, user=maja, reason="Nobody else is here.", by=mona)
    shown = text(as_maja.get(page)).split("<main")[1]
    assert "aunt" not in shown and "Mona Farrell" not in shown
    assert sends(as_maja, page, finding="in_order").status_code == 403


def test_whoever_tries_from_behind_a_wall_leaves_no_line_on_the_file(
    as_ben, as_mona, ben, mona, sams_case, page
):
    raise_wall(sams_case.person, user=ben, reason="", by=mona)
    before = Entry.objects.count()
    assert as_ben.get(page).status_code == 404
    assert as_ben.get(reverse("desk:case", args=[sams_case.pk])).status_code == 404
    assert Entry.objects.count() == before
    assert "Ben Castle" not in as_mona.get(page).content.decode()


def test_the_officer_asks_by_reference_and_reads_no_word_of_the_file(
    asks, as_ada, sams_case, opens, text
):
    opens(as_ada, [sams_case])
    shown = text(asks(sams_case.code.lower()))
    assert "Ada Okafor" in shown and "Sam" not in shown.split("<main")[1]
    assert Entry.objects.filter(verb="visited.openings_by_reference").count() == 1
    told = {"finding_sent": "1", "finding": "not_in_order", "found": "I ask her why."}
    assert asks(sams_case.reference, **told).status_code == 302
    assert Look.objects.get().found == "I ask her why."


@pytest.mark.parametrize("hidden", ["walled", "sensitive"])
def test_what_the_officer_may_not_know_of_answers_as_what_never_was(
    hidden, asks, dee, ada, ben, mona, sams_case
):
    if hidden == "walled":
        raise_wall(sams_case.person, user=dee, reason="", by=mona)
    else:
        make_sensitive(sams_case, readers=[ada, ben], by=mona)
    before = Entry.objects.filter(actor=dee.pk).count()
    out_of_sight, missing = asks(sams_case.reference), asks("AAAAAAA")
    same = without_tokens(out_of_sight).replace(sams_case.reference, "AAAAAAA")
    assert out_of_sight.status_code == 200 and same == without_tokens(missing)
    lines = Entry.objects.filter(actor=dee.pk).values_list("verb", "subject")[before:]
    assert len(lines) == 2 and len(set(lines)) == 1, "nor does the trail tell them apart"


def test_the_role_is_the_hat_worn_then(ada, operator):
    at = now()
    assert role_at(ada, at, at, []) == "Support worker"
    give_second_role(ada, "duty", by=operator)
    change_hat(ada, to="duty", by=ada)
    worn = User.objects.get(pk=ada.pk)
    later = (at + timedelta(minutes=1), "user.hat_changed")
    assert role_at(worn, at, at, [later]) == "Support worker"
    assert role_at(worn, at, at + timedelta(minutes=2), [later]) == "Duty worker, Support worker"
    given = (at + timedelta(minutes=1), "user.second_role_given")
    assert role_at(worn, at, at, [given, later]) == "", "the trail cannot say"


def test_as_many_statements_for_many_openings_as_for_few(
    as_mona, as_ada, as_ben, ben, sams_case, opens, page
):
    opens(as_ada, [sams_case])
    as_mona.get(page)

    def statements():
        with CaptureQueriesContext(connections["default"]) as caught:
            as_mona.get(page)
        return len(caught)

    few = statements()
    open_in_emergency(sams_case, reason="She rang.", by=ben)
    for client in (as_ada, as_ben) * 4:
        opens(client, [sams_case])
    assert statements() == few <= 26
