"""How many codes stand on the outsider's sheet, and the digest that alone is kept of each."""

import re

from alongside.foundation.vault.organisation import token
from alongside.organisation.workforce.models import ANSWER, LET_IN, PASS_ON

LENGTH = 8
SHEET = {LET_IN: 10, ANSWER: 5, PASS_ON: 5}  # how many of each stand on a sheet


def digest_of(typed: str) -> bytes:
    """The same however it was typed; from it nobody makes the code."""
    return token("outsider code", re.sub(r"[^A-Z0-9]", "", typed.upper()))
