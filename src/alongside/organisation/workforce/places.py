"""What an administrator finds in the menu."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import Always, deed, place
from alongside.organisation.workforce.outsiders.queries import duty_line

place(_("Staff"), "workforce:staff", Permission.STAFF_MANAGE, order=60)
place(_("Organisation"), "workforce:organisation", Permission.STAFF_MANAGE, order=70)
deed(_("Invite somebody"), "workforce:invite", Permission.STAFF_MANAGE)
Always.duty_line = duty_line
