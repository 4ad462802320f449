"""Cover, the night's log, who works alone, incidents, difficult days, conferences."""

from alongside.casework.desk.conference.models import Action, Conference, Partner
from alongside.casework.desk.cover.models import Covered, Moved
from alongside.casework.desk.dates.models import DifficultDate
from alongside.casework.desk.feed.models import Feed
from alongside.casework.desk.incidents.models import Incident, Step
from alongside.casework.desk.lone.models import Visit
from alongside.casework.desk.oncall.models import NightEntry
from alongside.casework.desk.team.models import GroundPlace

__all__ = [
    "Action",
    "Conference",
    "Covered",
    "DifficultDate",
    "Feed",
    "GroundPlace",
    "Incident",
    "Moved",
    "NightEntry",
    "Partner",
    "Step",
    "Visit",
]
