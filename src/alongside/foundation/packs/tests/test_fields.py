"""A coded column offers what is in use, shows what was, and refuses what nobody knows."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps

from alongside.foundation.packs.fields import CodedField


@pytest.fixture
def letter():
    """A model of a letter, known to this test only."""
    with isolate_apps("alongside.foundation.packs"):

        class Letter(models.Model):
            channel = CodedField("how", vocabulary="channel")
            reached = CodedField("reached", vocabulary="reached", blank=True, default="")
            danger = CodedField("danger", vocabulary="danger", default="unknown")

            class Meta:
                app_label = "packs"

        yield Letter


def field(model, name="channel"):
    return model._meta.get_field(name)


def test_it_shows_the_words_of_its_code(letter):
    assert letter(channel="in_person").get_channel_display() == "In person"
    assert letter().get_reached_display() == ""
    assert letter().danger == "unknown"


def test_a_form_offers_the_codes_and_a_blank_where_nothing_is_given(letter):
    blank = ("", "---------")
    assert field(letter).formfield().choices[:2] == [blank, ("phone", "Phone")]
    assert field(letter, "reached").formfield().choices[0] == blank
    assert blank not in field(letter, "danger").formfield().choices


def test_a_retired_code_is_shown_and_kept_and_not_offered(letter, shelf, settings):
    shelf.extend(vocabularies="channel:\n  letter:\n    retired: yes\n")
    settings.PACKS_DIR, settings.PACK = shelf.folder, "here"
    assert letter(channel="letter").get_channel_display() == "Letter"
    assert "letter" not in dict(field(letter).formfield().choices)
    assert field(letter).clean("letter", None) == "letter"


def test_an_unknown_code_is_refused_by_forms_and_by_every_writing(letter):
    with pytest.raises(ValidationError):
        field(letter).clean("pigeon", None)
    for unknown in ("pigeon", ""):
        with pytest.raises(ValueError, match=f"`{unknown}` is not in the vocabulary `channel`"):
            field(letter).get_db_prep_save(unknown, connection)
    assert field(letter).get_db_prep_save("phone", connection) == "phone"
    assert field(letter, "reached").get_db_prep_save("", connection) == ""


def test_a_migration_knows_the_vocabulary_and_none_of_its_codes(letter):
    name, path, args, kwargs = field(letter).deconstruct()
    assert kwargs == {"vocabulary": "channel", "verbose_name": "how"}
    again = CodedField(*args, **kwargs)
    assert (again.max_length, list(again.choices)) == (60, list(field(letter).choices))


def test_a_vocabulary_that_no_pack_has_stops_the_start():
    with isolate_apps("alongside.foundation.packs"):

        class Postcard(models.Model):
            channel = CodedField("how", vocabulary="chanel")

            class Meta:
                app_label = "packs"

    [fault] = field(Postcard).check()
    assert fault.id == "packs.E002" and "wants the vocabulary `chanel`" in fault.msg


def test_a_vocabulary_of_the_pack_passes(letter):
    assert field(letter).check() == []
