"""What the desk keeps: cover, the night's log, who works alone, incidents, difficult dates."""

from alongside.casework.desk.cover.models import Covered, Moved
from alongside.casework.desk.dates.models import DifficultDate
from alongside.casework.desk.feed.models import Feed
from alongside.casework.desk.incidents.models import Incident, Step
from alongside.casework.desk.lone.models import Visit
from alongside.casework.desk.oncall.models import NightEntry
from alongside.casework.desk.team.models import GroundPlace

__all__ = [
    "Covered",
    "DifficultDate",
    "Feed",
    "GroundPlace",
    "Incident",
    "Moved",
    "NightEntry",
    "Step",
    "Visit",
]
