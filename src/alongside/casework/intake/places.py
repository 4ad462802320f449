"""Where intake stands in the menu."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import place

place(_("A call comes in"), "intake:calls:new", Permission.REFERRAL_ADD, order=25)
place(_("Triage"), "intake:triage", Permission.REFERRAL_TRIAGE, order=30)
place(_("Waiting list"), "intake:waiting:list", Permission.REFERRAL_TRIAGE, order=31)
place(_("Add a referral"), "intake:add", Permission.REFERRAL_ADD, order=40)
place(_("Partners’ files"), "intake:feeds:list", Permission.REFERRAL_IMPORT, order=45)
