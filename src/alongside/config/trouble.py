"""What can go wrong on the command line, each in one clear sentence."""

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from alongside.foundation.accounts.another import AnotherMust
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.packs.schema import PackError
from alongside.foundation.vault.box import BackupRefused
from alongside.foundation.vault.providers import KeyTrouble
from alongside.foundation.vault.shares import ShareTrouble


class Refused(Exception):
    """The service will not start like this; the message is for the operator."""


TOLD_AS_THEY_ARE = (Refused, KeyTrouble, PackError, FileRefused, BackupRefused, ShareTrouble)


def sentence_for(error: BaseException) -> str | None:
    """The sentence for a trouble that the operator can mend; None for a fault of ours."""
    if isinstance(error, TOLD_AS_THEY_ARE):
        return str(error)
    if isinstance(error, AnotherMust):
        return "The same person may not renew both password and second step within a week."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} cannot be used: {error.strerror}. ALONGSIDE_HOME may say where."
    if isinstance(error, OperationalError):
        return f"The database cannot be used: {str(error).strip().splitlines()[0]}"
    if isinstance(error, ImproperlyConfigured):
        return f"The settings do not fit: {error}"
    return None
