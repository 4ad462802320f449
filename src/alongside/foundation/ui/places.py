"""The places of the menu and the sections of a case: each module above says which are its own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User


@dataclass(frozen=True)
class Place:
    """A page in the menu, for those whose role opens it."""

    title: str | Promise
    url_name: str
    permission: Permission
    order: int
    keys: str = ""  # pressed one after the other they lead here, for those who want shortcuts

    @property
    def address(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True)
class Keys:
    """What leads to a page of a case by keyboard: the keys, what they do, and the page."""

    pressed: str
    words: str | Promise
    url_name: str


@dataclass(frozen=True)
class Section:
    """A page of a case. Sections of one group share the tens of `order`; `when` may leave one
    out for some cases."""

    title: str | Promise
    url_name: str
    permission: Permission
    order: int
    group: str | Promise = ""
    when: Callable[..., bool] | None = None
    keys: Keys | None = None


class Always:
    """What stands on every page of whoever is signed in, where a storey above provides it."""

    duty_line: Callable[[], object] = staticmethod(lambda: None)


PLACES: list[Place] = []
SECTIONS: list[Section] = []
DEEDS: list[Place] = []


def place(
    title: str | Promise, url_name: str, permission: Permission, *, order: int, keys: str = ""
) -> None:
    """Called in a module's `places.py`."""
    PLACES.append(Place(title, url_name, permission, order, keys))


def deed(title: str | Promise, url_name: str, permission: Permission) -> None:
    """Called in a module's `places.py`: something to do that has a page of its own."""
    DEEDS.append(Place(title, url_name, permission, len(DEEDS)))


def section(
    title: str | Promise,
    url_name: str,
    permission: Permission,
    *,
    order: int,
    group: str | Promise = "",
    when: Callable[..., bool] | None = None,
    keys: Keys | None = None,
) -> None:
    """Called in a module's `places.py`; the address takes the id of the case."""
    SECTIONS.append(Section(title, url_name, permission, order, group, when, keys))


def places_for(user: User) -> list[Place]:
    """What the menu shows this user, in order."""
    return sorted((p for p in PLACES if holds(user, p.permission)), key=lambda p: p.order)


def deeds_for(user: User) -> list[Place]:
    """What this user may do besides, from the page that leads anywhere."""
    return [deed for deed in DEEDS if holds(user, deed.permission)]


def sections_for(user: User, case: object) -> list[Section]:
    """The sections of this case that the user may open, in order."""
    mine = [s for s in SECTIONS if holds(user, s.permission)]
    return sorted((s for s in mine if not s.when or s.when(case)), key=lambda s: s.order)


def discover() -> None:
    """Import every module's `places.py`, once, when the server starts."""
    autodiscover_modules("places")
