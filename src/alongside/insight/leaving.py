"""What leaves the house of a summary: tables in which no small number can be found."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from alongside.insight.queries import Counted, Summary
from alongside.insight.suppression import Hidden, Shown, protected
from alongside.insight.tables import TOTAL, Leaving, Table


def tables_of(summary: Summary) -> Leaving:
    """Every table that leaves, in words and numbers: `rows` holds a name and what it shows under
    each of the `columns`."""
    leaving = [one for one in summary.counted.values() if one.figure.leaves]
    return [laid_out for counted in leaving for laid_out in _laid_out(counted)]


def _laid_out(counted: Counted) -> Iterator[dict[str, Any]]:
    for table, shown in zip(counted.tables, _shown(counted), strict=True):
        columns = {**table.columns, TOTAL: _("Total") if table.columns else _("Number")}
        rows = {**table.words, TOTAL: _("Total")}
        yield {
            "figure": str(counted.figure.title),
            "title": table.title,
            "said": str(counted.figure.said),
            "heading": table.heading,
            "columns": list(columns.values()),
            "rows": [
                [str(name), *(_words_of(shown[row, column]) for column in columns)]
                for row, name in rows.items()
            ],
        }


def _shown(counted: Counted) -> list[dict[Any, Any]]:
    if counted.figure.sums:  # hours of staff are no count of people
        return [_as_they_are(counted, table) for table in counted.tables]
    return protected(counted.tables)


def _as_they_are(counted: Counted, table: Table) -> dict[Any, float]:
    return {place: counted.read(table.at(place)) for place in table.places()}


def _words_of(shown: Shown) -> object:
    if isinstance(shown, Hidden):
        return {Hidden.FEWER: _("fewer than 5"), Hidden.WITHHELD: _("withheld")}[shown]
    return shown
