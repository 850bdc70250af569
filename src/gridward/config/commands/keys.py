"""`gridward keys rotate`."""

from typing import Any

from gridward.kernel.crypto.rotation import destroy_unneeded, reseal_all, sealed_models
from gridward.kernel.crypto.vault import vault


def rotate(master: bool) -> dict[str, Any]:
    """Begin new data keys, seal every value anew, retire what nobody needs; with `master` wrap all keys anew."""
    purposes = sorted({field.purpose for _, fields in sealed_models() for field in fields})
    for purpose in purposes:
        vault.rotate(purpose)
    sealed = reseal_all()
    wrapped = vault.rewrap() if master else 0
    return {
        "purposes": purposes,
        "values_sealed_anew": sealed,
        "keys_wrapped_anew": wrapped,
        "keys_destroyed": destroy_unneeded(),
    }
