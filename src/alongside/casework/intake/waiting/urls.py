"""The addresses of the waiting list."""

from django.urls import path

from alongside.casework.intake.waiting import views

app_name = "waiting"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:wait_id>/", views.show, name="show"),
    path("<uuid:wait_id>/call/", views.call, name="call"),
    path("<uuid:wait_id>/review/", views.review, name="review"),
    path("<uuid:wait_id>/number/<uuid:point_id>/", views.number, name="number"),
    path("<uuid:wait_id>/safe/<uuid:point_id>/", views.safe, name="safe"),
]
