"""Where the reading budgets are set: from the page of the organisation, or from Go to."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import deed

deed(_("Set the reading budgets"), "openings:budgets", Permission.READING_BUDGET)
