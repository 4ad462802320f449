"""What stands behind a number: the rows that it counts, as far as this user may see them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.figures import Figure
from alongside.foundation.ui.paging import Page, page_of
from alongside.insight.columns import column_of, missing_in, words_of
from alongside.insight.cut import Cut, Lists
from alongside.insight.queries import figure_called

NEWEST_FIRST = {"cases.case": "-opened_on", "intake.referral": "-received_at"}


@dataclass(frozen=True)
class Number:
    """One number of a summary: a figure, and the codes it was counted for."""

    figure: Figure
    codes: Mapping[str, str]  # by column
    words: tuple[str, ...]
    missing: str = ""  # or the column in which nothing is told

    @property
    def rows(self) -> Q:
        """Which rows of the figure it counts."""
        if self.missing:
            return missing_in(self.figure, self.missing)
        where = Q()
        for path, code in self.codes.items():
            empty = code == "" and column_of(self.figure, path).is_relation
            where &= Q(**{path: None if empty else code})
        return where

    def seen_by(self, user: User, counted: QuerySet) -> QuerySet:
        """As far as this user may see them; a figure that leads nowhere shows nothing."""
        behind = self.figure.behind
        return behind(counted, user) if behind else counted.none()


def leads_somewhere(figure: Figure, user: User) -> bool:
    """Whether this user may be shown anything behind its numbers."""
    return figure.behind is not None and holds(user, figure.permission)


def number_asked(asked: Mapping[str, str], lists: Lists) -> Number | None:
    """The number of an address; None where there is no such number."""
    figure = figure_called(asked.get("figure", ""))
    if figure is None:
        return None
    if missing := asked.get("missing"):
        return Number(figure, {}, (), missing) if missing in figure.asked else None
    codes, words = {}, []
    for path in figure.columns:
        if (code := asked.get(path)) is not None:
            known = words_of(figure, path, lists, None)
            if code not in known:
                return None
            codes[path] = code
            words.append(str(known[code]))
    return Number(figure, codes, tuple(words))


def behind(number: Number, cut: Cut, user: User, *, after: str | None) -> Page:
    """One page of the cases or referrals that are open to this user; how many are not is not
    told, and costs nothing to find out."""
    counted = cut.rows_of(number.figure).filter(number.rows)
    seen = number.seen_by(user, counted)
    order = NEWEST_FIRST[seen.model._meta.label_lower]
    return page_of(seen, by=[order], after=after, few=number.figure.page == "desk:case")
