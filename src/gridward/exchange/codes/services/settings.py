"""Which provider there is: by the settings of the installation, the one that asks nobody where there are none."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from gridward.exchange.codes.problems import ProviderRefuses
from gridward.exchange.codes.services.asking import AskingProvider
from gridward.exchange.codes.services.provider import CodeProvider, NullProvider
from gridward.exchange.codes.terms import CountsFrom


def provider() -> CodeProvider:
    """The provider of this installation; raises AddressUnsafe, ProviderRefuses."""
    if not is_set_up():
        return NullProvider()
    return _asking(
        settings.CODES_URL, settings.CODES_APP, settings.CODES_SECRET_FILE, settings.CODES_TIMEOUT
    )


def is_set_up() -> bool:
    """Whether anybody is asked."""
    return bool(settings.CODES_URL)


def counts_from() -> CountsFrom:
    """From when on tests count here."""
    return CountsFrom(settings.CODES_TEST_TIME)


@lru_cache(maxsize=1)
def _asking(url: str, app: str, secret_file: str, timeout: float) -> AskingProvider:
    """One for the whole process, which keeps its patience."""
    return AskingProvider(url, app, _secret(secret_file), timeout)


def _secret(file: str) -> str:
    """From a file outside the database; without it the service takes nothing of us."""
    try:
        return Path(file).read_text(encoding="utf-8").strip() if file else ""
    except (OSError, UnicodeDecodeError):
        raise ProviderRefuses from None
