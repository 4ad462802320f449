"""The digest of the week: a page, not a letter."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.casework.desk.week.queries import last_week
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission


@staff_page(Permission.CASE_ALLOCATE, lists=True)
def week(request):
    context = {"title": _("Last week"), "week": last_week(request.user)}
    return render(request, "desk/week.html", context)
