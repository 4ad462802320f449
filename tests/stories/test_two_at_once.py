"""Two people write on one record at the same time, and nobody's words vanish."""

from alongside.casework.people.models import Person


def test_mona_saved_while_ada_was_writing(visitor, as_ada, as_mona, sams_case):
    page = f"/cases/{sams_case.pk}/person/change/"
    ada, mona = visitor(as_ada), visitor(as_mona)
    ada.goes_to(page).fills("Languages", "Levantine Arabic, some English")
    mona.goes_to(page).fills("Languages", "Arabic").fills("Pronouns", "she").fills(
        "Born", "8 March 1992"
    ).presses("Save what we know")

    ada.presses("Save what we know", status=409).sees(
        "Mona Farrell saved this at", "As it stands now", "Arabic"
    )
    assert ada.value_of("Languages") == "Levantine Arabic, some English"
    assert Person.objects.get(pk=sams_case.person_id).languages == "Arabic"

    ada.screenshot("both").presses("Save what we know").sees("Levantine Arabic, some English")
    person = Person.objects.get(pk=sams_case.person_id)
    assert person.languages == "Levantine Arabic, some English"
    assert person.pronouns == "she", "what only Mona wrote is gone"
    assert str(person.birth_date) == "1992-03-08"
