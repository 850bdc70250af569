"""A sealed file: encrypted under a passphrase, in frames, so that any size passes through little memory.

    prologue   "Gridward sealed\\n", length, header as JSON in plain (kind, suite, cost and salt of the passphrase)
    checks     SHA-256 of the prologue (damage), keyed digest of it (wrong passphrase)
    frames     length, then a sealed piece: bound to the file, its place in the order, and whether it is the last

A frame altered, left out, moved, taken from another file or added does not open; a file cut at the end of a frame
misses its last. The passphrase becomes a key by scrypt (RFC 7914); the cipher is the suite's AEAD (AES-256-GCM, or
SM4-GCM where GRIDWARD_CIPHERS=sm), each frame with a random nonce.
"""

import hashlib
import hmac
import json
import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from gridward.kernel.crypto.suites import BY_NAME, NONCE_BYTES, TAG_BYTES, Suite, Unopenable
from gridward.kernel.database.backup.problems import (
    CutOff,
    Damaged,
    NotSealedByUs,
    SealedByNewer,
    WrongPassphrase,
)

MAGIC = b"Gridward sealed\n"
FORMAT = 1
COST = 2**17  # scrypt's n; with r=8 it takes 128 MB and about half a second
MOST_MEMORY = 2**30
FRAME_BYTES = 2**20
_LENGTH = struct.Struct(">I")
_PLACE = struct.Struct(">Q?")
_DIGEST_BYTES = 32
_HEADER_MOST = 4096


@dataclass(frozen=True)
class _Opened:
    """The keys of one file; `bound_to` are the bytes that tie its frames to it."""

    suite: Suite
    key: bytes
    check: bytes
    bound_to: bytes


class SealedWriter:
    """Writes a sealed file: `frame` for a piece that is read as a whole, `write` for a stream, `finish` at the end."""

    def __init__(
        self, file: BinaryIO, *, kind: str, suite: Suite, passphrase: str, cost: int = COST
    ) -> None:
        header = {
            "format": FORMAT,
            "kind": kind,
            "suite": suite.name,
            "n": cost,
            "r": 8,
            "p": 1,
            "salt": os.urandom(16).hex(),
        }
        text = json.dumps(header, sort_keys=True).encode()
        prologue = MAGIC + _LENGTH.pack(len(text)) + text
        self._file = file
        self._opened = _keys(header, prologue, passphrase)
        self._held = bytearray()
        self._count = 0
        file.write(prologue + hashlib.sha256(prologue).digest() + self._opened.check)

    def frame(self, piece: bytes) -> None:
        """A frame of its own, before any stream."""
        self._seal(piece, last=False)

    def write(self, piece: bytes) -> None:
        """Part of the stream."""
        self._held += piece
        while len(self._held) > FRAME_BYTES:  # never empty: the last frame has something in it
            self._seal(bytes(self._held[:FRAME_BYTES]), last=False)
            del self._held[:FRAME_BYTES]

    def finish(self) -> None:
        """The last frame; without it the file counts as cut off."""
        self._seal(bytes(self._held), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        opened = self._opened
        sealed = opened.suite.seal(
            opened.key, piece, opened.bound_to + _PLACE.pack(self._count, last)
        )
        self._file.write(_LENGTH.pack(len(sealed)) + sealed)
        self._count += 1


def pieces(file: BinaryIO, *, kind: str, passphrase: str) -> Iterator[bytes]:
    """The opened frames in order; whoever has all of them has the whole, unaltered file.

    Raises NotSealedByUs, SealedByNewer, WrongPassphrase, Damaged, CutOff.
    """
    opened = _prologue(file, kind, passphrase)
    count, sealed = 0, _next_frame(file)
    while sealed is not None:
        following = _next_frame(file)
        yield _open(opened, sealed, count, last=following is None, name=file.name)
        count, sealed = count + 1, following
    if not count:
        raise CutOff(file=file.name)


def _prologue(file: BinaryIO, kind: str, passphrase: str) -> _Opened:
    prologue, check = _undamaged(file)
    header = json.loads(prologue[len(MAGIC) + _LENGTH.size :])
    if header.get("format") != FORMAT:
        raise SealedByNewer(file=file.name)
    if header["kind"] != kind:
        raise NotSealedByUs(file=file.name)
    try:
        opened = _keys(header, prologue, passphrase)
    except (KeyError, ValueError):  # a suite or a cost that we do not know
        raise SealedByNewer(file=file.name) from None
    if not hmac.compare_digest(opened.check, check):
        if _opens_first_frame(opened, file):  # so it is the passphrase, and the digest was altered
            raise Damaged(file=file.name)
        raise WrongPassphrase(file=file.name)
    return opened


def _opens_first_frame(opened: _Opened, file: BinaryIO) -> bool:
    sealed = _next_frame(file)
    if sealed is None:
        return False
    for last in (False, True):
        with suppress(Unopenable):
            _unsealed(opened, sealed, 0, last=last)
            return True
    return False


def _undamaged(file: BinaryIO) -> tuple[bytes, bytes]:
    """The prologue as it was written, and its keyed digest."""
    start = file.read(len(MAGIC) + _LENGTH.size)
    if not start.startswith(MAGIC):
        raise NotSealedByUs(file=file.name)
    length = int.from_bytes(start[len(MAGIC) :])
    if length > _HEADER_MOST:
        raise Damaged(file=file.name)
    rest = file.read(length + 2 * _DIGEST_BYTES)
    if len(start) < len(MAGIC) + _LENGTH.size or len(rest) < length + 2 * _DIGEST_BYTES:
        raise CutOff(file=file.name)
    prologue, checks = start + rest[:length], rest[length:]
    if hashlib.sha256(prologue).digest() != checks[:_DIGEST_BYTES]:
        raise Damaged(file=file.name)
    return prologue, checks[_DIGEST_BYTES:]


def _keys(header: dict[str, object], prologue: bytes, passphrase: str) -> _Opened:
    suite = BY_NAME[str(header["suite"])]
    root = hashlib.scrypt(
        passphrase.encode(),
        salt=bytes.fromhex(str(header["salt"])),
        n=int(str(header["n"])),
        r=int(str(header["r"])),
        p=int(str(header["p"])),
        maxmem=MOST_MEMORY,
        dklen=32,
    )
    key = suite.digest(root, b"frames" + prologue)[: suite.key_bytes]
    return _Opened(
        suite, key, suite.digest(root, b"check" + prologue), hashlib.sha256(prologue).digest()
    )


def _next_frame(file: BinaryIO) -> bytes | None:
    """The next sealed piece, None at the end of the file."""
    head = file.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise CutOff(file=file.name)
    (length,) = _LENGTH.unpack(head)
    if not NONCE_BYTES + TAG_BYTES <= length <= FRAME_BYTES * 64:
        raise Damaged(file=file.name)
    sealed = file.read(length)
    if len(sealed) < length:
        raise CutOff(file=file.name)
    return sealed


def _open(opened: _Opened, sealed: bytes, count: int, *, last: bool, name: str) -> bytes:
    try:
        return _unsealed(opened, sealed, count, last=last)
    except Unopenable:
        pass
    try:
        _unsealed(opened, sealed, count, last=False)
    except Unopenable:
        raise Damaged(file=name) from None
    raise CutOff(file=name)


def _unsealed(opened: _Opened, sealed: bytes, count: int, *, last: bool) -> bytes:
    return opened.suite.open(opened.key, sealed, opened.bound_to + _PLACE.pack(count, last))
