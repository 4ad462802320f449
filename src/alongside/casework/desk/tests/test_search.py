"""A worker on the phone finds somebody by what she remembers, and nobody she may not know of."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.cases.commands import allocate, end_support, open_case, tell_safe_contact
from alongside.casework.cases.death.commands import record_death
from alongside.casework.cases.models import NamedReader
from alongside.casework.desk.search import queries
from alongside.casework.desk.search.one_search import LASTS, LOOKS
from alongside.casework.desk.search.queries import SHOWN, find, long_enough
from alongside.casework.desk.tests.conftest import TUESDAY
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import decline_referral, receive_referral
from alongside.casework.openings.counting import LISTS
from alongside.casework.people.commands import add_contact_point, add_person, change_person
from alongside.casework.walls.commands import open_in_emergency, raise_wall
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.commands import add_user
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import stand_at
from alongside.foundation.vault.ring import ring

ODD = ["Sam\x00ira", "%' OR 1=1 --", "💐💐", "\u202eriaS", "a" * 5000, "(+44)"]
PAGE, PART = "desk:find", "desk:find-as-typed"
NUMBER = {"kind": "mobile", "value": "07700 900142", "state": "safe"}


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


@pytest.fixture
def amina(mona):
    names = {"known_as": "Mina", "given_names": "Amina", "family_name": "Haddad"}
    names["previous_names"] = "Amina Khoury"
    return add_person(**names, birth_date=TUESDAY.date().replace(year=1991), by=mona)


@pytest.fixture
def aminas_case(amina, ben, mona):
    """Ben's, so that to Ada it is next door."""
    case = open_case(amina, by=mona)
    allocate(case, worker=ben, by=mona)
    return case


@pytest.fixture
def helpline(operator):
    told = {"email": "line@example.org", "name": "Lina Boyd", "role": "helpline"}
    return add_user(**told, by=operator)


def looks_for(client, words, *, box="", page=PAGE):
    answer = client.post(reverse(page), {"find": words, "box": box})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def results(page):
    return page.partition("<main")[2].partition("</main>")[0]


def people(found):
    return [each.person.pk for each in found]


# --- Who is found


def test_a_misspelt_name_is_found_with_all_that_is_hers_to_see(as_ada, ada, sams_case, sam):
    page = results(looks_for(as_ada, "samira hadad"))
    assert reverse("desk:case", args=[sams_case.pk]) in page and "1 found" in page
    for said in ("Sam", "Samira Haddad", sams_case.code, "Ada Okafor", "support goes on"):
        assert said in page
    assert "Found by: a similar name" in page and "High danger" in page


def test_the_end_of_a_number_and_a_birth_date_find_her(as_ben, ben, aminas_case):
    tell_safe_contact(aminas_case, by=ben, **NUMBER)
    page = results(looks_for(as_ben, "0142"))
    assert "Mina" in page and "born Sunday 24 November 1991" in page
    assert "Found by: the end of a number" in page and "900142" not in page
    assert "Mina" in results(looks_for(as_ben, "24 November 1991"))


def test_next_door_shows_reference_alias_and_worker_and_no_way_into_the_file(
    as_ada, aminas_case, amina
):
    page = results(looks_for(as_ada, "Haddad"))
    for said in ("Mina", aminas_case.code, "Ben Castle", "Not open to you: ask them."):
        assert said in page
    for hidden in ("Amina", "Haddad.", "1991", str(aminas_case.pk), str(amina.pk), "Danger"):
        assert hidden not in page.replace('value="Haddad"', "")
    assert reverse("walls:emergency") in page


def test_the_helpline_is_told_whom_to_ask_and_of_no_way_in(
    signed_in_client, helpline, aminas_case, sams_case
):
    page = results(looks_for(signed_in_client(helpline), "Haddad"))
    assert "Mina" in page and "Sam" in page and "Ada Okafor" in page
    assert "/cases/" not in page and reverse("walls:emergency") not in page


