"""Which role holds which permissions. The pack only names the roles in local words."""

from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.models import User

P = Permission

OWN_CASES = frozenset(
    {P.TODAY_READ, P.CASES_LIST, P.CASE_READ, P.CASE_CHANGE, P.CASE_END, P.PERSON_WRITE}
    | {P.EMERGENCY_OPEN}
    | {P.SAFE_CONTACT_WRITE, P.NUMBER_SEE, P.CONTACT_READ, P.CONTACT_WRITE}
    | {P.LIMITS_READ, P.LIMITS_WRITE, P.REFERRAL_ADD}
)
LEADING = frozenset({P.CASE_ALLOCATE, P.REFERRAL_TRIAGE, P.SUMMARY_READ})

ROLES: dict[str, frozenset[Permission]] = {
    "support_worker": OWN_CASES,
    "senior_worker": OWN_CASES | LEADING,
    "manager": OWN_CASES | LEADING | {P.SUMMARY_EXPORT, P.RECORD_ERASE},
    "counsellor": OWN_CASES - {P.CASE_END},
    "helpline": frozenset({P.TODAY_READ, P.REFERRAL_ADD}),
    "volunteer": frozenset({P.TODAY_READ}),  # sees the task, not the file
    "trainer": frozenset({P.TODAY_READ}),  # sees no real case
    "administrator": frozenset({P.STAFF_MANAGE}),  # reads no case
}


def holds(user: User, permission: Permission) -> bool:
    """An unknown role holds nothing."""
    return permission in ROLES.get(getattr(user, "role", ""), ())
