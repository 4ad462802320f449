"""The places of every module are found when the server starts."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "alongside.foundation.ui"

    def ready(self):
        from alongside.foundation.ui.places import discover

        discover()
