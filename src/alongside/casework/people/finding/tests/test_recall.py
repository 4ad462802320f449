"""How many are found among the first ten, of whom the name was typed in many ways.

Floors are what was measured, less a point or two; the table stands in docs/search.md."""

import random
import re
from uuid import UUID

import pytest
from anyascii import anyascii

from alongside.casework.people.finding import ranking, tokens
from alongside.casework.people.finding.asking import read_words
from alongside.casework.people.finding.queries import find_people
from alongside.casework.people.finding.tests.population import (
    CALLED,
    Resident,
    one_typo,
    residents,
    respelt,
    turned,
    two_typos,
)
from alongside.foundation.vault.index.rebuilding import rebuild
from alongside.foundation.vault.index.writing import Entered

PEOPLE, ASKED, FIRST = 3000, 200, 10


@pytest.fixture
def town(ada):
    """Everybody in the index, under one key, which spares the test a minute."""
    everybody = {UUID(int=n + 1): one for n, one in enumerate(residents(PEOPLE))}
    rebuild(
        Entered(owner, one.traits.tokens(), one.traits.card(), ada.key_id)
        for owner, one in everybody.items()
    )
    return everybody


def day(one: Resident, order="%d/%m/%Y"):
    return one.traits.born.strftime(order)


def first_and_last(one: Resident):
    return f"{one.traits.given_names.split()[0]} {one.traits.family_name}"


def called(one: Resident, lot):
    short = CALLED.get(one.traits.given_names.split()[0].lower())
    return f"{short} {one_typo(one.traits.family_name, lot)}" if short else ""


def unfinished(one: Resident):
    *before, last = one.name.split()
    return " ".join([*before, last[:5]]) if len(last) > 7 else ""


def in_latin(one: Resident, lot):
    """Of a name in other letters, as somebody writes it who hears it."""
    if not one.origin.startswith("in "):
        return ""
    heard = re.sub("[^a-z ]", "", anyascii(one.name).lower())
    return respelt(heard, lot) if one.origin in ("in Cyrillic", "in Greek") else ""


ASKED_FOR = {
    "exact": (lambda one, lot: one.name, 0.99),
    "other order": (lambda one, lot: turned(one.name, lot), 0.99),
    "first given and family name": (lambda one, lot: first_and_last(one), 0.99),
    "a long family name, its first five letters": (lambda one, lot: unfinished(one), 0.97),
    "one typo": (lambda one, lot: one_typo(one.name, lot), 0.97),
    "two typos": (lambda one, lot: two_typos(one.name, lot), 0.94),
    "respelt by ear": (lambda one, lot: respelt(one.name, lot), 0.97),
    "without accents": (
        lambda one, lot: (
            "" if one.name.isascii() or one.origin.startswith("in ") else anyascii(one.name)
        ),
        0.99,
    ),
    "Cyrillic and Greek by ear": (in_latin, 0.9),
    "nickname, family name with a typo": (called, 0.9),
    "name from before": (lambda one, lot: "".join(one.traits.others[:1]), 0.97),
    "end of a number, 6": (lambda one, lot: one.traits.numbers[0][-6:], 0.99),
    "end of a number, 4, name with a typo": (
        lambda one, lot: f"{one_typo(one.name, lot)} {one.traits.numbers[0][-4:]}",
        0.99,
    ),
    "birth date": (lambda one, lot: day(one), 0.99),
    "birth date, family name with a typo": (
        lambda one, lot: f"{one_typo(one.traits.family_name, lot)} {day(one)}",
        0.97,
    ),
    "day and month swapped, family name": (
        lambda one, lot: f"{one.traits.family_name} {day(one, '%m/%d/%Y')}",
        0.97,
    ),
}


def recall(town, ask, seed=9):
    """The share found among the first ten, and at the first place. A namesake counts as found:
    names alone cannot tell two apart."""
    lot, asked, among, first = random.Random(seed), 0, 0, 0
    for owner in lot.sample(sorted(town), len(town)):
        if asked == ASKED:
            break
        if not (words := ask(town[owner], lot)):
            continue
        asked += 1
        hits = find_people(read_words(words), keep=None, limit=FIRST)
        good = [is_meant(town, owner, hit.person) for hit in hits]
        among += any(good)
        first += any(good[:1])
    return among / asked, first / asked


def is_meant(town, owner, hit):
    meant, found = town[owner], town[hit]
    return hit == owner or first_and_last(meant) == first_and_last(found)


def test_people_are_found_however_their_names_are_typed(town):
    measured = {way: recall(town, ask) for way, (ask, _floor) in ASKED_FOR.items()}
    for way, (among, first) in measured.items():
        print(f"| {way} | {among:.3f} | {first:.3f} |")
    short = {way: among for way, (among, _) in measured.items() if among < ASKED_FOR[way][1]}
    assert not short


def test_short_names_gain_by_the_list_of_them(town, monkeypatch):
    known, _first = recall(town, called)
    for module in (tokens, ranking):
        monkeypatch.setattr(module, "full_names_of", lambda part: frozenset())
    unknown, _first = recall(town, called)
    print(f"nicknames: {known:.3f} with the list, {unknown:.3f} without")
    assert known > unknown + 0.02
