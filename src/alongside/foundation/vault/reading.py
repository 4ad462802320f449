"""Reading many rows: one that was erased or damaged does not take the others down."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import SealBroken


def told(row: Model, name: str) -> str:
    """The words of a sealed column, or in words why they cannot be shown."""
    try:
        return str(getattr(row, name))
    except KeyGone:
        return _("Erased")
    except SealBroken:
        return _("Cannot be trusted")


def if_readable(row: Model, name: str) -> Any:
    """The value of a sealed column; None where it was erased or damaged. For comparing and
    reckoning: the words of `told` would make any two damaged rows alike."""
    try:
        return getattr(row, name)
    except (KeyGone, SealBroken):
        return None


def words_if_readable(row: Model, name: str) -> str:
    """The same of a column of words; none where it cannot be read."""
    return if_readable(row, name) or ""
