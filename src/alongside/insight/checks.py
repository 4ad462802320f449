"""Before the server starts: every figure can be counted, and over coded columns only."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, Field, IntegerField

from alongside.foundation.figures import Figure, all_figures
from alongside.foundation.packs.fields import CodedField
from alongside.insight.columns import OWN_LISTS, column_of


@register
def check_figures(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """One sentence for each thing that cannot be counted."""
    return [Error(words, id="insight.E001") for words in faults_of(all_figures())]


def faults_of(figures: Sequence[Figure]) -> Iterator[str]:
    """What is wrong with these figures, in words."""
    for name, times in Counter(figure.name for figure in figures).items():
        if times > 1:
            yield f"{times} figures are called `{name}`: an address could mean either."
    for figure in figures:
        for path in [*figure.columns, *figure.asked, *figure.within]:
            if not _is_coded(_found(figure, path)):
                yield (
                    f"The figure `{figure.name}` wants to be counted over `{path}`, which is no "
                    "column of codes: what was told of a person is never counted over."
                )
        for path, times in Counter(figure.columns).items():
            if times > 1 and figure.leaves:
                yield (
                    f"The figure `{figure.name}` shows `{path}` in {times} tables: a small number "
                    "that is hidden in one could be read in another."
                )
        yield from _kinds_that_do_not_fit(figure)


def _kinds_that_do_not_fit(figure):
    if not isinstance(_found(figure, figure.dated), DateField):
        yield f"The figure `{figure.name}` is dated by `{figure.dated}`, which is no date."
    if figure.sums and not isinstance(_found(figure, figure.sums), IntegerField):
        yield f"The figure `{figure.name}` adds up `{figure.sums}`, which is no whole number."


def _found(figure: Figure, path: str) -> Field | None:
    try:
        return column_of(figure, path)
    except (FieldDoesNotExist, AttributeError):
        return None


def _is_coded(column: Field | None) -> bool:
    own_list = getattr(column, "related_model", None) in OWN_LISTS
    return isinstance(column, CodedField) or own_list
