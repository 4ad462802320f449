"""The trail protects itself after each migration and signs itself now and then."""

from django.apps import AppConfig
from django.core.signals import request_finished
from django.db.models.signals import post_migrate

from alongside.foundation.audit.triggers import create_triggers


class AuditConfig(AppConfig):
    name = "alongside.foundation.audit"

    def ready(self):
        from alongside.foundation.audit.checkpoints import checkpoint_if_due

        post_migrate.connect(create_triggers, sender=self)
        request_finished.connect(checkpoint_if_due)
