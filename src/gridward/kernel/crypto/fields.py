"""Sealed columns for models: the row never holds the plain value; it is set and read by name, on purpose.

class Resident(Sealing):
    document = SealedField(purpose="identity")
    document_index = IndexField(key="document")

resident.set_sealed("document", "360199190001010016")
resident.open_sealed("document")
"""

from typing import Any
from uuid import UUID

from django.db import models

from gridward.kernel.crypto.vault import Place, vault


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """Bytes sealed for a `purpose`; NULL means that there is no value."""

    def __init__(self, *, purpose: str = "", **options: Any) -> None:
        self.purpose = purpose
        options.update(null=True, blank=True, editable=False)
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """For migrations: the purpose is part of the column."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "purpose": self.purpose}


class IndexField(models.BinaryField):  # type: ignore[type-arg]
    """The keyed index (16 bytes) by which a sealed value is found; `key` names the index key."""

    def __init__(self, *, key: str = "", **options: Any) -> None:
        self.key = key
        options.update(null=True, blank=True, editable=False, max_length=16)
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """For migrations: the key's name is part of the column."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "key": self.key}


class Sealing(models.Model):
    """Adds reading and writing of sealed columns to a model whose primary key is a UUID set before saving."""

    class Meta:
        abstract = True

    def set_sealed(self, field: str, value: str | None) -> None:
        """Seal a value for this row, or clear it; an IndexField `<field>_index` follows."""
        column = self._sealed_field(field)
        sealed = vault.seal(column.purpose, value, self._place(field, self.pk)) if value else None
        setattr(self, field, sealed)
        for other in self._meta.concrete_fields:
            if other.name == f"{field}_index" and isinstance(other, IndexField):
                setattr(self, other.name, vault.index(other.key, value) if value else None)

    def open_sealed(self, field: str) -> str | None:
        """The plain value of this row; raises SealBroken. Showing it unmasked is an act to record."""
        return self.open_stored(field, self.pk, getattr(self, field))

    def set_sealed_bytes(self, field: str, content: bytes) -> None:
        """Seal bytes for this row, such as a picture."""
        column = self._sealed_field(field)
        setattr(self, field, vault.seal_bytes(column.purpose, content, self._place(field, self.pk)))

    def open_sealed_bytes(self, field: str) -> bytes | None:
        """The plain bytes of this row; raises SealBroken."""
        sealed = getattr(self, field)
        return vault.open_bytes(bytes(sealed), self._place(field, self.pk)) if sealed else None

    @classmethod
    def open_stored(cls, field: str, pk: UUID, sealed: bytes | None) -> str | None:
        """The same of a column that was read without its row."""
        return vault.open(bytes(sealed), cls._place(field, pk)) if sealed else None

    @classmethod
    def _place(cls, field: str, pk: UUID) -> Place:
        return Place(cls._meta.db_table, cls._sealed_field(field).attname, pk)

    @classmethod
    def _sealed_field(cls, name: str) -> SealedField:
        field = cls._meta.get_field(name)
        if not isinstance(field, SealedField):
            raise TypeError(f"{name} is not a sealed column")
        return field
