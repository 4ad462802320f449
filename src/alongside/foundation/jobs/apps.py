"""Every module's `jobs.py` is read once, when a process starts."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "alongside.foundation.jobs"

    def ready(self):
        autodiscover_modules("jobs", "housekeeping")