def test_another_name_is_said_to_be_one_and_never_which(as_ben, aminas_case):
    page = results(looks_for(as_ben, "khouri"))
    assert "Found by: another name" in page and "Khoury" not in page


def test_the_reference_as_it_is_read_out(as_ada, sams_case, aminas_case):
    assert "Sam" in results(looks_for(as_ada, sams_case.code.lower()))
    next_door = results(looks_for(as_ada, aminas_case.code))
    assert "Mina" in next_door and "Found by: the case reference" in next_door


def test_somebody_who_has_died_is_shown_as_such(as_ada, as_ben, ada, sams_case, sam):
    record_death(sams_case, day=None, told_by="family", words="", by=ada)
    for browser in (as_ada, as_ben):
        assert "Has died" in results(looks_for(browser, "Samira"))


def test_ended_support_is_said(as_ada, ada, sams_case):
    end_support(sams_case, reason="other", outcome="not_asked", summary="", by=ada)
    assert "support has ended" in results(looks_for(as_ada, "Samira"))


def test_a_referral_that_waits_is_for_whoever_triages(as_ada, as_mona, mona):
    arrival = Arrival({"known_as": "Noor", "family_name": "Saleh"}, [], {"source": "police"})
    referral = receive_referral(arrival, by=mona)
    page = results(looks_for(as_mona, "Saleh"))
    assert reverse("intake:decide", args=[referral.pk]) in page and "waits for a decision" in page
    assert "Nobody found" in results(looks_for(as_ada, "Saleh"))
    decline_referral(referral, reason="not_offered", signposted_to="", by=mona)
    assert "Nobody found" in results(looks_for(as_mona, "Saleh"))


# --- Who is not


def as_of_nobody(client, words):
    """The page for these words, and for a name that was never here, but for the words."""
    said = looks_for(client, words), looks_for(client, "Zebedee Quill")
    plain = [re.sub(r'value="[^"]*"', "", results(page)) for page in said]
    return plain[0] == plain[1]


def test_behind_a_wall_she_is_nobody(as_ada, ada, mona, aminas_case, amina):
    assert not as_of_nobody(as_ada, "Amina Haddad")
    raise_wall(amina, user=ada, reason="", by=mona)
    assert as_of_nobody(as_ada, "Amina Haddad") and as_of_nobody(as_ada, aminas_case.code)


def test_of_a_sensitive_case_nobody_learns_but_those_it_names(as_ada, as_ben, ben, aminas_case):
    aminas_case.sensitive = True
    aminas_case.save(update_fields=["sensitive"])
    NamedReader.objects.create(case=aminas_case, user=ben)
    assert as_of_nobody(as_ada, "Amina Haddad") and as_of_nobody(as_ada, aminas_case.code)
    assert "Sensitive" in results(looks_for(as_ben, "Amina Haddad"))


def test_an_ordinary_case_of_hers_does_not_give_the_sensitive_one_away(
    as_ada, as_ben, aminas_case, amina, mona
):
    secret = open_case(amina, sensitive=True, by=mona)
    assert as_of_nobody(as_ada, "Amina Haddad")
    page = results(looks_for(as_ben, "Amina Haddad"))
    assert "1 found" in page and secret.code not in page
    assert as_of_nobody(as_ben, secret.code)


def test_let_in_for_an_hour_she_finds_her_and_then_no_more(as_ada, ada, aminas_case):
    open_in_emergency(aminas_case, reason="She is at the door.", by=ada)
    assert reverse("desk:case", args=[aminas_case.pk]) in looks_for(as_ada, "Amina")
    with stand_at(TUESDAY + timedelta(minutes=61)):
        assert not any(each.in_sight for each in find("Amina", reader=ada))


