"""What the lock and the second factor must know of a view. Doors pass the marks on."""

from collections.abc import Callable
from enum import Enum, auto


class Mark(Enum):
    WHILE_LOCKED = auto()  # answers although the session is locked
    WITHOUT_SECOND_FACTOR = auto()  # part of setting one up; for whoever has none
    NO_ACTIVITY = auto()  # asked by a script; nobody need be there
    ANSWERS_SCRIPTS = auto()  # refuses with a status, not with a redirect
    KEEPS_DRAFTS = auto()  # what arrives late is kept for its form


def marked(*marks: Mark) -> Callable[[Callable], Callable]:
    """Add marks to a view."""

    def mark(view):
        view.__dict__["marks"] = marks_of(view) | set(marks)
        return view

    return mark


def marks_of(view: Callable) -> set[Mark]:
    """The marks of a view; of most there are none."""
    return getattr(view, "marks", set())
