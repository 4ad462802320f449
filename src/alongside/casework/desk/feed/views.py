"""One's own calendar feed: off until it is made, ended in one press."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.casework.desk.feed.commands import end_feed, make_feed
from alongside.casework.desk.feed.queries import as_calendar, feed_at, standing_feed
from alongside.foundation.access.doors import open_to_all, staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.step_up import step_up


@staff_page(Permission.TODAY_READ)
@step_up
def feed(request):
    context = {"title": _("Calendar feed"), "address": ""}
    if request.method == "POST":
        secret = make_feed(by=request.user).secret
        path = reverse("desk:calendar", args=[secret])
        context["address"] = request.build_absolute_uri(path)
    context["feed"] = standing_feed(request.user)
    return render(request, "desk/feed.html", context)


@staff_page(Permission.TODAY_READ)
def end(request):
    if request.method == "POST":
        end_feed(request.user, by=request.user)
    return redirect("desk:feed")


@open_to_all
def calendar(request, secret):
    """For the calendar program; a wrong and an ended address are the same nothing."""
    found = feed_at(secret)
    if found is None:
        raise Http404
    answer = HttpResponse(as_calendar(found.user, _("Busy")), content_type="text/calendar")
    answer["Cache-Control"] = "no-store"
    return answer
