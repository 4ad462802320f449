"""What may be counted of support: the people, the contacts, and how soon the first one was."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.figures import cases_behind
from alongside.casework.cases.models import Case, Moment
from alongside.casework.people.merging.records import records_beside
from alongside.casework.support.models import Contact
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today
from alongside.foundation.figures import By, Figure, waited
from alongside.foundation.packs.fields import CodedField

REACHED, FIRST_CONTACT = "yes", "first_contact"


def _reached(first: date) -> QuerySet:
    reached = Contact.objects.filter(reached=REACHED, withdrawn_at=None)
    hers = records_beside("case__person")
    earlier = reached.filter(case__person__in=hers, on__lt=first)
    newness = models.Case(
        When(Exists(earlier), then=Value("continuing")),
        default=Value("new"),
        output_field=CodedField(_("people"), vocabulary="newness"),
    )
    one_person = Coalesce("case__person__lead", "case__person")
    return reached.annotate(newness=newness, one_person=one_person)


def _opened(first: date) -> QuerySet:
    """`due`: until when the first contact was to be tried; `tried`: the day of the first try."""
    given = Moment.objects.filter(pk=OuterRef("source"), event="allocated", withdrawn=False)
    asked = Item.objects.filter(Exists(given), subject=OuterRef("pk"), kind=FIRST_CONTACT)
    tries = Contact.objects.filter(case=OuterRef("pk"), withdrawn_at=None)
    cases = Case.objects.annotate(
        due=Subquery(asked.order_by("due").values("due")[:1]),
        tried=Subquery(tries.order_by("on").values("on")[:1]),
    )
    still_open = Q(due=None) | Q(due__gte=today()) | Q(ended_on__lte=F("due"))
    first_contact = models.Case(
        When(tried__lte=F("due"), then=Value("in_time")),
        When(Q(tried=None) & still_open, then=Value("not_due")),
        default=Value("late"),
        output_field=CodedField(_("first contact"), vocabulary="first_contact_clock"),
    )
    return cases.annotate(first_contact=first_contact, waited=waited("opened_on", "tried"))


def _spoken_with(first: date) -> QuerySet:
    """`received`: the day of the referral; `spoken`: of the first conversation."""
    referred = Moment.objects.filter(
        case=OuterRef("pk"), event="referral_received", withdrawn=False
    ).order_by("on")
    talks = Contact.objects.filter(case=OuterRef("pk"), reached=REACHED, withdrawn_at=None)
    cases = Case.objects.annotate(
        received=Subquery(referred.values("on")[:1]),
        spoken=Subquery(talks.order_by("on").values("on")[:1]),
    )
    return cases.exclude(received=None).annotate(until_spoken=waited("received", "spoken"))


PEOPLE = Figure(
    name="people",
    title=_("People supported"),
    said=_(
        "People with at least one contact in this period that reached them, each counted once. "
        "New: nobody here had reached them before. Continuing: somebody had. A person with two "
        "cases, or with two records that were brought together, is one person."
    ),
    queryset=_reached,
    dated="on",
    by=(By(_("People supported, new and continuing"), "newness"),),
    order=10,
    counts="one_person",
    asked=("case__person__address_class",),
    behind=cases_behind("case"),
)
CONTACTS = Figure(
    name="contacts",
    title=_("Contacts"),
    said=_(
        "Contacts and tries by the day they took place, under the programme and funding stream of "
        "the case at that time. Withdrawn entries do not count."
    ),
    queryset=lambda first: Contact.objects.filter(withdrawn_at=None),
    dated="on",
    by=(
        By(_("Contacts by whom they reached"), "reached"),
        By(_("Contacts by way"), "channel"),
        By(_("Contacts by programme and funding stream"), "programme", "stream"),
    ),
    order=30,
    asked=("programme", "stream"),
    fields={"programme": "acceptance.programme", "stream": "acceptance.stream"},
    behind=cases_behind("case"),
)
HOURS = Figure(
    name="contact_hours",
    title=_("Hours of contact"),
    said=_(
        "Hours of the contacts and tries of this period. For reading here only: by way, few hours "
        "could be one person's."
    ),
    queryset=CONTACTS.queryset,
    dated="on",
    by=(By(_("Hours of contact by way"), "channel"),),
    order=31,
    sums="minutes",
    behind=cases_behind("case"),
    leaves=False,
)
OPENED = Figure(
    name="cases_opened",
    title=_("Cases opened"),
    said=_(
        "Cases by the day they were opened. In time: somebody tried the first contact by the day "
        "that the clock set when a worker took the case on; later, or not yet: the day passed "
        "before. Not due: the day is still ahead, or support ended before it. The waiting time "
        "runs until the first try."
    ),
    queryset=_opened,
    dated="opened_on",
    by=(
        By(_("First contact in cases opened"), "first_contact", "waited"),
        By(_("Cases opened by programme and funding stream"), "programme", "stream"),
    ),
    order=40,
    asked=("danger", "programme", "stream"),
    fields={"programme": "acceptance.programme", "stream": "acceptance.stream"},
    behind=cases_behind("pk"),
)
FIRST_TALK = Figure(
    name="first_talk",
    title=_("From referral to first conversation"),
    said=_(
        "Cases by the day they were opened, where a referral came before. The waiting time runs "
        "from the day of the referral to the first contact that reached the person. For reading "
        "here only: the longest wait is one person's."
    ),
    queryset=_spoken_with,
    dated="opened_on",
    by=(By(_("Cases by waiting time"), "until_spoken"),),
    order=41,
    behind=cases_behind("pk"),
    leaves=False,
    waits=("received", "spoken"),
)
