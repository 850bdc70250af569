"""The next number of a paper in a year of a street; the street's row is locked, so that none is given twice."""

from uuid import UUID

from django.db.models import Max, Model, QuerySet

from gridward.ground.territory.models import Division


def next_serial(papers: QuerySet[Model], street_id: UUID, year: int) -> int:
    """One more than the last of `papers` that year; to be called within the transaction that uses it."""
    Division.objects.select_for_update().get(pk=street_id)
    rows = papers.filter(street=street_id, year=year)
    last: int | None = rows.aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1
