"""A column that stores a code from the pack; forms and pages show its words."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import models

from alongside.foundation.packs.loader import (
    codes_hidden,
    in_use,
    is_known,
    pack,
    vocabulary,
)


class CodedField(models.CharField):
    """Offers the codes in use, and knows the words of the retired ones as well."""

    def __init__(self, *args: Any, vocabulary: str, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(*args, **{**kwargs, "max_length": 60, "choices": self.offered})

    def offered(self) -> list[tuple[str, str]]:
        """For whatever writes a row. Asks no database: models are checked before there is one."""
        return list(in_use(self.vocabulary).items())

    def get_choices(self, *args: Any, **kwargs: Any) -> list[Any]:
        """For a form: without what is hidden here."""
        hidden = codes_hidden(self.vocabulary)
        found = super().get_choices(*args, **kwargs)
        return [(code, words) for code, words in found if code not in hidden]

    @property
    def flatchoices(self) -> list[tuple[str, str]]:
        """Every code with its words: `get_x_display` reads from here."""
        return list(vocabulary(self.vocabulary).items())

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if value not in vocabulary(self.vocabulary):  # a row keeps the retired code it has
            super().validate(value, model_instance)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """A code that nobody knows is refused by the row, whoever wrote it."""
        left_blank = value == "" and self.blank
        if isinstance(value, str) and not left_blank and not is_known(self.vocabulary, value):
            raise ValueError(f"{self}: `{value}` is not in the vocabulary `{self.vocabulary}`")
        return super().get_db_prep_save(value, connection)

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        if self.vocabulary in pack().vocabularies:
            return super().check(**kwargs)
        words = f"{self} wants the vocabulary `{self.vocabulary}`, and no pack here has it."
        return [Error(words, obj=self, id="packs.E002")]

    def deconstruct(self) -> Any:
        """Without the choices: a pack may change, and needs no migration."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["choices"], kwargs["max_length"]
        return name, path, args, {**kwargs, "vocabulary": self.vocabulary}
