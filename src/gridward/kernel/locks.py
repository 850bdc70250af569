"""What must not happen twice at once, where there is no row to lock: whoever else does it waits until we are done.

A lock belongs to the transaction and ends with it. `what` names the act, dotted by its part, so that the locks of two
parts never meet; the key says on what it is done.
"""

from collections.abc import Iterable

from gridward.kernel.compiled import prepared

_ONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_EACH = """
SELECT count(pg_advisory_xact_lock(hashtextextended(key, 0))) FROM (SELECT unnest(%s::text[]) AS key ORDER BY 1) keys
"""


def one_at_a_time(what: str, *key: object) -> None:
    """Wait for whoever does this with this key; then everybody else waits until our transaction ends."""
    prepared(_ONE, [_text(what, *key)])


def each_at_a_time(what: str, keys: Iterable[object]) -> None:
    """As `one_at_a_time` for many keys, in one order for everybody, so that nobody waits in a ring."""
    prepared(_EACH, [[_text(what, key) for key in keys]])


def _text(what: str, *key: object) -> str:
    return ":".join([what, *map(str, key)])
