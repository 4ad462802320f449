"""Addresses of the pages about how the house itself is doing."""

from django.urls import path

from alongside.organisation.upkeep import views

app_name = "upkeep"
urlpatterns = [
    path("background-work/", views.work, name="work"),
    path("background-work/<uuid:job_id>/again/", views.again, name="again"),
    path("background-work/<uuid:job_id>/set-aside/", views.aside, name="aside"),
]
