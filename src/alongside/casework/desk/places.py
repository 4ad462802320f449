"""The worker's own places, and where a case begins."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import place, section

place(_("Today"), "desk:today", Permission.TODAY_READ, order=10, keys="g t")
place(_("Cases"), "desk:caseload", Permission.CASES_LIST, order=20, keys="g c")
section(_("Overview"), "desk:case", Permission.CASE_READ, order=10)
