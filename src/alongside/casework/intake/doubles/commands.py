"""What a walk over everybody notes, and what is said about two who may be one."""

from collections import Counter
from uuid import UUID

from alongside.casework.intake.models import Double, Sweep
from alongside.casework.keeping.guards import still_here
from alongside.casework.people.weighing.learning import FEWEST, FIELDS, Pattern, learn
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now


@command("sweep.began")
def begin_sweep(*, by: User) -> Sweep:
    """From the first person on; there is one at a time."""
    running, _new = Sweep.objects.get_or_create(running=True)
    return running


@command("sweep.went_on")
def note_doubles(
    running: Sweep, found: list[Double], met: Counter[Pattern], *, up_to: UUID, by: User
) -> Sweep:
    """One portion is done. Where another worker was there first, nothing is counted twice; what
    somebody has answered stays answered, and of whom was erased since she was read nothing is."""
    kept = Sweep.objects.select_for_update().get(pk=running.pk)
    if kept.after != running.after or not kept.running:
        return kept
    here = still_here({pk for double in found for pk in (double.person_id, double.other_id)})
    found = [double for double in found if {double.person_id, double.other_id} <= here]
    Double.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["person", "other"],
        update_fields=["band", "bits", "agreement"],
    )
    kept.patterns = dict(Counter(kept.patterns) + Counter({_key(p): n for p, n in met.items()}))
    kept.after = up_to
    kept.save(update_fields=["patterns", "after"])
    return kept


@command("sweep.ended")
def end_sweep(running: Sweep, *, by: User) -> Sweep:
    """Nobody is left. From enough pairs the weights are learnt anew, beginning with ours."""
    running.running, running.ended_at = False, now()
    met = Counter({_pattern(key): many for key, many in running.patterns.items()})
    if met.total() >= FEWEST:
        learnt = learn(met).coefficients
        running.weights = {"m": learnt.m, "u": learnt.u, "odds": learnt.odds}
    running.save(update_fields=["running", "ended_at", "weights"])
    return running


@command("double.answered")
def answer_double(double: Double, answer: str, *, by: User) -> Double:
    """Somebody who sees both cases has looked at both."""
    told = {"answer": answer, "answered_by": by, "answered_at": now()}
    Double.objects.filter(pk=double.pk).update(**told)
    double.refresh_from_db()
    return double


def _key(seen):
    return "|".join(level or "" for level in seen)


def _pattern(key):
    levels = [level or None for level in key.split("|")]
    return tuple(levels[: len(FIELDS)])
