"""The engine is asked over a street's rows: under pseudonyms of this question alone, in a folder that nobody keeps.

For the job worker: DuckDB is large.
"""

import hmac
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from gridward.planning.tracing.cases import CaseWindow
from gridward.planning.tracing.engines import DuckDbEngine
from gridward.planning.tracing.storing import store_of
from gridward.planning.tracing.terms import Question, Refused
from gridward.planning.tracing.tracing import traced
from gridward.work.tracing.problems import problem_of
from gridward.work.tracing.terms import Evidence, Street

_KEY_BYTES = 32
_MOMENT = pa.timestamp("us", tz="UTC")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """Who is asked about, between which moments, and until when their contacts count."""

    person: str
    since: datetime
    until: datetime
    reach: datetime


@dataclass
class _Pseudonyms:
    """Keyed hashes of keys, made for one question and forgotten with it."""

    key: bytes

    def __post_init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The pseudonym of a key."""
        made = hmac.digest(self.key, name.encode(), "sha256").hex()[:32]
        self._known[made] = name
        return made

    def name(self, pseudonym: str) -> str:
        """The key again."""
        return self._known[pseudonym]


def evidence(street: Street, asked: Asked, question: Question) -> list[Evidence]:
    """Whom somebody met, by the rows of a street; nobody whom no row knows. Raises the problems `trace.*`."""
    if not (street.passages or street.stays or street.groups):
        return []
    hidden = _Pseudonyms(secrets.token_bytes(_KEY_BYTES))
    try:
        with TemporaryDirectory(prefix="gridward-tracing-") as folder:
            _write(Path(folder), street, hidden)
            window = CaseWindow(
                hidden.of(asked.person),
                *map(_microseconds, (asked.since, asked.until, asked.reach)),
            )
            with _engine() as engine, store_of(Path(folder)) as store:
                found = traced(store, [window], question, engine)
    except Refused as refused:
        raise problem_of(refused) from refused
    return list(_named(found.rows.to_pylist(), hidden))


@contextmanager
def _engine() -> Iterator[DuckDbEngine]:
    engine = DuckDbEngine(threads=1)
    try:
        yield engine
    finally:
        engine.close()


def _write(folder: Path, street: Street, hidden: _Pseudonyms) -> None:
    """The tables of `planning.tracing`; one without rows is not there."""
    of = hidden.of
    passages = [(of(who), of(where), at) for who, where, at in street.passages]
    stays = [(of(who), of(where), begin, end) for who, where, begin, end in street.stays]
    groups = [(of(who), of(group), *rest) for who, group, *rest in street.groups]
    times = ("from", "to")
    _table(folder / "passages.parquet", ("person", "place"), ("at",), passages)
    _table(folder / "stays.parquet", ("person", "place"), times, stays)
    _table(folder / "groups.parquet", ("person", "group", "kind"), times, groups)


def _table(
    file: Path, texts: Sequence[str], moments: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    if not rows:
        return
    schema = pa.schema(
        [*((one, pa.string()) for one in texts), *((one, _MOMENT) for one in moments)]
    )
    columns = [
        pa.array(one, kind) for one, kind in zip(zip(*rows, strict=True), schema.types, strict=True)
    ]
    file.touch(mode=0o600)
    pq.write_table(pa.table(columns, schema=schema), file)


def _named(rows: Iterable[dict[str, object]], hidden: _Pseudonyms) -> Iterator[Evidence]:
    for one in rows:
        via = one["via"]
        yield Evidence(
            person=hidden.name(str(one["person"])),
            degree=int(str(one["degree"])),
            via=hidden.name(str(via)) if via else "",
            place=hidden.name(str(one["place"])),
            first=_moment(one["first"]),
            last=_moment(one["last"]),
            minutes=int(str(one["minutes"])),
            meetings=int(str(one["meetings"])),
        )


def _moment(value: object) -> datetime:
    assert isinstance(value, datetime)  # noqa: S101 - what the schema of an answer says
    return value.astimezone(UTC)


def _microseconds(at: datetime) -> int:
    passed = at - _EPOCH
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds
