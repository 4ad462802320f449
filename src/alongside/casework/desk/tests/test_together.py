"""Rows of several tables that came in one statement read as they would one by one."""

from datetime import time

import pytest
from django.db.models import DecimalField, DurationField
from tests.house.examples import House, a_record

from alongside.casework.consents.commands import agree_if_unreachable
from alongside.casework.consents.models import Unreachable
from alongside.casework.desk.hers import BEHIND, PLAN
from alongside.casework.records.kinds import all_kinds
from alongside.casework.support.appointments.commands import make_appointment
from alongside.casework.support.appointments.models import Appointment
from alongside.casework.support.models import Contact
from alongside.casework.support.promises.commands import make_promise
from alongside.casework.support.promises.models import Promise
from alongside.foundation.clock import today
from alongside.foundation.vault.together import rows_together

EVERY = [
    *((kind.model, ("taken_out", *kind.told_by)) for kind in all_kinds()),
    (Appointment, ("case", "on", "at", "minutes", "hidden", "place", "answered_at", "earlier")),
    (Promise, ("case", "words", "due", "made_at", "kept_at", "made_by")),
    (Unreachable, PLAN),
]


@pytest.fixture
def all_of_them(sams_case, ada):
    house = House(case=sams_case, ada=ada)
    for kind in all_kinds():
        a_record(kind)(house)
    place = {"place": "Room ‘3’", "hidden": True}
    make_appointment(sams_case, on=today(), at=time(9, 5), kind="police", **place, by=ada)
    make_promise(sams_case, contact=sams_case.pk, words="The form.", due=today(), by=ada)
    told = {"after_days": 7, "ask": "Rana", "police": "no", "tries": 3, "message": ""}
    agree_if_unreachable(sams_case, **told, by=ada)
    Contact.objects.update(taken_out={"": ["2026-11-24", "asked"]})


def test_each_reads_as_it_does_alone(all_of_them, django_assert_num_queries):
    with django_assert_num_queries(1):
        rows = rows_together(*((model.objects.all(), names) for model, names in EVERY))
    assert {type(row) for row in rows} == {model for model, _names in EVERY}
    names_of = dict(EVERY)
    for row in rows:
        alone = type(row).objects.select_related("case").get(pk=row.pk)
        row.case = alone.case
        with django_assert_num_queries(0):
            columns = [row._meta.get_field(name).attname for name in names_of[type(row)]]
            told = {name: getattr(row, name) for name in columns}
        assert told == {name: getattr(alone, name) for name in told}


def test_nothing_asked_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rows_together() == []


def test_what_json_would_change_is_not_among_what_is_asked():
    asked = [*EVERY, *BEHIND.values()]
    fields = [model._meta.get_field(name) for model, names in asked for name in names]
    assert not [field for field in fields if isinstance(field, (DecimalField, DurationField))]
