"""What modules say may be counted is checked before the server starts."""

from dataclasses import replace

import pytest

from alongside.casework.cases.models import Case
from alongside.foundation.figures import By, Figure, all_figures
from alongside.foundation.vault.fields import SealedText
from alongside.insight.checks import check_figures, faults_of
from alongside.insight.columns import column_of

GOOD = Figure(
    name="cases",
    title="Cases",
    said="Cases.",
    queryset=lambda first: Case.objects.all(),
    dated="opened_on",
    by=(By("Cases", "danger", "programme"),),
    order=1,
)


def test_every_figure_of_the_house_can_be_counted():
    assert check_figures() == []
    names = [figure.name for figure in all_figures()]
    assert {"referrals", "people", "contacts", "cases_opened", "work", "crimes"} <= set(names)


def test_no_figure_counts_over_what_was_told():
    for figure in all_figures():
        columns = [*figure.columns, *figure.asked, *figure.within]
        assert not [path for path in columns if isinstance(column_of(figure, path), SealedText)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"by": (By("Told", "told"),)}, "over `told`, which is no column of codes"),
        ({"by": (By("Ref", "reference"),)}, "over `reference`"),
        ({"by": (By("Who", "person__known_as"),)}, "over `person__known_as`"),
        ({"by": (By("Nothing", "no_such"),)}, "over `no_such`"),
        ({"asked": ("opened_on",)}, "over `opened_on`"),
        ({"by": (By("A", "danger"), By("B", "danger", "outcome"))}, "shows `danger` in 2 tables"),
        ({"dated": "danger"}, "dated by `danger`, which is no date"),
        ({"sums": "danger"}, "adds up `danger`, which is no whole number"),
    ],
)
def test_what_cannot_be_counted_stops_the_start_with_words(change, said):
    (fault,) = faults_of([replace(GOOD, **change)])
    assert said in fault and "`cases`" in fault


def test_a_good_one_and_two_of_one_name():
    assert list(faults_of([GOOD])) == []
    assert list(faults_of([GOOD, GOOD])) == [
        "2 figures are called `cases`: an address could mean either."
    ]
