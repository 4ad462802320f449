"""The addresses of calls that come in."""

from django.urls import path

from alongside.casework.intake.calls import views

app_name = "calls"
urlpatterns = [
    path("", views.new, name="new"),
    path("unsafe/", views.unsafe, name="unsafe"),
    path("<uuid:call_id>/unsafe/", views.unsafe_call, name="unsafe-call"),
    path("<uuid:call_id>/referral/", views.refer, name="refer"),
]
