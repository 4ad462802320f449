"""The addresses of consents, each under the address of the case."""

from django.urls import path

from alongside.casework.consents import views

app_name = "consents"
urlpatterns = [
    path("consents/", views.ledger, name="ledger"),
    path("consents/add/", views.add, name="add"),
    path("consents/<uuid:consent_id>/withdraw/", views.withdraw, name="withdraw"),
    path("consents/support/", views.service, name="service"),
    path("consents/asking/", views.asking, name="asking"),
    path("consents/ground/", views.basis, name="basis"),
    path("unreachable/", views.unreachable, name="unreachable"),
    path("unreachable/agree/", views.agree, name="agree"),
]
