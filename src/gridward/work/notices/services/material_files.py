"""The file of a material, checked by what it is; and the poster with its code. Outdated ones are not given out."""

import hashlib
from pathlib import Path
from uuid import UUID

from django.db import transaction

from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.qr import qr_svg
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.pictures import drawn_anew
from gridward.kernel.texts import say
from gridward.work.notices.models import Material, MaterialFile
from gridward.work.notices.problems import (
    MaterialFileTooLarge,
    MaterialFileUnfit,
    MaterialHasFile,
    MaterialHasNoFile,
)
from gridward.work.notices.queries.materials import (
    check_holds,
    material_grids,
    material_of,
    material_to_change,
)
from gridward.work.notices.rules.materials import format_of
from gridward.work.notices.rules.words import in_words
from gridward.work.notices.services.materials import note, where_told
from gridward.work.notices.services.posters import page_of
from gridward.work.notices.terms import MaterialFormat, NoticeAct

LARGEST_PDF = 1_900_000
TEMPLATE = Path(__file__).resolve().parents[1] / "paper" / "material.typ"


@transaction.atomic
def keep_material_file(actor: Actor, *, material_id: UUID, content: bytes) -> MaterialFile:
    """Put a picture or a PDF beside the text; pictures are drawn anew. Sent again, it is there already.

    Raises NotFound, NotAllowed, MaterialEnded, MaterialHasFile, MaterialFileUnfit, MaterialFileTooLarge, PictureBroken,
    PictureTooLarge.
    """
    row = material_to_change(actor, material_id)
    digest = hashlib.sha256(content).hexdigest()
    known = MaterialFile.objects.filter(material=row).first()
    if known is not None:
        if known.digest != digest:
            raise MaterialHasFile(title=row.title)
        return known
    format_, kept = _checked(content)
    made = MaterialFile.objects.create(
        street_id=row.street_id, material=row, format=format_, content=kept, digest=digest
    )
    note(actor, NoticeAct.MATERIAL_FILED, row, where_told(row))
    return made


@transaction.atomic
def material_file(actor: Actor, *, material_id: UUID) -> MaterialFile:
    """The file; one that is outdated for whoever keeps materials alone.

    Raises NotFound, MaterialHasNoFile, MaterialOutdated, MaterialNotNow.
    """
    row = material_of(actor, material_id)
    if not actor.may(Permission.NOTICE_SEND):
        check_holds(row)
    kept = MaterialFile.objects.filter(material=row.pk).first()
    if kept is None:
        raise MaterialHasNoFile(title=row.title)
    note(actor, NoticeAct.MATERIAL_TAKEN, row, where_told(row))
    return kept


@transaction.atomic
def material_poster(actor: Actor, *, material_id: UUID, address: str) -> Printed:
    """The text as a poster with a code that always opens the newest edition.

    Raises NotFound, MaterialOutdated, MaterialNotNow.
    """
    row = material_of(actor, material_id)
    check_holds(row)
    content = pdf(TEMPLATE, _poster(actor, row, address))
    note(actor, NoticeAct.MATERIAL_TAKEN, row, where_told(row))
    return Printed.named(say("material.file", title=row.title), PaperFormat.PDF, content)


def _poster(actor: Actor, row: Material, address: str) -> dict[str, object]:
    page = page_of(row, address)
    grids = [one.grid.name for one in material_grids(actor, row)]
    return {
        "title": row.title,
        "text": row.text,
        "english_title": row.title_en,
        "english": row.text_en,
        "issuer": say("material.issued", issuer=row.issuer, source=row.source)
        if row.source
        else row.issuer,
        "valid": say(
            "material.valid",
            edition=row.edition,
            begins=in_words(row.valid_from),
            ends=in_words(row.valid_to),
        ),
        "where": grids[0] if len(grids) == 1 else row.street.name,
        "qr": qr_svg(page) if page else "",
        "scan": say("material.scan"),
        "foot": "",
    }


def _checked(content: bytes) -> tuple[MaterialFormat, bytes]:
    format_ = format_of(content)
    if format_ is None:
        raise MaterialFileUnfit
    if format_ is MaterialFormat.JPEG:
        return format_, drawn_anew(content)
    if len(content) > LARGEST_PDF:
        raise MaterialFileTooLarge(most_kb=LARGEST_PDF // 1000)
    return format_, content
