"""Where holds and erasures stand: in a case, and for managers in the menu."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import place, section

FILE = _("About the file")


def support_has_ended(case):
    return not case.is_open


section(_("Hold: keep everything"), "erasures:holds", Permission.CASE_READ, order=33, group=FILE)
section(
    _("Erase for good"),
    "erasures:order",
    Permission.CASE_ALLOCATE,
    order=39,
    group=FILE,
    when=support_has_ended,
)
place(_("Erasures"), "erasures:register", Permission.RECORD_ERASE, order=80)
place(_("Keep or erase"), "erasures:due", Permission.RECORD_ERASE, order=81)
