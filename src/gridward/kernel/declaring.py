"""The words in which each part declares its personal data, and the one registry that collects the declarations.

A part's `personal_data.py` has two tables by model label: PERSONAL (column to Declared) and NOT_PERSONAL (the other
columns). Every column of every model stands in one of them, or `tests/architecture/test_personal_data.py` fails (clause
L1). The privacy pages of the documentation and of the console are made from the registry.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from gridward.kernel.texts import catalogue, say


class Purpose(StrEnum):
    """What a field is for; it is used for nothing else."""

    BASE_REGISTER = "base_register"
    REACH = "reach"
    TELL_APART = "tell_apart"
    EPIDEMIC = "epidemic"
    SERVICE = "service"
    IMPORT = "import"
    ACCOUNTABILITY = "accountability"
    SIGN_IN = "sign_in"
    EXPORT = "export"
    CARE = "care"


class Basis(StrEnum):
    """The legal ground: PIPL 13(1)(3) statutory duties, 13(1)(4) public health emergency, 13(1)(2) employment,
    13(1)(1) with 29 separate consent, which may be withdrawn.
    """

    STATUTORY_DUTY = "statutory_duty"
    HEALTH_EMERGENCY = "health_emergency"
    EMPLOYMENT = "employment"
    CONSENT = "consent"


class Audience(StrEnum):
    """Who reads it: by post at the grid, or after a look in full that is recorded."""

    REGISTER = "register.read"
    REVEAL = "register.reveal"
    EXPORT = "register.export"
    SITUATION = "situation.read"
    WORK = "work.read"
    CARE = "care.keep"
    PASSAGES = "passage.search"
    GATE = "gate.keep"
    WATCH = "watch.keep"
    SCREENING = "screening.keep"
    CHECKING = "screening.answer"
    MEASURES = "measure.see"
    TRACING = "tracing.read"
    PLANNERS = "rota.plan"
    STAFF = "staff.read"
    LEADERS = "staff.recognise"
    AUDIT = "audit.read"
    ONESELF = "oneself"
    NOBODY = "search_only"


class Retention(StrEnum):
    """When it goes."""

    AFTER_LEAVING = "two_years_after_leaving"
    WITH_RESPONSE = "end_of_response"
    AFTER_SERVICE = "one_year_after_service"
    SHORT = "ninety_days"
    A_MONTH = "thirty_days"
    WITH_RECORD = "with_the_record"
    WITH_SESSION = "end_of_session"
    UNTIL_EXPIRY = "until_expiry"
    AFTER_ROUND = "thirty_days_after_round"
    WITH_SERVICE = "end_of_service"
    AFTER_WISH = "thirty_days_after_last_day"
    WITH_CARE = "end_of_care"
    WITH_PASSAGES = "days_of_passages"

    @property
    def period(self) -> timedelta:
        """How long after it was stored, or after the round or the last day was over; KeyError where it is not counted
        in days.
        """
        return _PERIODS[self]


_PERIODS = {
    Retention.SHORT: timedelta(days=90),
    Retention.A_MONTH: timedelta(days=30),
    Retention.AFTER_ROUND: timedelta(days=30),
    Retention.AFTER_WISH: timedelta(days=30),
}


@dataclass(frozen=True)
class Declared:
    """One field's declaration. `sensitive` is the class of PIPL 28."""

    purpose: Purpose
    basis: Basis
    audience: Audience
    retention: Retention
    sensitive: bool = False


Personal = Mapping[str, Mapping[str, Declared]]
NotPersonal = Mapping[str, Set[str]]
ROW = frozenset({"id", "version", "created_at", "updated_at", "street", "grid"})
"""Columns that rows of every part have and that tell nothing about a person."""


@dataclass(frozen=True)
class Declarations:
    """What one part declares; `module` is where it stands."""

    module: str
    app: str
    personal: Personal
    not_personal: NotPersonal


@dataclass(frozen=True)
class Field:
    """A personal field as people read of it; `table` and `column` are names of the program."""

    table: str
    column: str
    declared: Declared

    def label(self, language: str) -> str:
        """Its name: `word.data.<table>.<column>` where the table has one of its own, else that of the part."""
        app, _, model = self.table.partition(".")
        own = f"word.data.{app}.{model}.{self.column}"
        shared = f"word.data.{app}.column.{self.column}"
        return say(own if own in catalogue(language) else shared, language)


def all_declarations() -> Iterator[Declarations]:
    """What each installed part declares, in the order of the parts."""
    for config in apps.get_app_configs():
        name = f"{config.name}.personal_data"
        if config.name.startswith("gridward.") and find_spec(name):
            module = import_module(name)
            yield Declarations(name, config.label, module.PERSONAL, module.NOT_PERSONAL)


def all_fields() -> list[Field]:
    """Every personal field of the house, part by part and table by table."""
    return [
        Field(table, column, declared)
        for part in all_declarations()
        for table, columns in part.personal.items()
        for column, declared in columns.items()
    ]


def table_label(table: str, language: str) -> str:
    """The name of a table: `word.data.<app>.table.<Model>`."""
    app, _, model = table.partition(".")
    return say(f"word.data.{app}.table.{model}", language)
