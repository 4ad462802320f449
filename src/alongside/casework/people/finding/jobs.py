"""What keeps people findable in the background."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from alongside.casework.people.finding.mending import mend
from alongside.foundation.jobs.kinds import job
from alongside.foundation.vault.index.folding import fold_what_is_due
from alongside.foundation.vault.index.rebuilding import clear_what_was_broken_off


@job("search.fold", _("Sort who was added or changed into the index"), every=timedelta(minutes=5))
def fold_the_index(**asked: object) -> None:
    """Whoever was saved is found at once; folded, the search stays fast."""
    fold_what_is_due()
    clear_what_was_broken_off()


@job("search.mend", _("Enter whoever the index does not know yet"), every=timedelta(hours=6))
def mend_the_index(**asked: object) -> None:
    """Above all once: after the release that brought the index, everybody is missing."""
    mend()
