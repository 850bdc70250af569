"""Tables of the kernel: wrapped data keys, commands already answered, events announced, epochs."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from gridward.kernel import clock
from gridward.kernel.ids import new_id


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """The choices of a column that holds one word of a closed list; labels stand in the catalogues."""
    return [(word.value, word.value) for word in words]


@models.Field.register_lookup
@models.ForeignKey.register_lookup
class Among(models.Lookup):
    """`grid_id__among=grids`: as `in`, with all values in one array, as they are stored.

    Fifty grids as fifty parameters cost Django and psycopg more than the rest of a small query.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """The column, and one array."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY (%s)", (*parameters, list(self.rhs))


class TransactionId(models.Field):  # type: ignore[type-arg]
    """A transaction of PostgreSQL (xid8, which never wraps around)."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """PostgreSQL's own name."""
        return "xid8"

    def get_prep_value(self, value: Any) -> Any:
        """As text, which PostgreSQL reads."""
        return None if value is None else str(value)


class Row(models.Model):
    """A row whose id is made before it is stored, by the server or by a phone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class ChangingRow(Row):
    """A row that people change: `version` rises with each change and settles who was first."""

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def store_next(row: ChangingRow, **values: Any) -> None:
    """Store these columns of a row that is locked, and its next version."""
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version", "updated_at"])


def touched() -> dict[str, Any]:
    """What a bulk update of changing rows sets beside its own columns: `rows.update(grid=..., **touched())`."""
    return {"version": models.F("version") + 1, "updated_at": clock.now()}


class DataKey(models.Model):
    """A key for one purpose, wrapped by the master key in the file."""

    class Kind(models.TextChoices):
        """What a key is for."""

        SEAL = "seal"
        INDEX = "index"

    class State(models.TextChoices):
        """ACTIVE seals and opens, RETIRED opens, DESTROYED does nothing any more."""

        ACTIVE = "active"
        RETIRED = "retired"
        DESTROYED = "destroyed"

    number = models.PositiveIntegerField(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind)
    purpose = models.CharField(max_length=40)
    suite = models.CharField(max_length=8)
    master = models.CharField(max_length=16)
    wrapped = models.BinaryField()
    state = models.CharField(max_length=12, choices=State, default=State.ACTIVE)
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "purpose"],
                condition=models.Q(state="active"),
                name="kernel_one_active_key_per_purpose",
            )
        ]

    def bound_to(self) -> bytes:
        """A wrapped key opens only in its own row."""
        return f"kernel_datakey:{self.number}:{self.kind}:{self.purpose}".encode()


class Command(models.Model):
    """A command that was carried out, by the id its sender gave it: sent again, the same answer comes back."""

    id = models.UUIDField(primary_key=True, editable=False)
    account_id = models.UUIDField()
    name = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32)
    answer = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)


class EventRecord(Row):
    """News announced in the transaction that made it, without personal data."""

    name = models.CharField(max_length=80)
    payload = models.JSONField()
    occurred_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["name", "occurred_at"], name="kernel_event_by_name")]


class ReadMark(Row):
    """Somebody has read a thing, by its id. A mark is its reader's alone: nobody else sees or counts who has read."""

    account_id = models.UUIDField()
    thing = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account_id", "thing"], name="kernel_one_mark_a_thing")
        ]


class EpochReason(StrEnum):
    """Why what readers have read may not be what is there: the newest rows are lost, or a fault passed some over."""

    RESTORED = "restored"
    PROMOTED = "promoted"
    MENDED = "mended"


class Epoch(models.Model):
    """The database began a new life: restored from a backup, its replica promoted, or its feed mended.

    Whoever keeps a place in the stream of changes (phones) keeps the epoch beside it and starts over when it has
    risen: transaction ids begin anew, and what was seen after the backup is gone. Without a row the epoch is 0.
    """

    number = models.PositiveIntegerField(primary_key=True)
    began_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=12, choices=choices(EpochReason))
    data_of = models.DateTimeField(null=True)

    @classmethod
    def current(cls) -> int:
        """The epoch in force."""
        last = cls.objects.order_by("-number").first()
        return last.number if last else 0

    @classmethod
    def begin(cls, reason: EpochReason, data_of: datetime | None = None) -> int:
        """Begin the next epoch; `data_of` is the moment whose data it begins with. Answers its number."""
        number = cls.current() + 1
        cls.objects.create(number=number, reason=reason.value, data_of=data_of)
        return number
