"""The team board, and who is proposed for a case."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.casework.cases.models import Allocation, Case
from alongside.casework.cases.proposing import Proposal, Sought
from alongside.casework.desk.team.load import Load, loads_of
from alongside.casework.desk.team.models import GroundPlace
from alongside.casework.intake.waiting.queries import waiting_by_worker
from alongside.foundation.accounts.models import User
from alongside.foundation.packs.loader import vocabulary, words
from alongside.foundation.ui.written import plain_day
from alongside.foundation.vault.reading import told
from alongside.organisation.workforce.away.models import Absence
from alongside.organisation.workforce.away.queries import absences_ahead
from alongside.organisation.workforce.models import Team
from alongside.organisation.workforce.strengths.queries import Strengths, strengths_of


@dataclass(frozen=True)
class Line:
    """One worker on the board."""

    worker: User
    load: Load
    listed: int
    absences: list[Absence]


@dataclass(frozen=True)
class Board:
    """One team, the heaviest load first."""

    team: Team
    lines: list[Line]


def boards_of(user: User) -> list[Board]:
    """The teams that this user supervises."""
    teams = Team.objects.filter(supervisor=user).prefetch_related("memberships__user")
    members = {
        team: [each.user for each in team.memberships.all() if each.user.is_active]
        for team in teams
    }
    everybody = [worker for workers in members.values() for worker in workers]
    loads, away = loads_of(everybody, user), absences_ahead(everybody)
    listed = waiting_by_worker(everybody, user)
    boards = []
    for team, workers in members.items():
        lines = [
            Line(who, loads[who.pk], listed.get(who.pk, 0), away.get(who.pk, [])) for who in workers
        ]
        boards.append(Board(team, sorted(lines, key=lambda line: -line.load.points)))
    return boards


def leads_worker(user: User, worker: User) -> bool:
    """Whether this user supervises the team that the worker belongs to."""
    return Team.objects.filter(supervisor=user, memberships__user=worker).exists()


def grounds_in_order() -> list[str]:
    """What counts first when somebody is proposed: as the organisation put it, else the pack."""
    places = dict(GroundPlace.objects.values_list("ground", "place"))
    known = list(vocabulary("allocation_ground"))
    return sorted(known, key=lambda ground: places.get(ground, known.index(ground)))


def propose(sought: Sought, workers: Collection[User], reader: User) -> list[Proposal]:
    """Whoever is here before whoever is away; then ground by ground in the order that holds."""
    loads, away, strengths = (
        loads_of(workers, reader, beside=True),
        absences_ahead(workers),
        strengths_of(workers),
    )
    spoken, crimes = told(sought.person, "languages").casefold(), sought.crimes
    known = _known_to(sought.person, workers, reader)
    least = min((load.points for load in loads.values()), default=0)
    found = {}
    for worker in workers:
        met = _grounds(strengths[worker.pk], spoken, crimes, knows=worker.pk in known)
        if loads[worker.pk].points == least:
            met["load"] = _("No lower load among these")
        found[worker] = met
    order, now_away = grounds_in_order(), {pk for pk, all_ in away.items() if all_[0].began_at}

    def rank(worker):
        def place(ground):
            return loads[worker.pk].points if ground == "load" else ground not in found[worker]

        return worker.pk in now_away, *map(place, order), worker.name

    return [
        Proposal(
            worker,
            _team_of(worker),
            loads[worker.pk].points,
            [found[worker][ground] for ground in order if ground in found[worker]],
            _away_said(away.get(worker.pk)),
        )
        for worker in sorted(workers, key=rank)
    ]


def _grounds(
    mine: Strengths, spoken: str, crimes: Collection[str], *, knows: bool
) -> dict[str, str]:
    met = {}
    if knows:
        met["known"] = _("Has stood beside them before")
    shared = [language for language in mine.languages if language.casefold() in spoken]
    if shared:
        met["language"] = _("Speaks %(languages)s") % {"languages": ", ".join(shared)}
    practised = [words("crime", code) for code in mine.crimes if code in crimes]
    if practised:
        met["specialism"] = _("Knows this kind of crime: %(crimes)s") % {
            "crimes": ", ".join(practised)
        }
    return met


def _known_to(person, workers, reader):
    """Who worked on a case of hers before, as far as the reader may know of those cases."""
    hers = Case.objects.visible_to(reader).filter(person=person.pk).values("pk")
    before = Allocation.objects.filter(case__in=hers, worker__in=[w.pk for w in workers])
    return set(before.values_list("worker", flat=True))


def _team_of(worker):
    membership = getattr(worker, "membership", None)
    return membership.team.name if membership else _("No team")


def _away_said(absences):
    if not absences:
        return ""
    days = {"first": plain_day(absences[0].first), "last": plain_day(absences[0].last)}
    return _("Away from %(first)s to %(last)s.") % days
