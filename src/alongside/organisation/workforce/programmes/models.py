"""Whom a programme takes, as the organisation says it; nothing of it refuses anybody."""

from django.db import models


class Takes(models.Model):
    """Codes of the pack, and places; where a list is empty nothing is limited."""

    programme = models.OneToOneField(
        "workforce.Programme", models.CASCADE, primary_key=True, related_name="takes"
    )
    crimes = models.JSONField(default=list)
    ages = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    places = models.TextField(blank=True, default="")

    @property
    def each_place(self) -> list[str]:
        """One by one, as they were written."""
        lines = self.places.replace("\n", ",").split(",")
        return [line.strip() for line in lines if line.strip()]
