"""The two families of algorithms behind one shape: AES-256-GCM with HMAC-SHA256, SM4-GCM with HMAC-SM3."""

import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC

NONCE_BYTES = 12
TAG_BYTES = 16
INDEX_BYTES = 16


class Unopenable(Exception):
    """The text was changed, moved to another row, or sealed with another key."""


def _aes_seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def _aes_open(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)


def _sm4_seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    worker = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    worker.authenticate_additional_data(bound_to)
    return nonce + worker.update(plain) + worker.finalize() + worker.tag


def _sm4_open(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    nonce, body, tag = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:-TAG_BYTES], sealed[-TAG_BYTES:]
    worker = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    worker.authenticate_additional_data(bound_to)
    return worker.update(body) + worker.finalize()


def _sha256(key: bytes, text: bytes) -> bytes:
    return hmac.digest(key, text, "sha256")


def _sm3(key: bytes, text: bytes) -> bytes:
    worker = HMAC(key, hashes.SM3())
    worker.update(text)
    return worker.finalize()


@dataclass(frozen=True)
class Suite:
    """One family: `seal` and `open` bytes bound to a context, `digest` bytes under a key."""

    number: int
    name: str
    key_bytes: int
    seal: Callable[[bytes, bytes, bytes], bytes]
    _open: Callable[[bytes, bytes, bytes], bytes]
    digest: Callable[[bytes, bytes], bytes]

    def open(self, key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        """The plain bytes; raises Unopenable."""
        try:
            return self._open(key, sealed, bound_to)
        except (InvalidTag, ValueError) as error:
            raise Unopenable from error

    def new_key(self) -> bytes:
        """A random key of the right length."""
        return os.urandom(self.key_bytes)


INTERNATIONAL = Suite(1, "aes", 32, _aes_seal, _aes_open, _sha256)
CHINESE = Suite(2, "sm", 16, _sm4_seal, _sm4_open, _sm3)
BY_NUMBER = {suite.number: suite for suite in (INTERNATIONAL, CHINESE)}
BY_NAME = {suite.name: suite for suite in (INTERNATIONAL, CHINESE)}
