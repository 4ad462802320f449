"""Where a case says who opened it, where the officer asks, and where budgets are set."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import deed, place, section

deed(_("Set the reading budgets"), "openings:budgets", Permission.READING_BUDGET)
place(_("Who opened a file"), "openings:by-reference", Permission.OPENINGS_BY_REFERENCE, order=30)
section(
    _("Who opened it"), "openings:file", Permission.CASE_READ, order=36, group=_("About the file")
)
