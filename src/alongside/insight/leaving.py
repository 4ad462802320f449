"""What leaves the house of a summary: a CSV file in which no small number can be found."""

import csv
import io
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from alongside.foundation.clock import today
from alongside.foundation.imports.tables import guarded
from alongside.foundation.ui.written import plain_day
from alongside.insight.queries import Summary
from alongside.insight.suppression import Hidden, Shown, protected
from alongside.insight.tables import TOTAL

# With its byte order mark, without which Excel reads Zoë as ZoÃ«; other programs skip it.
ENCODING = "utf-8-sig"


def csv_of(summary: Summary) -> bytes:
    """One number a line, beside the names of its table, row and column."""
    file = io.StringIO()
    lines = csv.writer(file)
    lines.writerow([_("Table"), _("Row"), _("Column"), _("Number")])
    for line in [*_about(summary), *_counted(summary), *_hours(summary)]:
        lines.writerow([guarded(str(cell)) for cell in line])
    return file.getvalue().encode(ENCODING)


def _about(summary: Summary) -> Iterator[tuple]:
    about = _("About")
    yield about, _("Service"), "", settings.SERVICE_NAME
    yield about, _("Period"), "", summary.period.words
    yield about, _("Counted on"), "", plain_day(today())
    if not summary.period.is_over:
        yield (
            about,
            _("So far"),
            "",
            _("This period has not ended. Do not pass on two states of it."),
        )
    yield about, _("Fewer than 5"), "", _("1, 2, 3 or 4: small numbers are not told.")
    yield about, _("Withheld"), "", _("Not told, so that no small number can be worked out.")


def _counted(summary: Summary) -> Iterator[tuple]:
    for group in summary.groups:
        for table, shown in zip(group, protected(group), strict=True):
            for row, column in table.places():
                down = _("Total") if row == TOTAL else table.words[row]
                across = _("Total") if column == TOTAL else table.columns[column]
                yield (
                    table.title,
                    down,
                    across if table.columns else "",
                    _words_of(shown[row, column]),
                )


def _words_of(shown: Shown) -> object:
    if isinstance(shown, Hidden):
        return {Hidden.FEWER: _("fewer than 5"), Hidden.WITHHELD: _("withheld")}[shown]
    return shown


def _hours(summary: Summary) -> Iterator[tuple]:
    for kind, hours in summary.hours.items():
        yield _("Hours of work"), kind, "", hours
