"""The code of a release paper: 89 bytes as text that a QR code holds in its alphanumeric mode.

    GM1 + base32( version 1 | key 4 | measure 16 | last day 4 | signature 64 )

Signed with the keys of passes; the prefix is signed too, so that neither is taken for the other. It names nobody: who
checks it compares the paper with the person.
"""

import base64
import binascii
import re
import struct
from datetime import date
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from gridward.work.checkpoints.rules.tokens import PublicKeys, name_of
from gridward.work.measures.problems import ReleaseCodeUnreadable
from gridward.work.measures.terms import ReleaseCode

PREFIX = "GM1"
VERSION = 1
_BODY = struct.Struct(">B4s16sI")
_HALF = 32
_SIZE = _BODY.size + 2 * _HALF
_BLANK = re.compile(r"[\s-]")
_SIGNATURE = ec.ECDSA(hashes.SHA256())


def write_code(said: ReleaseCode, key: ec.EllipticCurvePrivateKey) -> str:
    """The code of a release."""
    name = name_of(key.public_key())
    body = _BODY.pack(VERSION, name, said.measure.bytes, said.ended_on.toordinal())
    r, s = decode_dss_signature(key.sign(PREFIX.encode() + body, _SIGNATURE))
    signed = body + r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")
    return PREFIX + base64.b32encode(signed).decode().rstrip("=")


def read_code(text: str, keys: PublicKeys) -> ReleaseCode:
    """What a code says, typed or scanned; raises ReleaseCodeUnreadable."""
    signed = _bytes_of(text)
    body, r, s = signed[: _BODY.size], signed[_BODY.size : -_HALF], signed[-_HALF:]
    version, name, measure, day = _BODY.unpack(body)
    if version != VERSION or name not in keys:
        raise ReleaseCodeUnreadable
    numbers = int.from_bytes(r, "big"), int.from_bytes(s, "big")
    try:
        keys[name].verify(encode_dss_signature(*numbers), PREFIX.encode() + body, _SIGNATURE)
    except InvalidSignature:
        raise ReleaseCodeUnreadable from None
    return ReleaseCode(UUID(bytes=measure), date.fromordinal(day))


def _bytes_of(text: str) -> bytes:
    tidy = _BLANK.sub("", text).upper()
    code = tidy.removeprefix(PREFIX)
    if code == tidy or "=" in code:
        raise ReleaseCodeUnreadable
    try:
        signed = base64.b32decode(code + "=" * (-len(code) % 8))
    except (binascii.Error, ValueError):
        raise ReleaseCodeUnreadable from None
    if len(signed) != _SIZE:
        raise ReleaseCodeUnreadable
    return signed
