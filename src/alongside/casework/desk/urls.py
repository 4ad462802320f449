"""The addresses of the worker's desk."""

from django.urls import include, path

from alongside.casework.desk import views
from alongside.casework.desk.conference.urls import conferences
from alongside.casework.desk.cover import views as cover
from alongside.casework.desk.feed import views as feed
from alongside.casework.desk.handover import views as handover
from alongside.casework.desk.incidents import views as incidents
from alongside.casework.desk.lone import views as lone
from alongside.casework.desk.mine import views as mine
from alongside.casework.desk.oncall import views as oncall
from alongside.casework.desk.record import DATES
from alongside.casework.desk.search import views as search
from alongside.casework.desk.team import views as team
from alongside.casework.desk.week import views as week
from alongside.casework.records.urls import record_urls

app_name = "desk"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("if-someone-asks/", views.if_someone_asks, name="if-someone-asks"),
    path("duty/", views.duty, name="duty"),
    path("leaving/<uuid:user_id>/", views.leaving, name="leaving"),
    path("find/", search.find_page, name="find"),
    path("find/as-typed/", search.as_typed, name="find-as-typed"),
    path("cases/", views.caseload, name="caseload"),
    path("cases/<uuid:case_id>/", views.case, name="case"),
    path("cases/<uuid:case_id>/chronology/", mine.chronology_page, name="chronology"),
    path("cases/<uuid:case_id>/handover/", handover.handover, name="handover"),
    path("cases/<uuid:case_id>/handover/read/", handover.read, name="handover-read"),
    path("team/", team.board, name="team"),
    path("team/proposing/", team.order, name="proposing"),
    path("team/week/", week.week, name="week"),
    path("away/", cover.away, name="away"),
    path("away/<uuid:absence_id>/", cover.brief, name="brief"),
    path("away/<uuid:absence_id>/back/", cover.back, name="back"),
    path("away/brief/<uuid:covered_id>/", cover.brief_line, name="brief-line"),
    path("nights/", oncall.log, name="nights"),
    path("nights/add/", oncall.add, name="night"),
    path("nights/<uuid:night_id>/taken/", oncall.take, name="night-taken"),
    path("alone/", lone.lone, name="lone"),
    path("alone/<uuid:visit_id>/back/", lone.back, name="lone-back"),
    path("incidents/", incidents.listing, name="incidents"),
    path("incidents/tell/", incidents.tell, name="incident-tell"),
    path("incidents/<uuid:incident_id>/", incidents.show, name="incident"),
    path("calendar-feed/", feed.feed, name="feed"),
    path("calendar-feed/end/", feed.end, name="feed-end"),
    path("calendar/<str:secret>.ics", feed.calendar, name="calendar"),
]
of_a_case = [
    path("cases/<uuid:case_id>/dates/", include((record_urls(DATES), "dates"))),
    path("cases/<uuid:case_id>/conferences/", include((conferences, "conferences"))),
]
