"""Keys apart from what they open: one stolen database is not enough."""


class KeysApart:
    """Sends the models of the vault to the database `keys`, and all others past it."""

    def db_for_read(self, model, **hints):
        return "keys" if model._meta.app_label == "vault" else "default"

    db_for_write = db_for_read

    def allow_migrate(self, db, app_label, **hints):
        return (db == "keys") == (app_label == "vault")
