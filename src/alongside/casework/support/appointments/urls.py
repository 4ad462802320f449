"""The addresses of appointments."""

from django.urls import path

from alongside.casework.support.appointments import views

appointments = [
    path("", views.listed, name="list"),
    path("add/", views.add, name="add"),
    path("<uuid:appointment_id>/", views.show, name="show"),
    path("<uuid:appointment_id>/change/", views.change, name="change"),
]
