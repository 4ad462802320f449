"""A pack that does not fit is refused, with the file and the line to mend."""

import pytest

from alongside.foundation.packs.checks import check_pack
from alongside.foundation.packs.loader import event, hint, pack, term, vocabulary, words
from alongside.foundation.packs.schema import CheckLocally, PackError

BROKEN = {
    "danger:\n  high: High\n  high: Very high\n": "line 3: `high` stands here a second time",
    "danger:\n  High: High\n": "line 2: `High` is not a code",
    "danger:\n  high:\n": "line 2: expected the words to show",
    "danger: high\n": "line 1: expected lines of `code: words`",
    "danger: {}\nchannel: {}\nnew: {}\n": "line 3: expected lines of `code: words`",
    "danger:\n  high:\n    word: High\n": "line 3: `word` is not known here, only: words",
    "danger:\n  new:\n    hint: A hint\n": "line 3: `words` is missing",
    "danger:\n  high:\n    retired: maybe\n": "line 3: expected one of: yes, no",
    "crime:\n  theft:\n    iccs: section_12\n": "line 3: expected one of: section_01",
    "danger:\n  high: [\n": "line 3: did not find expected node content",
    "- danger\n": "line 1: expected lines of `code: words`",
    "": "line 1: expected lines of `code: words`",
    "? [a]\n: b\n": "line 1: `",
    f"danger:\n  {'a' * 61}: Too long for its column\n": "line 2: `aaa",
}


@pytest.mark.parametrize("text", BROKEN)
def test_the_file_and_the_line_are_named(shelf, text):
    shelf.extend(vocabularies=text)
    assert f"here/vocabularies.yaml, {BROKEN[text]}" in shelf.refusal("here")


EYES = "  words: Look at what one person decided alone\n  working_days: 1\n"
CHANGED = {
    ("pack.yaml", "id: base", "id: bass"): "expected the name of the folder",
    ("pack.yaml", "checked_on: 2026-11-22", "checked_on: today"): "expected a day",
    ("clocks.yaml", EYES, EYES.replace("1", "¶soon")): "expected a whole number",
    ("clocks.yaml", EYES, EYES.replace("1", "¶{}")): "expected a number of days",
    ("clocks.yaml", EYES, EYES.replace("1", "¶{worst: 1}")): "`worst` is not known here",
    ("clocks.yaml", EYES, EYES[: EYES.index("\n") + 1]): "`working_days` is missing",
    ("clocks.yaml", "held_by: The supervisor", "held_by:"): "expected the words",
    ("facts.yaml", "status: partly", "status: probably"): "expected one of: verified",
    ("facts.yaml", "source: our own list", "origin: us"): "`origin` is not known here",
    ("events.yaml", "contact: Contact", "contact: {words: Contact, flag: red}"): "expected one of",
    ("calendar.yaml", "[saturday, sunday]", "[samstag]"): "expected one of: monday",
    ("calendar.yaml", "[saturday, sunday]", "sunday"): "expected a list",
    ("calendar.yaml", '"17:00"', '"9:00"'): "expected a time",
    ("calendar.yaml", '"17:00"', '"09:00"'): "the day closes before it opens",
    ("calendar.yaml", "opens:", "country: XX\nopens:"): "the holidays library has no such",
    ("calendar.yaml", "opens:", "subdivision: ENG\nopens:"): "`country` is missing",
    ("calendar.yaml", "status: service_standard", "status: partly"): "expected one of",
    ("safe_contact.yaml", "tries: 3", "tries: 0"): "expected 1 or more",
    ("safe_contact.yaml", "status: service_standard", "status: unverified"): "expected one of",
    ("safe_contact.yaml", "after: >-\n", "after: >-\n    {number}\n"): "{number} is no term",
    ("safe_contact.yaml", "say: >-\n", "say: >-\n    {name}\n"): "{name} is no term",
    ("formats.yaml", "days: day_first", "days: year_first"): "expected one of: day_first",
    ("formats.yaml", "clock:", "clocks:"): "`clocks` is not known here",
    ("fields.yaml", "value: {why: ", "value: {because: "): "`because` is not known here",
    ("fields.yaml", "  mode: {why:", "  mode: {returns: [tax], why:"): "expected one of",
    ("fields.yaml", "under: next_on, keep", "under: nothing, keep"): "expected one of: channel",
    ("fields.yaml", "under: next_on, ", ""): "expected `why` it is asked, or `under`",
    ("terms.yaml", "client: client", "client: [client]"): "expected the words to show",
}


