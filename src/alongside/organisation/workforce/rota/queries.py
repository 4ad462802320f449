"""Who is on duty: now, and in the days ahead."""

from datetime import date, datetime, timedelta

from alongside.foundation.clock import now
from alongside.organisation.workforce.rota.models import Turn

AHEAD = 14


def on_duty(at: datetime | None = None) -> list[Turn]:
    """Whose turn it is at this moment; those that began yesterday evening too."""
    at = at or now()
    near = Turn.objects.filter(on__gte=at.date() - timedelta(days=1), on__lte=at.date())
    return [turn for turn in near.select_related("user") if turn.start <= at < turn.end]


def rota_from(day: date, days: int = AHEAD) -> list[tuple[date, list[Turn]]]:
    """Each day with its turns, also the days that nobody has yet."""
    until = day + timedelta(days=days)
    turns = list(Turn.objects.filter(on__gte=day, on__lt=until).select_related("user"))
    every = [day + timedelta(days=n) for n in range(days)]
    return [(each, [turn for turn in turns if turn.on == each]) for each in every]
