"""Two years told in the order in which they were lived, each deed at its own moment."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count

from alongside.foundation.clock import now, stand_at

Deed = Callable[[], object]


@dataclass
class Timeline:
    """What lies ahead, the earliest first; what would lie after this moment is never lived."""

    present: datetime = field(default_factory=now)
    ahead: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    turn: count = field(default_factory=count)

    def put(self, day: date, at: time, deed: Deed, *, at_the_latest_now: bool = False) -> None:
        """At that time of that day; a deed that has to be done is done now at the latest."""
        moment = self.moment(day, at)
        if at_the_latest_now:
            moment = min(moment, self.present)
        if moment <= self.present:
            heapq.heappush(self.ahead, (moment, next(self.turn), deed))

    def moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, tzinfo=self.present.tzinfo)

    def live(self, until: datetime) -> int:
        """Every deed before then; how many there were."""
        lived = 0
        while self.ahead and self.ahead[0][0] < until:
            moment, _turn, deed = heapq.heappop(self.ahead)
            with stand_at(moment):
                deed()
            lived += 1
        return lived
