"""The code of a pass: 95 bytes as 155 letters and digits, which a QR code holds in its alphanumeric mode.

    GW1 + base32( version 1 | key 4 | pass 16 | kind 1 | issue 1 | begins 4 | ends 4 | signature 64 )

Numbers are big-endian; instants are whole minutes since 1970 in UTC; `key` is the beginning of the SHA-256 of the
public key; the signature is ECDSA over P-256 with SHA-256 (r and s), which every browser checks without help, of all
that stands before it. `web/packages/rules/src/tokens.ts` reads the same; `tests/cases/tokens.json` keeps the two equal.
"""

import base64
import binascii
import hashlib
import re
import struct
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gridward.work.checkpoints.terms import PassKind, PassToken, TokenFault

PREFIX = "GW1"
VERSION = 1
MOST_ISSUES = 255
_BODY = struct.Struct(">B4s16sBBII")
_HALF = 32
_CHARACTERS = 152
_KINDS = tuple(PassKind)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_BLANK = re.compile(r"[\s-]")
_CURVE = ec.SECP256R1()
_SIGNATURE = ec.ECDSA(hashes.SHA256())

PublicKeys = Mapping[bytes, ec.EllipticCurvePublicKey]
"""Keys by the four bytes that name them."""


class TokenUnreadable(ValueError):
    """The text is no code of a pass of ours; `fault` says why."""

    def __init__(self, fault: TokenFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def new_key() -> ec.EllipticCurvePrivateKey:
    """A key that passes are signed with."""
    return ec.generate_private_key(_CURVE)


def key_from(number: bytes) -> ec.EllipticCurvePrivateKey:
    """The key of a private number of 32 bytes."""
    return ec.derive_private_key(int.from_bytes(number, "big"), _CURVE)


def private_number(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The private number of a key, 32 bytes: to be sealed."""
    return key.private_numbers().private_value.to_bytes(_HALF, "big")


def public_bytes(key: ec.EllipticCurvePublicKey) -> bytes:
    """The public key as browsers import it: 65 bytes, uncompressed."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def public_from(raw: bytes) -> ec.EllipticCurvePublicKey:
    """The key of these 65 bytes; raises ValueError."""
    return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, raw)


def name_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """The four bytes that name a key in a code."""
    return hashlib.sha256(public_bytes(key)).digest()[:4]


def write_token(token: PassToken, key: ec.EllipticCurvePrivateKey) -> str:
    """The code of a pass. Two codes of one pass differ, since each signature has a number of its own."""
    body = _BODY.pack(
        VERSION,
        name_of(key.public_key()),
        token.id.bytes,
        _KINDS.index(token.kind),
        token.issue,
        _minutes(token.begins),
        _minutes(token.ends),
    )
    r, s = decode_dss_signature(key.sign(body, _SIGNATURE))
    signed = body + r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")
    return PREFIX + base64.b32encode(signed).decode()


def read_token(text: str, keys: PublicKeys) -> PassToken:
    """What a code says, whoever typed or scanned it: blanks, hyphens and small letters do not matter.

    Raises TokenUnreadable. Whether the pass holds is `passes.pass_state`.
    """
    signed = _bytes_of(text)
    body, r, s = signed[: _BODY.size], signed[_BODY.size : -_HALF], signed[-_HALF:]
    version, name, pass_id, kind, issue, begins, ends = _BODY.unpack(body)
    if version != VERSION or kind >= len(_KINDS):
        raise TokenUnreadable(TokenFault.NOT_OURS)
    if name not in keys:
        raise TokenUnreadable(TokenFault.KEY_UNKNOWN)
    numbers = int.from_bytes(r, "big"), int.from_bytes(s, "big")
    try:
        keys[name].verify(encode_dss_signature(*numbers), body, _SIGNATURE)
    except InvalidSignature:
        raise TokenUnreadable(TokenFault.FORGED) from None
    return PassToken(UUID(bytes=pass_id), _KINDS[kind], issue, _instant(begins), _instant(ends))


def _bytes_of(text: str) -> bytes:
    tidy = _BLANK.sub("", text).upper()
    if not tidy.startswith(PREFIX):
        raise TokenUnreadable(TokenFault.NOT_OURS)
    code = tidy.removeprefix(PREFIX)
    if len(code) != _CHARACTERS:
        raise TokenUnreadable(TokenFault.CUT if len(code) < _CHARACTERS else TokenFault.NOT_OURS)
    if "=" in code:  # which would be read as fewer bytes
        raise TokenUnreadable(TokenFault.NOT_OURS)
    try:
        return base64.b32decode(code)
    except (binascii.Error, ValueError):
        raise TokenUnreadable(TokenFault.NOT_OURS) from None


def _minutes(at: datetime) -> int:
    return (at - _EPOCH) // _MINUTE


def _instant(minutes: int) -> datetime:
    return _EPOCH + minutes * _MINUTE
