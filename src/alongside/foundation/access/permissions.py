"""Every permission in Alongside, on one page."""

from enum import StrEnum, auto


class Permission(StrEnum):
    TODAY_READ = auto()
    CASES_LIST = auto()
    CASE_READ = auto()
    CASE_CHANGE = auto()
    CASE_ALLOCATE = auto()
    CASE_END = auto()
    EMERGENCY_OPEN = auto()
    RECORD_ERASE = auto()
    PERSON_WRITE = auto()
    SAFE_CONTACT_WRITE = auto()
    NUMBER_SEE = auto()
    CONTACT_READ = auto()
    CONTACT_WRITE = auto()
    LIMITS_READ = auto()
    LIMITS_WRITE = auto()
    REFERRAL_ADD = auto()
    REFERRAL_TRIAGE = auto()
    REFERRAL_IMPORT = auto()
    CONFLICT_DECIDE = auto()
    SUMMARY_READ = auto()
    SUMMARY_EXPORT = auto()
    READING_BUDGET = auto()
    OPENINGS_READ = auto()
    OPENINGS_BY_REFERENCE = auto()
    ASKING_MANAGE = auto()
    STAFF_MANAGE = auto()
    UPKEEP_MANAGE = auto()
