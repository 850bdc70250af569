"""Shapes of siting."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.register.schemas.people import GridRef
from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.planning.siting import Costs, Finding
from gridward.work.siting.models import SitingPlan, SitingStudy
from gridward.work.siting.problems import SitingImpossible, SitingRefused, finding_sentence
from gridward.work.siting.terms import MOST_CORNERS, MOST_OPENINGS, GatesUse, SitingState

SitingName = Annotated[str, StringConstraints(max_length=60)]
Corner = Annotated[list[Annotated[float, Field(allow_inf_nan=False)]], Field(max_length=3)]
SitingKey = Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00]+$")]
Keys = Annotated[list[SitingKey], Field(max_length=40)]
Price = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1, le=MOST_OPENINGS)]


class SitingPolygon(Schema):
    """A GeoJSON polygon in degrees; whether it is one, the reader of the planner says."""

    type: Annotated[str, StringConstraints(max_length=20)] = "Polygon"
    coordinates: Annotated[
        list[Annotated[list[Corner], Field(max_length=MOST_CORNERS)]], Field(max_length=20)
    ]


class SitingCosts(Schema):
    """Prices in yuan; what is left out is as the planner assumes."""

    close_metre: Price = Costs.close_metre
    close_least: Price = Costs.close_least
    lane_hour: Price = Costs.lane_hour
    hours: Annotated[float, Field(ge=0, le=24)] = Costs.hours
    days: Annotated[float, Field(ge=0, le=400)] = Costs.days
    walking_km: Price = Costs.walking_km
    walks: Annotated[float, Field(ge=0, le=20)] = Costs.walks


class SitingFieldsIn(Schema):
    """What a study may be given; what is left out stays as it is. Without `openings`: exactly the gates that stay."""

    name: SitingName = ""
    boundary: SitingPolygon | None = None
    openings: Count | None = None
    car: bool = True
    whole: bool = True
    capacity: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    gates: GatesUse = GatesUse.KEEP
    costs: SitingCosts = SitingCosts()

    def given(self) -> dict[str, Any]:
        """What was said, as the services take it."""
        return self.model_dump(mode="python", exclude_unset=True, exclude={"version", "grid_id"})


class SitingStudyIn(SitingFieldsIn):
    """A new study."""

    grid_id: UUID


class SitingStudyChangeIn(SitingFieldsIn):
    """A change of a study."""

    version: int


class SitingVersionIn(Schema):
    """Which state of a study was seen."""

    version: int


class SitingChanges(Schema):
    """What is different: roads that stay passable, roads or places closed in any case, openings that are there, or that
    may not be; and how many openings there are.
    """

    keep_open: Keys = []
    close: Keys = []
    open: Keys = []
    shut: Keys = []
    count: Count | None = None


class SitingTrialIn(Schema):
    """What if."""

    name: SitingName = ""
    changes: SitingChanges

    def changed(self) -> dict[str, Any]:
        """What is changed, without what is not."""
        said = self.changes.model_dump()
        return {name: value for name, value in said.items() if value}


class SitingFeature(Schema):
    """A GeoJSON feature; what its properties hold, docs/subsystems/siting.md says."""

    type: str = "Feature"
    geometry: dict[str, Any] | None
    properties: dict[str, Any]


class SitingMap(Shape):
    """A GeoJSON feature collection."""

    type: str = "FeatureCollection"
    features: list[SitingFeature]


class SitingFigures(Shape):
    """Money in yuan over the period, ways in metres; walking is weighed, not spent."""

    closing: float
    gates: float
    walking: float
    total: float
    closures: int
    openings: int
    people: float
    mean_m: float
    longest_m: float
    without_way: int


class SitingProof(Shape):
    """What shows how good a plan is: closing costs at least `closing_least`, everything at least `bound`."""

    flow: float | None = None
    closing_least: float | None = None
    closing: float | None = None
    closing_proven: bool | None = None
    bound: float | None = None
    gap: float | None = None
    chosen: bool | None = None
    faults: list[str]


class SitingWalk(Shape):
    """How the way of a building changes; null where there is none."""

    id: str
    people: float
    before_m: float | None
    after_m: float | None
    more_m: float | None


class SitingDifference(Shape):
    """A what-if beside the base plan."""

    closing: float
    gates: float
    walking: float
    opened: list[str]
    shut: list[str]
    people_farther: float
    walks: list[SitingWalk]
    sentences: list[str]


class SitingFindingOut(Shape):
    """Something that a person should know of the data: `part` is the list of the question, `feature` a key in it."""

    code: str
    part: str
    feature: str
    sentence: str


class SitingPlanRow(Shape):
    """A plan as lists show it; `refused` says why there is none."""

    id: UUID
    version: int
    base: bool
    name: str
    changes: SitingChanges
    state: SitingState
    refused: str
    asked_by: str
    asked_at: datetime
    worked_at: datetime | None

    @classmethod
    def told(cls, row: SitingPlan, language: str) -> dict[str, Any]:
        """From a row."""
        same = ("version", "base", "name", "state", "worked_at")
        return {
            "id": row.pk,
            **{name: getattr(row, name) for name in same},
            "changes": SitingChanges(**row.changes),
            "refused": _refused(row, language),
            "asked_by": row.account_name,
            "asked_at": row.created_at,
        }


class SitingStudyRow(Shape):
    """A study in a list; `state` is that of its base plan, null before there are roads."""

    id: UUID
    version: int
    name: str
    grid: GridRef
    openings: int | None
    roads_count: int
    state: SitingState | None
    trials: int
    made_by: str
    made_at: datetime
    updated_at: datetime

    @classmethod
    def told(cls, row: Any) -> dict[str, Any]:
        """From a row of `queries.studies`."""
        same = ("version", "name", "openings", "roads_count", "updated_at")
        return {
            "id": row.pk,
            **{name: getattr(row, name) for name in same},
            "grid": GridRef.of(row.grid),
            "state": row.base_state,
            "trials": row.trials or 0,
            "made_by": row.account_name,
            "made_at": row.created_at,
        }


class SitingStudyOut(Shape):
    """A study with what is wanted, and its plans; `drawn` tells whether the boundary is not the grid's own."""

    study: SitingStudyRow
    boundary: dict[str, Any] | None
    drawn: bool
    car: bool
    whole: bool
    capacity: int | None
    gates: GatesUse
    costs: SitingCosts
    roads_name: str
    roads_at: datetime | None
    plans: list[SitingPlanRow]

    @classmethod
    def of(
        cls,
        row: SitingStudy,
        boundary: dict[str, Any] | None,
        plans: Iterable[SitingPlan],
        language: str,
    ) -> "SitingStudyOut":
        """From a row of `queries.studies`, its boundary and its plans."""
        same = ("car", "whole", "capacity", "gates", "roads_name", "roads_at")
        return cls(
            study=SitingStudyRow(**SitingStudyRow.told(row)),
            boundary=boundary,
            drawn=row.boundary is not None,
            costs=SitingCosts(**row.costs),
            plans=[SitingPlanRow(**SitingPlanRow.told(one, language)) for one in plans],
            **{name: getattr(row, name) for name in same},
        )


