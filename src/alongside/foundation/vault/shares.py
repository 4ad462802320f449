"""The recovery key in three shares on paper: any two make it whole, one alone tells nothing."""

import re
import secrets
from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from dataclasses import dataclass
from hashlib import sha256

SECRET = 32  # bytes
MARK = 10  # bytes of the organisation's mark that each share carries
CHECK = 4
SHARES = 3


class ShareTrouble(Exception):
    """These shares do not make a recovery key; the message says which and why."""


@dataclass(frozen=True)
class Share:
    """One sheet: its number, its half of the secret, and which organisation's it is."""

    number: int
    half: bytes
    mark: bytes


def split(secret: bytes, mark: bytes) -> list[str]:
    """Three lines of text from a secret of 32 bytes; any two of them give it back.

    Shamir's scheme over GF(256) with a line through the secret: share n is secret + n × slope.
    """
    slope = secrets.token_bytes(SECRET)
    return [
        written(Share(n, bytes(s ^ _times(n, a) for s, a in zip(secret, slope, strict=True)), mark))
        for n in range(1, SHARES + 1)
    ]


def joined(first: Share, second: Share) -> bytes:
    """The secret; raises ShareTrouble for one share twice or for two organisations' shares."""
    if first.number == second.number:
        raise ShareTrouble("That is the same share twice. A second, different one is needed.")
    if first.mark != second.mark:
        raise ShareTrouble("These two shares belong to different recovery keys.")
    at_one = _divided(second.number, first.number ^ second.number)
    at_two = _divided(first.number, first.number ^ second.number)
    pairs = zip(first.half, second.half, strict=True)
    return bytes(_times(at_one, a) ^ _times(at_two, b) for a, b in pairs)


def written(share: Share) -> str:
    """As it stands on paper: groups of four letters and digits, with a check against slips."""
    body = bytes([share.number]) + share.mark + share.half
    text = b32encode(body + sha256(body).digest()[:CHECK]).decode().rstrip("=")
    return "-".join(re.findall(".{1,4}", text))


def read(text: str) -> Share:
    """What somebody typed from paper; raises ShareTrouble when a letter is wrong or missing."""
    plain = re.sub(r"[\s-]", "", text).upper()
    try:
        raw = b32decode(plain + "=" * (-len(plain) % 8))
    except NotBase32:
        raw = b""
    body, check = raw[:-CHECK], raw[-CHECK:]
    if len(body) != 1 + MARK + SECRET or sha256(body).digest()[:CHECK] != check:
        raise ShareTrouble("That share does not read right: compare it with the paper again.")
    return Share(body[0], body[1 + MARK :], body[1 : 1 + MARK])


def _times(a, b):
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def _divided(a, b):
    inverse = next(each for each in range(1, 256) if _times(b, each) == 1)
    return _times(a, inverse)
