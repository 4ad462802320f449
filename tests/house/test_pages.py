"""Every page has a door, and a GET cannot write."""

from uuid import uuid4

import pytest
from django.urls import URLPattern, get_resolver, reverse

from alongside.casework.cases.models import Case
from alongside.casework.cases.pages import case_page
from alongside.casework.people.commands import add_person
from alongside.foundation.access.doors import (
    OPEN_TO_ALL,
    SIGNED_IN,
    WroteOnGet,
    open_to_all,
    signed_in,
    staff_page,
)
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.audit.models import Entry
from alongside.foundation.packs.loader import vocabulary
from alongside.foundation.vault.organisation import check_key
from tests.house.pages import without_tokens


def patterns(under=None):
    for pattern in under or get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns(pattern.url_patterns)


def test_every_page_has_a_door():
    for pattern in patterns():
        door = getattr(pattern.callback, "door", None)
        assert door in {*Permission, OPEN_TO_ALL, SIGNED_IN}, pattern


def test_every_permission_is_held_by_some_role_and_every_role_has_a_name():
    assert set().union(*ROLES.values()) == set(Permission)
    assert set(ROLES) == set(vocabulary("role"))


DOORS = {
    "staff": staff_page(Permission.TODAY_READ),
    "case": case_page(Permission.CASE_READ),
    "signed in": signed_in,
    "open": open_to_all,
}


@pytest.mark.parametrize("door", DOORS)
def test_a_get_cannot_write(rf, ada, sams_case, door):
    @DOORS[door]
    def careless(request, *case):
        add_person(known_as="Nobody", by=request.user)

    request, of_case = rf.get("/"), {"case_id": sams_case.pk} if door == "case" else {}
    request.user = ada
    with pytest.raises(WroteOnGet):
        careless(request, **of_case)


def test_whoever_is_not_signed_in_is_asked_to(client, sams_case):
    page = client.get(reverse("desk:case", args=[sams_case.pk]))
    assert page.url.startswith(reverse("sign-in"))


def test_a_case_out_of_sight_answers_exactly_as_a_missing_one(as_ben, sams_case):
    hidden = as_ben.get(reverse("desk:case", args=[sams_case.pk]))
    missing = as_ben.get(reverse("desk:case", args=[uuid4()]))
    assert hidden.status_code == missing.status_code == 404
    assert without_tokens(hidden) == without_tokens(missing)


@pytest.mark.parametrize("page", ["desk:today", "desk:caseload", "intake:triage"])
def test_each_list_of_people_leaves_a_line(as_mona, mona, page):
    as_mona.get(reverse(page))
    line = Entry.objects.filter(verb__startswith="listed.").get()
    assert line.actor == mona.pk


def test_each_opening_of_a_case_leaves_a_line(as_ada, ada, sams_case):
    as_ada.get(reverse("desk:case", args=[sams_case.pk]))
    line = Entry.objects.filter(verb="visited.case_read").get()
    assert (line.actor, line.subject) == (ada.pk, f"cases.case:{sams_case.pk}")


def test_a_role_that_opens_nothing_is_told_so(ada, as_ada):
    ada.role = "retired"
    ada.save()
    page = as_ada.get("/")
    assert page.status_code == 200 and "opens no page yet" in page.content.decode()


def test_the_administrator_reads_no_case(as_otto, otto, sams_case):
    assert not Case.objects.visible_to(otto).exists()
    assert as_otto.get(reverse("desk:case", args=[sams_case.pk])).status_code == 404
    assert as_otto.get(reverse("desk:caseload")).status_code == 403


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"method": "TRACE"}, 405),
        ({"method": "PUT"}, 405),
        ({"CONTENT_TYPE": "text/plain; charset=utf-99"}, 400),
        ({"CONTENT_TYPE": "application/x-www-form-urlencoded; charset=cp037"}, 400),
        ({"CONTENT_LENGTH": "99999999"}, 413),
        ({"CONTENT_LENGTH": "many"}, 400),
    ],
)
def test_hostile_requests_get_a_plain_answer(client, sent, status):
    method = sent.pop("method", "POST")
    answer = client.generic(method, "/sign-in/", **sent)
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/plain")


def test_a_refusal_at_the_gate_is_in_the_readers_language(client):
    sent = {"CONTENT_LENGTH": "99999999", "HTTP_ACCEPT_LANGUAGE": "es"}
    answer = client.generic("POST", "/sign-in/", **sent).content.decode()
    assert answer == "La petición es demasiado grande. No se guardó nada.\n"


def test_the_words_for_whoever_asks_are_one_press_away(as_vera):
    page = as_vera.get(reverse("desk:if-someone-asks")).content.decode()
    assert page.count("<li>") > 5 and "the same" in page


def test_too_long_an_address_is_refused(client):
    assert client.get("/sign-in/?next=" + "x" * 3000).status_code == 414


def test_the_machine_can_be_asked_how_it_is(client):
    assert client.get("/health/alive/").json() == {"alive": True}
    assert client.get("/health/ready/").status_code == 503, "no key is known yet"
    check_key()
    assert client.get("/health/ready/").json() == {"ready": True}


def test_every_page_carries_its_guards(as_ada):
    page = as_ada.get(reverse("desk:today"))
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Frame-Options"] == "DENY"
    assert page["X-Content-Type-Options"] == "nosniff"