class SitingPlanOut(Shape):
    """A plan with what stands on the map, figures, sentences and findings; empty until it is ready."""

    plan: SitingPlanRow
    study_id: UUID
    enclosed: bool
    closures: SitingMap
    openings: SitingMap
    places: SitingMap
    reach: SitingMap
    dwellings: SitingMap
    leak: SitingMap
    figures: SitingFigures | None
    proof: SitingProof | None
    sentences: list[str]
    findings: list[SitingFindingOut]
    difference: SitingDifference | None

    @classmethod
    def of(cls, row: SitingPlan, language: str) -> "SitingPlanOut":
        """From a row, in the reader's language."""
        held = row.result
        drawn = ("closures", "openings", "places", "reach", "dwellings", "leak")
        return cls(
            plan=SitingPlanRow(**SitingPlanRow.told(row, language)),
            study_id=row.study_id,
            enclosed=held.get("enclosed", False),
            **{name: SitingMap(**held.get(name, _NOTHING)) for name in drawn},
            figures=SitingFigures(**held["figures"]) if "figures" in held else None,
            proof=SitingProof(**held["proof"]) if "proof" in held else None,
            sentences=_said(held.get("sentences", ()), language),
            findings=[_finding(one, language) for one in held.get("findings", ())],
            difference=_difference(held.get("difference"), language),
        )


_NOTHING: dict[str, Any] = {"features": []}


def _refused(row: SitingPlan, language: str) -> str:
    if row.state == SitingState.FAILED:
        return SitingImpossible().sentence(language)
    return SitingRefused(Finding(**row.finding)).sentence(language) if row.finding else ""


def _said(told: Iterable[dict[str, Any]], language: str) -> list[str]:
    return [say(f"word.siting.said.{one['key']}", language, **one["values"]) for one in told]


def _finding(one: dict[str, Any], language: str) -> SitingFindingOut:
    sentence = finding_sentence(Finding(**one), language)
    return SitingFindingOut(
        code=one["code"], part=one["part"], feature=one["key"], sentence=sentence
    )


def _difference(held: dict[str, Any] | None, language: str) -> SitingDifference | None:
    if held is None:
        return None
    return SitingDifference(**{**held, "sentences": _said(held["sentences"], language)})
