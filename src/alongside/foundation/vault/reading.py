"""Reading for a list: one row that was erased or damaged does not take the others down."""

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
