"""Samira came in twice, her family name once with a letter less; Mona and Ada see both cases."""

import html
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import allocate, open_case
from alongside.casework.intake.merging.commands import confirm_merge, propose_merge
from alongside.casework.intake.models import Double
from alongside.casework.people.commands import add_person
from alongside.casework.people.models import Person

BORN = date(1994, 3, 11)


@pytest.fixture
def here(ada, mona):
    """Somebody with a case that Ada works on, and Mona supervises."""

    def make(**told):
        told = {"given_names": "Samira", "birth_date": BORN, **told}
        case = open_case(add_person(**told, by=ada), by=mona)
        allocate(case, worker=ada, by=mona)
        return case

    return make


@pytest.fixture
def twice(here):
    return here(family_name="Haddad"), here(family_name="Hadad")


@pytest.fixture
def double(twice):
    """As the weekly walk has found them."""
    pair = sorted((case.person for case in twice), key=lambda one: one.pk)
    told = {"given": "same", "family": "near", "birth": "same"}
    return Double.objects.create(person=pair[0], other=pair[1], band="same", bits=9, agreement=told)


@pytest.fixture
def proposed(twice, mona):
    return propose_merge(*(case.person for case in twice), reason="One letter less.", by=mona)


@pytest.fixture
def merged(proposed, ada):
    return confirm_merge(proposed, by=ada)


@pytest.fixture
def lead_of():
    return lambda case: Person.objects.get(pk=case.person_id).lead_id


@pytest.fixture
def page_of():
    """Its words; where an answer is given, those of the page it leads to."""

    def read(client, merge, case, **answer):
        address = reverse("intake:merge", args=[case.pk, merge.pk])
        if not answer:
            return html.unescape(client.get(address).content.decode())
        sent = {"once": str(uuid4()), **answer}
        return html.unescape(client.post(address, sent, follow=True).content.decode())

    return read
