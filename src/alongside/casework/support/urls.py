"""The addresses of contacts, promises, appointments, reasoning and limits explained."""

from django.urls import include, path

from alongside.casework.records.urls import record_urls
from alongside.casework.support import views
from alongside.casework.support.appointments.urls import appointments
from alongside.casework.support.feedback.views import feedback
from alongside.casework.support.followups.views import ask, follow_up
from alongside.casework.support.lens.views import as_the_defence
from alongside.casework.support.private.views import open_note, seen
from alongside.casework.support.promises.urls import promises
from alongside.casework.support.record import CONTACTS, LIMITS, REASONING

contacts = [
    path("could-not-reach/", views.could_not_reach, name="not-reached"),
    path("<uuid:record_id>/ask/", ask, name="ask"),
    path("asked/<uuid:follow_up_id>/", follow_up, name="follow-up"),
    path("<uuid:record_id>/private/", open_note, name="private"),
    path("<uuid:record_id>/private/seen/", seen, name="private-seen"),
    path("<uuid:record_id>/as-the-defence/", as_the_defence, name="as-the-defence"),
    *record_urls(CONTACTS, add=views.log, show=views.show, withdraw=views.withdraw),
]
urlpatterns = [
    path("contacts/", include((contacts, "contacts"))),
    path("promises/", include((promises, "promises"))),
    path("appointments/", include((appointments, "appointments"))),
    path("reasoning/", include((record_urls(REASONING), "reasoning"))),
    path("feedback/", include(([path("", feedback, name="page")], "feedback"))),
    path("limits/", include((record_urls(LIMITS), "limits"))),
]
