"""What an administrator finds in the menu."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import place

place(_("Background work"), "upkeep:work", Permission.UPKEEP_MANAGE, order=80)
