"""Small facts that stand on every page of a case, read together with the case itself.

Only where a page looks: where something is changed they are read one by one, after the change."""

from datetime import date

from django.db.models import (
    Aggregate,
    Count,
    Exists,
    Expression,
    JSONField,
    OuterRef,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, JSONArray

from alongside.casework.cases.models import CaseCrime, NamedReader, Notice
from alongside.casework.people.models import Child


class InOneColumn(Aggregate):
    """Rows as one list, which both databases know under other names."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def at_hand(day: date) -> dict[str, Expression | Subquery]:
    """For a query of cases: what `crime_links`, `asked_of_the_child`, `named_people` and, on this
    day, `notices` of each case would otherwise ask for."""
    crimes = CaseCrime.objects.filter(case=OuterRef("pk")).values("case")
    told = JSONArray("event__category", "client_kind")
    links = crimes.annotate(told=InOneColumn(told)).values("told")
    named = NamedReader.objects.filter(case=OuterRef("pk")).values("case")
    return {
        "crime_links": Coalesce(Subquery(links), Value([], JSONField())),
        "asked_of_the_child": Exists(Child.objects.answered().filter(person=OuterRef("person"))),
        "named_people": Subquery(named.annotate(many=Count("pk")).values("many")),
        "has_notices": Exists(Notice.objects.running(day).filter(case=OuterRef("pk"))),
    }
