"""One box for people, references and numbers; what is typed travels in the body alone."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.casework.desk.search.one_search import goes_on
from alongside.casework.desk.search.queries import SHOWN, find, long_enough
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.marks import Mark, marked
from alongside.foundation.audit.trail import note

LONGEST = 100
LINE = f"listed.{Permission.PEOPLE_SEARCH}"


@staff_page(Permission.PEOPLE_SEARCH)
def find_page(request):
    """The box, and after Enter what was found, on the page that the words were sent to."""
    context = {"title": _("Find a person or case"), **_found(request)}
    return render(request, "desk/find.html", context)


@staff_page(Permission.PEOPLE_SEARCH)
@marked(Mark.ANSWERS_SCRIPTS)
@require_POST
def as_typed(request):
    """The same results by themselves, while one types."""
    return render(request, "desk/found.html", _found(request))


def _found(request):
    """Nothing is kept of the words: neither here, nor in the trail, nor in any address."""
    typed = request.POST.get("find", "").replace("\x00", "").strip()[:LONGEST]
    enough = long_enough(typed)
    if enough and not goes_on(request.session, request.POST.get("box", "")[:50], typed):
        note(LINE, subject=request.user, by=request.user)
    found = find(typed, reader=request.user) if enough else []
    opens = holds(request.user, Permission.EMERGENCY_OPEN)
    told = {"typed": typed, "enough": enough, "found": found, "opens": opens}
    return told | {"cut": len(found) == SHOWN}
