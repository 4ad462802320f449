"""The addresses of holds, erasures and their certificates."""

from django.urls import path

from alongside.casework.erasures.views import holds, ordering, register

app_name = "erasures"
CASE = "cases/<uuid:case_id>"
urlpatterns = [
    path("erasures/", register.listing, name="register"),
    path("erasures/<uuid:erasure_id>/", register.certificate, name="certificate"),
    path(f"{CASE}/holds/", holds.listing, name="holds"),
    path(f"{CASE}/holds/<uuid:hold_id>/lift/", holds.lift, name="lift"),
    path(f"{CASE}/erase/", ordering.order, name="order"),
    path(f"{CASE}/erase/<uuid:erasure_id>/agree/", ordering.agree, name="agree"),
    path(f"{CASE}/erase/<uuid:erasure_id>/call-off/", ordering.call_off, name="call_off"),
]
