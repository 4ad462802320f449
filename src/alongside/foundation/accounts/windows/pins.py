"""The PIN of one device: which ones are too easy, and whether one opens."""

from django.contrib.auth.hashers import check_password, make_password

from alongside.foundation.vault.organisation import token

SHORTEST, LONGEST = 6, 12
RUN = "01234567890123456789"


def is_too_easy(digits: str) -> bool:
    """One or two digits over and over, digits in a row, or a part that repeats itself."""
    if len(set(digits)) <= 2 or digits in RUN or digits in RUN[::-1]:
        return True
    twice = (digits + digits).find(digits, 1)
    in_pairs = digits[::2] == digits[1::2]
    return twice < len(digits) or (in_pairs and digits[::2] in RUN)


def digest_of_device(device: str) -> str:
    """What is kept of a device's id; the id itself is in its cookie alone."""
    return token("pin device", device).hex()


def digest_of_pin(device: str, digits: str) -> str:
    """Bound to the device's id, which the database does not hold: six digits alone could be
    guessed by whoever reads it."""
    return make_password(f"{device}:{digits}")


def fits(device: str, digits: str, digest: str) -> bool:
    """Whether these digits are the PIN."""
    return check_password(f"{device}:{digits}", digest)
