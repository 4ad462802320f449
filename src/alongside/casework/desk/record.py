"""What the desk leaves in a file: the days that are difficult, and case conferences."""

from django.utils.translation import gettext_lazy as _

from alongside.casework.desk.conference.record import CONFERENCES
from alongside.casework.desk.dates.models import DifficultDate
from alongside.casework.records.kinds import RecordKind
from alongside.foundation.access.permissions import Permission

__all__ = ["CONFERENCES", "DATES"]

DATES = RecordKind(
    model=DifficultDate,
    name="dates",
    title=_("Difficult dates"),
    deed=_("Note a difficult date"),
    event="difficult_date",
    fields=("on", "day", "what", "words"),
    columns=("day", "what", "words", "recorded_by"),
    told_by=("what",),
    read=Permission.CONTACT_READ,
    write=Permission.CONTACT_WRITE,
    asks="difficult_date",
)
