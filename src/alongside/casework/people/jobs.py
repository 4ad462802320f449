"""The jobs of this module lie beside what they keep in order."""

from alongside.casework.people.finding import jobs

__all__ = ["jobs"]
