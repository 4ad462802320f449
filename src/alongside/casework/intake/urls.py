"""The addresses of intake."""

from django.urls import include, path

from alongside.casework.intake import views
from alongside.casework.intake.beyond.views import beyond, by_code
from alongside.casework.intake.decided import views as decided
from alongside.casework.intake.deciding import views as deciding

app_name = "intake"
urlpatterns = [
    path("imports/", include("alongside.casework.intake.feeds.urls")),
    path("calls/", include("alongside.casework.intake.calls.urls")),
    path("waiting/", include("alongside.casework.intake.waiting.urls")),
    path("", include("alongside.casework.intake.alike.urls")),
    path("", include("alongside.casework.intake.doubles.urls")),
    path("", include("alongside.casework.intake.merging.urls")),
    path("triage/", views.triage, name="triage"),
    path("triage/outsider/", beyond, name="beyond"),
    path("referrals/by-code/", by_code, name="by-code"),
    path("referrals/new/", views.add, name="add"),
    path("referrals/<uuid:referral_id>/", deciding.decide, name="decide"),
    path("referrals/<uuid:referral_id>/walls/<uuid:wall_id>/", deciding.proposal, name="proposal"),
    path("referrals/<uuid:referral_id>/accept/", deciding.accept, name="accept"),
    path("referrals/<uuid:referral_id>/decline/", deciding.decline, name="decline"),
    path("referrals/decided/", decided.listing, name="decided"),
    path("referrals/<uuid:referral_id>/undo/", decided.undo, name="undo"),
    path("referrals/<uuid:referral_id>/wait/", deciding.wait, name="wait"),
]
