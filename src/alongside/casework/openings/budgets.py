"""How many files somebody in each role opens in an hour of ordinary work, and then some."""

from alongside.casework.openings.models import Budget
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.hats.commands import hats_of
from alongside.foundation.accounts.models import User

LEAST, MOST = 5, 300
UNKNOWN = 10  # a role that nobody thought of is watched closely, never not at all

LEAVE_LINES = frozenset(
    {Permission.CASE_READ, Permission.REFERRAL_TRIAGE, Permission.OPENINGS_BY_REFERENCE}
    | {Permission.PEOPLE_SEARCH}
)

# About twice what a full hour of that work needs, so that a busy day alerts nobody.
DEFAULTS = {
    "support_worker": 30,  # a caseload is 15 to 40: in an hour of calls she meets ten of them
    "senior_worker": 60,  # goes through a team's files before supervision, and does triage
    "manager": 60,  # the same, of the teams that nobody else leads at the moment
    "counsellor": 20,  # an hour is a session or two
    "helpline": 40,  # ten calls in an hour, and whoever calls is looked for in two spellings
    "duty": 80,  # callers nobody announced: looking one up must never be weighed against an alarm
    "safeguarding_lead": 40,  # reads around a concern: siblings, households, earlier referrals
    "restorative_facilitator": 20,  # few cases, long preparation
    "student": 10,  # beside somebody, on a few files
    "data_protection_officer": 20,  # reads no case; asks by reference who opened which
    "complaints": 10,  # the file that a complaint is about
}


def opens_anything(role: str) -> bool:
    """Whether the budget of this role can ever be used: whatever leaves a line about a file."""
    return bool(LEAVE_LINES & ROLES.get(role, frozenset()))


def budgets() -> dict[str, int]:
    """For each role what holds now: what the organisation set last, else as it comes."""
    told = dict(Budget.objects.values_list("role", "per_hour"))  # ordered: the last one stays
    return DEFAULTS | told


def budget_of(user: User, standing: dict[str, int]) -> int:
    """The larger one where she has two hats: the trail does not say which she wore."""
    roles = [hat.role for hat in hats_of(user)]
    return max([standing.get(role, UNKNOWN) for role in roles if opens_anything(role)] or [UNKNOWN])
