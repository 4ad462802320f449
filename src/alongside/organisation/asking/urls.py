"""Addresses of the pages about what is asked here."""

from django.urls import path

from alongside.organisation.asking import views

app_name = "asking"
urlpatterns = [
    path("organisation/asking/", views.all_asked, name="all"),
    path("organisation/asking/words/<slug:vocabulary>/", views.words, name="words"),
    path("organisation/asking/<slug:form>/<slug:field>/", views.field, name="field"),
]
