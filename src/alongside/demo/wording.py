"""Writing notes as workers write: out of what was done, each in her own manner, never twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from alongside.demo.stories import Story, read_service

Cast = dict[str, str]
OFTEN = 3  # in so many files the same note may stand
DRAWS = 12  # until a note is one that nobody has written yet
DRAWN = (
    *("ex", "relative", "friend", "officer", "doctor", "housing", "solicitor", "school"),
    *("employer", "street", "place", "lost", "sign"),
)
SHE = ("the mother", "the sister", "the elder daughter", "the aunt", "the grandmother")
FORMS = {
    "she": {"they": "she", "them": "her", "their": "her", "they_are": "she is"},
    "he": {"they": "he", "them": "him", "their": "his", "they_are": "he is"},
    "they": {"they": "they", "them": "them", "their": "their", "they_are": "they are"},
}
WORDS = {
    *("name", "relation", "recipient", "place", "attendees", "why", "words", "ask", "message"),
    *("pace", "good", "harder", "signs", "strengths", "not_again"),
    *("happening", "otherwise", "changes"),
}
LEADS = ("A long talk. ", "{name} began. ", "Short, today. ", "", "", "")


def cast_of(story: Story, chance: Random) -> Cast:
    """Who else there is in a case, drawn once and kept."""
    lists = read_service("cast")
    cast = {name: chance.choice(lists[name]) for name in DRAWN}
    first = story.get("known_as") or story["given_names"].split(" ")[0]
    forms = FORMS.get(story.get("pronouns", "they").split("/")[0], FORMS["they"])
    relative = story.get("she" if cast["relative"] in SHE else "he", "Robin")
    return cast | forms | {"name": first, "relative_name": relative}


def filled(text: str, cast: Cast, chance: Random, **more: str) -> str:
    """With the names of the case; hour and weekday are drawn anew each time."""
    hour = f"{chance.randrange(9, 18)}:{chance.choice(('05', '10', '20', '35', '40', '50'))}"
    weekday = chance.choice(read_service("cast")["weekday"])
    known = {**cast, "hour": hour, "weekday": weekday, **more}
    large = {sentence(name): sentence(word) for name, word in known.items()}
    return text.format_map(known | large)


def sentence(text: str) -> str:
    """With a large letter at its start."""
    return text[:1].upper() + text[1:]


@dataclass
class Topics:
    """What is spoken of in one case: by the crime and the stage, nothing twice in a row, and
    rather what has not been spoken of yet."""

    crime: str
    times: Counter = field(default_factory=Counter)
    last: str = ""

    def next(self, begun: float, chance: Random) -> str:
        """`begun`: which part of the way is behind them, from 0 to 1."""
        wording = read_service("wording")
        mine = {"all", *(name for name, one in wording["groups"].items() if self.crime in one)}
        stage = "early" if begun < 0.35 else "middle" if begun < 0.8 else "late"
        fitting = {
            name: (1 if "all" in topic["for"] else 3) / (1 + 2 * self.times[name])
            for name, topic in wording["topics"].items()
            if mine & set(topic["for"]) and topic["when"] in ("any", stage) and name != self.last
        }
        self.last = chance.choices(list(fitting), list(fitting.values()))[0]
        self.times[self.last] += 1
        return self.last


@dataclass
class Pen:
    """Everything that was written in the house, so that nobody writes the same thing again."""

    written: Counter = field(default_factory=Counter)

    def has_often(self, note: Mapping[str, Any]) -> bool:
        """Whether a note stands in enough files by now; it is counted from now on."""
        told = _words_of(note)
        self.written[told] += 1
        return self.written[told] > OFTEN

    def anew(self, draw: Any, chance: Random) -> dict[str, Any]:
        """A note that stands nowhere yet, as far as the words go round."""
        for _try in range(DRAWS):
            note = draw()
            if not self.written[_words_of(note)]:
                break
        self.written[_words_of(note)] += 1
        return note

    def talk(self, topic: Story, cast: Cast, worker: str, chance: Random) -> dict[str, Any]:
        """The note of a conversation."""
        voice = read_service("house")["voices"].get(worker, {"manner": "sentences"})
        return self.anew(lambda: _talk(topic, cast, voice, chance), chance)

    def missed(self, code: str, cast: Cast, chance: Random) -> dict[str, Any]:
        """The note of a try."""
        kinds = read_service("wording")["missed"][code]
        return self.anew(
            lambda: {
                "channel": "phone",
                "minutes": chance.choice((2, 3, 5)),
                **{name: filled(chance.choice(some), cast, chance) for name, some in kinds.items()},
            },
            chance,
        )


def _words_of(note):
    names = ("purpose", "safety", "wishes", "done", "next")
    return tuple(note.get(name, "").strip() for name in names)


def _talk(topic, cast, voice, chance):
    def said(words):
        return sentence(filled(words, cast, chance))

    done = _some(topic["done"], voice.get("things", [1, 3]), chance)
    least, most = topic["minutes"]
    note = {
        "channel": topic.get("channel") or chance.choice(("phone",) * 6 + ("video", "in_person")),
        "minutes": 5 * chance.randrange(least // 5, most // 5 + 1),
        "purpose": said(chance.choice(topic["purpose"])),
        "wishes": said(chance.choice(topic["wishes"])) if chance.random() < 0.8 else "",
        "done": _in_manner(voice["manner"], [said(words) for words in done], said, chance),
        "next": said(chance.choice(topic["next"])),
    }
    if chance.random() < voice.get("safety", 0.75):
        note["safety"] = said(chance.choice(read_service("wording")["safety"]))
    return note | _voices(topic, voice, said, chance)


def _voices(topic, voice, said, chance):
    """What some workers keep apart: what they saw, the words, what an agency told, their view."""
    apart = {}
    likely = {"said": voice.get("quotes", 0.1), "saw": voice.get("saw", 0.1), "told": 0.4}
    for name, odds in (likely | {"view": voice.get("view", 0.05)}).items():
        if name in topic and chance.random() < odds:
            apart[name] = said(chance.choice(topic[name]))
    if chance.random() < voice.get("agreed", 0.1):
        apart["agreed"] = said("Spoken back: {name} rings when it changes.")
        apart["read_back"] = chance.choice(("yes", "yes", "no"))
    return apart


def _in_manner(manner, done, said, chance):
    if manner == "lines":
        return "\n".join(f"– {one}" for one in done)
    if manner == "telling":
        return said(chance.choice(LEADS)) + " ".join(done)
    return " ".join(done)


def _some(things: Sequence[str], between: Sequence[int], chance: Random) -> list[str]:
    many = min(len(things), chance.randint(*between))
    return [things[n] for n in sorted(chance.sample(range(len(things)), many))]


def facts_filled(facts: Mapping[str, Any], cast: Cast, chance: Random) -> dict[str, Any]:
    """A row of facts; what is in words is filled, codes stay."""
    return {
        name: sentence(filled(fact, cast, chance)) if name in WORDS and fact else fact
        for name, fact in facts.items()
    }
