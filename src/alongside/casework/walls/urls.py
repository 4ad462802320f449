"""The addresses of walls and of emergency access."""

from django.urls import path

from alongside.casework.walls import views

app_name = "walls"
CASE = "cases/<uuid:case_id>"
urlpatterns = [
    path("emergency/", views.emergency, name="emergency"),
    path("emergency/<uuid:access_id>/answer/", views.answer, name="answer"),
    path(f"{CASE}/walls/", views.walls, name="walls"),
    path(f"{CASE}/walls/add/", views.add, name="add"),
    path(f"{CASE}/walls/<uuid:wall_id>/lift/", views.lift, name="lift"),
    path(f"{CASE}/emergencies/", views.emergencies, name="emergencies"),
    path(f"{CASE}/emergencies/let-in/", views.open_to, name="open_to"),
    path(f"{CASE}/emergencies/<uuid:access_id>/", views.review, name="review"),
]
