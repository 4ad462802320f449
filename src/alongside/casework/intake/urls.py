"""The addresses of intake."""

from django.urls import include, path

from alongside.casework.intake import views
from alongside.casework.intake.beyond.views import beyond, by_code

app_name = "intake"
urlpatterns = [
    path("imports/", include("alongside.casework.intake.feeds.urls")),
    path("calls/", include("alongside.casework.intake.calls.urls")),
    path("", include("alongside.casework.intake.alike.urls")),
    path("triage/", views.triage, name="triage"),
    path("triage/outsider/", beyond, name="beyond"),
    path("referrals/by-code/", by_code, name="by-code"),
    path("referrals/new/", views.add, name="add"),
    path("referrals/<uuid:referral_id>/", views.decide, name="decide"),
    path("referrals/<uuid:referral_id>/walls/<uuid:wall_id>/", views.proposal, name="proposal"),
    path("referrals/<uuid:referral_id>/accept/", views.accept, name="accept"),
    path("referrals/<uuid:referral_id>/decline/", views.decline, name="decline"),
]
