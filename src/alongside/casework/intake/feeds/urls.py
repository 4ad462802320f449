"""The addresses of files that are taken in."""

from django.urls import path

from alongside.casework.intake.feeds import views

app_name = "feeds"
urlpatterns = [
    path("", views.uploads, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:upload_id>/", views.show, name="show"),
    path("<uuid:upload_id>/columns/", views.columns, name="columns"),
    path("<uuid:upload_id>/questions/", views.questions, name="questions"),
    path("<uuid:upload_id>/take/", views.take, name="take"),
    path("<uuid:upload_id>/stop/", views.stop, name="stop"),
    path("<uuid:upload_id>/rows/", views.back, name="back"),
]
