"""What support leaves in the file: contacts, reasoning, and the limits that were explained."""

from django.utils.translation import gettext_lazy as _

from alongside.casework.records.kinds import RecordKind
from alongside.casework.support.models import Contact, LimitsExplained, Reasoning
from alongside.foundation.access.permissions import Permission

CONTACTS = RecordKind(
    model=Contact,
    name="contacts",
    title=_("Contacts"),
    deed=_("Log a contact"),
    event="contact",
    fields=("on", "at", "channel", "reached", "minutes", "identity", "seemed")
    + ("purpose", "safety", "wishes", "done", "next")
    + ("saw", "said", "told", "view", "agreed", "read_back"),
    columns=("on", "channel", "reached", "minutes", "purpose", "recorded_by"),
    told_by=("reached", "private", "purpose", "done"),
    read=Permission.CONTACT_READ,
    write=Permission.CONTACT_WRITE,
    asks="contact",
)
REASONING = RecordKind(
    model=Reasoning,
    name="reasoning",
    title=_("Reasoning"),
    deed=_("Write down your reasoning"),
    event="reasoned",
    fields=("on", "happening", "otherwise", "changes"),
    columns=("on", "happening", "changes", "recorded_by"),
    told_by=("happening",),
    read=Permission.CONTACT_READ,
    write=Permission.CONTACT_WRITE,
    asks="reasoning",
)
LIMITS = RecordKind(
    model=LimitsExplained,
    name="limits",
    title=_("Limits of confidentiality"),
    deed=_("Record that the limits were explained"),
    event="limits_explained",
    fields=("on", "mode", "understood", "wishes"),
    columns=("on", "mode", "understood", "recorded_by"),
    told_by=("understood",),
    read=Permission.LIMITS_READ,
    write=Permission.LIMITS_WRITE,
    asks="limits",
)
