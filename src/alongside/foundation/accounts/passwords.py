"""What a password may not be made of, besides what everybody uses."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What somebody who attacks a service like this one tries first (docs/operations.md, Signing in).
TRIED_FIRST = {"alongside", "victim", "support", "survivor", "client", "worker", "service"}
TRIED_FIRST |= {"manager", "administrator", "password", "welcome", "secret", "helpline"}


class WordsOfTheHouse:
    """Refuses a password in which little is left once words of this house are taken out."""

    LEFT = 8  # characters that are not a word of the house

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError with what to do; a longer password around such a word passes."""
        left = password.casefold()
        for word in sorted(_of_the_house(), key=len, reverse=True):
            left = left.replace(word, "")
        if left != password.casefold() and len(left) < self.LEFT:
            raise ValidationError(
                _(
                    "This is too close to words of this service. Use words that have nothing to do "
                    "with it."
                ),
                code="words_of_the_house",
            )

    def get_help_text(self) -> str:
        """A sentence for a list of rules."""
        return _("Not made of words of this service.")


def _of_the_house():
    return TRIED_FIRST | {word for word in re.findall(r"\w{4,}", settings.SERVICE_NAME.casefold())}
