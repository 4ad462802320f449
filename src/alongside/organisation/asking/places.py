"""What whoever runs the organisation finds in the menu."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import place

place(_("What we ask"), "asking:all", Permission.ASKING_MANAGE, order=75)
