"""No number that is hidden in what leaves the house can be worked out from what is told."""

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.insight.suppression import Hidden, protected
from alongside.insight.tables import TOTAL, Cross, Split

WHOLE = (TOTAL, TOTAL)
ENOUGH = 200  # more than any number in these tables


def crossed(*rows):
    across = {f"c{n}": f"c{n}" for n, _ in enumerate(rows[0])}
    down = {f"r{n}": f"r{n}" for n, _ in enumerate(rows)}
    counts = {
        (f"r{r}", f"c{c}"): number for r, row in enumerate(rows) for c, number in enumerate(row)
    }
    return Cross("", "", down, across, counts)


def parted(*numbers):
    parts = {f"p{n}": number for n, number in enumerate(numbers)}
    return Split("", "", dict.fromkeys(parts, ""), parts)


def told(table):
    (shown,) = protected([table])
    rows = [*table.words, TOTAL]
    return [[str(shown[row, column]) for column in [*table.columns, TOTAL]] for row in rows]


def test_a_lone_small_number_takes_the_smallest_other_numbers_with_it():
    table = crossed([21, 3, 6], [11, 8, 7], [30, 12, 9])
    assert told(table) == [
        ["21", "fewer than 5", "withheld", "30"],
        ["11", "withheld", "withheld", "26"],
        ["30", "12", "9", "51"],
        ["62", "23", "22", "107"],
    ]


def test_two_fours_would_show_in_their_total_so_the_total_is_withheld():
    (shown,) = protected([parted(4, 4)])
    assert list(shown.values()) == [Hidden.FEWER, Hidden.FEWER, Hidden.WITHHELD]


def test_small_numbers_that_leave_room_for_one_another_keep_their_total():
    (shown,) = protected([parted(2, 3)])
    assert list(shown.values()) == [Hidden.FEWER, Hidden.FEWER, 5]


def test_four_ones_lose_the_name_of_being_few_in_their_total():
    (shown,) = protected([parted(1, 1, 1, 1)])
    assert list(shown.values()) == [*[Hidden.FEWER] * 4, Hidden.WITHHELD]


def test_nought_and_large_numbers_without_a_small_one_beside_them_stay():
    assert told(crossed([0, 7], [12, 5])) == [
        ["0", "7", "7"],
        ["12", "5", "17"],
        ["12", "12", "24"],
    ]


def test_a_total_withheld_in_one_table_is_withheld_in_the_next():
    first, second = protected([parted(4, 4), parted(8, 0)])
    assert first[WHOLE] == second[WHOLE] == Hidden.WITHHELD
    assert second["p0", TOTAL] == Hidden.WITHHELD


numbers = st.one_of(st.just(0), st.integers(1, 5), st.integers(1, 30))
crossings = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(numbers, min_size=wide, max_size=wide), min_size=1, max_size=4)
)


@settings(max_examples=150, deadline=None)
@given(crossings)
def test_every_hidden_number_of_a_table_could_be_another(rows):
    table = crossed(*rows)
    check(table, alone=True)


@settings(max_examples=150, deadline=None)
@given(crossings, st.data())
def test_every_hidden_number_of_linked_tables_could_be_another(rows, data):
    table = crossed(*rows)
    left, parts = table.total, []
    while left and len(parts) < 3:
        parts.append(data.draw(st.integers(0, left)))
        left -= parts[-1]
    check(table, parted(*parts, left))


def check(*tables, alone=False):
    known, sums = what_is_told(tables)
    truth = {}
    for n, table in enumerate(tables):
        for place in table.places():
            truth[WHOLE if place == WHOLE else (n, place)] = table.at(place)
    for place, (low, high) in known.items():
        number = truth[place]
        if low == high:
            assert number == low and (number == 0 or number >= 5)
        else:
            below, above = {**known, place: (low, number - 1)}, {**known, place: (number + 1, high)}
            assert possible(below, sums) or possible(above, sums), place


def what_is_told(tables):
    """From the published tables alone: the least and the most of each number, and the sums."""
    known, sums = {}, []
    for n, (table, shown) in enumerate(zip(tables, protected(tables), strict=True)):

        def key(place, n=n):
            return WHOLE if place == WHOLE else (n, place)

        for place, words in shown.items():
            known[key(place)] = {Hidden.FEWER: (1, 4), Hidden.WITHHELD: (1, ENOUGH)}.get(
                words, (words, words)
            )
        rows, columns = [*table.words], [*table.columns]
        sums.append((key(WHOLE), [key((row, TOTAL)) for row in rows]))
        if columns:
            sums += [(key((r, TOTAL)), [key((r, c)) for c in columns]) for r in rows]
            sums += [(key((TOTAL, c)), [key((r, c)) for r in rows]) for c in columns]
            sums.append((key(WHOLE), [key((TOTAL, c)) for c in columns]))
    return known, sums


def possible(bounds, sums):
    """Whether whole numbers within the bounds fulfil every sum: narrowing, then trying."""
    bounds = narrowed(dict(bounds), sums)
    if bounds is None:
        return False
    open_ = [place for place, (low, high) in bounds.items() if low < high]
    if not open_:
        return True
    place = min(open_, key=lambda p: bounds[p][1] - bounds[p][0])
    low, high = bounds[place]
    half = (low + high) // 2
    return any(possible({**bounds, place: part}, sums) for part in ((low, half), (half + 1, high)))


def narrowed(bounds, sums):
    for _ in count():
        before = dict(bounds)
        for whole, parts in sums:
            signed = [(whole, -1), *((part, 1) for part in parts)]
            for place, sign in signed:
                others = [(p, s) for p, s in signed if p != place]
                least = sum(s * bounds[p][0 if s > 0 else 1] for p, s in others)
                most = sum(s * bounds[p][1 if s > 0 else 0] for p, s in others)
                low, high = (least, most) if sign < 0 else (-most, -least)
                bounds[place] = max(low, bounds[place][0]), min(high, bounds[place][1])
                if bounds[place][0] > bounds[place][1]:
                    return None
        if bounds == before:
            return bounds
    return None
