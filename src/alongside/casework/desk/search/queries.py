"""Who is found, as far as the reader may know of them; hidden and absent are answered alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.casework.cases.sight.queries import workers_of
from alongside.casework.intake.models import Referral
from alongside.casework.intake.queries import open_to
from alongside.casework.keeping.guards import erased
from alongside.casework.people.finding.asking import read_words
from alongside.casework.people.finding.queries import find_people
from alongside.casework.people.finding.ranking import WHY
from alongside.casework.people.merging.records import records_of_all
from alongside.casework.people.models import Person, Wall
from alongside.casework.people.queries import beyond_a_list
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.vault.reading import if_readable, told
from alongside.foundation.vault.ring import ring

SHOWN = 20
LETTERS, DIGITS = 2, 4  # fewer tell nobody apart
REFERENCE = "reference"
REASONS = {REFERENCE: _("the case reference"), **WHY}
NOBODY = UUID(int=0)  # asked along, so that nobody at all costs the statements of somebody


@dataclass(frozen=True)
class Found:
    """Somebody who may be shown: by a case that is in sight, by an ordinary case next door, or by
    a referral that waits, for whoever triages. `again`: the same person stands there already."""

    person: Person
    case: Case | None
    referral: Referral | None
    in_sight: bool
    workers: list[User]
    why: list[str]
    again: bool = False

    @property
    def reasons(self) -> list[str]:
        """In what it is like the words that were typed; which other name it is, is never said."""
        return [str(REASONS[code]) for code in self.why]

    @property
    def alias(self) -> str:
        """All that shows of a name next door."""
        return told(self.person, "known_as")

    @property
    def full_name(self) -> str:
        """Where it says more than what she is called."""
        full = f"{told(self.person, 'given_names')} {told(self.person, 'family_name')}".strip()
        return full if full != self.person.name else ""

    @property
    def born(self) -> date | None:
        return if_readable(self.person, "birth_date")


@dataclass
class Sight:
    """What of some people one reader may know of: their cases in sight, ordinary ones next door,
    a referral that waits. Somebody with several records is one person, by the record that leads,
    with the cases of all; `own` are the records of which a case is in sight. Its statements are the
    same in number whoever is asked about."""

    reader: User
    leads: dict[UUID, UUID] = field(default_factory=dict)
    own: set[UUID] = field(default_factory=set)
    cases: dict[UUID, list[UUID]] = field(default_factory=dict)
    next_door: dict[UUID, list[UUID]] = field(default_factory=dict)
    referrals: dict[UUID, UUID] = field(default_factory=dict)
    asked: bool = False

    def keep(self, people: Iterable[UUID]) -> set[UUID]:
        """Of these, whoever may be shown at all. Who has a sensitive case of others, at whichever
        record, is known by her cases in sight alone, and whoever is behind a wall by none."""
        asked, self.asked = [*people, NOBODY], True
        records, kept_from = self._records_of(asked)
        some = [*records, NOBODY]
        cases = Case.objects.filter(~erased("person", "pk"), person__in=some)
        seen = Case.objects.visible_to(self.reader).filter(person__in=some)
        visible = set(seen.values_list("pk", flat=True))
        mine: dict[UUID, list[UUID]] = {}
        others: dict[UUID, list[UUID]] = {}
        for case, person, sensitive in cases.values_list("pk", "person", "sensitive"):
            lead = self.lead_of(person)
            (mine if case in visible else others).setdefault(lead, []).append(case)
            if case in visible:
                self.own.add(person)
            elif sensitive:
                kept_from.add(lead)
        waiting = self._waiting(some)
        hidden = kept_from - set(mine)
        self.cases |= mine
        self.next_door |= {who: ids for who, ids in others.items() if who not in kept_from}
        self.referrals |= {who: one for who, one in waiting.items() if who not in hidden}
        shown = {*self.cases, *self.next_door, *self.referrals}
        here = {who for who in asked if self.lead_of(who) in shown}
        return {who for who in here if who in self.own or self.lead_of(who) not in kept_from}

    def keep_in_sight(self, people: Iterable[UUID]) -> set[UUID]:
        """Of these, whose case she sees: nobody else can be found by where she lives."""
        return self.keep(people) & self.own

    def lead_of(self, person: UUID) -> UUID:
        """The record by which she is one person."""
        return self.leads.get(person, person)

    def _records_of(self, people):
        """All of theirs, and by their leads those behind a wall."""
        walled = Q(pk__in=Wall.objects.of(self.reader))
        together = Person.objects.filter(pk__in=records_of_all(people)).annotate(
            walled=ExpressionWrapper(walled, BooleanField())
        )
        found = list(together.values_list("pk", "lead", "walled"))
        leads = {person: lead or person for person, lead, _ in found}
        self.leads |= leads
        return leads, {leads[person] for person, _, walled in found if walled}

    def _waiting(self, people):
        if not holds(self.reader, Permission.REFERRAL_TRIAGE):
            return {}
        waiting = open_to(self.reader, Referral.objects.undecided().filter(person__in=people))
        found = waiting.order_by("received_at").values_list("person", "pk")
        return {self.lead_of(person): referral for person, referral in found}

    def of(self, person: UUID) -> list[UUID]:
        """Her cases that may be shown, those in sight first."""
        return [*self.cases.get(person, []), *self.next_door.get(person, [])]


def long_enough(typed: str) -> bool:
    """Whether it can tell anybody apart: two letters, one sign of a script that writes whole
    syllables, or four digits."""
    letters = [sign for sign in typed if sign.isalpha()]
    digits = [sign for sign in typed if sign.isdecimal()]
    whole = any(ord(sign) > 0x2E7F for sign in letters)
    return len(letters) >= LETTERS or whole or len(digits) >= DIGITS


def find(typed: str, *, reader: User) -> list[Found]:
    """At most SHOWN, the closest first. Whoever may not be shown is left out before anything is
    ranked, cut or counted; a postcode speaks only for people whose case the reader sees."""
    sight, asked = Sight(reader), read_words(typed)
    named = _of_reference(asked.reference, sight) if asked.reference else []
    sight.asked = False
    keep = sight.keep_in_sight if asked.place_alone else sight.keep
    hits = find_people(asked, keep=keep, place=sight.own.__contains__, limit=SHOWN)
    if not sight.asked:
        sight.keep([])
    why = dict.fromkeys(named, [REFERENCE])
    for hit in hits:
        why.setdefault(sight.lead_of(hit.person), list(hit.why))
    return list(_rows(why, sight))[:SHOWN]


def _of_reference(reference, sight):
    """The person of this very case, where it may be shown."""
    found = list(Case.objects.filter(reference=reference).values_list("pk", "person"))
    sight.keep([person for _case, person in found])
    leads = [(case, sight.lead_of(person)) for case, person in found]
    return [lead for case, lead in leads if case in sight.of(lead)]


def _rows(why: dict[UUID, list[str]], sight: Sight) -> Iterator[Found]:
    shown = [case for person in why for case in sight.of(person)]
    shown_of_a_case = Case.objects.select_related("person").defer(*beyond_a_list("person"))
    cases = shown_of_a_case.defer("told", "ending_summary").in_bulk(shown)
    waiting = [sight.referrals[person] for person in why if person in sight.referrals]
    referrals = Referral.objects.select_related("person").in_bulk(waiting)
    workers = workers_of(cases.keys())
    for who in [case.person for case in cases.values()] + [r.person for r in referrals.values()]:
        ring.expect(who.key_id)
    for person, reasons in why.items():
        hers = sight.of(person)
        for place, pk in enumerate(hers):
            mine, beside = pk in sight.cases.get(person, []), workers.get(pk, [])
            yield Found(cases[pk].person, cases[pk], None, mine, beside, reasons, place > 0)
        if referral := referrals.get(sight.referrals.get(person, NOBODY)):
            yield Found(referral.person, None, referral, True, [], reasons, bool(hers))
