"""Forms that keep every word, say how to mend what is wrong, and are sent once."""

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alongside.foundation.packs.loader import choices, hint, in_use
from alongside.foundation.ui.asking import explain
from alongside.foundation.ui.days import read_day, read_time
from alongside.foundation.ui.written import clock_time, plain_day

LONGEST = 20_000
# Forms that are built when they are asked for, and so are no classes: whoever builds them adds here
# what answers with their labels.
OTHER_LABELS: list[Callable[[], dict[str, dict[str, Any]]]] = []


def our_labels() -> dict[str, dict[str, Any]]:
    """What each field about a person is called by us, form by form."""
    found: dict[str, dict[str, Any]] = {}
    for below in _below(SentOnce):
        if below.asks:
            known = found.setdefault(below.asks, {})
            for name, field in getattr(below, "base_fields", {}).items():
                known.setdefault(name, field.label)
    for more in OTHER_LABELS:
        for form, labels in more().items():
            found[form] = {**labels, **found.get(form, {})}
    return found


def token_of(request: HttpRequest) -> UUID | None:
    """The token of a form that is nothing but a button."""
    return _token(request.POST)


def version_of(request: HttpRequest) -> int:
    """Which version of a row stood on the page; 0, which no row has, when that is not told."""
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() and len(told) < 10 else 0


class SentOnce(forms.BaseForm):
    """Every form carries a token of its own, so that a command can tell a second sending.

    `asks` names the form among the fields of the pack, which says why each is asked."""

    asks = ""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        explain(self, self.asks)
        self.once = _token(self.data)  # for the command; None when somebody left it out
        self.token = str(self.once or uuid4())  # for the page

    def full_clean(self) -> None:
        later = self.is_bound and self.add_prefix("ask_later") in self.data
        for field in self.fields.values():
            _say_how_to_mend(field)
            if later and hasattr(field, "fitted"):
                field.required = False
        super().full_clean()

    def values(self) -> dict[str, Any]:
        """What was answered, for the command."""
        return dict(self.cleaned_data)

    @property
    def unanswered(self) -> bool:
        """Whether something is empty that only this organisation wants answered: it can wait."""
        return bool(self.errors) and any(
            hasattr(self.fields[name], "fitted") and self.has_error(name, "required")
            for name in self.fields
        )


class Form(SentOnce, forms.Form):
    """The base of every form here."""


class RecordForm(SentOnce, forms.ModelForm):
    """A form over the fields of a record; it parses and validates, and never saves."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        ours = self.declared_fields
        for name in self.fields.keys() - ours.keys():
            column = self._meta.model._meta.get_field(name)
            self.fields[name] = _in_our_way(self.fields[name], column)
        explain(self, self.asks)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}

    def _post_clean(self) -> None:
        """The row stays as it is; only a command changes it."""


class DayField(forms.Field):
    """A day as people type it, read back in words."""

    def __init__(self, *, past: bool = False, **kwargs: Any):
        self.past = past
        super().__init__(**{"widget": forms.TextInput, **kwargs})

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if not isinstance(value, str):
            return value
        try:
            return read_day(value, past=self.past)
        except ValueError:
            say = _("Enter a day, for example %(day)s")
            told = {"day": plain_day(date(2026, 11, 24))}
            raise forms.ValidationError(say, code="invalid", params=told) from None

    def prepare_value(self, value):
        return plain_day(value) if hasattr(value, "year") else value

    def read_back(self, typed: Any) -> date | None:
        """The day that was understood, for a form that comes back."""
        try:
            return self.to_python(typed)
        except forms.ValidationError:
            return None


class TimeField24(forms.Field):
    """A time of day, by the clock of the place; what might be night or afternoon is refused."""

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if not isinstance(value, str):
            return value
        try:
            return read_time(value)
        except ValueError:
            say = _("Enter a time, for example %(time)s")
            told = {"time": clock_time(time(10, 30))}
            raise forms.ValidationError(say, code="invalid", params=told) from None

    def prepare_value(self, value):
        return clock_time(value) if hasattr(value, "hour") else value


class MinutesField(forms.IntegerField):
    """How long something took."""

    def __init__(self, **kwargs: Any):
        say = _("Enter how many minutes, for example 15")
        messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), say)
        digits = forms.TextInput(attrs={"inputmode": "numeric"})
        kwargs = {"widget": digits, **kwargs}
        super().__init__(min_value=0, max_value=1440, error_messages=messages, **kwargs)


class Words(forms.CharField):
    """Free text, kept as it was typed."""

    def __init__(self, *, rows: int = 4, **kwargs: Any):
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"widget": widget, "max_length": LONGEST, **kwargs})


class Line(forms.CharField):
    """A few words, on one line."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"max_length": 300, **kwargs})


class Choices(forms.ChoiceField):
    """Two to eight short options, one press each: those of a vocabulary, with its hints. What is
    hidden here is not offered, and taken all the same when somebody chose it before."""

    blank_choice: list[tuple[str, Any]] = []

    def __init__(self, *, vocabulary: str = "", **kwargs: Any):
        self.vocabulary, self.held = vocabulary, set[str]()
        offered = {"choices": lambda: self.blank_choice + choices(vocabulary)}
        offered = offered if vocabulary else {}
        super().__init__(**{"widget": forms.RadioSelect, **offered, **kwargs})

    def valid_value(self, value: Any) -> bool:
        if not self.vocabulary:
            return super().valid_value(value)
        return value in self.held or value in in_use(self.vocabulary)

    def hint_of(self, code: str) -> str:
        """What the pack adds to an option."""
        return hint(self.vocabulary, code) if self.vocabulary and code else ""


class LongChoices(Choices):
    """A vocabulary that is too long for one press: a list to open, with `blank` for none yet."""

    def __init__(self, *, vocabulary: str, blank: Any = "", **kwargs: Any):
        self.blank_choice = [("", blank)]
        super().__init__(vocabulary=vocabulary, widget=forms.Select, **kwargs)


def _below(kind: type[SentOnce]) -> Iterator[type[SentOnce]]:
    for below in kind.__subclasses__():
        if below.__module__.startswith("alongside."):  # not what a factory makes in passing
            yield below
            yield from _below(below)


def _token(sent):
    try:
        return UUID(sent.get("once", ""))
    except ValueError:
        return None


def _say_how_to_mend(field):
    """The list of errors stands far from its fields, so a message names the field it means."""
    say = field.error_messages
    if say.get("required") == forms.Field.default_error_messages["required"]:
        a_choice = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
        ask = _("Choose one of these: %(label)s") if a_choice else _("Fill in: %(label)s")
        say["required"] = ask % {"label": field.label}
    say.setdefault(
        "max_length", _("Shorten this to %(limit_value)s characters. It has %(show_value)s.")
    )


def _in_our_way(field, column):
    given = {"label": field.label, "required": field.required, "help_text": field.help_text}
    given |= {"initial": field.initial}
    if isinstance(field, forms.TypedChoiceField):
        if vocabulary := getattr(column, "vocabulary", ""):
            return Choices(**given, vocabulary=vocabulary)
        return Choices(**given, choices=[c for c in field.choices if c[0] != ""])
    if isinstance(field, forms.DateField):
        return DayField(**given)
    if isinstance(field, forms.TimeField):
        return TimeField24(**given)
    if isinstance(field, forms.IntegerField):
        return MinutesField(**given)
    return Words(**given) if isinstance(field.widget, forms.Textarea) else field
