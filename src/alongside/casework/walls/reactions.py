"""When somebody leaves, what waited for their second eyes waits for somebody else's."""

from alongside.casework.cases.leaving.commands import pass_second_looks_on
from alongside.casework.walls.commands import pass_liftings_on
from alongside.organisation.workforce.leaving import Left, when_somebody_leaves


@when_somebody_leaves
def find_others_who_look(leaver, *, by):
    pass_second_looks_on(leaver, by=by)
    pass_liftings_on(leaver, by=by)
    return Left()
