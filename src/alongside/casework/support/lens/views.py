"""The page that reads a saved note as the defence would."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.records.queries import headings_of, record_of
from alongside.casework.support.lens.reading import flags_in
from alongside.casework.support.record import CONTACTS
from alongside.foundation.access.permissions import Permission

NOTE = ("purpose", "safety", "wishes", "done", "next")
WRITTEN = (*NOTE, "saw", "said", "told", "view", "agreed")


def flags_for(case, reader, words):
    """What stands out in these words, each with the name of the part it stands in."""
    person = case.person
    names = (person.known_as, person.given_names, person.family_name, reader.name)
    labels = dict(headings_of(CONTACTS, WRITTEN))
    note = {part: words.get(part) or "" for part in WRITTEN}
    return [(labels[flag.part], flag) for flag in flags_in(note, known=names)]


@case_page(Permission.CONTACT_READ)
def as_the_defence(request, case, record_id):
    contact = record_of(CONTACTS, case, record_id)
    words = {part: getattr(contact, part) for part in WRITTEN}
    context = {"title": _("Read as the defence would"), "case": case, "contact": contact}
    if not case.on_hold:
        context["flags"] = flags_for(case, request.user, words)
    return render(request, "support/defence.html", context)
