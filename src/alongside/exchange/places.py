"""Where an administrator lets machines in."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import deed

deed(_("Machines that bring referrals"), "exchange:keys", Permission.STAFF_MANAGE)
