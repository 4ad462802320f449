"""The addresses of the reading budget, and of who opened a file."""

from django.urls import path

from alongside.casework.openings import views

app_name = "openings"
urlpatterns = [
    path("organisation/reading/", views.budgets, name="budgets"),
    path("cases/<uuid:case_id>/opened/", views.file, name="file"),
    path("opened/", views.by_reference, name="by-reference"),
    path("reading/<uuid:alert_id>/", views.alert, name="alert"),
]
