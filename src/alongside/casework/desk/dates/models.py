"""A day that is hard for her, or that she told us of: it comes back gently on her worker's day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.records.models import CaseRecord
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText

ONCE = ("release", "hearing")  # all others come back every year


class DifficultDate(CaseRecord):
    """`on` is when we were told; `day` is the day itself."""

    what = CodedField(_("what day is it?"), vocabulary="difficult_date")
    day = models.DateField(_("the day itself"))
    words = SealedText(
        _("what helps on that day"), sealed_as="difficult_date.words", blank=True, default=""
    )

    class Meta(CaseRecord.Meta):
        pass

    @property
    def headline(self):
        return self.get_what_display()
