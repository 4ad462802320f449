"""After a restore: whoever was erased since the backup is erased once more, from the kept list."""

from dataclasses import dataclass
from datetime import datetime

from alongside.casework.erasures.commands import clear_away_again, forget_in_files_again
from alongside.casework.erasures.parts.commands import take_out_again
from alongside.casework.erasures.parts.reach import tables_named
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import note
from alongside.foundation.vault.brought_back.lists import erase_again, keep_list, read_ours
from alongside.foundation.vault.brought_back.shut import settle
from alongside.foundation.vault.erasing import write_over


@dataclass(frozen=True)
class Repeated:
    """When the list was written, and how many keys opened until now."""

    listed_at: datetime
    keys: int


def repeat_erasures(page: bytes, *, by: User) -> Repeated:
    """Every step may be done twice, so that after a crash the same call goes on. A place that was
    shut since its restore opens at the very end. Raises ListRefused and then changes nothing."""
    forget_in_files_again(read_ours(page).owners, by=by)
    told = erase_again(page)
    note("erasures.repeated", subject=by, by=by)
    clear_away_again(told.owners, by=by)
    take_out_again(told.parts, by=by)
    write_over(tables_named(told.parts))
    keep_list()
    settle()
    return Repeated(told.at, len(told.keys))


def answer_for_none(*, by: User) -> None:
    """Somebody says that nobody was erased since the backup, and answers for it."""
    note("erasures.said_to_be_none", subject=by, by=by)
    settle()
