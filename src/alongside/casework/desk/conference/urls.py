"""The addresses of case conferences, under the address of the case."""

from django.urls import path

from alongside.casework.desk.conference import views
from alongside.casework.desk.conference.record import CONFERENCES
from alongside.casework.records.urls import record_urls

conferences = [
    *record_urls(CONFERENCES, add=views.add, show=views.show, withdraw=views.withdraw),
    path("<uuid:record_id>/partner/", views.partner, name="partner"),
    path("<uuid:record_id>/action/", views.agree, name="agree"),
    path("actions/<uuid:action_id>/", views.action, name="action"),
    path("actions/<uuid:action_id>/done/", views.done, name="done"),
]
