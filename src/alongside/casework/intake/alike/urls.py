"""The addresses of possible duplicates and of conflicts."""

from django.urls import path

from alongside.casework.intake.alike import views

urlpatterns = [
    path("referrals/<uuid:referral_id>/alike/<uuid:likeness_id>/", views.compare, name="compare"),
    path("referrals/<uuid:referral_id>/into/<uuid:into_id>/", views.into_case, name="into-case"),
    path("referrals/<uuid:referral_id>/conflict/", views.tell, name="tell-conflict"),
    path("cases/<uuid:case_id>/alike/", views.asked, name="asked"),
    path("conflicts/", views.conflicts, name="conflicts"),
    path("conflicts/<uuid:conflict_id>/", views.conflict, name="conflict"),
    path("conflicts/<uuid:conflict_id>/named/", views.conflict_by_code, name="conflict-by-code"),
]
