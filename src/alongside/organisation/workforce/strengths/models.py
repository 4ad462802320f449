"""Languages and kinds of crime that a worker says she can be asked for."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedText


class Languages(models.Model):
    """Those a worker speaks well enough to support somebody in: her own words, under her key."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="languages"
    )
    words = SealedText(_("languages"), sealed_as="worker.languages", blank=True, default="")

    @property
    def key_id(self):
        return self.user.key_id

    @property
    def each(self) -> list[str]:
        """One by one, as they were written."""
        return [word.strip() for word in self.words.split(",") if word.strip()]


class Specialism(models.Model):
    """A kind of crime that a worker knows well."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="specialisms")
    crime = CodedField(_("crime"), vocabulary="crime")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "crime"], name="specialism_once")]
