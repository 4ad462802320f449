"""Which module answers which address, and the door of every page that others wrote."""

from django.urls import include, path

from alongside.casework.desk import urls as desk
from alongside.casework.desk.views import home
from alongside.config import doorways, health
from alongside.foundation.ui.comfort import go_to, shortcuts
from alongside.foundation.ui.gallery import gallery

urlpatterns = [
    path("", home, name="home"),
    path("health/alive/", health.alive, name="alive"),
    path("health/ready/", health.ready, name="ready"),
    *doorways.urlpatterns,
    path("gallery/", gallery, name="gallery"),
    path("shortcuts/", shortcuts, name="shortcuts"),
    path("go-to/", go_to, name="go-to"),
    path("", include("alongside.casework.desk.urls")),
    *desk.of_a_case,
    path("", include("alongside.casework.intake.urls")),
    path("", include("alongside.organisation.workforce.urls")),
    path("", include("alongside.organisation.asking.urls")),
    path("", include("alongside.organisation.upkeep.urls")),
    path("", include("alongside.insight.urls")),
    path("", include("alongside.exchange.urls")),
    path("cases/<uuid:case_id>/", include("alongside.casework.cases.urls")),
    path("cases/<uuid:case_id>/", include("alongside.casework.consents.urls")),
    path("", include("alongside.casework.walls.urls")),
    path("", include("alongside.casework.erasures.urls")),
    path("", include("alongside.casework.openings.urls")),
    path("cases/<uuid:case_id>/", include("alongside.casework.support.urls")),
]

handler400 = "alongside.foundation.ui.errors.bad_request"
handler403 = "alongside.foundation.ui.errors.forbidden"
handler404 = "alongside.foundation.ui.errors.not_found"
handler500 = "alongside.foundation.ui.errors.server_error"
