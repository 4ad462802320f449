"""The figures of all modules are read, and so checked, when the server starts."""

from importlib import import_module

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "alongside.insight"

    def ready(self) -> None:
        import_module("alongside.insight.checks")
