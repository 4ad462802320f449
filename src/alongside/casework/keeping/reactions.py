"""While a hold stands, what is about to be changed of a person is kept as it stood."""

from datetime import date

from alongside.casework.keeping.commands import keep_what_stood
from alongside.casework.keeping.guards import is_on_hold
from alongside.casework.people.before import KEEPERS

CONFIRMED = "confirmed_on"  # each answer about safe contact is stamped anew


def keep_under_hold(row, facts, *, of, by, case):
    """One cheap question where none stands. Words that stay as they are are not kept twice."""
    if not is_on_hold(of):
        return
    words = _words_of(row) if facts is None else _replaced(row, facts)
    if words:
        told = {"of": of, "case": case, "taken_out": facts is None}
        keep_what_stood(row, words, **told, by=by)


def _replaced(row, facts):
    words = {name: getattr(row, name) for name in facts if getattr(row, name) != facts[name]}
    if words and getattr(row, CONFIRMED, None):
        words[CONFIRMED] = getattr(row, CONFIRMED)
    return {name: _plain(said) for name, said in words.items()}


def _words_of(row):
    told = [field.name for field in row._meta.concrete_fields if _says_something(field)]
    said = {name: _plain(getattr(row, name)) for name in (*told, CONFIRMED) if hasattr(row, name)}
    return {name: words for name, words in said.items() if words}


def _says_something(field):
    return field.editable and not field.primary_key and not field.is_relation


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


KEEPERS.append(keep_under_hold)
