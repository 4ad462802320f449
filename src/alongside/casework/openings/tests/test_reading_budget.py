"""Ada opens seven files in an hour where five are expected: she is told, and Mona looks at it."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.house.pages import without_tokens

from alongside.casework.cases.commands import make_sensitive
from alongside.casework.cases.second_eyes import NotOwnEyes
from alongside.casework.openings.budgets import (
    DEFAULTS,
    UNKNOWN,
    budget_of,
    budgets,
    opens_anything,
)
from alongside.casework.openings.commands import answer, who_looks
from alongside.casework.openings.models import Alert, Budget, Counted, Finding
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.commands import add_user, end_access
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now, stand_at

pytestmark = pytest.mark.usefixtures("five_an_hour")


@pytest.fixture
def alert(as_ada, cases, opens, counted):
    opens(as_ada, cases)
    counted()
    return Alert.objects.get()


@pytest.fixture
def page(alert):
    return reverse("openings:alert", args=[alert.pk])


def sends(client, page, **answers):
    return client.post(page, {"once": str(uuid4()), **answers})


def test_she_is_told_calmly_and_goes_on_reading(as_ada, alert, cases, text):
    today = text(as_ada.get("/today/"))
    assert "You opened 7 files in an hour. Mona Farrell is told." in today
    assert as_ada.get(reverse("desk:case", args=[cases[0].pk])).status_code == 200


def test_she_says_in_one_line_what_she_was_doing(as_ada, as_mona, page, text):
    assert "Write one line" in text(sends(as_ada, page, said=""))
    assert sends(as_ada, page, said="Before supervision.").url == "/today/"
    assert "Before supervision." in text(as_mona.get(page))
    assert "Read what you said" in text(as_ada.get("/today/"))


def test_mona_finds_it_on_today_reads_what_was_opened_and_answers(
    as_ada, as_mona, alert, page, text
):
    assert "Ada Okafor read more than usual" in text(as_mona.get("/today/"))
    shown = text(as_mona.get(page))
    assert "Gil" in shown and "Their case" in shown and "1 page opened" in shown
    assert "Say what was not in order" in text(
        sends(as_mona, page, version="7", finding="not_in_order")
    )
    assert sends(as_mona, page, version="7", finding="in_order").url == "/today/"
    assert "read more than usual" not in text(as_mona.get("/today/"))
    assert "in an hour" not in text(as_ada.get("/today/"))
    assert Item.objects.get(kind="reading_alert").outcome == "in_order"
    assert "In order" in text(as_ada.get(page)), "she may know"


def test_what_was_found_in_words_is_not_for_her(as_ada, as_mona, page, text):
    found = {"finding": "talked_about", "found": "We agreed on fewer."}
    sends(as_mona, page, version="7", **found)
    assert "We agreed on fewer." in text(as_mona.get(page))
    assert "We agreed on fewer." not in text(as_ada.get(page))


def test_as_many_as_are_expected_tell_nobody(as_ada, cases, opens, counted):
    opens(as_ada, cases[:5] + cases[:5])
    as_ada.get("/today/")
    counted()
    assert not Alert.objects.exists()


def test_lists_of_people_count_and_her_own_day_does_not(as_ada, cases, opens, counted):
    opens(as_ada, cases[:4])
    for _ in range(2):
        as_ada.get(reverse("desk:caseload"))
    counted()
    alert = Alert.objects.get()
    assert (alert.files, alert.lists) == (4, 2)


def test_it_grows_through_the_day_and_stays_one(as_ada, cases, opens, counted):
    opens(as_ada, cases[:6])
    counted()
    counted()
    assert Alert.objects.get().files == 6
    opens(as_ada, cases[6:])
    counted()
    assert Alert.objects.get().files == 7
    assert Item.objects.open().filter(kind="reading_alert").count() == 1
    assert Entry.objects.filter(verb="reading.budget_passed").count() == 2, "not at every count"


def test_a_fuller_hour_after_an_answer_is_looked_at_anew(
    as_ada, mona, cases, opens, counted, text, as_mona
):
    opens(as_ada, cases[:6])
    counted()
    alert = Alert.objects.get()
    answer(alert, finding="in_order", found="", opened=6, by=mona)
    assert "read more than usual" not in text(as_mona.get("/today/"))
    opens(as_ada, cases[6:])
    counted()
    assert "read more than usual" in text(as_mona.get("/today/"))


def test_what_grew_while_mona_was_reading_goes_on_waiting(as_mona, alert, page):
    sends(as_mona, page, version="6", finding="in_order")
    alert.refresh_from_db()
    assert alert.waits and Finding.objects.get().opened == 6


def test_the_next_day_is_another_alert(as_ada, cases, opens, counted, alert, signed_in_client, ada):
    with stand_at(now() + timedelta(days=1)):
        opens(signed_in_client(ada), cases[:6])
        counted()
        assert Alert.objects.count() == 2


def test_what_came_while_no_worker_ran_is_counted_later(as_ada, cases, opens, counted):
    counted()
    opens(as_ada, cases)
    with stand_at(now() + timedelta(hours=9)):
        counted()
        assert Alert.objects.get().files == 7
        assert Counted.objects.count() == 1


def test_what_mona_may_not_see_leaves_no_gap_in_words_or_numbers(
    as_mona, ada, ben, mona, cases, page
):
    before = without_tokens(as_mona.get(page)).splitlines()
    make_sensitive(cases[0], readers=[ada, ben], by=mona)
    after = without_tokens(as_mona.get(page)).splitlines()
    gone = "".join(line for line in before if line not in after)
    assert "Ana" in gone and "Bea" not in gone
    assert [line for line in after if line not in before] == []
    assert not [line for line in before if "7 files" in line], "no total to subtract from"


def test_a_wall_before_mona_stands_here_too(as_mona, mona, maja, cases, page, text):
    raise_wall(cases[1].person, user=mona, reason="Her niece.", by=maja)
    shown = text(as_mona.get(page))
    assert "Bea" not in shown and "Cleo" in shown


def test_nobody_looks_at_herself(as_mona, mona, maja, cases, opens, counted, alert):
    opens(as_mona, cases)
    counted()
    hers = Alert.objects.get(user=mona)
    assert hers.asked == maja
    with pytest.raises(NotOwnEyes):
        answer(hers, finding="in_order", found="", opened=7, by=mona)


def test_to_anybody_else_the_page_is_missing(as_ben, as_maja, page):
    assert as_ben.get(page).status_code == as_maja.get(page).status_code == 404
    assert sends(as_maja, page, version="7", finding="in_order").status_code == 404


def test_where_nobody_leads_the_data_protection_officer_or_a_colleague_looks(
    ada, cora, vera, operator, five_an_hour
):
    end_access(ada.membership.team.supervisor, by=operator)
    for leader in [user for user in [who_looks(ada)] if user and user.role == "manager"]:
        end_access(leader, by=operator)
    assert who_looks(ada) == cora, "Vera reads no file and answers for none"
    officer = {"email": "dpo@example.org", "name": "Dee", "role": "data_protection_officer"}
    assert add_user(**officer, by=operator) == who_looks(ada)


def test_alone_in_the_house_it_waits_for_the_next_who_comes(
    as_ada, ada, mona, maja, operator, cases, opens, counted, text
):
    opens(as_ada, cases)
    for leader in (mona, maja):
        end_access(leader, by=operator)
    counted()
    assert Alert.objects.get().asked is None
    today = text(as_ada.get("/today/"))
    assert "You opened 7 files in an hour. Nothing is held back" in today
    nell = add_user(email="nell@example.org", name="Nell", role="manager", by=operator)
    counted()
    assert Alert.objects.get().asked == nell


def test_when_whoever_was_asked_leaves_another_is_asked(alert, mona, maja, operator, counted):
    end_access(mona, by=operator)
    counted()
    alert.refresh_from_db()
    assert alert.asked == maja
    assert Item.objects.open().get(kind="reading_alert").owner == maja.pk


def test_every_role_that_opens_files_has_a_number_of_its_own_and_duty_the_largest():
    assert {role for role in ROLES if opens_anything(role)} == set(DEFAULTS)
    assert max(DEFAULTS, key=DEFAULTS.__getitem__) == "duty"


def test_with_two_hats_the_larger_one_counts_and_an_unknown_role_is_watched_closely(ada):
    ada.other_role = "duty"
    assert budget_of(ada, DEFAULTS) == DEFAULTS["duty"]
    ada.role, ada.other_role = "administrator", "support_worker"
    assert budget_of(ada, DEFAULTS) == DEFAULTS["support_worker"]
    ada.role, ada.other_role = "astronaut", ""
    assert budget_of(ada, DEFAULTS) == UNKNOWN


def test_the_manager_sets_it_and_what_stood_before_stays_readable(as_maja, maja, text):
    address = reverse("openings:budgets")
    told = {role: str(number) for role, number in budgets().items()}
    sends(as_maja, address, **told | {"support_worker": "25"})
    assert budgets()["support_worker"] == 25
    assert Budget.objects.count() == 3, "only what was changed"
    shown = text(as_maja.get(address))
    assert "Support worker: 25 in an hour" in shown and "Support worker: 5 in an hour" in shown
    assert Entry.objects.filter(verb="reading.budget_set", actor=maja.pk).count() == 3


@pytest.mark.parametrize("number", ["0", "4", "301", "many"])
def test_no_budget_is_nothing_or_without_end(as_otto, number, text):
    told = {role: str(now_set) for role, now_set in budgets().items()}
    sends(as_otto, reverse("openings:budgets"), **told | {"duty": number})
    assert budgets()["duty"] == DEFAULTS["duty"]


def test_no_page_and_no_count_takes_more_statements_when_more_was_opened(
    as_ada, as_mona, cases, opens, counted, operator
):
    opens(as_ada, cases[:6])
    counted()
    look = reverse("openings:alert", args=[Alert.objects.get().pk])

    def statements(act):
        with CaptureQueriesContext(connections["default"]) as caught:
            act()
        return len(caught)

    few = [statements(partial(as_mona.get, page)) for page in (look, "/today/")]
    quiet = statements(counted)
    for _ in range(4):
        opens(as_ada, cases[:6])
    assert [statements(partial(as_mona.get, page)) for page in (look, "/today/")] == few
    assert statements(counted) == quiet <= 14


def test_opening_a_file_costs_what_it_did(as_ada, cases, opens):
    """The count is the worker's: it adds no statement to the page."""
    opens(as_ada, cases[:1])
    with CaptureQueriesContext(connections["default"]) as caught:
        opens(as_ada, cases[1:2])
    assert not [one for one in caught if "openings_" in one["sql"]]
