"""All records of one person, within a query: what stands at one of them counts for each.

Knows no model by import, so that those of `people` may ask it themselves. Two ids joined by OR are
looked up by an index each; a list of ids joined so would have PostgreSQL read everybody."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import OuterRef, Q, QuerySet, Subquery


def records_of(person: UUID) -> QuerySet:
    """The ids of all records of the person of this id, for `person__in=`."""
    people = _people()
    lead = people.filter(pk=person).values("lead")
    return people.filter(Q(pk=person) | Q(lead=Subquery(lead))).values("pk")


def records_beside(person: str, *, outside: int = 1) -> QuerySet:
    """The same for the person that a column of the query outside names, so many queries out: in a
    query about walls within one about cases, `person__in=records_beside("person")`."""
    lead = "lead" if person == "pk" else f"{person}__lead"
    return _people().filter(Q(pk=_out(person, outside)) | Q(lead=_out(lead, outside))).values("pk")


def records_of_all(people: Collection[UUID]) -> QuerySet:
    """The ids of these records and of all that are one person with any of them, for `pk__in=`."""
    some = _people().filter(pk__in=people)
    leads = some.filter(lead__isnull=False).values("lead")
    return some.values("pk").union(_people().filter(lead__in=leads).values("pk"))


def with_their_others(rows: QuerySet) -> QuerySet:
    """The ids of the people of these rows, and of all that are one person with any of them."""
    rows = rows.order_by()
    leads = rows.filter(person__lead__isnull=False).values("person__lead")
    return rows.values("person").union(_people().filter(lead__in=leads).values("pk"))


def _out(name: str, outside: int) -> Any:
    return OuterRef(_out(name, outside - 1)) if outside else OuterRef(name)


def _people():
    return apps.get_model("people", "Person")._default_manager.order_by()
