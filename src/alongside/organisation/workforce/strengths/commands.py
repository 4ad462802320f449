"""A worker says what she brings."""

from collections.abc import Iterable

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.organisation.workforce.strengths.models import Languages, Specialism


@command("strengths.told")
def tell_strengths(user: User, *, languages: str, crimes: Iterable[str], by: User) -> User:
    """What she said before is replaced."""
    Languages.objects.filter(user=user).delete()
    Languages(user=user, words=languages).save(force_insert=True)
    Specialism.objects.filter(user=user).delete()
    Specialism.objects.bulk_create(Specialism(user=user, crime=code) for code in crimes)
    return user
