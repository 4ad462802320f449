"""Who Sam is, and that two who write about them do not overwrite each other."""

import html

import pytest

from alongside.casework.people.models import Person

CHANGED = {"known_as": "Sami", "given_names": "Samira", "address_class": "not_asked"}
ADDRESS = {"address": "1 Mill Lane", "postcode": "NE1 1AA"}


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def change(as_ada, sams_case, page, send):
    def post(client=as_ada, version="1", **answers):
        sent = {**CHANGED, "version": version, **answers}
        return send(client, page("change_person", sams_case), **sent)

    return post


def test_sam_has_a_new_name(change, as_ada, sams_case, page):
    assert change(birth_date="3 March 1990", pronouns="they/them").status_code == 302
    sam = Person.objects.get()
    assert (sam.name, sam.version, sam.birth_date.year) == ("Sami", 2, 1990)
    assert "they/them" in text(as_ada.get(page("person", sams_case)))


def test_a_birth_date_that_is_none_is_said_and_nothing_is_lost(change):
    answer = change(birth_date="a while ago", languages="Arabic (Levantine)")
    assert "Enter a day, for example" in text(answer)
    assert "a while ago" in text(answer) and "Arabic (Levantine)" in text(answer)


@pytest.mark.parametrize("address_class", ["not_asked", "withheld"])
def test_an_address_that_is_not_open_stands_behind_a_fold(
    change, as_ada, sams_case, page, address_class
):
    change(**ADDRESS, address_class=address_class)
    said = text(as_ada.get(page("person", sams_case)))
    folded = said[said.index('<details class="govuk-details') :]
    assert "1 Mill Lane" in folded[: folded.index("</details>")]
    assert said.count("1 Mill Lane") == 1


def test_an_open_address_is_simply_there(change, as_ada, sams_case, page):
    change(**ADDRESS, address_class="open")
    said = text(as_ada.get(page("person", sams_case)))
    assert "1 Mill Lane" in said and "Show the address to yourself" not in said


def test_of_two_who_write_the_second_sees_both_and_loses_nothing(change, as_mona):
    assert change(as_mona, languages="Arabic").status_code == 302
    late = change(languages="Levantine Arabic", version="1")
    assert late.status_code == 409
    assert "Mona Farrell saved this at" in text(late)
    theirs, mine = text(late).split("<form method", 1)[0], text(late)
    assert "Arabic" in theirs and 'value="Levantine Arabic"' in mine
    assert Person.objects.get().languages == "Arabic"
    assert 'name="version" value="2"' in mine
    assert change(languages="Levantine Arabic", version="2").status_code == 302
    assert Person.objects.get().languages == "Levantine Arabic"


@pytest.mark.parametrize("version", ["", "many", "-1", "99"])
def test_a_form_without_its_version_overwrites_nothing(change, version):
    assert change(version=version).status_code in (200, 409)
    assert Person.objects.get().known_as == "Sam"
