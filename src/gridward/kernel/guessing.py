"""Guessing is slow: who was wrong too often waits, by the limiter that sign-in has too (`ACCOUNT_RATE_LIMITS`).

A stranger is told apart by a keyed hash of the network address, which is forgotten with the limit's minutes: nobody's
address is kept. Behind one address of a house or an operator there are many: what they do rightly is counted by other
keys.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume
from django.http import HttpRequest

from gridward.kernel.crypto.vault import vault

IPV6_PREFIX = 64
"""What a household has of IPv6: whoever has one address of it has them all."""


def used_up(request: HttpRequest, limit: str, key: str) -> bool:
    """Whether a limit of settings is used up for a key; nothing is counted."""
    return not consume(request, action=limit, key=key, dry_run=True)


def count(request: HttpRequest, limit: str, key: str) -> None:
    """Count one use of a limit by a key."""
    consume(request, action=limit, key=key)


def stranger(request: HttpRequest) -> str:
    """The key of whoever asks without an account."""
    address = ip_address(get_adapter().get_client_ip(request))
    if isinstance(address, IPv6Address):
        address = ip_network((address, IPV6_PREFIX), strict=False).network_address
    return vault.index("stranger", str(address)).hex()
