"""What must hold of the weights whatever is told: order, symmetry, and silence that is silent."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from alongside.casework.people.weighing.learning import (
    FIELDS,
    Coefficients,
    in_order,
    learn,
    pattern,
)
from alongside.casework.people.weighing.levels import LEVELS, SAME, Known, agreement
from alongside.casework.people.weighing.weights import SHIPPED, weigh

words = some.lists(
    some.sampled_from(["ana", "anna", "anne", "lopez", "lopes", "garcia", "li", "hassan", "j"]),
    max_size=3,
).map(tuple)
days = some.one_of(
    some.none(), some.integers(0, 400).map(lambda more: date(1980, 1, 1) + timedelta(more))
)
numbers = some.frozensets(some.sampled_from(["7900142", "7900143", "5551212"]), max_size=2)
mails = some.frozensets(some.sampled_from(["a@example.org", "b@example.org"]), max_size=2)
people = some.builds(
    Known,
    given=words,
    family=words,
    others=some.frozensets(words, max_size=2),
    born=days,
    numbers=numbers,
    mails=mails,
    address=some.lists(some.sampled_from(["8", "9", "mill", "lane", "york"]), max_size=4).map(
        tuple
    ),
    postcode=some.sampled_from(["", "n19gu", "n19gx", "e84qj"]),
)
agreements = some.fixed_dictionaries(
    {}, optional={name: some.sampled_from(levels) for name, levels in LEVELS.items()}
)
patterns = agreements.map(pattern)
counted = some.dictionaries(patterns, some.integers(1, 400), min_size=1, max_size=25).map(Counter)


def some_shares():
    def spread(levels):
        return some.lists(some.floats(0.001, 1), min_size=len(levels), max_size=len(levels)).map(
            lambda found: {level: one / sum(found) for level, one in zip(levels, found)}  # noqa: B905
        )

    return some.fixed_dictionaries({name: spread(levels) for name, levels in LEVELS.items()})


coefficients = some.builds(Coefficients, some_shares(), some_shares(), some.floats(0.001, 0.5))


@given(people, people)
def test_it_does_not_matter_who_is_compared_with_whom(one, two):
    assert agreement(one, two) == agreement(two, one)


@given(people, people)
def test_nothing_beyond_the_levels_is_ever_said(one, two):
    assert all(level in LEVELS[name] for name, level in agreement(one, two).items())


@given(people)
def test_with_herself_everything_told_agrees(one):
    """But for a first of January, which mostly stands for a year, and a postcode alone."""
    found = agreement(one, one)
    expected = dict.fromkeys(found, SAME)
    if one.born and (one.born.month, one.born.day) == (1, 1):
        expected["birth"] = "year"
    if one.postcode and not one.address:
        expected["place"] = "part"
    assert found == expected


@given(people, some.randoms(use_true_random=False))
def test_names_are_free_in_their_order(one, chance):
    given, family = list(one.given), list(one.family)
    chance.shuffle(given)
    chance.shuffle(family)
    mixed = Known(**{**vars(one), "given": tuple(given), "family": tuple(family)})
    assert agreement(one, mixed) == agreement(one, one)


@given(people, people)
def test_given_and_family_names_may_be_changed_round(one, two):
    if one.given and one.family and two.given and two.family:
        crossed = Known(**{**vars(two), "given": two.family, "family": two.given})
        ours, theirs = agreement(one, two), agreement(one, crossed)
        assert sorted([ours["given"], ours["family"]]) == sorted(
            [theirs["given"], theirs["family"]]
        )


@given(people, people, some.sampled_from(["born", "numbers", "mails"]))
def test_what_is_missing_says_nothing(one, two, name):
    field = {"born": "birth", "numbers": "number", "mails": "mail"}[name]
    without = Known(**{**vars(one), name: None if name == "born" else frozenset()})
    told = agreement(one, two)
    told.pop(field, None)
    assert agreement(without, two) == told


@given(agreements, some.sampled_from(list(LEVELS)), coefficients.map(in_order))
def test_who_agrees_more_never_weighs_less(told, name, by):
    weights = [weigh({**told, name: level}, by).bits for level in LEVELS[name]]
    falling = sorted(weights, reverse=True)
    assert all(abs(one - two) < 1e-9 for one, two in zip(weights, falling, strict=True))


def test_as_shipped_nearer_weighs_more():
    for name, levels in LEVELS.items():
        weights = [SHIPPED.weight(name, level) for level in levels]
        assert weights == sorted(weights, reverse=True), name
        assert weights[0] > 0 > weights[-1]


@given(coefficients)
def test_put_in_order_each_kind_still_comes_to_one(by):
    ordered = in_order(by)
    for shares in (*ordered.m.values(), *ordered.u.values()):
        assert abs(sum(shares.values()) - 1) < 1e-6


@settings(deadline=None, max_examples=40)
@given(counted, some.sampled_from([1.0, 20.0, 200.0]))
def test_learning_never_makes_less_likely_what_was_met(counts, believed):
    found = learn(counts, believed=believed).likelihoods
    assert len(found) > 1
    assert all(later >= earlier - 1e-6 for earlier, later in zip(found, found[1:], strict=False))


def test_it_finds_what_the_pairs_were_drawn_by():
    """Half the pairs of one person agree on the place, and of two people one in a hundred."""
    agreeing = pattern({"given": SAME, "family": SAME, "birth": SAME, "place": SAME})
    moved = pattern({"given": SAME, "family": SAME, "birth": SAME, "place": "different"})
    neighbours = pattern(
        {"given": "different", "family": SAME, "birth": "different", "place": SAME}
    )
    strangers = pattern(dict.fromkeys(("given", "family", "birth", "place"), "different"))
    counts = Counter({agreeing: 1000, moved: 1000, neighbours: 200, strangers: 19800})
    found = learn(counts, believed=1.0).coefficients
    assert abs(found.m["place"][SAME] - 0.5) < 0.02
    assert abs(found.u["place"][SAME] - 0.01) < 0.002
    assert abs(found.odds - 2000 / 22000) < 0.01


def test_the_fields_of_a_pattern_stand_in_one_order():
    assert pattern({"place": SAME, "given": "near"}) == ("near", None, None, None, None, SAME)
    assert tuple(LEVELS) == FIELDS
