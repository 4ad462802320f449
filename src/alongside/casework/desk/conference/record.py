"""What a conference leaves in the file."""

from django.utils.translation import gettext_lazy as _

from alongside.casework.desk.conference.models import Conference
from alongside.casework.records.kinds import RecordKind
from alongside.foundation.access.permissions import Permission

CONFERENCES = RecordKind(
    model=Conference,
    name="conferences",
    title=_("Case conferences"),
    deed=_("Write down a case conference"),
    event="case_conference",
    fields=("on", "at", "why", "decided"),
    columns=("on", "why", "decided", "recorded_by"),
    told_by=("why", "decided"),
    read=Permission.CONTACT_READ,
    write=Permission.CASE_CHANGE,
    asks="conference",
)
