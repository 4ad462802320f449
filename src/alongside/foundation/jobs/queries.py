"""What there is to know about background work, for the administrator and the doctor."""

from datetime import timedelta

from alongside.foundation.clock import now
from alongside.foundation.jobs.kinds import KINDS
from alongside.foundation.jobs.models import Job

TOO_LONG = timedelta(hours=1)


def given_up() -> list[Job]:
    """What could not be done, the latest first; the hundred latest."""
    return list(Job.objects.given_up().order_by("-given_up_at")[:100])


def periodic_work() -> list[Job]:
    """What is done again and again, as far as this version knows it."""
    return list(Job.objects.periodic().filter(kind__in=KINDS).order_by("kind"))


def waiting() -> int:
    """How many jobs somebody asked for that are not done yet."""
    return Job.objects.filter(every=None, given_up_at=None).count()


def waiting_too_long() -> bool:
    """Whether something was due long ago and nobody is at it: then no worker runs."""
    late = Job.objects.waiting().filter(kind__in=KINDS, due__lt=now() - TOO_LONG)
    return late.exists()
