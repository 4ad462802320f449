"""For Today: what waits because a team is small, or because of a night."""

from typing import Any

from alongside.casework.desk.rare import ANSWER, NAMED, NAMED_CONFLICT, OUTSIDER
from alongside.casework.erasures.due.queries import due_cases
from alongside.casework.intake.beyond.queries import told_to, waiting_for_her
from alongside.casework.intake.sides.queries import conflicts_told_to, conflicts_waiting_for_her
from alongside.casework.walls.queries import answers_owed_by
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES, holds
from alongside.foundation.accounts.models import User
from alongside.organisation.workforce.outsiders.queries import outsiders_waiting


def after_the_night(user: User, there: set[str]) -> dict[str, Any]:
    """Of what there is: outsiders to agree to, answers she owes, referrals she was named for; and
    what waits for her when she wears her administrator's hat."""
    leads = holds(user, Permission.CASE_ALLOCATE)
    opens = holds(user, Permission.EMERGENCY_OPEN)
    erases = holds(user, Permission.RECORD_ERASE)
    works = holds(user, Permission.CASE_CHANGE)
    conflicts = conflicts_waiting_for_her(user) if works and NAMED_CONFLICT in there else []
    runs_it = Permission.STAFF_MANAGE in ROLES.get(user.other_role, ())
    return {
        "outsiders": len(outsiders_waiting()) if leads and OUTSIDER in there else 0,
        "answers": answers_owed_by(user) if opens and ANSWER in there else [],
        "named": waiting_for_her(user) if works and NAMED in there else [],
        "named_conflicts": conflicts,
        "files_due": due_cases(user).count() if erases else 0,
        "beyond": told_to(user).count() if runs_it else 0,
        "conflicts_beyond": conflicts_told_to(user).count() if runs_it else 0,
    }
