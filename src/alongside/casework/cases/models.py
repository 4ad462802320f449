"""A case: the work done alongside one person, by the few who may see it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.emergency import EmergencyAccess
from alongside.casework.cases.handing.models import Handover
from alongside.casework.cases.involved.around import APART, Notice, Override, Party
from alongside.casework.cases.reopening.models import Reopening
from alongside.casework.cases.together.circumstances import in_other_cases
from alongside.casework.people.about.children import is_child
from alongside.casework.people.merging.points import points_of_all
from alongside.casework.people.models import Child, Person, Wall
from alongside.casework.people.safe_contact import (
    SAFE_NOW,
    Circumstances,
    best_of,
    never,
    standings_of,
)
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.clock import now, today
from alongside.foundation.lots import draw, in_halves
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.packs.loader import pack
from alongside.foundation.prepared import Prepared
from alongside.foundation.vault.fields import SealedText
from alongside.foundation.vault.models import KeyOwner
from alongside.organisation.workforce.models import FundingStream, Programme

__all__ = [
    "APART",
    "EmergencyAccess",
    "Handover",
    "Notice",
    "Override",
    "Party",
    "Reopening",
]  # and what stands below

DANGER_LOWERED, OVERRIDE_REVIEW = "danger_lowered", "override_review"
EMERGENCY_REVIEW = "emergency_review"
SECOND_EYES = (DANGER_LOWERED, OVERRIDE_REVIEW, EMERGENCY_REVIEW)  # what the agenda calls them
DANGER_FIRST = ("high", "raised", "unknown", "standard")  # not known counts as more than standard


def new_reference():
    return draw(7)


def seen_by(user, at):
    """The ids of what she may see, so that other people's cases cost nothing."""
    walled, let_in = Wall.objects.of(user), EmergencyAccess.objects.running(at).filter(by=user)
    open_here = Allocation.objects.filter(until=None, case__sensitive=False)
    own = open_here.filter(worker=user)
    supervised = open_here.filter(worker__membership__team__supervisor=user)
    named = NamedReader.objects.filter(user=user)
    ways = (own, supervised, named, let_in)
    seen = [rows.exclude(case__person__in=walled).values("case_id") for rows in ways]
    through_a_wall = let_in.exclude(second=None, code=None).values("case_id")
    return through_a_wall.union(*seen)


