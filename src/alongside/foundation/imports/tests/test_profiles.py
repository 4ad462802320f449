"""What a column holds is told by its cells."""

import pytest

from alongside.foundation.imports.profiles import MOST_WORDS, Profile


def seen(*cells):
    profile = Profile("column")
    for cell in cells:
        profile.see(cell)
    return profile


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["03/04/2026", "25/12/1990", ""], "day"),
        (["07700 900142", "+44 7700 900143", "(0113) 496 0000"], "phone"),
        (["sam@example.org"], "email"),
        (["AB1 2CD", "M1 1AE", "90210"], "postcode"),
        (["yes", "No", "Y"], "yes or no"),
        (["12", "4.5", "-3"], "number"),
        (["BURG", "BURG", "THEFT", "THEFT"], "code"),
        (["He waits at the gate.", "Threats by phone."], "text"),
        (["", ""], "empty"),
    ],
)
def test_it_is_what_most_of_its_cells_are(cells, kind):
    assert seen(*cells).kind == kind


def test_a_few_slips_do_not_hide_what_it_is():
    assert seen(*["25/12/1990"] * 19, "not known").kind == "day"


def test_words_are_kept_only_where_they_may_be_codes():
    assert seen("BURG", "THEFT", "BURG").told()["words"] == ["BURG", "THEFT"]
    assert seen(*map(str, range(MOST_WORDS + 1))).told()["words"] is None
    assert seen("x" * 81).told()["words"] is None
    assert seen("x" * 200).told()["samples"] == ["x" * 80]
