"""Doors of the certificates of service."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Status

from gridward.ground.staff.models import ServiceCertificate
from gridward.ground.staff.queries.teams import certificate_of, certificates_of, person_of
from gridward.ground.staff.schemas.teams import CertificateIn, CertificateOut
from gridward.ground.staff.services.certificates import (
    certificate_file,
    issue_certificate,
    number_of,
)
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer
from gridward.kernel.paging import page

people_router = door("staff")
router = door("staff")


@people_router.get("/{person_id}/certificates", response=answers(PageOut[CertificateOut]))
def list_certificates(request: HttpRequest, person_id: UUID, after: str | None = None) -> object:
    """Certificates that somebody of a team was given, the latest first."""
    actor = actor_of(request)
    found = page(certificates_of(person_of(actor, person_id)), ["-issued_on", "-id"], after)
    return {"items": [_certificate(row) for row in found.rows], "next": found.next}


@people_router.post("/{person_id}/certificates", response=answers(CertificateOut, 201))
def post_certificate(request: HttpRequest, person_id: UUID, given: CertificateIn) -> object:
    """Issue a certificate of the confirmed hours of a period."""
    actor = actor_of(request)
    row = issue_certificate(actor, person=person_of(actor, person_id), **given.model_dump())
    return Status(201, _certificate(row))


@router.get("/{certificate_id}/paper", response=answers(None))
def get_certificate_paper(
    request: HttpRequest,
    certificate_id: UUID,
    format: PaperFormat = PaperFormat.PDF,  # noqa: A002 - what people call it
) -> HttpResponse:
    """A certificate as a file; the taking is on the record."""
    actor = actor_of(request)
    made = certificate_file(actor, certificate_of(actor, certificate_id), format)
    return file_answer(made.content, made.file_name, made.format.content_type)


def _certificate(row: ServiceCertificate) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": number_of(row),
        "first": row.first,
        "last": row.last,
        "minutes": row.minutes,
        "issued_by": row.issued_by,
        "issued_on": row.issued_on,
    }
