"""What a column seems to hold: told by its cells, shown to whoever says what it means."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from alongside.foundation.imports.days import Evidence

MOSTLY = 0.9
MOST_WORDS = 40  # distinct ones; more than that is no list of codes
LONGEST_WORD = 80
SAMPLES = 3
YES_OR_NO = {"yes", "no", "y", "n", "true", "false", "1", "0", "si", "sí"}
SHAPES = {
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "phone": re.compile(r"(?=(?:\D*\d){7,15}\D*$)[+(]?\d[\d ()./-]*"),
    "postcode": re.compile(r"[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}|\d{5}(-\d{4})?"),
    "number": re.compile(r"[+-]?\d+([.,]\d+)?"),
}


@dataclass
class Profile:
    """One column, seen row by row."""

    heading: str
    filled: int = 0
    samples: list[str] = field(default_factory=list)
    words: Counter[str] | None = field(default_factory=Counter)
    shapes: Counter[str] = field(default_factory=Counter)
    days: Evidence = field(default_factory=Evidence)

    def see(self, cell: str) -> None:
        """One more cell, without the spaces around it."""
        if not cell:
            return
        self.filled += 1
        if len(self.samples) < SAMPLES and cell not in self.samples:
            self.samples.append(cell)
        self._count(cell)
        is_day = self.days.see(cell)
        shapes = {name for name, shape in SHAPES.items() if shape.fullmatch(cell)}
        self.shapes.update(shapes - {"phone"} if is_day else shapes)
        self.shapes["yes or no"] += cell.lower() in YES_OR_NO

    def _count(self, cell):
        if self.words is not None:
            self.words[cell] += 1
            if len(cell) > LONGEST_WORD or len(self.words) > MOST_WORDS:
                self.words = None

    @property
    def kind(self) -> str:
        """What most of the cells are."""
        if not self.filled:
            return "empty"
        if self.days.days >= MOSTLY * self.filled:
            return "day"
        for name in ("email", "yes or no", "postcode", "phone", "number"):
            if self.shapes[name] >= MOSTLY * self.filled:
                return name
        repeats = self.words is not None and len(self.words) <= max(1, self.filled // 2)
        return "code" if repeats else "text"

    def told(self) -> dict[str, Any]:
        """For keeping, sealed: it quotes cells."""
        return {
            "heading": self.heading,
            "kind": self.kind,
            "filled": self.filled,
            "samples": [sample[:LONGEST_WORD] for sample in self.samples],
            "words": None if self.words is None else sorted(self.words),
            "order": self.days.order if self.days.days else None,
            "orders": list(self.days.asked),
            "proven": self.days.proven,
            "mixed": self.days.mixed,
        }
