"""The addresses of the summary."""

from django.urls import path

from alongside.insight import views

app_name = "insight"
urlpatterns = [
    path("summary/", views.summary, name="summary"),
    path("summary/csv/", views.save_csv, name="csv"),
]
