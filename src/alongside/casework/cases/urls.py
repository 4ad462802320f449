"""The addresses of a case's own pages, each under the address of the case."""

from django.urls import path

from alongside.casework.cases.views import crime, danger, ending, gate, person, safe, team

app_name = "cases"
urlpatterns = [
    path("number/<uuid:point_id>/", gate.number, name="number"),
    path("number/<uuid:point_id>/override/", gate.override, name="override"),
    path("overrides/", gate.overrides, name="overrides"),
    path("overrides/<uuid:override_id>/", gate.look, name="look-at-override"),
    path("person/", person.person, name="person"),
    path("person/change/", person.change, name="change-person"),
    path("safe-contact/", safe.listing, name="safe-contact"),
    path("safe-contact/add/", safe.add, name="add-safe-contact"),
    path("safe-contact/<uuid:point_id>/change/", safe.change, name="change-safe-contact"),
    path("safe-contact/<uuid:point_id>/confirm/", safe.confirm, name="confirm-safe-contact"),
    path("safe-contact/<uuid:point_id>/withdraw/", safe.withdraw, name="withdraw-safe-contact"),
    path("danger/", danger.judge, name="danger"),
    path("danger/<uuid:judgement_id>/agree/", danger.agree, name="agree-to-danger"),
    path("workers/", team.workers, name="workers"),
    path("workers/add/", team.add, name="add-worker"),
    path("workers/hand-over/", team.hand_over, name="hand-over"),
    path("sensitive/", team.sensitive, name="sensitive"),
    path("sensitive/ordinary/", team.ordinary, name="make-ordinary"),
    path("crime/", crime.crimes, name="crime"),
    path("crime/add/", crime.add, name="add-crime"),
    path("end/", ending.end, name="end"),
]
