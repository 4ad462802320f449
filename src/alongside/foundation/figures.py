"""What may be counted: each module lists its figures, and whoever counts them opens no value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import import_module

from django.apps import apps
from django.db.models import Case, F, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.models import User
from alongside.foundation.packs.fields import CodedField

WITHIN = (("within_day", 1), ("within_three", 3), ("within_week", 7))


@dataclass(frozen=True)
class By:
    """One table of a figure: a row for each code of one column, and may be a column for each code
    of another."""

    title: str | Promise
    rows: str
    columns: str = ""

    @property
    def both(self) -> tuple[str, ...]:
        return (self.rows, self.columns) if self.columns else (self.rows,)


@dataclass(frozen=True, eq=False)
class Figure:
    """Rows that may be counted by their date, over coded columns and nothing else.

    `queryset` is asked for the rows as they stand towards the first day of a period; `said` tells
    what counts and what does not. `counts` is what is counted once however many rows it has, or
    `sums` what is added up. In the columns that are `asked` a gap is a gap in what we know.
    `within` leads to the programme and the funding stream. `behind` gives what this user may see
    of the rows, each of which has the page `page`, open to those who hold `permission`; without
    it a number leads nowhere. A figure
    that `leaves` stands in files too: then no column may depend on another one, or be in two.
    `waits` are two days of a row between which somebody waits: of the time between them the median
    and the longest are told.
    `fields` names the field of a form that fills a column, `crime: referral.crime`, so that the
    summary can say where it is not asked.
    """

    name: str
    title: str | Promise
    said: str | Promise
    queryset: Callable[[date], QuerySet]
    dated: str
    by: tuple[By, ...]
    order: int
    counts: str = "pk"
    sums: str = ""
    asked: tuple[str, ...] = ()
    within: tuple[str, ...] = ("programme", "stream")
    behind: Callable[[QuerySet, User], QuerySet] | None = None
    page: str = "desk:case"
    permission: Permission = Permission.CASE_READ
    leaves: bool = True
    fields: Mapping[str, str] = field(default_factory=dict)
    waits: tuple[str, str] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of its tables."""
        return tuple(column for by in self.by for column in by.both)


@cache
def all_figures() -> tuple[Figure, ...]:
    """Every figure that a module lists in its `figures.py`, in the order they are read."""
    listing = [app for app in apps.get_app_configs() if module_has_submodule(app.module, "figures")]
    pages = [import_module(f"{app.name}.figures") for app in listing]
    found = [one for page in pages for one in vars(page).values() if isinstance(one, Figure)]
    return tuple(sorted(found, key=lambda figure: figure.order))


def waited(since: str, until: str) -> Case:
    """How long it took from one column to the other, as a code; `not_yet` while it lasts."""
    ends = [
        When(**{f"{until}__lte": F(since) + timedelta(days=days)}, then=Value(code))
        for code, days in WITHIN
    ]
    return Case(
        When(**{until: None}, then=Value("not_yet")),
        *ends,
        default=Value("longer"),
        output_field=CodedField(_("waiting time"), vocabulary="waited"),
    )
