"""A part of the house with a table of its own."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "alongside.foundation.backups"
