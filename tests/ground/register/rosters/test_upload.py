"""Uploading: what is no workbook is refused with its reason, and nothing is stored."""

import io
import zipfile
from collections.abc import Callable

import pytest

from gridward.ground.register.models import RosterBatch, RosterFile
from gridward.ground.register.services.rosters import upload
from gridward.ground.register.services.rosters.batches import content_of
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Problem
from tests.ground.register.rosters.conftest import COMMUNITY
from tests.ground.register.rosters.files import book, identity, person, roster
from tests.world import World

pytestmark = pytest.mark.django_db
GOOD = roster(person("张伟", identity(1)))


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (256 << 20))
    return target.getvalue()


def encrypted() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage\0".encode("utf-16-le")
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheets.empty_file"),
        (GOOD[: len(GOOD) // 2], "sheets.corrupt"),
        (encrypted(), "sheets.encrypted"),
        (b"%PDF-1.7 not a workbook", "sheets.wrong_type"),
        (bomb(), "sheets.zip_bomb"),
        (book({"宽": [["值"] * 16_384]}), "sheets.too_many_columns"),
    ],
    ids=["zero bytes", "truncated", "encrypted", "another type", "zip bomb", "16,384 columns"],
)
def test_bad_input_is_refused_and_nothing_is_stored(
    taken_in: Callable[..., RosterBatch], content: bytes, code: str
) -> None:
    with pytest.raises(Problem) as refused:
        taken_in(content)
    assert refused.value.code == code
    assert not RosterBatch.objects.exists()
    assert not RosterFile.objects.exists()


def test_two_hundred_columns_are_read(taken_in: Callable[..., RosterBatch]) -> None:
    header = ["姓名", "身份证号", *(f"其他{n}" for n in range(198))]
    batch = taken_in(book({"宽": [header, ["张伟", identity(1)]]}))
    assert len(batch.plan["layouts"][0]["columns"]) == 200


def test_the_file_is_kept_sealed(taken_in: Callable[..., RosterBatch]) -> None:
    batch = taken_in(GOOD)
    assert content_of(batch) == GOOD
    assert bytes(RosterFile.objects.get().content).find(b"PK") != 0


def test_the_mapping_found_is_shown_with_masked_samples(
    taken_in: Callable[..., RosterBatch],
) -> None:
    columns = taken_in(GOOD).plan["layouts"][0]["columns"]
    assert [column["field"] for column in columns] == [
        *("name", "document", "address", "phone", "relation", "employer")
    ]
    assert columns[0]["samples"] == ["张*"]
    assert identity(1) not in str(columns)


@pytest.mark.parametrize(
    ("who", "problem"),
    [
        *(("worker_a1", NotFound), ("leader_b", NotFound), ("chief_f", NotFound)),
        *(("stranger", NotFound), ("first_a", NotAllowed)),
    ],
)
def test_a_foreign_community_is_refused(world: World, who: str, problem: type[Problem]) -> None:
    actor: Actor = world.actor(who)
    with pytest.raises(problem):
        upload(actor, community=COMMUNITY, file_name="名册.xlsx", content=GOOD)
    assert not RosterBatch.objects.exists()
