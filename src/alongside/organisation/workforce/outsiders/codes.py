"""What a code of the outsider's sheet looks like, and the digest that alone is kept of it."""

import re
import secrets

from alongside.foundation.vault.organisation import token
from alongside.organisation.workforce.models import ANSWER, LET_IN, PASS_ON

READABLE = "ACDEFGHJKLMNPQRTUVWXY34679"  # no letter that is mistaken for a digit on the phone
LENGTH = 8
SHEET = {LET_IN: 10, ANSWER: 5, PASS_ON: 5}  # how many of each stand on a sheet


def draw() -> str:
    """By lot: nobody guesses one of the few that open something."""
    return "".join(secrets.choice(READABLE) for _ in range(LENGTH))


def as_read_out(code: str) -> str:
    """In two halves: K7MP 4QTE."""
    return f"{code[:4]} {code[4:]}"


def digest_of(typed: str) -> bytes:
    """The same however it was typed; from it nobody makes the code."""
    return token("outsider code", re.sub(r"[^A-Z0-9]", "", typed.upper()))
