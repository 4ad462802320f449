"""The pack is read, and so checked, when the server starts."""

from importlib import import_module

from django.apps import AppConfig

from alongside.foundation.packs.loader import read_in_every_language


class PacksConfig(AppConfig):
    name = "alongside.foundation.packs"
    label = "packs"

    def ready(self) -> None:
        read_in_every_language()
        import_module("alongside.foundation.packs.checks")
