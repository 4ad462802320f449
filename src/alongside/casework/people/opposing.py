"""Whether a number or address is that of somebody a person is not safe from, in whatever case.

Asked outside of what anybody may see, walled cases included: so it answers yes or no, and neither
whose it is nor where. Only keyed digests are compared, which nobody can make without our key."""

import re
from uuid import UUID

from alongside.casework.people.matching import TELLING, ends_of_numbers, plain
from alongside.casework.people.models import BY_PHONE, ContactPoint, OpposedPoint
from alongside.foundation.vault.organisation import token

EMAIL, POST, PHONE = "email", "post", "phone"


def token_of(kind: str, value: str) -> bytes | None:
    """Equal for the same number however it is written, for the same address whatever its case."""
    written = plain(value)
    if kind in BY_PHONE:
        return _token(PHONE, re.sub(r"\D", "", written)[-TELLING:])
    if kind == EMAIL:
        return _token(kind, written.strip())
    return _token(kind, re.sub(r"[\W_]", "", written))


def tokens_of(kind: str, value: str) -> set[bytes]:
    """Also of each number where several are written, or one with an extension."""
    ends = ends_of_numbers(value) if kind in BY_PHONE else set()
    return {made for made in (token_of(kind, value), *(_token(PHONE, e) for e in ends)) if made}


def _token(kind, written):
    return token("contact point", f"{kind}:{written}") if written else None


def is_opposed(kind: str, value: str) -> bool:
    """It belongs to a suspect or to somebody in a household whom a person is not safe from."""
    return OpposedPoint.objects.filter(token__in=tokens_of(kind, value)).exists()


def those_opposed(points: list[ContactPoint]) -> set[UUID]:
    """Of many, in one statement: those that belong to somebody a person is not safe from."""
    tokens = {point.pk: tokens_of(point.kind, point.value) for point in points}
    every = set().union(*tokens.values())
    kept = OpposedPoint.objects.filter(token__in=every).values_list("token", flat=True)
    opposed = {bytes(each) for each in kept}
    return {pk for pk, made in tokens.items() if made & opposed}
