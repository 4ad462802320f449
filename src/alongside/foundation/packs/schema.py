"""What a pack holds, once it has been read: words, events, clocks, and what is safe for contact."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

NAME = "{name}"
COUNTS_DAYS = ("verified", "service_standard")
STATUSES = (*COUNTS_DAYS, "partly", "unverified")


class PackError(Exception):
    """What is wrong with a pack, and where: one sentence that names the file and the line."""


class CheckLocally(PackError):
    """A rule that nobody has verified is shown, and never computes a date."""


@dataclass(frozen=True)
class Word:
    """A code of a vocabulary and its words; `iccs` is the section a crime belongs to."""

    code: str
    words: str
    hint: str = ""
    retired: bool = False
    iccs: str = ""


@dataclass(frozen=True)
class Event:
    """A moment that can happen in a case; one of danger is marked in the chronology."""

    code: str
    words: str
    danger: bool = False
    retired: bool = False


@dataclass(frozen=True)
class Fact:
    """Something the pack asserts: who says so, when it was looked up, and how sure it is."""

    words: str
    status: str
    source: str
    checked_on: date

    @property
    def counts_days(self) -> bool:
        return self.status in COUNTS_DAYS


@dataclass(frozen=True)
class Clock(Fact):
    """A time limit in working days, the same for all or by danger."""

    starts: str
    held_by: str
    working_days: dict[str, int]

    def days_for(self, danger: str = "") -> int:
        """A danger that is not listed gets the shortest time."""
        if not self.counts_days:
            raise CheckLocally(
                f"“{self.words}” is {self.status}: check locally, no date is computed."
            )
        return self.working_days.get(danger, min(self.working_days.values()))


@dataclass(frozen=True)
class KeptFor(Fact):
    """How long after the end of support files of one kind are kept, in months."""

    months: int


@dataclass(frozen=True)
class SafeContactRules(Fact):
    """When an answer is too old, which events end it at once, how a first contact is tried, and
    what a suspect is told."""

    stale_after_days: dict[str, int]
    stale_after_days_by_crime: dict[str, int]
    ended_by: tuple[str, ...]
    tries: int
    script: dict[str, str]
    neither_confirm_nor_deny: dict[str, str]

    def stale_after(self, danger: str, crimes: Iterable[str]) -> int:
        """The shortest that danger or a crime allows. A danger or crime that is not listed counts
        like the shortest of them, and so does a case in which no crime is noted."""
        by_danger, by_crime = self.stale_after_days, self.stale_after_days_by_crime
        shortest = min(by_crime.values())
        days = [by_crime.get(crime, shortest) for crime in crimes] or [shortest]
        return min(by_danger.get(danger, min(by_danger.values())), *days)

    def script_for(self, name: str) -> dict[str, str]:
        """The lines of the first contact with the name to ask for."""
        return {step: line.replace(NAME, name) for step, line in self.script.items()}


@dataclass(frozen=True)
class Step:
    """One step of listening, and what one may say or do there."""

    words: str
    say: str


@dataclass(frozen=True)
class Way:
    """What is particular about meeting by phone, in a room, with an interpreter."""

    words: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Listening(Fact):
    """The guide beside the form of a contact."""

    steps: dict[str, Step]
    ways: dict[str, Way]


@dataclass(frozen=True)
class Phone(Fact):
    """What to say in each kind of call, and what to do when somebody is unsafe right now."""

    unsafe: tuple[str, ...]
    kinds: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Hint:
    """Ways of saying something that can be held against a person, and what to do instead."""

    avoid: tuple[str, ...]
    use: str


@dataclass(frozen=True)
class Wording(Fact):
    """What a hostile reader would point at in a note."""

    opinion: Hint
    hearsay: Hint
    name: str
    blame: dict[str, Hint]


@dataclass(frozen=True)
class Weight(Fact):
    """How much one thing weighs on a worker, why, and for each how many hours where it is time."""

    why: str
    points: dict[str, int]
    each_hours: int = 1

    def points_for(self, danger: str = "") -> int:
        """A danger that is not listed weighs like the heaviest."""
        return self.points.get(danger, max(self.points.values()))


@dataclass(frozen=True)
class LoneWorking(Fact):
    """When whoever leads is told that somebody is late, and when to act, with the fixed words."""

    lead_after_minutes: int
    act_after_minutes: int
    steps: dict[str, str]


@dataclass(frozen=True)
class IncidentClock(Fact):
    """Who has to hear of a kind of incident; within how many hours, where a law says so."""

    hours: int = 0

    @property
    def hours_that_count(self) -> int:
        """What nobody has verified computes no date."""
        return self.hours if self.counts_days else 0


@dataclass(frozen=True)
class WorkingDay:
    """What weighs on a worker, who is told when somebody is late, what an incident starts."""

    load: dict[str, Weight]
    lone_working: LoneWorking
    incidents: dict[str, IncidentClock]


@dataclass(frozen=True)
class Within(Fact):
    """A span of days or months of the calendar."""

    number: int


@dataclass(frozen=True)
class Returning:
    """How long support is taken up again freely, and in how many months a new incident counts as
    a repeat; none where repeats are not counted."""

    freely: Within
    repeat: Within


@dataclass(frozen=True)
class Calendar(Fact):
    """Which days and hours are worked; without a country only the weekend is known."""

    weekend: frozenset[int]
    opens: time
    closes: time
    country: str = ""
    subdivision: str = ""
    time_zones: tuple[str, ...] = ()


@dataclass(frozen=True)
class Formats:
    """How days and times are typed and read: 3/4 is the third of April, or March 4."""

    month_first: bool
    twelve_hours: bool


@dataclass(frozen=True)
class Asked:
    """A field about a person: why it is asked, when, and the facts that name the returns it fills.

    `under` is the field whose words explain this one too. What is `keep` is never hidden, what is
    `free` is never required."""

    why: str = ""
    under: str = ""
    asked: str = ""
    label: str = ""
    keep: str = ""
    free: bool = False
    returns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pack:
    """A pack merged with those it extends; `chain` names them, the base first. Of the vocabularies
    in `narrowed` an organisation may hide codes, but for those named there."""

    id: str
    title: str
    version: str
    language: str
    checked_on: date
    chain: tuple[str, ...]
    vocabularies: dict[str, dict[str, Word]]
    events: dict[str, Event]
    terms: dict[str, str]
    facts: dict[str, Fact]
    clocks: dict[str, Clock]
    keeping: dict[str, KeptFor]
    safe_contact: SafeContactRules
    listening: Listening
    phone: Phone
    wording: Wording
    calendar: Calendar
    formats: Formats
    working_day: WorkingDay
    returning: Returning
    fields: dict[str, dict[str, Asked]]
    narrowed: dict[str, frozenset[str]]

    def silent_ways(self) -> list[str]:
        """How to call for help without a word, as far as somebody has verified it."""
        silent = (fact for code, fact in self.facts.items() if code.startswith("silent_"))
        return [fact.words for fact in silent if fact.status == "verified"]
