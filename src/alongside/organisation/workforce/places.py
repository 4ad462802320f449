"""The staff page's place in the menu."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import place

place(_("Staff"), "workforce:staff", Permission.STAFF_MANAGE, order=60)
