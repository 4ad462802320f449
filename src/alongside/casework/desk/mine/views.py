"""The chronology of a case: filtered on a screen, or whole on paper."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.desk.mine.queries import (
    Asked,
    chronology,
    filters_of,
    without_numbers,
)
from alongside.foundation.access.permissions import Permission


@case_page(Permission.CASE_READ)
def chronology_page(request, case):
    asked = Asked.read(request.GET)
    lines = chronology(case, request.user, asked, after=request.GET.get("after"))
    context = {"title": _("Chronology"), "case": case, "lines": lines, "asked": asked}
    context |= {**filters_of(case, request.user), "without_numbers": without_numbers}
    return render(request, "desk/chronology.html", context)
