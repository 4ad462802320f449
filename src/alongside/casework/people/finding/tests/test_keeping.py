"""Whatever is done about somebody, the index says of her what the file says."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import alongside
from alongside.casework.erasures.commands import (
    agree_to_erasure,
    clear_away_again,
    destroy,
    order_erasure,
)
from alongside.casework.intake.alike.commands import SAME, answer_likeness, join_person
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_batch, receive_referral
from alongside.casework.intake.models import Likeness
from alongside.casework.people.commands import (
    add_contact_point,
    add_contact_points,
    add_people,
    add_person,
    change_contact_point,
    change_person,
    withdraw_contact_point,
)
from alongside.casework.people.finding.asking import read_words
from alongside.casework.people.finding.entering import enter_now
from alongside.casework.people.finding.mending import differences, everybody, mend, missing
from alongside.casework.people.finding.queries import find_people
from alongside.casework.people.models import ContactPoint, Person
from alongside.config.cli import main
from alongside.config.index.building import findable
from alongside.foundation.jobs.kinds import KINDS
from alongside.foundation.vault.index.models import Delta
from alongside.foundation.vault.index.rebuilding import rebuild
from alongside.foundation.vault.index.stocktaking import standing_entries
from alongside.foundation.vault.index.writing import Entered, enter_many, leave
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import ring

WRITES = re.compile(
    r"\b(person|point)\.save\(|\b(Person|ContactPoint)\.objects\b.*?"
    r"\.(update|create|bulk_create|bulk_update|delete|get_or_create|update_or_create)\("
    r"|\bwrite_many\((people|points)\b"
)
OF_SAFETY = (
    *("confirm_contact_point", "end_contact_points", "forget_what_was_safe"),
    "doubt_contact_points",
)
CHANGE_NOTHING_SHE_IS_FOUND_BY = {
    *(("people/commands.py", name) for name in OF_SAFETY),
    ("people/death/commands.py", "note_death"),
    ("people/death/commands.py", "withdraw_death"),
    ("people/merging/commands.py", "lead_anew"),
    ("people/merging/commands.py", "_count_deaths"),
    ("erasures/commands.py", "_forget_how_to_reach"),  # and whoever calls it lets her leave
}


@pytest.fixture(autouse=True)
def the_index_is_true():
    """After every story here nobody stands otherwise than in the file."""
    yield
    assert list(differences()) == []


def found(words):
    return [hit.person for hit in find_people(read_words(words), keep=None)]


def test_whoever_is_added_is_found(sam):
    assert found("samira haddad") == [sam.pk]
    assert found("haddad sammira") == [sam.pk]
    assert found("sam") == [sam.pk]
    assert found("robert castle") == []


@pytest.mark.parametrize(
    "typed", ["wojc", "wojciech", "agnieszka wojciechow", "hadd", "wojciech 0123"]
)
def test_she_is_found_while_her_name_is_still_being_typed(ada, sam, typed):
    change_person(
        sam, version=1, given_names="Agnieszka", family_name="Wojciechowska-Haddad", by=ada
    )
    add_contact_point(sam, kind="mobile", value="07700 900123", by=ada)
    assert found(typed) == [sam.pk]


def test_somebody_without_a_name_stands_in_the_index_like_anyone(ada):
    nameless = add_person(by=ada)
    assert list(missing()) == []
    point = add_contact_point(nameless, kind="mobile", value="07700 900123", by=ada)
    (hit,) = find_people(read_words("0123"), keep=None)
    assert (hit.person, hit.name, hit.born) == (nameless.pk, "No name given", None)
    withdraw_contact_point(point, by=ada)


def test_a_house_in_memory_of_which_only_a_few_keys_are_at_hand(ada, monkeypatch):
    add_people([Person(known_as=f"Olga {n}") for n in range(9)], by=ada)
    monkeypatch.setattr("alongside.casework.people.finding.mending.AT_ONCE", 2)
    ring.clear()
    at_hand = [len(ring.keys) for _entered in everybody()]
    assert len(at_hand) == 9 and max(at_hand) <= 2


def test_what_changes_is_found_and_what_it_was_is_not(sam, ada):
    told = {"family_name": "Castle", "birth_date": date(1985, 4, 3), "postcode": "SW1A 1AA"}
    change_person(sam, version=1, by=ada, **told)
    assert found("haddad") == []
    assert found("samira castle") == found("3 April 1985") == found("sw1a1aa") == [sam.pk]


def test_a_former_name_finds_her_and_is_not_said(sam, ada):
    change_person(sam, version=1, by=ada, previous_names="Samira Quillfeather")
    (hit,) = find_people(read_words("quillfeather"), keep=None)
    assert (hit.person, hit.why) == (sam.pk, ("another_name",))
    assert "Quillfeather" not in str(vars(hit)) and hit.name == "Sam"


def test_a_number_finds_her_until_it_is_withdrawn(sam, ada):
    point = add_contact_point(sam, kind="mobile", value="07700 900123", by=ada)
    assert found("0123") == found("900123") == found("+44 7700 900123") == [sam.pk]
    point = change_contact_point(point, version=1, value="07700 900456", by=ada)
    assert (found("0123"), found("0456")) == ([], [sam.pk])
    withdraw_contact_point(point, by=ada)
    assert found("0456") == []


def test_many_at_once_are_found_like_one(ada):
    people = add_people([Person(known_as=name) for name in ("Olga", "Piotr", "Quinn")], by=ada)
    points = [
        ContactPoint(person=p, kind="mobile", value=f"0770090000{n}") for n, p in enumerate(people)
    ]
    add_contact_points(points, by=ada)
    assert found("piotr") == found("900001") == [people[1].pk]


def test_what_is_undone_is_not_entered(sam, ada, monkeypatch):
    monkeypatch.setattr("alongside.foundation.audit.trail.append", lambda *given, **told: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        change_person(sam, version=1, family_name="Castle", by=ada)
    monkeypatch.undo()
    assert (found("castle"), found("haddad")) == ([], [sam.pk])


def test_whoever_is_erased_is_found_no_more(sam, ada, mona):
    add_contact_point(sam, kind="mobile", value="07700 900123", by=ada)
    erasure = order_erasure(sam, case=None, ground="asked", by=ada)
    destroy(agree_to_erasure(erasure, by=mona), by=mona)
    assert found("samira haddad") == found("0123") == []
    assert list(missing()) == []
    assert rebuild(everybody()) == 0 and found("haddad") == []


def test_what_a_backup_brings_back_of_the_erased_goes_once_more(sam, ada, operator):
    destroy_keys_of(sam.pk)  # as the list of erasures says, before anything is cleared away
    ring.clear()
    clear_away_again([sam.pk], by=operator)
    assert not standing_entries().filter(owner=sam.pk).exists()


def test_whoever_was_begun_twice_is_found_once(sam, ada, mona):
    told = {"source": "police", "danger": "raised"}
    points = [{"kind": "mobile", "value": "07700 900155"}]
    arrival = Arrival({"given_names": "Samira", "family_name": "Haddad"}, points, told)
    referral = receive_referral(arrival, by=ada)
    assert set(found("samira haddad")) == {sam.pk, referral.person_id}
    likeness = Likeness.objects.create(referral=referral, person=sam)
    join_person(answer_likeness(likeness, SAME, by=ada), by=mona)
    assert found("samira haddad") == found("900155") == [sam.pk]


def test_a_batch_is_found_by_names_and_numbers(ada):
    told = {"source": "police", "danger": "raised"}
    arrivals = [
        Arrival({"known_as": name}, [{"kind": "mobile", "value": f"0770090000{n}"}], told)
        for n, name in enumerate(["Olga", "Piotr"])
    ]
    receive_batch("police", arrivals, by=ada)
    assert found("piotr") == found("900001") and len(found("piotr")) == 1


def test_somebody_behind_a_wall_is_not_even_opened(sam, ada):
    add_person(given_names="Samira", family_name="Haddad", by=ada)
    (hit,) = find_people(read_words("haddad"), keep=lambda ids: set(ids) - {sam.pk})
    assert hit.person != sam.pk


def test_a_house_that_had_people_before_the_index_enters_them_once(sam, ada):
    other = add_person(known_as="Bee", by=ada)
    leave(sam.pk)
    leave(other.pk)
    assert set(missing()) == set(differences()) == {sam.pk, other.pk}
    assert (mend(), mend()) == (2, 0)
    assert found("haddad") == [sam.pk]


def test_a_whole_town_is_built_in_one_go(ada, monkeypatch):
    people = add_people([Person(known_as=f"Olga {n}") for n in range(5)], by=ada)
    for person in people:
        leave(person.pk)
    monkeypatch.setattr("alongside.casework.people.finding.mending.MANY", 5)
    assert mend() == 5
    assert set(found("olga")) == {person.pk for person in people}


def test_by_an_e_mail_address_she_is_found_from_the_at_on(sam, ada):
    point = add_contact_point(sam, kind="email", value="Lou.M94@Example.org", by=ada)
    for typed in ("lou.m94@", "lou.m94@exam", "LOU.M94@example.org", "haddad lou.m94@example.org"):
        assert found(typed) == [sam.pk]
    for typed in ("lou.m94@elsewhere.org", "haddad lou.m94@elsewhere.org", "m94@example.org"):
        assert found(typed) == []
    withdraw_contact_point(point, by=ada)
    assert found("lou.m94@example.org") == []


def test_an_address_for_letters_is_no_e_mail_address(sam, ada):
    """Nor is a place that she withholds, whatever is written in it."""
    change_person(sam, version=sam.version, address="lou@home 8 Mill Lane", by=ada)
    add_contact_point(sam, kind="post", value="lou@home 8 Mill Lane", by=ada)
    assert found("lou@home") == found("lou@") == []


def test_whoever_writes_what_people_are_found_by_enters_them_anew():
    """A new writer has to enter her, or to be named here as one that changes nothing of it."""
    source = Path(alongside.__file__).parent
    writers = {
        (str(page.relative_to(source / "casework")), function.name)
        for page in (source / "casework").rglob("*.py")
        if not {"tests", "migrations"} & set(page.parts)
        for function in ast.walk(ast.parse(page.read_text()))
        if isinstance(function, ast.FunctionDef)
        and WRITES.search(said := ast.unparse(function))
        and not re.search(r"\benter_(anew|newborn|with_points)\(", said)
    }
    assert writers == CHANGE_NOTHING_SHE_IS_FOUND_BY


def test_the_check_names_whoever_stands_otherwise(sam, ada):
    enter_many([Entered(sam.pk, {"x:castle"}, {"name": "Sam"}, sam.key_id)])
    assert list(differences()) == [sam.pk]
    rebuild(everybody())


def test_one_command_enters_her_once_however_much_it_changes(ada):
    before = Delta.objects.count()
    points = [{"kind": "mobile", "value": f"0770090000{n}"} for n in range(4)]
    told = {"source": "police", "danger": "raised"}
    receive_referral(Arrival({"known_as": "Olga"}, points, told), by=ada)
    assert Delta.objects.count() == before + 1
    assert found("olga") == found("900003")


def test_a_change_that_tells_nothing_of_who_she_is_enters_nobody(sam, ada):
    before = Delta.objects.count()
    change_person(sam, version=1, pronouns="she", by=ada)
    assert Delta.objects.count() == before


def test_whoever_was_erased_at_that_moment_leaves(sam):
    destroy_keys_of(sam.pk)
    ring.clear()
    enter_now([sam.pk])
    assert not standing_entries().exists()


def test_the_job_enters_whoever_is_missing(sam):
    leave(sam.pk)
    KINDS["search.mend"].run()
    assert found("haddad") == [sam.pk]


def test_the_job_folds_and_everybody_is_found_as_before(sam, ada, monkeypatch):
    monkeypatch.setattr("alongside.foundation.vault.index.folding.ENOUGH", 1)
    change_person(sam, version=1, family_name="Castle", by=ada)
    KINDS["search.fold"].run()
    assert not Delta.objects.exists()
    assert (found("castle"), found("haddad")) == ([sam.pk], [])


def test_on_the_command_line(sam):
    def run(*words):
        done = CliRunner().invoke(main, ["index", *words])
        return done.exit_code, done.output

    assert run("check") == (0, "The index says what the file says.\n")
    leave(sam.pk)
    code, said = run("check")
    assert code == 1 and f"person {sam.pk}" in said and "1 differ" in said
    assert findable() == (False, "people whom no search finds: 1. `alongside index rebuild`")
    assert run("rebuild") == (0, "People who can be found: 1.\n")
    assert run("check")[0] == 0 and findable()[0]
