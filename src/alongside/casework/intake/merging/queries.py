"""What the pages show of two records that are, or may be, one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from alongside.casework.cases.models import Case
from alongside.casework.intake.alike.queries import COMPARED
from alongside.casework.intake.doubles.queries import two_sides_of_people
from alongside.casework.intake.merging.commands import TOLD
from alongside.casework.intake.merging.guards import weighed
from alongside.casework.intake.merging.sight import (
    Record,
    records_in_sight,
    records_shown,
)
from alongside.casework.intake.reasons import label_of
from alongside.casework.intake.sides.among import sides_among
from alongside.casework.people.merging.together import together
from alongside.casework.people.models import Merge, Person
from alongside.casework.people.weighing.levels import DIFFERENT
from alongside.casework.people.weighing.weights import ONE_PERSON, Weighed
from alongside.casework.people.weighing.words import said_of
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.vault.reading import told

LONGEST = 20
BOTH, ONCE, APART = "both", "once", "apart"
PLACE = "postcode"


@dataclass(frozen=True)
class Line:
    """One thing that is known of them, as it stands in each record."""

    label: str
    name: str
    how: str


@dataclass(frozen=True)
class Beside:
    """Both records beside each other, for whoever sees a case of each."""

    records: tuple[Record, Record]

    @cached_property
    def lines(self) -> list[Line]:
        """Names from before are not among them, and no number is: of both it is only said whether
        they agree."""
        one, two = (record.person for record in self.records)
        open_to_all = one.address_is_open and two.address_is_open
        names = [name for name in COMPARED if open_to_all or name != PLACE]
        return [Line(label_of(name), name, _how(one, two, name)) for name in names]

    @cached_property
    def weighed(self) -> Weighed:
        return weighed(*(record.person for record in self.records))

    @property
    def agree(self) -> str:
        """In words."""
        return ", ".join(said_of(self._of(differing=False)))

    @property
    def differ(self) -> str:
        return ", ".join(said_of(self._of(differing=True)))

    @property
    def doubtful(self) -> bool:
        """Twins, a parent and child of one name, a household: more than one thing to look at."""
        return self.weighed.band != ONE_PERSON

    @property
    def first(self) -> Record:
        """The one that was added first: it leads."""
        return min(self.records, key=lambda record: (record.person.added_at, record.person.pk))

    @property
    def case(self) -> Case:
        return _open_first(self.records)

    @property
    def told(self) -> list[str]:
        """Who works with them now by either of the two, by name; of a third record nothing."""
        return sorted(self.records[0].beside | self.records[1].beside)

    def _of(self, *, differing):
        found = self.weighed.agreement.items()
        return {name: level for name, level in found if (level == DIFFERENT) == differing}


@dataclass(frozen=True)
class Shown:
    """A merge, from the side of one of the two."""

    merge: Merge
    beyond: Person
    beside: Beside

    @property
    def case(self) -> Case:
        """Of the record beyond, one that is in sight."""
        return next(r.case for r in self.beside.records if r.person == self.beyond)


def _how(one, two, name):
    here, there = told(one, name), told(two, name)
    if here and there:
        return BOTH if here.casefold() == there.casefold() else APART
    return ONCE if here or there else ""


def beside_each_other(one: Person, two: Person, *, reader: User) -> Beside:
    """Else 404: whoever does not see both learns nothing of either."""
    records = records_in_sight([one, two], reader=reader)
    if records is None:
        raise Http404
    return Beside((records[0], records[1]))


def merges_of(case: Case, *, reader: User) -> list[Shown]:
    """What waits, what stands and what was answered or parted, between records of this person that
    she sees; the newest first."""
    hers = together(case.person)
    merges = list(_merges(Q(person__in=hers) | Q(other__in=hers))[:LONGEST])
    people = {one.pk: one for merge in merges for one in (merge.person, merge.other)}
    records = records_shown(people.values(), reader=reader)
    apart = _told_apart(merges)
    shown = [_shown(merge, case, records) for merge in merges if merge.pk not in apart]
    return [each for each in shown if each]


@dataclass(frozen=True)
class Pair:
    """A merge of which the reader sees both records."""

    merge: Merge
    by_person: dict[UUID, Record]

    @property
    def records(self) -> list[Record]:
        return list(self.by_person.values())


def pair_in_sight(merge_id: UUID, *, reader: User) -> Pair | None:
    """None where there is no such merge, or one of the two is out of sight: it is the same."""
    merge = _merges(Q(pk=merge_id)).first()
    pair = [merge.person, merge.other] if merge else [Person(), Person()]  # the same statements
    records = records_shown(pair, reader=reader)
    if merge is None or not all(one.pk in records for one in pair) or _told_apart([merge]):
        return None
    return Pair(merge, records)


def merge_of(case: Case, pair: Pair | None) -> Shown:
    """As it is seen from this case; 404 where her person is no part of it."""
    hers = {*together(case.person)}
    shown = _shown(pair.merge, case, pair.by_person) if pair else None
    if shown is None or not {shown.merge.person_id, shown.merge.other_id} & hers:
        raise Http404
    return shown


def _merges(whose):
    by = ("proposed_by", "confirmed_by", "declined_by", "undone_by")
    found = Merge.objects.filter(whose).select_related("person", "other", *by)
    return found.order_by("-proposed_at", "pk")


def _told_apart(merges):
    """Of those that wait, where since it was proposed the two have become two sides of one crime:
    they are not shown beside each other; a manager hears of it."""
    waiting = {(each.person_id, each.other_id): each.pk for each in merges if each.waits}
    apart = sides_among(waiting) | (two_sides_of_people() & {*waiting}) if waiting else set()
    return {waiting[pair] for pair in apart}


def _shown(merge, case, records):
    """From the side of the case; None where one of the two is out of sight."""
    pair = [merge.person, merge.other]
    if merge.other_id == case.person_id:
        pair.reverse()
    if not all(one.pk in records for one in pair):
        return None
    return Shown(merge, pair[1], Beside((records[pair[0].pk], records[pair[1].pk])))


def still_to_read(merges: list[Shown], *, reader: User) -> list[Merge]:
    """Of these, what stands on her day until she has read it."""
    about = {shown.merge.pk: shown.merge for shown in merges}
    told = Item.objects.open().filter(subject__in=about, owner=reader.pk, kind__in=TOLD)
    return [about[pk] for pk in told.values_list("subject", flat=True)]


def cases_by_merge(merges: Iterable[UUID], *, reader: User) -> dict[UUID, Case]:
    """By merge a case on whose page it is seen to, for Today; none of those of which she does not
    see both."""
    found = list(Merge.objects.filter(pk__in=list(merges)).select_related("person", "other"))
    apart = _told_apart(found)
    found = [merge for merge in found if merge.pk not in apart]
    pairs = {merge.pk: (merge.person, merge.other) for merge in found}
    records = records_shown({one for pair in pairs.values() for one in pair}, reader=reader)
    behind = {}
    for pk, pair in pairs.items():
        if all(one.pk in records for one in pair):
            behind[pk] = _open_first([records[one.pk] for one in pair])
    return behind


def _open_first(records):
    """The page stands in a case: better in one where support goes on."""
    return min((record.case for record in records), key=lambda case: not case.is_open)
