"""The addresses of the reading budget."""

from django.urls import path

from alongside.casework.openings import views

app_name = "openings"
urlpatterns = [
    path("organisation/reading/", views.budgets, name="budgets"),
    path("reading/<uuid:alert_id>/", views.alert, name="alert"),
]
