"""The addresses of the summary."""

from django.urls import path

from alongside.insight import views

app_name = "insight"
urlpatterns = [
    path("summary/", views.summary, name="summary"),
    path("summary/behind/", views.behind_a_number, name="behind"),
    path("summary/save/", views.save, name="save"),
    path("summary/released/<uuid:release_id>/back/", views.back, name="take_back"),
]
