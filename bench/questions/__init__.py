"""What is measured, one file for each question. Each says who asks, and sends one request."""

from bench.questions import (
    caselist,
    casepage,
    chronology,
    contact,
    drill,
    search,
    summary,
    team,
    today,
    triage,
)

ALL = (contact, casepage, chronology, today, caselist, team, triage, *search.ALL, summary, drill)
