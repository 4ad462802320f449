"""The addresses of those who may be here twice."""

from django.urls import path

from alongside.casework.intake.doubles import views

urlpatterns = [
    path("doubles/", views.doubles, name="doubles"),
    path("doubles/<uuid:double_id>/two/", views.somebody_else, name="two-people"),
]
