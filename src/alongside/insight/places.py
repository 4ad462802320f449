"""Where the summary stands in the menu."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import place

place(_("Summary"), "insight:summary", Permission.SUMMARY_READ, order=50)
