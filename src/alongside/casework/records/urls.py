"""The addresses of a record kind."""

from django.urls import path

from alongside.casework.records import views


def record_urls(kind, *, add=None, show=None, withdraw=None):
    """The kit's five pages; a kind with a form or a page of its own gives its view."""
    return [
        path("", views.list_page(kind), name="list"),
        path("add/", add or views.add_page(kind), name="add"),
        path("<uuid:record_id>/", show or views.show_page(kind), name="show"),
        path("<uuid:record_id>/correct/", views.correct_page(kind), name="correct"),
        path("<uuid:record_id>/withdraw/", withdraw or views.withdraw_page(kind), name="withdraw"),
    ]
