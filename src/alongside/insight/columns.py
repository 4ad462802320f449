"""The columns that a figure may be laid out by, read through the model; nothing is opened."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.clock import today
from alongside.foundation.figures import Figure
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.packs.loader import vocabulary
from alongside.insight.cut import Lists
from alongside.organisation.workforce.models import FundingStream, Programme

NOT_KNOWN = {"unknown", "not_known", "not_asked"}
OWN_LISTS: dict[type[Model], tuple[str, str | Promise]] = {
    Programme: ("programmes", gettext_lazy("Programme")),
    FundingStream: ("streams", gettext_lazy("Funding stream")),
}


@lru_cache(maxsize=256)
def column_of(figure: Figure, path: str) -> Any:
    """The column at the end of a path from the rows, or the one that they were annotated with."""
    rows = figure.queryset(today())
    if path in rows.query.annotations:
        return rows.query.annotations[path].output_field
    model: Any = rows.model
    column: Any = None
    for step in path.split("__"):
        column = model._meta.pk if step == "pk" else model._meta.get_field(step)
        model = column.related_model
    return column


def heading_of(figure: Figure, path: str) -> str:
    """What its rows are, as a heading."""
    column = column_of(figure, path)
    if column.related_model in OWN_LISTS:
        return str(OWN_LISTS[column.related_model][1])
    return str(capfirst(column.verbose_name))


def words_of(figure: Figure, path: str, lists: Lists, codes: set[str] | None) -> Mapping[str, str]:
    """The words of the codes that were met, or of all, in the order of the pack or by name; what
    has no code stands last."""
    column = column_of(figure, path)
    if column.related_model in OWN_LISTS:
        names: Mapping[str, str] = getattr(lists, OWN_LISTS[column.related_model][0])
        none = _("None named")
    else:
        names, none = vocabulary(column.vocabulary), _("Not yet known")
    known = {**names, "": none}
    return {code: name for code, name in known.items() if codes is None or code in codes}


def missing_in(figure: Figure, path: str) -> Q:
    """The rows in which nobody has told it yet."""
    column = column_of(figure, path)
    if not isinstance(column, CodedField):
        return Q(**{path: None})
    codes = NOT_KNOWN & vocabulary(column.vocabulary).keys()
    return Q(**{f"{path}__in": sorted({"", *codes})})