@pytest.mark.parametrize("change", CHANGED, ids=CHANGED.get)
def test_every_page_is_read_with_the_same_care(shelf, change):
    line = shelf.change(*change)
    assert f"base/{change[0]}, line {line}: {CHANGED[change]}" in shelf.refusal()


def test_all_days_of_rest_leave_no_day_of_work(shelf):
    week = "monday, tuesday, wednesday, thursday, friday, saturday, sunday"
    shelf.change("calendar.yaml", "saturday, sunday", week)
    assert "calendar.yaml, line 3: there has to be a day of work" in shelf.refusal()


def test_a_missing_pack_a_missing_page_and_a_stray_file_are_named(shelf):
    assert "nowhere/pack.yaml, line 1: there is no such pack" in shelf.refusal("nowhere")
    assert "there is no such pack" in shelf.refusal("../packs/base")
    (shelf.folder / "base" / "clocks.yaml").rename(shelf.folder / "base" / "clock.yaml")
    assert "base/clock.yaml, line 1: this file is not known here" in shelf.refusal()
    (shelf.folder / "base" / "clock.yaml").unlink()
    assert "base/clocks.yaml, line 1: no pack in the chain has this file" in shelf.refusal()


def test_a_file_that_is_no_text_is_named(shelf):
    shelf.extend()
    (shelf.folder / "here" / "terms.yaml").write_bytes(b"client: \xff\n")
    assert "here/terms.yaml, line 1: this is not text in UTF-8" in shelf.refusal("here")


def test_packs_that_extend_each_other_are_refused(shelf):
    shelf.extend()
    shelf.change("pack.yaml", "id: base", "id: base\nextends: here")
    assert "base/pack.yaml, line 4: here would extend itself" in shelf.refusal("here")


def test_no_is_a_word_and_never_false(shelf):
    shelf.extend(vocabularies="answer:\n  no: No\n  yes: yes\n")
    answer = shelf.read().vocabularies["answer"]
    assert {code: word.words for code, word in answer.items()} == {"no": "No", "yes": "yes"}


def test_a_pack_above_changes_words_adds_and_retires_but_takes_nothing_away(shelf):
    shelf.extend(
        vocabularies="danger:\n  high: Grave\n  low: Low\nchannel:\n  letter:\n    retired: yes\n",
        events="danger_changed: Risk judged again\nrelease: Released\n",
        clocks="triage:\n  working_days: 3\n",
    )
    base, here = shelf.read("base"), shelf.read()
    assert here.chain == ("base", "here")
    assert list(here.vocabularies["danger"]) == [*base.vocabularies["danger"], "low"]
    assert here.vocabularies["danger"]["high"].words == "Grave"
    assert here.vocabularies["danger"]["high"].hint == base.vocabularies["danger"]["high"].hint
    assert here.vocabularies["channel"]["letter"].retired
    assert here.vocabularies["channel"]["letter"].words == "Letter"
    assert here.events["danger_changed"].danger and "release" in here.events
    assert here.clocks["triage"].days_for("high") == 3
    assert here.clocks["triage"].source == base.clocks["triage"].source


@pytest.mark.parametrize("status", ["unverified", "partly"])
def test_a_rule_that_nobody_verified_computes_no_date(shelf, status):
    shelf.extend(clocks=f"second_eyes:\n  status: {status}\n")
    with pytest.raises(CheckLocally, match=f"is {status}: check locally, no date is computed"):
        shelf.read().clocks["second_eyes"].days_for("high")


def test_the_check_at_the_start_tells_in_one_sentence(shelf, settings):
    assert check_pack() == []
    shelf.extend(clocks="triage:\n  status: unverified\n", vocabularies="role:\n  manager:\n")
    settings.PACKS_DIR, settings.PACK = shelf.folder, "here"
    [fault] = check_pack()
    assert fault.msg.endswith("here/vocabularies.yaml, line 2: expected the words to show")
    shelf.write("vocabularies.yaml", "role:\n  manager: Head\n")
    assert [fault.id for fault in check_pack()] == ["packs.E004"]


def test_the_check_at_the_start_misses_the_name_of_a_role(shelf, settings):
    shelf.change("vocabularies.yaml", "  trainer: Trainer\n", "")
    settings.PACKS_DIR = shelf.folder
    assert [fault.id for fault in check_pack()] == ["packs.E003"]


@pytest.mark.parametrize(
    "misspelt",
    [
        lambda: event("contakt"),
        lambda: vocabulary("dangers"),
        lambda: words("danger", "hihg"),
        lambda: hint("danger", "hihg"),
        lambda: term("klient"),
    ],
)
def test_a_misspelt_code_is_refused_by_name(misspelt):
    with pytest.raises(PackError, match=f"The pack {pack().id} has no"):
        misspelt()
