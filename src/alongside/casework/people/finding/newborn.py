"""Whoever came in with the transaction that runs: as she is in memory, to be entered at its end."""

from collections.abc import Collection
from uuid import UUID

from alongside.casework.people.models import ContactPoint, Person
from alongside.foundation.audit.trail import remembered

Known = tuple[Person, list[ContactPoint]]


class Newborn:
    """By id, with her points. Outside of a transaction nobody is here: she is opened, and where it
    fails she must not stay in memory until the next one."""

    @property
    def people(self) -> dict[UUID, Known]:
        return remembered()

    def remember(self, person: Person) -> None:
        """With no way to reach her yet."""
        self.people[person.pk] = person, []

    def add(self, point: ContactPoint) -> bool:
        """Whether it belongs to one of them, and was told as hers."""
        known = self.people.get(point.person_id)
        if known is None or known[0] is not point.person:
            return False
        known[1].append(point)
        return True

    def forget(self, person: UUID) -> None:
        """Something else was said of her: she has to be read."""
        self.people.pop(person, None)

    def taken(self, people: Collection[UUID]) -> dict[UUID, Known]:
        """Those of these who are; from now on nobody is."""
        found = {pk: self.people[pk] for pk in people if pk in self.people}
        self.people.clear()
        return found


newborn = Newborn()
