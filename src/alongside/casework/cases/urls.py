"""The addresses of a case's own pages, each under the address of the case."""

from django.urls import path

from alongside.casework.cases.views import crime, danger, ending, gate, person, safe, team

app_name = "cases"
urlpatterns = [
    path("number/<uuid:point_id>/", gate.number, name="number"),
    path("number/<uuid:point_id>/override/", gate.override, name="override"),
    path("overrides/", gate.overrides, name="overrides"),
    path("overrides/<uuid:override_id>/", gate.look, name="look_at_override"),
    path("person/", person.person, name="person"),
    path("person/change/", person.change, name="change_person"),
    path("safe-contact/", safe.listing, name="safe_contact"),
    path("safe-contact/add/", safe.add, name="add_safe_contact"),
    path("safe-contact/<uuid:point_id>/change/", safe.change, name="change_safe_contact"),
    path("safe-contact/<uuid:point_id>/confirm/", safe.confirm, name="confirm_safe_contact"),
    path("safe-contact/<uuid:point_id>/withdraw/", safe.withdraw, name="withdraw_safe_contact"),
    path("danger/", danger.judge, name="danger"),
    path("danger/<uuid:judgement_id>/agree/", danger.agree, name="agree_to_danger"),
    path("workers/", team.workers, name="workers"),
    path("workers/add/", team.add, name="add_worker"),
    path("workers/hand-over/", team.hand_over, name="hand_over"),
    path("sensitive/", team.sensitive, name="sensitive"),
    path("sensitive/ordinary/", team.ordinary, name="make_ordinary"),
    path("crime/", crime.crimes, name="crime"),
    path("crime/add/", crime.add, name="add_crime"),
    path("end/", ending.end, name="end"),
]
