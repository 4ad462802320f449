"""The addresses of two records that are, or may be, one person."""

from django.urls import path

from alongside.casework.intake.merging import views

MERGE = "cases/<uuid:case_id>/together/<uuid:merge_id>"
urlpatterns = [
    path("doubles/<uuid:double_id>/", views.double, name="double"),
    path("cases/<uuid:case_id>/together/", views.listing, name="together"),
    path("cases/<uuid:case_id>/together/seen/", views.seen, name="together-seen"),
    path(f"{MERGE}/", views.merge, name="merge"),
    path(f"{MERGE}/part/", views.part, name="part"),
]
