"""What intake has to say to the storeys below: what waits for the outsider."""

from alongside.casework.intake.beyond import notices
from alongside.casework.intake.sides import notices as conflicts

__all__ = ["conflicts", "notices"]
