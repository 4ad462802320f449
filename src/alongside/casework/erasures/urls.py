"""The addresses of holds, erasures and their certificates."""

from django.urls import path

from alongside.casework.erasures.due import views as due
from alongside.casework.erasures.parts import views as parts
from alongside.casework.erasures.views import declined, holds, ordering, register

app_name = "erasures"
TAKEN_OUT = "cases/<uuid:case_id>/taken-out/<uuid:taking_id>"
CASE, REFERRAL = "cases/<uuid:case_id>", "referrals/<uuid:referral_id>"
urlpatterns = [
    path("erasures/", register.listing, name="register"),
    path("erasures/due/", due.due, name="due"),
    path("erasures/periods/<slug:period>/", due.period, name="period"),
    path("erasures/<uuid:erasure_id>/", register.certificate, name="certificate"),
    path(f"{REFERRAL}/erase/", declined.order, name="declined"),
    path(f"{REFERRAL}/erase/agree/", declined.agree, name="declined_agree"),
    path(f"{REFERRAL}/erase/call-off/", declined.call_off, name="declined_call_off"),
    path(f"{CASE}/holds/", holds.listing, name="holds"),
    path(f"{CASE}/holds/<uuid:hold_id>/lift/", holds.lift, name="lift"),
    path(f"{CASE}/holds/kept/<uuid:kept_id>/", holds.kept, name="kept"),
    path(f"{CASE}/erase/", ordering.order, name="order"),
    path(f"{CASE}/erase/<uuid:erasure_id>/agree/", ordering.agree, name="agree"),
    path(f"{CASE}/erase/<uuid:erasure_id>/call-off/", ordering.call_off, name="call_off"),
    path(f"{CASE}/take-out/<slug:what>/<uuid:part_id>/", parts.order, name="take_out"),
    path(f"{TAKEN_OUT}/", parts.part, name="part"),
    path(f"{TAKEN_OUT}/agree/", parts.agree, name="part_agree"),
    path(f"{TAKEN_OUT}/call-off/", parts.call_off, name="part_call_off"),
]
