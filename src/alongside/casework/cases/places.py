"""The sections of a case that stand in this module."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.permissions import Permission
from alongside.foundation.ui.places import section

SAFETY, FILE = _("Safety"), _("About the file")


def still_supported(case):
    return case.is_open


def may_go_on(case):
    return not case.is_open and not case.person.dead


def ended_before(case):
    return case.reopened > 0


def of_a_child(case):
    return case.is_of_a_child(case.client_kinds)


section(_("Safe contact"), "cases:safe_contact", Permission.CASE_READ, order=20, group=SAFETY)
section(_("Danger"), "cases:danger", Permission.CASE_CHANGE, order=22, group=SAFETY)
section(_("Person"), "cases:person", Permission.CASE_READ, order=30, group=FILE)
section(_("What helps"), "cases:helps", Permission.CASE_READ, order=13)
section(_("Pinned notices"), "cases:notices", Permission.CASE_CHANGE, order=25, group=SAFETY)
section(
    _("Who decides for the child"),
    "cases:child",
    Permission.CASE_CHANGE,
    order=24,
    group=SAFETY,
    when=of_a_child,
)
section(
    _("As they describe themselves"),
    "cases:described",
    Permission.CASE_CHANGE,
    order=31,
    group=FILE,
)
section(_("People involved"), "cases:involved", Permission.CASE_READ, order=31, group=FILE)
section(
    _("Whom they are not safe from"),
    "cases:opposed",
    Permission.CASE_CHANGE,
    order=23,
    group=SAFETY,
)
section(_("Crime"), "cases:crime", Permission.CASE_CHANGE, order=32, group=FILE)
section(_("Workers"), "cases:workers", Permission.CASE_ALLOCATE, order=36, group=FILE)
section(_("Who may know of it"), "cases:sensitive", Permission.CASE_ALLOCATE, order=37, group=FILE)
section(
    _("End support"),
    "cases:end",
    Permission.CASE_END,
    order=38,
    group=FILE,
    when=still_supported,
)
section(_("If they have died"), "cases:death", Permission.CASE_CHANGE, order=39, group=FILE)
section(
    _("Take support up again"),
    "cases:reopen",
    Permission.CASE_END,
    order=38,
    group=FILE,
    when=may_go_on,
)
section(
    _("How support had ended before"),
    "cases:endings",
    Permission.CASE_READ,
    order=38,
    group=FILE,
    when=ended_before,
)
