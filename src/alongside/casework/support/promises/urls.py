"""The addresses of promises."""

from django.urls import path

from alongside.casework.support.promises import views

promises = [
    path("", views.listed, name="list"),
    path("<uuid:promise_id>/", views.new_date, name="new-date"),
    path("<uuid:promise_id>/kept/", views.kept, name="kept"),
]
