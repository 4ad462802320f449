"""The addresses of intake."""

from django.urls import include, path

from alongside.casework.intake import views

app_name = "intake"
urlpatterns = [
    path("imports/", include("alongside.casework.intake.feeds.urls")),
    path("triage/", views.triage, name="triage"),
    path("referrals/new/", views.add, name="add"),
    path("referrals/<uuid:referral_id>/", views.decide, name="decide"),
    path("referrals/<uuid:referral_id>/walls/<uuid:wall_id>/", views.proposal, name="proposal"),
    path("referrals/<uuid:referral_id>/accept/", views.accept, name="accept"),
    path("referrals/<uuid:referral_id>/decline/", views.decline, name="decline"),
]
