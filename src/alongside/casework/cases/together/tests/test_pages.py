"""What the pages of one case of Sam's say of her other ones: to whoever sees those, and no more."""

import html
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.harness.one_person import part

from alongside.casework.cases.commands import allocate, make_sensitive
from alongside.casework.cases.models import NamedReader
from alongside.casework.consents.commands import give_consent, say, withdraw_consent
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.checkpoints import meter
from alongside.foundation.clock import today


def read(client, name, case):
    return html.unescape(client.get(reverse(name, args=[case.pk])).content.decode())


@pytest.fixture
def ada_sees_both(ada, maja, one_person, other_case):
    allocate(other_case, worker=ada, by=maja)


def test_whoever_sees_both_is_led_from_one_case_to_the_other(
    as_ada, ada_sees_both, sams_case, other_case
):
    shown = read(as_ada, "desk:case", sams_case)
    assert other_case.code in shown and reverse("desk:case", args=[other_case.pk]) in shown
    assert reverse("intake:together", args=[sams_case.pk]) in shown
    assert "Sami" not in shown, "the name is that of the case's own record"
    assert sams_case.code in read(as_ada, "desk:case", other_case)


def test_whoever_sees_one_reads_nothing_of_the_other(
    as_ada, as_ben, one_person, sams_case, other_case
):
    assert other_case.code not in read(as_ada, "desk:case", sams_case)
    assert sams_case.code not in read(as_ben, "desk:case", other_case)


def test_made_sensitive_it_is_gone_from_the_line(
    as_ada, ada, ada_sees_both, maja, ben, sams_case, other_case
):
    make_sensitive(other_case, readers=User.objects.filter(pk=ben.pk), by=maja)
    NamedReader.objects.filter(case=other_case, user=ada).delete()
    assert other_case.code not in read(as_ada, "desk:case", sams_case)


def test_once_parted_nothing_leads_there(
    as_ada, ada_sees_both, one_person, ada, sams_case, other_case
):
    part(*one_person, by=ada)
    shown = read(as_ada, "desk:case", sams_case)
    assert other_case.code not in shown and "All records of this person" not in shown


@pytest.fixture
def taken_back(other_case, ben):
    told = {"purpose": "welfare_check", "recipient": "Kingfisher House", "items": ["is_client"]}
    told |= {"given_on": today(), "until": today() + timedelta(days=28)}
    consent = give_consent(other_case, **told, how="spoken", by=ben)
    withdraw_consent(consent, by=ben)
    say(other_case, what="asking", answer="yes", words="", by=ben)
    say(other_case, what="asking", answer="no", words="Heron", by=ben)
    say(other_case, what="service", answer="no", words="", by=ben)
    say(other_case, what="service", answer="yes", words="", by=ben)


def test_what_she_took_back_or_refused_with_ben_stands_in_adas_ledger(
    as_ada, ada_sees_both, taken_back, sams_case, other_case
):
    shown = read(as_ada, "consents:ledger", sams_case)
    assert "Said in another case of theirs" in shown and other_case.code in shown
    assert shown.count("they do not agree, said on") == 1, "what she said last counts"
    assert shown.count("taken back on") == 1
    assert "Kingfisher" not in shown and "Heron" not in shown


def test_in_the_ledger_too_whoever_sees_one_reads_nothing_of_the_other(
    as_ada, one_person, taken_back, sams_case
):
    assert "Said in another case of theirs" not in read(as_ada, "consents:ledger", sams_case)


@pytest.mark.parametrize(("name", "more"), [("desk:case", 2), ("consents:ledger", 3)])
def test_what_they_say_costs_few_statements(
    as_ada, ada, ada_sees_both, taken_back, one_person, sams_case, name, more
):
    def statements():
        meter.lines = 0
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            assert as_ada.get(reverse(name, args=[sams_case.pk])).status_code == 200
        return len(main) + len(keys)

    together = statements()
    part(*one_person, by=ada)
    assert together - statements() <= more