SEEN_BY = Prepared(seen_by, user=models.UUIDField(), at=models.DateTimeField())


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Cases of her own and of the teams she supervises; a sensitive one only by name; one
        behind a wall never, but for an hour when two people let her in."""
        if not holds(user, Permission.CASE_READ):
            return self.none()
        return self.filter(pk__in=SEEN_BY.asked(user=user.pk, at=now()))

    def open(self):
        return self.filter(ended_on=None)


class Case(KeyOwner):
    """`reference` is drawn by lot, so that it tells nothing of when or how many."""

    reference = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    stream = models.ForeignKey(FundingStream, models.PROTECT, null=True, related_name="+")
    danger = CodedField(_("danger"), vocabulary="danger", default="unknown")
    sensitive = models.BooleanField(_("sensitive"), default=False)
    opened_on = models.DateField(default=today)
    ended_on = models.DateField(null=True)
    ending_reason = CodedField(_("reason"), vocabulary="ending_reason", blank=True, default="")
    outcome = CodedField(_("outcome"), vocabulary="outcome", blank=True, default="")
    reopened = models.PositiveSmallIntegerField(default=0, editable=False)  # how many times
    told = SealedText(_("what we were told at the start"), sealed_as="case.told", default="")
    danger_until_agreed = CodedField(
        _("danger until a second person agrees"), vocabulary="danger", blank=True, default=""
    )
    ending_summary = SealedText(
        _("summary"), sealed_as="case.ending_summary", blank=True, default=""
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "id"]
        indexes = [
            models.Index(fields=["opened_on"], name="case_opened"),
            # Open cases are not in it, or a list of one's own would be looked for among them all.
            models.Index(
                fields=["ended_on"], name="case_ended", condition=Q(ended_on__isnull=False)
            ),
        ]

    @property
    def is_open(self):
        return self.ended_on is None

    @cached_property
    def standings(self):
        """How each of her contact points stands at this moment, the most useful first."""
        points = points_of_all([self.person]).get(self.person_id, [])
        return standings_of(points, self.circumstances, at=now())

    @cached_property
    def circumstances(self):
        """What of the case decides how long an answer about safe contact holds."""
        unasked = self.is_of_a_child(self.client_kinds) and not self.asked_of_the_child
        crimes = frozenset(category for category, _ in self.crime_links)
        elsewhere, died = self.in_other_cases, self.person.dead
        return Circumstances(self.cautious_danger, crimes, unasked, died, elsewhere)

    @cached_property
    def in_other_cases(self):
        """The same of every other case of hers, where she has several records."""
        return in_other_cases([self])[self.pk]

    @cached_property
    def crime_links(self):
        """The kinds of crime it is about, each with what the client is to it."""
        links = CaseCrime.objects.filter(case=self)
        return list(links.values_list("event__category", "client_kind"))

    @property
    def client_kinds(self):
        return {kind for _, kind in self.crime_links}

    def is_of_a_child(self, kinds):
        """Whether the client is a child, by what is known of the age and of the crime."""
        return is_child(self.person, kinds, today())

    @cached_property
    def asked_of_the_child(self):
        """Who holds parental responsibility, whether one is suspected, whether the child agrees."""
        return Child.objects.answered().filter(person=self.person_id).exists()

    @cached_property
    def notices(self):
        """What is pinned above every page of the case until its day is over."""
        return Notice.objects.pinned_to(self) if getattr(self, "has_notices", True) else []

    @property
    def standing(self):
        """Whether she may be rung at this moment, for the banner on every page of the case."""
        return best_of(self.standings)

    @property
    def other_safe_ways(self):
        """In words, what else is safe at this moment."""
        return [
            each.point.get_kind_display()
            for each in self.standings
            if each.code == SAFE_NOW and each.point != self.standing.point
        ]

    @property
    def never(self):
        """Ways to reach her that nobody has said are safe."""
        return never(self.standing, self.standings)

    @property
    def first_contact_script(self):
        """Step by step what the pack says, with the name to ask for."""
        return pack().safe_contact.script_for(self.person.first_name)

    @cached_property
    def named_people(self):
        """How many may know of a sensitive case."""
        return self.named_readers.count() if self.sensitive else 0

    @property
    def cautious_danger(self):
        """The higher level, until a second person has agreed to a lower one."""
        return self.danger_until_agreed or self.danger

    @property
    def code(self):
        """As it is read out: K7M 4QTE."""
        return in_halves(self.reference)


class Allocation(models.Model):
    """A worker stands beside this person from one day to another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="allocations")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="allocations")
    since = models.DateField(default=today)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "worker"],
                condition=Q(until=None),
                name="one_open_allocation_per_worker",
            )
        ]
        indexes = [models.Index(fields=["worker", "until"], name="caseload")]


class NamedReader(models.Model):
    """One of the few who may see a sensitive case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="named_readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="named_once")]


class CrimeEvent(KeyOwner):
    """What happened once, under a key of its own, whoever its clients are. Only codes and the
    reference stand here; each client's own words stay in her own case."""

    category = CodedField(_("crime"), vocabulary="crime")
    on = models.DateField(_("when it happened"), null=True, blank=True)
    reported = CodedField(_("reported to the police?"), vocabulary="reported", default="not_known")
    reference = SealedText(
        _("police reference"), sealed_as="crime_event.reference", blank=True, default=""
    )


class CaseCrime(models.Model):
    """What one client is to one crime event: harmed by it, bereaved, a witness."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="crimes")
    event = models.ForeignKey(CrimeEvent, models.PROTECT, related_name="clients")
    client_kind = CodedField(_("kind of client"), vocabulary="client_kind")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "event"], name="one_link_per_crime")]


class DangerJudgement(models.Model):
    """How high somebody judged the danger, and why. To lower it needs a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="judgements")
    level = CodedField(_("danger"), vocabulary="danger")
    before = CodedField(_("danger before"), vocabulary="danger")
    reason = SealedText(_("reason"), sealed_as="danger.reason", blank=True, default="")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    @property
    def key_id(self):
        return self.case.key_id


class Moment(models.Model):
    """Something that happened on a day: one line of the chronology."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="moments")
    event = models.CharField(max_length=60)
    on = models.DateField()
    record = models.UUIDField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=now)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["-on", "-noted_at"]
        indexes = [
            models.Index(fields=["case", "-on", "-noted_at"], name="chronology"),
            models.Index(fields=["event", "on"], name="moments_counted"),
        ]
