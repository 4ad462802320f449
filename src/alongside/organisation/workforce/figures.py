"""What may be counted of the work: how long it took, by kind."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.figures import By, Figure
from alongside.organisation.workforce.models import TimeSpent

WORK = Figure(
    name="work",
    title=_("Hours of work"),
    said=_("Hours that workers noted, contacts included."),
    queryset=lambda first: TimeSpent.objects.all(),
    dated="on",
    by=(By(_("Hours of work by kind"), "kind"),),
    order=70,
    sums="minutes",
)
