"""The addresses of the worker's desk."""

from django.urls import path

from alongside.casework.desk import views

app_name = "desk"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("if-someone-asks/", views.if_someone_asks, name="if-someone-asks"),
    path("duty/", views.duty, name="duty"),
    path("leaving/<uuid:user_id>/", views.leaving, name="leaving"),
    path("cases/", views.caseload, name="caseload"),
    path("cases/<uuid:case_id>/", views.case, name="case"),
]
