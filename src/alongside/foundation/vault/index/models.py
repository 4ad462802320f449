"""The tables of the index: in the main database, beside the rows it finds, never among the keys."""

from typing import Any

from django.db import models


class Random64(models.BigIntegerField):
    """A key drawn by lot or by a keyed digest. SQLite keeps rows in its order, and needs no second
    tree for it."""

    def db_type(self, connection: Any) -> str | None:
        """`integer` is what SQLite calls its own row number."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class Builds(models.Model):
    """One row: which build of the whole index counts, and which is being made to take its place.
    All keys, and so all labels, hang on the number of a build, which is drawn by lot."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    current = models.IntegerField()
    building = models.IntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_row_of_builds")]


class Folded(models.Model):
    """How often deltas of a build went into its blocks, when last, and how many owners it had
    then. A row of its own, so that folding never waits for those who enter."""

    generation = models.IntegerField(primary_key=True)
    folds = models.BigIntegerField(default=0)
    owners = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    over = models.BooleanField(default=False)


class Entry(models.Model):
    """An owner: the number that stands for it in the lists, its card under its own key, and the
    tokens it stands under, so that it can be taken out again. A card of no bytes: left while the
    build was being made."""

    number = Random64(primary_key=True)  # 32 bits, drawn by lot
    generation = models.IntegerField()
    owner = models.UUIDField()
    card = models.BinaryField()
    tokens = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "generation"], name="entered_once")]


class Block(models.Model):
    """A piece of the list of one token. Which token, and which piece, only the keys can tell."""

    label = Random64(primary_key=True)
    generation = models.IntegerField()
    sealed = models.BinaryField()


class Delta(models.Model):
    """What one owner was entered under or taken out of since the last fold; all of one size."""

    seq = models.BigAutoField(primary_key=True)
    generation = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["generation", "seq"], name="delta_of_generation")]
