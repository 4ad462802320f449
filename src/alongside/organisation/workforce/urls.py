"""Addresses of the pages about staff and about the organisation."""

from django.urls import path

from alongside.organisation.workforce import views

app_name = "workforce"
urlpatterns = [
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/sign-in/", views.sign_in, name="sign-in"),
    path("staff/", views.staff, name="staff"),
    path("staff/waiting/", views.waiting, name="waiting"),
    path("staff/invite/", views.invite, name="invite"),
    path("staff/<uuid:user_id>/new-link/", views.new_link, name="new-link"),
    path("staff/<uuid:user_id>/second-role/", views.second_role, name="second-role"),
    path("staff/<uuid:user_id>/end/", views.end, name="end"),
    path("staff/<uuid:user_id>/second-step/", views.reset, name="reset"),
]