def test_those_who_are_hidden_take_no_place_among_the_closest(ada, mona, amina, aminas_case):
    for _ in range(SHOWN + 5):
        raise_wall(
            open_case(add_person(known_as="Amina", by=mona), by=mona).person,
            user=ada,
            reason="",
            by=mona,
        )
    assert people(find("Amina", reader=ada)) == [amina.pk]


@pytest.mark.parametrize("words", ["Amina Haddad", "0142", "24 November 1991"])
def test_hidden_and_absent_cost_the_same_statements(words, ada, ben, mona, aminas_case, amina):
    tell_safe_contact(aminas_case, by=ben, **NUMBER)
    raise_wall(amina, user=ada, reason="", by=mona)
    absent = {"A": "Zebedee Quill", "0": "7398", "2": "3 May 1931"}[words[0]]
    statements(ada, "Nobody")  # what changed of late is read once
    assert statements(ada, words) == statements(ada, absent)


def statements(reader, words):
    ring.clear()
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        find(words, reader=reader)
    spoken = [query["sql"] for query in (*main.captured_queries, *keys.captured_queries)]
    return [re.sub(r"IN \([^()]*\)", "IN (…)", re.sub("'[^']*'", "…", sql)) for sql in spoken]


def test_it_costs_the_same_for_two_and_for_twenty(mona, ada):
    def found(how_many):
        for _ in range(how_many):
            allocate(
                open_case(add_person(known_as="Rana Said", by=mona), by=mona), worker=ada, by=mona
            )
        return len(statements(ada, "Rana Said"))

    few = found(2)
    assert found(18) == few <= 14


@pytest.mark.parametrize("words", ["E8 4QJ", "10115"])
def test_who_lives_where_is_told_to_nobody_next_door(words, ada, ben, mona, aminas_case, amina):
    """By a postcode one could list whoever stays in a refuge, or try out where somebody lives."""
    change_person(amina, version=1, postcode=words, address_class="withheld", by=ben)
    assert people(find(words, reader=ben)) == [amina.pk]
    assert people(find(f"Amina {words}", reader=ben)) == [amina.pk]
    assert not find(words, reader=ada)
    assert found_by(ada, f"Amina {words}") in ([], [["name"]])
    assert found_by(ada, f"Amina {words}") == found_by(ada, f"Amina {ELSEWHERE[words]}")


ELSEWHERE = {"E8 4QJ": "SW1A 1AA", "10115": "80331"}


def found_by(reader, words):
    return [each.why for each in find(words, reader=reader)]


def test_a_postcode_puts_nobody_next_door_before_her_namesake(ada, ben, mona, a_case):
    """Neither of two who are equal but for where they live."""
    cases = [a_case(ben, "Rana Said") for _ in range(4)]
    there = max((case.person for case in cases), key=lambda person: str(person.pk))
    in_order = people(find("Rana Said", reader=ada))
    change_person(there, version=1, postcode="E8 4QJ", by=ben)
    assert people(find("Rana Said E8 4QJ", reader=ada)) == in_order


# --- The box


def test_every_role_that_takes_people_in_has_the_box_and_nobody_else(operator, signed_in_client):
    for role, held in ROLES.items():
        user = add_user(email=f"{role}@example.net", name=role, role=role, by=operator)
        browser = signed_in_client(user)
        shown = 'role="search"' in browser.get("/shortcuts/").content.decode()
        assert shown == (Permission.PEOPLE_SEARCH in held) == (Permission.REFERRAL_ADD in held)
        assert (browser.get(reverse(PAGE)).status_code == 200) == shown
        assert (browser.post(reverse(PART)).status_code == 200) == shown


def test_the_words_stand_in_no_address_no_title_and_no_header(as_ada, sams_case):
    answer = as_ada.post(reverse(PAGE), {"find": "Samira Haddad"})
    page = answer.content.decode()
    assert answer.request["QUERY_STRING"] == "" and "no-store" in answer.headers["Cache-Control"]
    assert "Haddad" not in str(answer.headers) and "Haddad" not in page.partition("</head>")[0]
    assert "<title>Find a person or case – Alongside</title>" in page
    assert 'method="post" action="/find/"' in page and page.count('role="search"') == 1
    assert 'value="Samira"' not in as_ada.get(reverse(PAGE) + "?find=Samira").content.decode()


