"""Codes drawn by lot that people read out to each other on the telephone."""

import secrets

READABLE = "ACDEFGHJKLMNPQRTUVWXY34679"  # no letter that is mistaken for a digit on the phone


def draw(length: int) -> str:
    """Tells nothing of when it was drawn, nor how many were; nobody guesses the next."""
    return "".join(secrets.choice(READABLE) for _ in range(length))


def in_halves(code: str) -> str:
    """As it is read out: K7M 4QTE."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"
