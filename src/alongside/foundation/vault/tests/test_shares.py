"""Three sheets of paper, of which any two open the backups."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.vault.shares import MARK, ShareTrouble, joined, read, split

secrets_of_32 = st.binary(min_size=32, max_size=32)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
MARKED = b"northgate!"


@given(secrets_of_32, st.binary(min_size=MARK, max_size=MARK))
def test_any_two_give_the_secret_back_in_either_order(secret, mark):
    shares = [read(text) for text in split(secret, mark)]
    for first, second in combinations(shares, 2):
        assert joined(first, second) == joined(second, first) == secret
    assert {share.mark for share in shares} == {mark}


def test_one_share_alone_tells_nothing():
    """For one and the same secret its bytes are any bytes, about equally often."""
    seen = Counter(read(split(bytes(32), MARKED)[0]).half[0] for _ in range(4000))
    assert len(seen) > 240 and max(seen.values()) < 60


@given(secrets_of_32, st.data())
def test_a_slip_of_the_pen_is_noticed(secret, data):
    text = split(secret, MARKED)[0]
    letters = [n for n, letter in enumerate(text) if letter != "-"]
    place = data.draw(st.sampled_from(letters[:-1]))  # the last letter holds spare bits
    other = data.draw(
        st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").filter(text[place].__ne__)
    )
    with pytest.raises(ShareTrouble):
        read(text[:place] + other + text[place + 1 :])


def test_it_may_be_typed_small_and_without_dashes():
    text = split(bytes(32), MARKED)[0]
    assert read(text.lower().replace("-", " ")) == read(text)


@pytest.mark.parametrize("text", ["", "ABCD", "1111-1111", "Share 1"])
def test_what_is_no_share_is_said(text):
    with pytest.raises(ShareTrouble, match="does not read right"):
        read(text)


def test_one_share_twice_opens_nothing():
    share = read(split(bytes(32), MARKED)[0])
    with pytest.raises(ShareTrouble, match="same share twice"):
        joined(share, share)


def test_shares_of_two_keys_do_not_join():
    mine, theirs = split(bytes(32), MARKED), split(bytes(32), b"eastside!!")
    with pytest.raises(ShareTrouble, match="different recovery keys"):
        joined(read(mine[0]), read(theirs[1]))
