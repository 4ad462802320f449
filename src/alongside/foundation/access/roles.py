"""Which role holds which permissions. The pack only names the roles in local words."""

from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.models import User

P = Permission

TAKING_IN = frozenset(
    {P.REFERRAL_ADD, P.PEOPLE_SEARCH}
)  # whoever takes a call or a referral asks first whether somebody is here already
OWN_CASES = TAKING_IN | frozenset(
    {P.TODAY_READ, P.CASES_LIST, P.CASE_READ, P.CASE_CHANGE, P.CASE_END, P.PERSON_WRITE}
    | {P.EMERGENCY_OPEN}
    | {P.SAFE_CONTACT_WRITE, P.NUMBER_SEE, P.CONTACT_READ, P.CONTACT_WRITE}
    | {P.LIMITS_READ, P.LIMITS_WRITE, P.NIGHT_LOG}
)
LEADING = frozenset({P.CASE_ALLOCATE, P.REFERRAL_TRIAGE, P.REFERRAL_IMPORT, P.SUMMARY_READ}) | {
    P.OPENINGS_READ,
    P.INCIDENT_HANDLE,
}

READING = frozenset(
    {P.TODAY_READ, P.CASES_LIST, P.CASE_READ, P.CONTACT_READ, P.LIMITS_READ}
)  # of cases that she is put on or named on, and of no other

ROLES: dict[str, frozenset[Permission]] = {
    "support_worker": OWN_CASES,
    "senior_worker": OWN_CASES | LEADING,
    "manager": OWN_CASES
    | LEADING
    | {P.CONFLICT_DECIDE, P.SUMMARY_EXPORT, P.RECORD_ERASE, P.READING_BUDGET, P.ASKING_MANAGE},
    "counsellor": OWN_CASES - {P.CASE_END},
    "helpline": TAKING_IN | {P.TODAY_READ, P.NIGHT_LOG},
    "duty": OWN_CASES - {P.CASE_END, P.PERSON_WRITE},  # at night, by emergency access
    "safeguarding_lead": READING
    | TAKING_IN
    | {P.CASE_CHANGE, P.EMERGENCY_OPEN, P.NUMBER_SEE, P.INCIDENT_HANDLE},
    "restorative_facilitator": OWN_CASES - {P.CASE_END, P.PERSON_WRITE, P.EMERGENCY_OPEN},
    "student": READING
    | {P.CONTACT_WRITE, P.LIMITS_WRITE},  # beside somebody, never alone; looks for nobody
    "complaints": READING,  # the file that a complaint is about
    "clinical_supervisor": frozenset({P.TODAY_READ}),  # from outside: supervises people, not files
    "finance": frozenset({P.SUMMARY_READ}),  # counts, never names
    "data_protection_officer": frozenset(
        {P.TODAY_READ, P.OPENINGS_BY_REFERENCE, P.INCIDENT_HANDLE}
    ),  # who opened which, and breaches; no case
    "volunteer": frozenset({P.TODAY_READ}),  # sees the task, not the file
    "trainer": frozenset({P.TODAY_READ}),  # sees no real case
    "administrator": frozenset(
        {P.STAFF_MANAGE, P.UPKEEP_MANAGE, P.READING_BUDGET, P.ASKING_MANAGE}
    ),  # reads no case
}


def holds(user: User, permission: Permission) -> bool:
    """An unknown role holds nothing."""
    return permission in ROLES.get(getattr(user, "role", ""), ())
