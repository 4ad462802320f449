"""The addresses of the machine door, and of the page that says which machines may use it."""

from django.urls import path

from alongside.exchange import machine, views

app_name = "exchange"
urlpatterns = [
    path("exchange/v1/referrals/", machine.referrals, name="referrals"),
    path("exchange/v1/openapi.json", machine.openapi, name="openapi"),
    path("exchange/keys/", views.keys, name="keys"),
    path("exchange/keys/<uuid:key_id>/revoke/", views.revoke, name="revoke"),
]
