"""A pack speaks other languages in folders of its own, which can change nothing but words."""

import pytest
from django.utils.translation import override

from alongside.foundation.packs.languages import folder_for
from alongside.foundation.packs.loader import choices, hint, pack, term, words
from alongside.foundation.packs.schema import PackError


def say(shelf, page, text, language="es"):
    folder = shelf.folder / "base" / language
    folder.mkdir(exist_ok=True)
    (folder / page).write_text(text)


def refusal(shelf, language="es"):
    from alongside.foundation.packs.reading import read_pack

    with pytest.raises(PackError) as refused:
        read_pack(shelf.folder, "base", language)
    return str(refused.value)


def test_the_words_follow_the_reader_and_the_codes_stay():
    with override("es"):
        assert words("channel", "phone") == "Teléfono"
        assert hint("danger", "high").endswith("Su juicio basta.")
        assert term("emergency_number") == "999"
        spanish = pack()
    english = pack()
    assert words("channel", "phone") == "Phone"
    assert spanish.vocabularies.keys() == english.vocabularies.keys()
    assert spanish.clocks["triage"].working_days == english.clocks["triage"].working_days
    assert spanish.safe_contact.tries == english.safe_contact.tries


def test_a_place_says_its_own_words_above_those_of_the_base():
    with override("es"):
        assert words("limits_mode", "signed") == "En lengua de señas británica"
        assert ("senior_worker", "Profesional de apoyo sénior") in choices("role")


def test_what_is_not_translated_stays_as_the_pack_says(shelf):
    say(shelf, "vocabularies.yaml", "channel:\n  phone: Puhelin\n", "fi")
    from alongside.foundation.packs.reading import read_pack

    read = read_pack(shelf.folder, "base", "fi")
    assert read.vocabularies["channel"]["phone"].words == "Puhelin"
    assert read.vocabularies["channel"]["letter"].words == "Letter"
    assert not read.vocabularies["channel"]["phone"].retired


@pytest.mark.parametrize(
    ("page", "text", "said"),
    [
        ("vocabularies.yaml", "channel:\n  pigeon: Paloma\n", "`pigeon` is not in the pack itself"),
        ("safe_contact.yaml", "tries: 30\n", "`tries` is not words"),
        ("clocks.yaml", "triage:\n  status: verified\n", "`status` is not words"),
        ("clocks.yaml", "triage:\n  working_days:\n    high: 9\n", "`high` is not words"),
        ("vocabularies.yaml", "crime:\n  theft:\n    iccs: section_01\n", "`iccs` is not words"),
        ("calendar.yaml", "weekend: [monday]\n", "expected as many lines"),
        ("terms.yaml", "client: []\n", "expected the words to show"),
        ("poems.yaml", "a: b\n", "this file is not known here"),
    ],
)
def test_a_folder_that_would_change_more_than_words_is_refused(shelf, page, text, said):
    say(shelf, page, text)
    told = refusal(shelf)
    assert said in told and f"es/{page}" in told and "line" in told


def test_a_language_serves_its_countries(shelf):
    base = shelf.folder / "base"
    assert folder_for(base, "es-mx") == folder_for(base, "es") == base / "es"
    assert folder_for(base, "../base") is None and folder_for(base, "") is None
