"""The addresses of contacts and of the limits of confidentiality."""

from django.urls import include, path

from alongside.casework.records.urls import record_urls
from alongside.casework.support import views
from alongside.casework.support.record import CONTACTS, LIMITS

contacts = [
    path("could-not-reach/", views.could_not_reach, name="not-reached"),
    *record_urls(CONTACTS, add=views.log),
]
urlpatterns = [
    path("contacts/", include((contacts, "contacts"))),
    path("limits/", include((record_urls(LIMITS), "limits"))),
]
