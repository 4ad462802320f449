"""Whether a number or address is that of somebody a person is not safe from, in whatever case.

Asked outside of what anybody may see, walled cases included: so it answers yes or no, and neither
whose it is nor where. Only keyed digests are compared, which nobody can make without our key."""

import re

from alongside.casework.people.matching import TELLING
from alongside.casework.people.models import BY_PHONE, ContactPoint, OpposedPoint
from alongside.foundation.vault.organisation import token

EMAIL, POST = "email", "post"


def token_of(kind: str, value: str) -> bytes | None:
    """Equal for the same number however it is written, for the same address whatever its case."""
    plain = value.casefold()
    if kind in BY_PHONE:
        plain, kind = re.sub(r"\D", "", plain)[-TELLING:], "phone"
    elif kind == EMAIL:
        plain = plain.strip()
    else:
        plain = re.sub(r"[\W_]", "", plain)
    return token("contact point", f"{kind}:{plain}") if plain else None


def is_opposed(kind: str, value: str) -> bool:
    """It belongs to a suspect or to somebody in a household whom a person is not safe from."""
    made = token_of(kind, value)
    return made is not None and OpposedPoint.objects.filter(token=made).exists()


def those_opposed(points: list[ContactPoint]) -> set[bytes]:
    """Of many, in one statement: the tokens that belong to somebody a person is not safe from."""
    tokens = {point.token for point in points if point.token}
    found = OpposedPoint.objects.filter(token__in=tokens).values_list("token", flat=True)
    return {bytes(each) for each in found}
