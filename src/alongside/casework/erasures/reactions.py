"""When somebody leaves who was to agree to an erasure, somebody else is asked."""

from alongside.casework.erasures.commands import ask_others_to_agree
from alongside.casework.erasures.parts.commands import ask_others_about_parts
from alongside.organisation.workforce.leaving import Left, when_somebody_leaves


@when_somebody_leaves
def find_others_who_agree(leaver, *, by):
    ask_others_to_agree(leaver, by=by)
    ask_others_about_parts(leaver, by=by)
    return Left()
