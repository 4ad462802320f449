"""A question about a note, and its answer: both are about the work."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.ui.forms import Form, Words


class QuestionForm(Form):
    question = Words(
        label=_("What do you ask?"),
        help_text=_("It stands beside the note, is part of the file, and can be disclosed."),
        rows=3,
    )


class AnswerForm(Form):
    words = Words(label=_("Your answer"), rows=3)
