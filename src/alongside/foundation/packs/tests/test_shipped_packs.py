"""Every pack in this repository is whole, and no code that it ever had has vanished."""

from pathlib import Path

import pytest
from django.conf import settings

from alongside.foundation.packs.loader import choices, event, hint, pack, term, words
from alongside.foundation.packs.reading import read_pack
from alongside.foundation.packs.schema import STATUSES, Clock

FOLDER = Path(settings.PACKS_DIR)
SHIPPED = sorted(path.parent.name for path in FOLDER.glob("*/pack.yaml"))
EVER = (Path(__file__).parent / "codes_ever_shipped.txt").read_text().split()
every_pack = pytest.mark.parametrize("name", SHIPPED)
BLAME = ("failed", "refus", "non-compliant", "disengag", "closure", "claims", "alleg", "!")


def codes_of(read):
    for vocabulary, known in read.vocabularies.items():
        yield from (f"{vocabulary}.{code}" for code in known)
    yield from (f"events.{code}" for code in read.events)


def all_words(read):
    for known in read.vocabularies.values():
        yield from (line for word in known.values() for line in (word.words, word.hint))
    yield from (found.words for found in read.events.values())
    yield from read.safe_contact.script.values()
    yield from read.safe_contact.neither_confirm_nor_deny.values()


@every_pack
def test_it_can_be_read(name):
    assert read_pack(FOLDER, name).chain[-1] == name


@every_pack
def test_no_code_of_a_pack_below_is_missing(name):
    read = read_pack(FOLDER, name)
    for below in read.chain:
        assert set(codes_of(read_pack(FOLDER, below))) <= set(codes_of(read))


@every_pack
def test_every_fact_says_who_says_so_and_how_sure_it_is(name):
    read = read_pack(FOLDER, name)
    for fact in [*read.facts.values(), *read.clocks.values(), read.safe_contact, read.calendar]:
        assert fact.status in STATUSES and fact.source and fact.checked_on <= read.checked_on


@every_pack
def test_every_crime_stands_under_one_section(name):
    read = read_pack(FOLDER, name)
    assert all(
        word.iccs in read.vocabularies["iccs"] for word in read.vocabularies["crime"].values()
    )
    assert read.facts["crime_to_iccs"].status == "partly"


@every_pack
def test_its_words_blame_nobody(name):
    assert not [line for line in all_words(read_pack(FOLDER, name)) for bad in BLAME if bad in line]


@every_pack
def test_what_is_not_known_is_never_given_more_time_than_what_is_standard(name):
    read = read_pack(FOLDER, name)
    rules = read.safe_contact
    assert rules.stale_after("unknown", []) == min(rules.stale_after_days.values())
    assert rules.stale_after("never heard of", []) == rules.stale_after("unknown", [])
    longest = max(rules.stale_after_days_by_crime, key=rules.stale_after_days_by_crime.get)
    assert rules.stale_after("standard", []) <= rules.stale_after("standard", [longest])
    for clock in read.clocks.values():
        assert clock.days_for("unknown") <= clock.days_for("standard")
        assert clock.days_for("never heard of") == min(clock.working_days.values())


def test_codes_retire_and_never_vanish():
    standing = {code for name in SHIPPED for code in codes_of(read_pack(FOLDER, name))}
    assert set(EVER) <= standing, "old cases carry these codes: retire them"
    assert standing <= set(EVER), "new codes: note them in codes_ever_shipped.txt"


def test_a_retired_code_is_shown_and_not_offered(shelf, settings):
    shelf.extend(vocabularies="channel:\n  letter:\n    retired: yes\n")
    settings.PACKS_DIR, settings.PACK = shelf.folder, "here"
    assert ("letter", "Letter") not in choices("channel")
    assert ("letter", "Letter") in choices("channel", keep=["letter"])
    assert words("channel", "letter") == "Letter"


def test_england_and_wales_have_their_own_words():
    assert pack().chain == ("base", "england-wales")
    assert words("role", "senior_worker") == "Senior support worker"
    assert term("client") == "client" and term("emergency_number") == "999"
    assert words("danger", "") == hint("danger", "") == hint("channel", "phone") == ""
    assert event("override_used").danger and not event("contact").danger


def test_the_united_states_have_their_own_words(settings):
    settings.PACK = "us-federal"
    assert (term("emergency_number"), words("role", "support_worker")) == ("911", "Advocate")
    assert words("crime", "domestic_abuse") == "Domestic or family violence"
    assert "asb" not in dict(choices("crime")) and words("crime", "asb")
    door = pack().safe_contact.neither_confirm_nor_deny["at_the_door"]
    assert "call 911" in door and "999" not in "".join(all_words(pack()))


def test_in_the_united_states_a_release_is_written_and_what_nobody_verified_says_so(settings):
    settings.PACK = "us-federal"
    facts = pack().facts
    assert "written release" in facts["release_is_written"].words
    assert "Spoken words only revoke" in " ".join(facts["release_is_written"].words.split())
    assert facts["release_is_written"].counts_days
    from_memory = {code for code, fact in facts.items() if fact.source == "from knowledge"}
    assert from_memory == {"mandamus", "shelter_address", "breach_report"}
    assert not any(facts[code].counts_days for code in {*from_memory, "ombuds_limit"})


@every_pack
def test_the_emergency_number_of_another_place_stands_nowhere(name):
    read = read_pack(FOLDER, name)
    foreign = {"999", "911"} - {read.terms["emergency_number"]}
    assert not [line for line in all_words(read) for number in foreign if number in line]


def test_the_duty_of_the_police_and_our_own_standard_are_told_apart():
    police, ours = pack().clocks["police_referral"], pack().clocks["triage"]
    assert isinstance(police, Clock) and police.status == "verified"
    assert (police.held_by, police.days_for()) == ("The police", 2)
    assert (ours.held_by, ours.status) == ("The service", "service_standard")
    assert [ours.days_for(danger) for danger in ("high", "raised", "standard")] == [0, 1, 2]


def test_the_first_contact_asks_for_her_by_name_and_leaves_nothing_behind():
    script = pack().safe_contact.script_for("Sam")
    assert pack().safe_contact.tries == 3
    assert "may I speak to Sam" in script["ask_for"] and "{" not in "".join(script.values())
    assert "no message" in script["no_answer"] and "no text" in script["before"]
    assert list(script).index("is_it_safe") < list(script).index("who_we_are")
