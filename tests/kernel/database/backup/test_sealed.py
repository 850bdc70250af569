"""A sealed file opens whole and unaltered or not at all, whatever was done to it."""

import hashlib
import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kernel.crypto.suites import CHINESE, INTERNATIONAL, Suite
from gridward.kernel.database.backup.problems import (
    CutOff,
    Damaged,
    NotSealedByUs,
    SealedByNewer,
    WrongPassphrase,
)
from gridward.kernel.database.backup.sealed import FRAME_BYTES, MAGIC, SealedWriter, pieces
from gridward.kernel.problems import Problem

PASSPHRASE = "一口令足够长的口令"
CHEAP = 2**4  # cost of the passphrase in tests; the file says which
SUITES = pytest.mark.parametrize("suite", [INTERNATIONAL, CHINESE], ids=lambda suite: suite.name)


class Named(io.BytesIO):
    """A file in memory; a real one has a name."""

    name = "street.backup"


def sealed(content: bytes, suite: Suite = INTERNATIONAL, kind: str = "backup") -> bytes:
    file = Named()
    writer = SealedWriter(file, kind=kind, suite=suite, passphrase=PASSPHRASE, cost=CHEAP)
    writer.frame(b"manifest")
    writer.write(content)
    writer.finish()
    return file.getvalue()


def opened(content: bytes, passphrase: str = PASSPHRASE) -> list[bytes]:
    return list(pieces(Named(content), kind="backup", passphrase=passphrase))


CONTENT = bytes(range(256)) * (FRAME_BYTES // 128)  # two frames
WHOLE = sealed(CONTENT)


@SUITES
@pytest.mark.parametrize(
    "length", [0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES]
)
def test_what_was_sealed_comes_back(suite: Suite, length: int) -> None:
    content = (b"gridward" * (length // 8 + 1))[:length]
    first, *rest = opened(sealed(content, suite))
    assert first == b"manifest"
    assert b"".join(rest) == content


def test_nothing_of_the_content_shows() -> None:
    text = "李红霞 360199197107300021".encode()
    assert text not in sealed(text)


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, len(WHOLE) - 1), mask=st.integers(1, 255))
def test_any_altered_byte_is_refused(place: int, mask: int) -> None:
    altered = bytearray(WHOLE)
    altered[place] ^= mask
    with pytest.raises(Problem):
        opened(bytes(altered))


@settings(max_examples=100, deadline=None)
@given(length=st.integers(0, len(WHOLE) - 1))
def test_any_shorter_file_is_refused(length: int) -> None:
    with pytest.raises((CutOff, NotSealedByUs)):
        opened(WHOLE[:length])


@settings(max_examples=50, deadline=None)
@given(more=st.binary(min_size=1, max_size=64))
def test_anything_added_at_the_end_is_refused(more: bytes) -> None:
    with pytest.raises((Damaged, CutOff)):
        opened(WHOLE + more)


def frames(content: bytes) -> tuple[bytes, list[bytes]]:
    """The prologue with its checks, and each frame with its length."""
    start = 20 + int.from_bytes(content[16:20]) + 64
    found, place = [], start
    while place < len(content):
        end = place + 4 + int.from_bytes(content[place : place + 4])
        found.append(content[place:end])
        place = end
    return content[:start], found


CHANGES: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "two changed places": lambda one: [one[0], one[2], one[1], *one[3:]],
    "one is missing": lambda one: [one[0], *one[2:]],
    "one is there twice": lambda one: [one[0], one[1], *one[1:]],
    "the last is missing": lambda one: one[:-1],
    "the end of another file": lambda one: [*one[:-1], frames(sealed(CONTENT))[1][-1]],
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_frames_hold_together(change: str) -> None:
    prologue, found = frames(sealed(CONTENT + CONTENT))
    with pytest.raises((Damaged, CutOff)):
        opened(prologue + b"".join(CHANGES[change](found)))


def test_a_file_cut_between_two_frames_is_called_cut_off() -> None:
    prologue, found = frames(WHOLE)
    with pytest.raises(CutOff):
        opened(prologue + b"".join(found[:-1]))
    with pytest.raises(CutOff):
        opened(prologue)


def test_another_passphrase_is_told_from_damage() -> None:
    with pytest.raises(WrongPassphrase):
        opened(WHOLE, "另一个足够长的口令")


@pytest.mark.parametrize("place", [0, 15, 31])
def test_an_altered_digest_of_the_passphrase_is_damage_too(place: int) -> None:
    altered = bytearray(WHOLE)
    header = int.from_bytes(WHOLE[len(MAGIC) : len(MAGIC) + 4])
    altered[len(MAGIC) + 4 + header + 32 + place] ^= 1  # behind the prologue and its own digest
    with pytest.raises(Damaged):
        opened(bytes(altered))
    with pytest.raises(WrongPassphrase):
        opened(bytes(altered), "another passphrase")


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(NotSealedByUs):
        opened(sealed(b"keys", kind="keys"))
    with pytest.raises(NotSealedByUs):
        opened(b"PK\x03\x04")


@pytest.mark.parametrize(
    ("before", "after"),
    [(b'"format": 1', b'"format": 2'), (b'"aes"', b'"xyz"'), (b'"n": 16', b'"n": 17')],
)
def test_a_header_that_a_later_version_wrote_is_refused(before: bytes, after: bytes) -> None:
    start = 20 + int.from_bytes(WHOLE[16:20])
    prologue = WHOLE[:start].replace(before, after)
    assert prologue != WHOLE[:start]
    with pytest.raises(SealedByNewer):
        opened(prologue + hashlib.sha256(prologue).digest() + WHOLE[start + 32 :])
