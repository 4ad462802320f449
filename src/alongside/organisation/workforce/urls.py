"""Addresses of the pages about staff and about the organisation."""

from django.urls import path

from alongside.organisation.workforce import views
from alongside.organisation.workforce.outsiders import views as outsiders
from alongside.organisation.workforce.programmes import views as programmes
from alongside.organisation.workforce.rota import views as rota
from alongside.organisation.workforce.strengths import views as strengths

app_name = "workforce"
urlpatterns = [
    path("rota/", rota.rota, name="rota"),
    path("rota/add/", rota.put_on, name="put-on"),
    path("rota/<uuid:turn_id>/take-off/", rota.take_off, name="take-off"),
    path("strengths/", strengths.strengths, name="strengths"),
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/programmes/<uuid:programme_id>/", programmes.programme, name="programme"),
    path("organisation/programmes/<uuid:programme_id>/takes/", programmes.takes, name="takes"),
    path("organisation/sign-in/", views.sign_in, name="sign-in"),
    path("organisation/duty/", outsiders.duty, name="duty"),
    path("outsiders/", outsiders.outsider_list, name="outsiders"),
    path("outsiders/<uuid:outsider_id>/codes/", outsiders.sheet, name="sheet"),
    path("outsiders/<uuid:outsider_id>/end/", outsiders.end_of_outsider, name="outsider-end"),
    path("staff/", views.staff, name="staff"),
    path("staff/waiting/", views.waiting, name="waiting"),
    path("staff/invite/", views.invite, name="invite"),
    path("staff/<uuid:user_id>/new-link/", views.new_link, name="new-link"),
    path("staff/<uuid:user_id>/second-role/", views.second_role, name="second-role"),
    path("staff/<uuid:user_id>/end/", views.end, name="end"),
    path("staff/<uuid:user_id>/second-step/", views.reset, name="reset"),
]
