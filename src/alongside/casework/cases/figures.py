"""What may be counted of cases: how they ended, and the crimes they are about."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case, CaseCrime, Reopening
from alongside.foundation.accounts.models import User
from alongside.foundation.figures import By, Figure


def cases_behind(path: str) -> Callable[[QuerySet, User], QuerySet]:
    """The cases to which this path leads from the rows: those alone that the user may see."""

    def behind(rows: QuerySet, user: User) -> QuerySet:
        # Asked of each case she may see: what other people's cases hold costs nothing.
        counted = Exists(rows.order_by().filter(**{path: OuterRef("pk")}))
        return Case.objects.visible_to(user).filter(counted)

    return behind


ENDED = Figure(
    name="cases_ended",
    title=_("Support ended"),
    said=_("Cases by the day support ended."),
    queryset=lambda first: Case.objects.all(),
    dated="ended_on",
    by=(By(_("Support ended, by reason and outcome"), "ending_reason", "outcome"),),
    order=50,
    asked=("outcome",),
    behind=cases_behind("pk"),
)
REOPENED = Figure(
    name="support_reopened",
    title=_("Support taken up again"),
    said=_("Each time by its day. A repeat is counted only where the place says what one is."),
    queryset=lambda first: Reopening.objects.all(),
    dated="on",
    by=(By(_("Taken up again, by what brought them back and whether a repeat"), "why", "repeat"),),
    order=51,
    within=("case__programme", "case__stream"),
    behind=cases_behind("case"),
    leaves=False,  # whether it is a repeat depends on what brought them back
)
CRIMES = Figure(
    name="crimes",
    title=_("Crimes in cases opened"),
    said=_(
        "Crimes by the day a case about them was opened, each counted once, however many clients "
        "it has."
    ),
    queryset=lambda first: CaseCrime.objects.all(),
    dated="case__opened_on",
    by=(
        By(_("Crimes, by kind and whether the police know"), "event__category", "event__reported"),
    ),
    order=60,
    counts="event",
    asked=("event__reported",),
    fields={"event__reported": "crime.reported"},
    within=("case__programme", "case__stream"),
    behind=cases_behind("case"),
)
CLIENTS = Figure(
    name="clients",
    title=_("What clients are to these crimes"),
    said=_("A client of two crimes counts at each of them."),
    queryset=lambda first: CaseCrime.objects.all(),
    dated="case__opened_on",
    by=(By(_("Clients, by what they are to the crime"), "client_kind"),),
    order=61,
    within=("case__programme", "case__stream"),
    behind=cases_behind("case"),
)
