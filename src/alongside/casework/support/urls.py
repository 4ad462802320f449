"""The addresses of contacts, of reasoning and of the limits of confidentiality."""

from django.urls import include, path

from alongside.casework.records.urls import record_urls
from alongside.casework.support import views
from alongside.casework.support.record import CONTACTS, LIMITS, REASONING

contacts = [
    path("could-not-reach/", views.could_not_reach, name="not-reached"),
    *record_urls(CONTACTS, add=views.log, show=views.show),
]
urlpatterns = [
    path("contacts/", include((contacts, "contacts"))),
    path("reasoning/", include((record_urls(REASONING), "reasoning"))),
    path("limits/", include((record_urls(LIMITS), "limits"))),
]
