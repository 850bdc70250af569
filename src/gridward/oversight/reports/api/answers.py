"""Answers of the reports' doors, from rows and tables."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gridward.kernel.access import Actor, Grids, Permission
from gridward.kernel.texts import say
from gridward.oversight.reports.indicators.catalogue import FIGURES, Figure
from gridward.oversight.reports.models import LayoutVersion, Snapshot
from gridward.oversight.reports.queries.behind import Behind
from gridward.oversight.reports.queries.health import ROWS
from gridward.oversight.reports.rules.freezing import Cell
from gridward.oversight.reports.schemas import ReportLayoutIn
from gridward.oversight.reports.services.wording import made_at, row_name, text_of, title_of
from gridward.oversight.reports.terms import BASE_KINDS, Column, Group, Layout, Row, Source, Table


def figure(one: Figure, language: str) -> dict[str, Any]:
    """A figure of the catalogue."""
    return {
        "key": one.key,
        "title": say(f"reports.figure.{one.key}.title", language),
        "titles": {
            "zh": say(f"reports.figure.{one.key}.title", "zh-Hans"),
            "en": say(f"reports.figure.{one.key}.title", "en"),
        },
        "definition": say(f"reports.figure.{one.key}.definition", language),
        "unit": one.unit,
        "unit_name": say(f"reports.unit.{one.unit.value}", language),
        "source": one.source,
        "source_name": say(f"reports.source.{one.source.value}", language),
        "owner": one.owner,
        "owner_name": say(f"word.staff.post.{one.owner.value}", language),
        "rows": one.behind,
        "recorded": one.source is not Source.NOT_YET,
    }


def frozen_figure(key: str, definitions: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A figure as a snapshot defined it; one that is gone since then keeps its frozen words."""
    known = figure(FIGURES[key], language) if key in FIGURES else {"key": key}
    said = definitions.get(key, {}).get(language, {})
    return {**known, **said, "rows": None}


def title(given: Mapping[str, str]) -> dict[str, str]:
    """A title on the wire."""
    return {"zh": given.get("zh-Hans", ""), "en": given.get("en", "")}


def layout(one: Layout) -> dict[str, Any]:
    """A layout."""
    return {
        "version": one.version,
        "title": title(one.title),
        "groups": [
            {
                "title": title(group.title),
                "columns": [
                    {"figure": column.figure, "title": title(column.title), "shown": column.shown}
                    for column in group.columns
                ],
            }
            for group in one.groups
        ],
    }


def given_layout(given: ReportLayoutIn) -> Layout:
    """The layout in a request."""
    return Layout(
        version=given.based_on,
        title=_title(given.title),
        groups=tuple(
            Group(
                _title(group.title),
                tuple(Column(one.figure, _title(one.title), one.shown) for one in group.columns),
            )
            for group in given.groups
        ),
    )


def _title(given: Any) -> dict[str, str]:
    pairs = {"zh-Hans": given.zh, "en": given.en}
    return {language: text for language, text in pairs.items() if text}


def version(row: LayoutVersion) -> dict[str, Any]:
    """A saved version."""
    return {"number": row.number, "note": row.note, "by": row.account_name, "at": row.created_at}


def table(
    actor: Actor, one: Table, language: str, recorded_since: datetime | None = None
) -> dict[str, Any]:
    """Annex 5 with its rows."""
    return {
        "title": title_of(one, language),
        "as_of": one.as_of,
        "as_of_text": made_at(one, language),
        "live": one.live,
        "level": one.level,
        "layout": layout(one.layout),
        "recorded_since": recorded_since,
        "rows": [_row(actor, row, language, one.revision is not None) for row in one.rows],
    }


def _row(actor: Actor, row: Row, language: str, frozen: bool) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "name": row.name,
        "label": row_name(row, language),
        "code": row.code,
        "community_code": row.community_code,
        "community_name": row.community_name,
        "grid_id": row.grid_id if row.kind in BASE_KINDS else None,
        "values": row.values,
        "rows_open": not frozen and _opens(actor, row, Permission.REGISTER_READ),
        "elsewhere_open": []
        if frozen
        else [kind for kind, one in ROWS.items() if _opens(actor, row, one.right)],
    }


def _opens(actor: Actor, row: Row, right: Permission) -> bool:
    return actor.may(right, row.grid_id) if row.grid_id is not None else actor.may(right)


def behind(one: Behind, names: Mapping[Any, str], language: str) -> dict[str, Any]:
    """A row behind a figure; years and words become one short line."""
    words = [
        say(f"word.{kind if '.' in kind else f'register.{kind}'}.{word}", language)
        for kind, word in one.words.items()
    ]
    born = [say("reports.born", language, year=one.born)] if one.born else []
    return {
        "id": one.id,
        "kind": one.kind,
        "title": one.title,
        "place": one.place,
        "grid_id": one.grid_id,
        "grid_name": names.get(one.grid_id, ""),
        "detail": " · ".join([*words, *born]),
        "page_id": one.page_id,
    }


def snapshot(
    actor: Actor, row: Snapshot, language: str, scopes: Mapping[Any, Grids]
) -> dict[str, Any]:
    """A snapshot's head; `scopes` as of `scopes_of`."""
    signatures = list(row.signatures.all())
    scope = scopes.get(row.community_id, Grids())
    answers = bool(scope) and scope <= actor.grids(Permission.REPORT_SIGN)
    return {
        "id": row.pk,
        "unit_name": row.community.name if row.community else row.street.name,
        "community_code": row.community.code if row.community else "",
        "day": row.day,
        "revision": row.revision,
        "reason": row.reason,
        "as_of": row.as_of,
        "by": row.account_name,
        "digest": row.digest,
        "signatures": [
            {
                "name": one.account_name,
                "post": say(f"word.staff.post.{one.post}", language) if one.post else "",
                "at": one.signed_at,
            }
            for one in signatures
        ],
        "may_sign": answers and all(one.account_id != actor.account_id for one in signatures),
        "may_discard": answers and not signatures,
    }


def cell(one: Cell, language: str) -> dict[str, Any]:
    """A difference in words."""
    known = one.figure in FIGURES
    return {
        "place": one.name,
        "code": one.code,
        "figure": one.figure,
        "title": say(f"reports.figure.{one.figure}.title", language) if known else one.figure,
        "before": text_of(one.figure, one.before, language) if known else str(one.before),
        "after": text_of(one.figure, one.after, language) if known else str(one.after),
    }
