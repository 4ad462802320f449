"""When somebody leaves, whoever leads is asked to look; her calendar ends; who is proposed."""

from alongside.casework.cases.proposing import proposes
from alongside.casework.desk.commands import ask_for_a_look, pass_looks_on
from alongside.casework.desk.feed.commands import end_feed
from alongside.casework.desk.leaving import cases_open_of, shared_out
from alongside.casework.desk.team.queries import propose
from alongside.organisation.workforce.leaving import Left, when_somebody_leaves


@when_somebody_leaves
def have_it_looked_at(leaver, *, by):
    pass_looks_on(leaver, by=by)
    asked = ask_for_a_look(leaver, by=by)
    _, unseen = shared_out(leaver)
    return Left(len(cases_open_of(leaver)), len(asked), len(unseen))


@when_somebody_leaves
def end_her_calendar(leaver, *, by):
    end_feed(leaver, by=by)
    return Left()


proposes(propose)
