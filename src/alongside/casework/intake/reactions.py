"""What intake has to say to the storeys below: a referral that waits for the outsider."""

from alongside.casework.intake.beyond import notices

__all__ = ["notices"]
