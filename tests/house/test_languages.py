"""No sentence is left in English: each language has all of them, with the same names in them."""

import os
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.conf import settings
from scripts.messages import gathered, missing, po_files, read, said_in

from alongside.config.catalogues import compile_catalogues
from alongside.foundation.packs.languages import all_words, folder_for
from alongside.foundation.packs.layers import pages_in

NAMES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}|(%%)")
PACKS = [path.parent for path in Path(settings.PACKS_DIR).glob("*/pack.yaml")]
OTHERS = [code for code in dict(settings.LANGUAGES) if not code.startswith("en")]
every_language = pytest.mark.parametrize("po", list(po_files()), ids=lambda po: po.parts[-3])


def names_in(sentence):
    return {found.group() for found in NAMES.finditer(sentence)}


def key_of(message):
    return (message.context, message.id if isinstance(message.id, str) else message.id[0])


def lacking_in(catalog):
    """What the source says and the catalogue does not translate."""
    waiting = {key_of(message) for message in missing(catalog)}
    known = {key_of(message) for message in catalog}
    said = [key_of(message) for message in gathered() if message.id]
    return [key for key in said if key in waiting or key not in known]


def lines_of(folder):
    return {way: said for page in pages_in(folder).items() for way, said in all_words(*page)}


def lacking_in_packs(language):
    """The lines of every pack that its folder for this language does not say anew."""
    for pack in PACKS:
        folder = folder_for(pack, language)
        said = lines_of(folder) if folder else {}
        yield from (f"{pack.name}/{language}: {way}" for way in lines_of(pack).keys() - said.keys())


def test_there_is_a_catalogue_for_every_language_that_is_offered():
    assert {po.parts[-3] for po in po_files()} == set(OTHERS)


def test_every_sentence_is_translated():
    lacking = [f"{po.parts[-3]}: {key}" for po in po_files() for key in lacking_in(read(po))]
    lacking += [line for language in OTHERS for line in lacking_in_packs(language)]
    assert not lacking, "run make messages and translate:\n" + "\n".join(lacking)


@every_language
def test_a_translation_keeps_every_name_in_its_sentence(po):
    for message in read(po):
        if message.id and all(said_in(message)):
            ids = (message.id,) if isinstance(message.id, str) else message.id
            wanted = set().union(*map(names_in, ids))
            for said in said_in(message):
                surplus = names_in(said) - wanted
                assert not surplus, f"{said!r} names {surplus}, which nobody fills in"
            assert set().union(*map(names_in, said_in(message))) == wanted, message.id


@pytest.mark.parametrize("language", OTHERS)
def test_a_line_of_a_pack_keeps_its_terms_in_every_language(language):
    for pack in PACKS:
        if folder := folder_for(pack, language):
            own = lines_of(pack)
            for way, said in lines_of(folder).items():
                assert names_in(said) == names_in(own[way]), f"{pack.name}/{language}: {way}"


def test_what_was_translated_is_compiled_again_whether_it_is_older_or_newer(tmp_path):
    """An update may bring sentences whose file is older than what was compiled here before."""
    po = tmp_path / "es" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    for said, written in (("Uno", 3_000), ("Dos", 1_000), ("Tres", 2_000)):
        po.write_text(f'msgid "one"\nmsgstr "{said}"\n', encoding="utf-8")
        os.utime(po, (written, written))
        compile_catalogues(tmp_path)
        with po.with_suffix(".mo").open("rb") as file:
            assert GNUTranslations(file).gettext("one") == said