@pytest.mark.parametrize("words", ["", " ", "s", "S.", "014", "1 2 3"])
def test_too_little_is_asked_for_more_and_looked_up_by_nobody(as_ada, words, monkeypatch):
    monkeypatch.setattr(queries, "find_people", None)
    said = "Type a little more" in looks_for(as_ada, words)
    assert said == bool(words.strip())
    assert not lines_left()


@given(st.text(max_size=120))
def test_whatever_is_typed_is_enough_or_not(typed):
    letters = sum(sign.isalpha() for sign in typed)
    digits = sum(sign.isdecimal() for sign in typed)
    assert long_enough(typed) or (letters < 2 and digits < 4)
    assert long_enough(typed + "李") and long_enough(typed + "0142")


@pytest.mark.parametrize("words", ODD)
def test_odd_words_find_nobody_and_harm_nothing(as_ada, sams_case, words):
    looks_for(as_ada, words)
    looks_for(as_ada, words, page=PART)


# --- The trail


def lines_left():
    return list(Entry.objects.filter(verb="listed.people_search"))


def typing(client, *growing, box=None):
    for words in growing:
        looks_for(client, words, box=box or "", page=PART)


def test_one_search_leaves_one_line_however_many_keys(as_ada, ada, sams_case):
    box = str(uuid4())
    typing(as_ada, "sa", "sami", "samira ha", "samira hadad", "samira haddad", box=box)
    looks_for(as_ada, "samira haddad", box=box)
    (line,) = lines_left()
    assert line.actor == ada.pk and line.subject == f"accounts.user:{ada.pk}"
    assert Entry.objects.filter(LISTS).count() == 1  # and so counts as one list that was read


def test_another_search_leaves_another_line(as_ada):
    box = str(uuid4())
    typing(as_ada, "sam", box=box)
    typing(as_ada, "sam", box=str(uuid4()))  # the box was emptied, or the page was left
    typing(as_ada, "rana", box=box)  # replaced by other words
    with stand_at(TUESDAY + timedelta(seconds=LASTS)):
        typing(as_ada, "rana", box=box)
    assert len(lines_left()) == 4


def test_a_script_that_never_empties_the_box_is_counted_all_the_same(as_ada):
    typing(as_ada, *(f"0777{n:04}" for n in range(LOOKS)), box=str(uuid4()))
    assert len(lines_left()) == LOOKS


def test_ends_of_numbers_in_raised_digits_leave_a_line_each(as_ada, ada, sams_case):
    add_contact_point(sams_case.person, kind="mobile", value="07700 900142", by=ada)
    raised = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    tried = ["7009" + f"00{n}".translate(raised) for n in range(138, 143)]
    typing(as_ada, *tried, box=str(uuid4()))
    assert len(lines_left()) == len(tried)
    assert find(tried[-1], reader=ada), "the last of them is hers"


def test_without_a_box_each_is_a_search(as_ada):
    typing(as_ada, "sam", "sam")
    assert len(lines_left()) == 2


def test_what_was_typed_is_in_no_row_and_no_session(as_ada, sams_case):
    typing(as_ada, "samira", box=str(uuid4()))
    told = str(dict(as_ada.session)).lower()
    assert "samira" not in told and "'sa'" not in told
    assert not [line for line in lines_left() if "sam" in f"{line.verb}{line.subject}"]


def test_a_locked_window_answers_scripts_by_a_status(as_ada):
    as_ada.post(reverse("lock-now"))
    assert as_ada.post(reverse(PART), {"find": "sam"}).status_code == 423
    assert not lines_left()
