"""What an administrator is told on the page of the staff: the storeys above say so here."""

from collections.abc import Callable
from dataclasses import dataclass

from alongside.foundation.accounts.models import User


@dataclass(frozen=True)
class Notice:
    """A sentence, and the page that leads on."""

    words: str
    url_name: str


TELLERS: list[Callable[[User], Notice | None]] = []


def tells_administrators(tell: Callable[[User], Notice | None]) -> Callable[..., Notice | None]:
    """Called with whoever looks, since not everybody may be told."""
    TELLERS.append(tell)
    return tell


def notices_for(user: User) -> list[Notice]:
    """Those that are for this administrator."""
    told = [tell(user) for tell in TELLERS]
    return [notice for notice in told if notice]
