"""What is asked about a file: whose it is, what its columns mean, and what it leaves open."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework.intake.feeds.plans import Columns, Plan, Question, made_plain
from alongside.casework.intake.feeds.targets import (
    CODES,
    ONE_COLUMN,
    REFERENCE,
    can_be_read,
    proposed,
    targets,
)
from alongside.casework.intake.maps import LONGEST_FEED
from alongside.casework.intake.reasons import label_of
from alongside.casework.intake.rows import SOMEBODY
from alongside.foundation.imports.contents import columns_of
from alongside.foundation.imports.models import Upload
from alongside.foundation.ui.forms import Choices, Form

LETTERS = {
    "cp1252": _("Western European (Windows)"),
    "iso8859_15": _("Western European (ISO 8859-15)"),
    "mac_roman": _("Western European (Mac)"),
    "cp1250": _("Central European (Windows)"),
    "iso8859_2": _("Central European (ISO 8859-2)"),
    "cp1251": _("Cyrillic (Windows)"),
    "cp1253": _("Greek (Windows)"),
    "cp1254": _("Turkish (Windows)"),
}


class FileForm(Form):
    """A file, and whose it is."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("A spreadsheet (.xlsx) or CSV, up to 50 MB. It is sealed as it arrives."),
        allow_empty_file=True,
    )
    known_feed = forms.ChoiceField(label=_("Whose file is it?"), required=False)
    feed = forms.CharField(
        label=_("Name of the partner or system"),
        required=False,
        max_length=LONGEST_FEED,
        help_text=_("By this name its columns are known again next time."),
    )

    def __init__(self, *args: Any, feeds: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        offered = [(name, name) for name in feeds]
        self.fields["known_feed"].choices = [("", _("Somebody new, named below")), *offered]  # type: ignore[attr-defined]
        if not feeds:
            del self.fields["known_feed"]

    def clean(self):
        told = super().clean()
        told["feed"] = told.get("known_feed") or told.get("feed", "").strip()
        if not told["feed"]:
            self.add_error("feed", _("Say whose file this is"))
        return told


class ColumnsForm(Form):
    """One meaning for each column; proposed by headings, or known from the last time."""

    def __init__(self, *args: Any, upload: Upload, known: Plan | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.upload, self.columns = upload, columns_of(upload)
        self.known = known or Plan(list(proposed(self.columns).items()))
        self._offer_letters()
        meant, offered = dict(self.known.columns), targets()
        for n, column in enumerate(self.columns):
            if can_be_read(column["heading"]):
                self.fields[f"column-{n}"] = forms.ChoiceField(
                    label=column["heading"],
                    choices=offered,
                    required=False,
                    initial=meant.get(column["heading"], ""),
                )
        self.fields["whole_row"] = forms.BooleanField(
            label=_("There is no reference: a row with the same words is the same referral"),
            required=False,
            initial=self.known.whole_row,
        )
        self.fields["source"] = Choices(
            label=_("How do they come to us?"),
            vocabulary="referral_source",
            required=False,
            initial=self.known.source,
            help_text=_("Where no column says it."),
        )

    def _offer_letters(self):
        if not self.upload.other_letters:
            return
        offered = [self.upload.letters, *self.upload.other_letters]
        self.fields["letters"] = Choices(
            label=_("How do these look right?"),
            choices=[(name, _sample(self.columns, self.upload, name)) for name in offered],
            initial=self.upload.meant or self.upload.letters,
            help_text=_("The file does not say how its letters are written."),
        )

    def rows(self) -> list[tuple[dict[str, Any], Any]]:
        """Each column with its question, for the page; a column that cannot be read has none."""
        names = [f"column-{n}" for n in range(len(self.columns))]
        return [
            (column, self[name] if name in self.fields else None)
            for column, name in zip(self.columns, names, strict=True)
        ]

    def clean(self):
        told = super().clean()
        pairs = [
            (column["heading"], told.get(f"column-{n}", ""))
            for n, column in enumerate(self.columns)
            if f"column-{n}" in self.fields
        ]
        self._check_reference({target for _h, target in pairs}, told)
        for n, column in enumerate(self.columns):
            self._check_column(n, column, told.get(f"column-{n}"), pairs)
        told["columns"] = pairs
        return told

    def _check_reference(self, meant, told):
        first = next((name for name in self.fields if name.startswith("column-")), None)
        if REFERENCE not in meant and not told.get("whole_row"):
            self.add_error("whole_row", _("Choose the column with the reference, or tick this"))
        if not meant & set(SOMEBODY):
            self.add_error(first, _("Choose a column that tells of a person: a name, a number"))
        if "source" not in meant and not told.get("source"):
            self.add_error("source", _("Choose how they come to us"))

    def _check_column(self, n, column, target, pairs):
        if target in ONE_COLUMN and sum(meant == target for _h, meant in pairs) > 1:
            said = _("Choose one column only for “%(field)s”") % {"field": label_of(target)}
            self.add_error(f"column-{n}", said)
        if target in CODES and not column["listed"]:
            said = _("“%(field)s” takes codes, and this column holds more than 40 different words")
            self.add_error(f"column-{n}", said % {"field": label_of(target)})

    def plan(self) -> Plan:
        """What was said, with what the rows make plain."""
        told = self.cleaned_data
        source = "" if "source" in dict(told["columns"]).values() else told["source"]
        whole = told["whole_row"] and REFERENCE not in dict(told["columns"]).values()
        plan = Plan(told["columns"], source, whole, self.known.dates, self.known.codes)
        return made_plain(plan, columns_of(self.upload))

    def meant(self) -> str:
        """The encoding that was chosen, where it is not the one that was guessed."""
        chosen = self.cleaned_data.get("letters", "")
        return "" if chosen == self.upload.letters else chosen


class QuestionsForm(Form):
    """What this file leaves open: the order of days, and words that have no meaning here yet."""

    def __init__(self, *args: Any, asked: Sequence[Question], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.asked = asked
        for question in asked:
            self.fields[question.name] = _day(question) if not question.words else _word(question)

    def answered(self, plan: Plan) -> Plan:
        """With these answers."""
        for question in self.asked:
            answer = self.cleaned_data[question.name]
            if not question.words:
                plan.dates[question.field] = answer
                plan.settled.append(question.field)
            elif answer:
                plan.codes.setdefault(question.field, {})[question.words] = answer
            else:
                plan.left.append((question.field, question.words))
        return plan


def _day(question):
    told = {"column": question.heading}
    if question.mixed:
        hint = _("Its rows disagree. Rows that cannot be read in this order come back to you.")
    else:
        hint = _("Its rows do not show it: 03/04 may be either.")
    return Choices(
        label=_("How are the days in “%(column)s” written?") % told,
        choices=question.options,
        help_text=hint,
    )


def _word(question):
    told = {"word": question.words, "column": question.heading}
    return forms.ChoiceField(
        label=_("What does “%(word)s” in “%(column)s” mean?") % told,
        choices=[("", _("Not known: give these rows back")), *question.options],
        required=False,
    )


def _sample(columns: Columns, upload: Upload, name: str) -> str:
    """Some words as they would read."""
    words = [w for column in columns for w in [column["heading"], *column["samples"]]]
    strange = [word for word in words if not word.isascii()][:3]
    was = upload.meant or upload.letters
    read = [word.encode(was).decode(name, errors="replace") for word in strange]
    return f"{', '.join(read)} – {LETTERS[name]}" if read else str(LETTERS[name])
