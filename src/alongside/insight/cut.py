"""What a summary is cut to: which days, which programme, whose money."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet

from alongside.foundation.figures import Figure
from alongside.insight.periods import Period
from alongside.organisation.workforce.models import FundingStream, Programme


@dataclass(frozen=True)
class Lists:
    """The organisation's own lists, by their ids as text: what its columns are read with."""

    programmes: dict[str, str]
    streams: dict[str, str]


def own_lists() -> Lists:
    """Programmes and funding streams, closed ones too, for what was done under them."""
    named = (Programme.objects, FundingStream.objects)
    return Lists(
        *({str(pk): name for pk, name in rows.values_list("pk", "name")} for rows in named)
    )


@dataclass(frozen=True)
class Cut:
    """Everything in these days, or only what belongs to one programme, one funding stream."""

    period: Period
    programme: UUID | None = None
    stream: UUID | None = None

    @property
    def query(self) -> str:
        """As it stands in an address."""
        told = {"period": self.period.code, "programme": self.programme, "stream": self.stream}
        return urlencode({name: value for name, value in told.items() if value})

    def fits(self, figure: Figure) -> bool:
        """Whether the rows of this figure know what the cut asks for."""
        return all(_path(figure, name) for name in self.asked)

    @property
    def asked(self) -> dict[str, UUID]:
        told = {"programme": self.programme, "stream": self.stream}
        return {name: value for name, value in told.items() if value}

    def rows_of(self, figure: Figure) -> QuerySet:
        """The rows of a figure that this cut holds."""
        rows = figure.queryset(self.period.first)
        is_moment = figure.dated.endswith("_at")
        days = self.period.moments if is_moment else self.period.days
        within = {_path(figure, name): value for name, value in self.asked.items()}
        return rows.filter(**{f"{figure.dated}__range": days}, **within)

    def meets(self, other: "Cut") -> bool:
        """Whether some row could be in both."""
        apart = [
            mine != theirs
            for mine, theirs in ((self.programme, other.programme), (self.stream, other.stream))
            if mine and theirs
        ]
        return self.period.meets(other.period) and not any(apart)


def _path(figure, name):
    return next((path for path in figure.within if path.split("__")[-1] == name), None)
