"""Fitting the pack to the organisation: fields hidden, required or renamed, and codes hidden."""

from collections.abc import Collection, Mapping

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.audit.versions import claim_version
from alongside.foundation.packs.fitting import may_hide, may_require, rows
from alongside.foundation.packs.loader import pack
from alongside.foundation.packs.models import Fitting

LONGEST_LABEL = 80


class NotToBeFitted(Exception):
    """The pack marks this as needed, or as free, or nobody knows it."""


@command("field.fitted")
def fit_field(
    form: str,
    name: str,
    *,
    version: int,
    hidden: bool,
    required: bool,
    labels: Mapping[str, str],
    by: User,
) -> Fitting:
    """One field as it is asked here from the next request on; raises ChangedMeanwhile. With
    nothing hidden, required or renamed it is the pack's own again."""
    said = pack().fields.get(form, {}).get(name)
    if said is None or (hidden and (not may_hide(said) or said.under)):
        raise NotToBeFitted(f"{form}.{name}")
    if required and (hidden or not may_require(said)):
        raise NotToBeFitted(f"{form}.{name}")
    kept = {language: words for language, words in labels.items() if words}
    if any(not is_plain(words) for words in kept.values()):
        raise NotToBeFitted(f"{form}.{name}")
    changed = {"hidden": hidden, "required": required, "labels": kept}
    return _fitted(f"{form}.{name}", version, changed)


@command("words.fitted")
def fit_words(vocabulary: str, *, version: int, hidden: Collection[str], by: User) -> Fitting:
    """Which codes of a vocabulary are not offered here; raises ChangedMeanwhile. What was recorded
    with them keeps its words."""
    always = pack().narrowed.get(vocabulary)
    if always is None or always & set(hidden):
        raise NotToBeFitted(vocabulary)
    if not set(hidden) <= pack().vocabularies[vocabulary].keys():
        raise NotToBeFitted(vocabulary)
    return _fitted(vocabulary, version, {"codes": sorted(hidden)})


def is_plain(words: str) -> bool:
    """One short line that shows as it was typed: nothing in it moves or hides other words."""
    return len(words) <= LONGEST_LABEL and words.isprintable() and words == words.strip()


def _fitted(of, version, changed):
    row, _made = Fitting.objects.get_or_create(of=of)
    claim_version(row, version)
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))
    rows.forget()
    return row
