"""The worker's own places, and where a case begins."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import deed, place, section

place(_("Today"), "desk:today", Permission.TODAY_READ, order=10, keys="g t")
place(_("Cases"), "desk:caseload", Permission.CASES_LIST, order=20, keys="g c")
place(_("Team"), "desk:team", Permission.CASE_ALLOCATE, order=25)
section(_("Overview"), "desk:case", Permission.CASE_READ, order=10)
section(_("Chronology"), "desk:chronology", Permission.CASE_READ, order=11)
section(_("To hand over"), "desk:handover", Permission.CASE_READ, order=19)
section(_("Difficult dates"), "dates:list", Permission.CONTACT_READ, order=16)
section(_("Case conferences"), "conferences:list", Permission.CONTACT_READ, order=17)
deed(_("Find a person or case"), "desk:find", Permission.PEOPLE_SEARCH)
deed(_("Check in: you work alone"), "desk:lone", Permission.TODAY_READ)
deed(_("Tell of an incident"), "desk:incident-tell", Permission.TODAY_READ)
deed(_("Write a line in the on-call log"), "desk:night", Permission.NIGHT_LOG)
deed(_("Mark days away"), "desk:away", Permission.CASE_CHANGE)
deed(_("Look at the duty rota"), "workforce:rota", Permission.TODAY_READ)
deed(_("Say what you bring"), "workforce:strengths", Permission.TODAY_READ)
deed(_("Turn a calendar feed on or off"), "desk:feed", Permission.TODAY_READ)
