"""Keys made in a transaction belong to nobody else before it is committed, and to nobody at all when it is not."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from django.db import connections, transaction

from gridward.kernel.crypto.suites import INTERNATIONAL
from gridward.kernel.crypto.vault import Place, SealBroken, Vault
from gridward.kernel.ids import new_id
from gridward.kernel.models import DataKey

PURPOSES = [f"hammer-{number}" for number in range(6)]
ROUNDS = 40


class Refused(Exception):
    """What rolls a transaction back."""


@contextmanager
def failing() -> Iterator[None]:
    """A transaction, or a savepoint in one, that is rolled back at its end."""
    with suppress(Refused), transaction.atomic():
        yield
        raise Refused


def outside(*acts: Callable[[], object]) -> None:
    """Run each in a thread of its own, outside of the test's transaction: what it commits is committed."""
    errors: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


@pytest.fixture
def vault(db: None, tmp_path: Path) -> Iterator[Vault]:
    """A vault whose keys are committed for real; they are removed afterwards."""
    yield Vault(tmp_path / "master.json", INTERNATIONAL)
    outside(DataKey.objects.all().delete)


def place() -> Place:
    return Place("register_resident", "document", new_id())


def anew(vault: Vault) -> Vault:
    """As another process would see it."""
    return Vault(vault._path, INTERNATIONAL)


def test_a_key_of_a_transaction_that_failed_is_not_used_again(vault: Vault) -> None:
    def act() -> None:
        with failing():
            vault.seal("hammer-0", "一", place())
            vault.index("hammer-0", "一")
        here = place()
        sealed, index = vault.seal("hammer-0", "二", here), vault.index("hammer-0", "二")
        assert anew(vault).open(sealed, here) == "二"
        assert anew(vault).index("hammer-0", "二") == index

    outside(act)


def test_a_key_of_a_savepoint_that_failed_is_not_used_again(vault: Vault) -> None:
    def act() -> None:
        here = place()
        with transaction.atomic():
            with failing():
                vault.seal("hammer-0", "一", place())
            sealed = vault.seal("hammer-0", "二", here)
            assert vault.open(sealed, here) == "二"
        assert anew(vault).open(sealed, here) == "二"

    outside(act)


def test_a_rotation_that_failed_leaves_the_old_key_in_use(vault: Vault) -> None:
    def act() -> None:
        here, there = place(), place()
        before = vault.seal("hammer-0", "一", here)
        with failing():
            vault.rotate("hammer-0")
            vault.seal("hammer-0", "二", place())
        after = vault.seal("hammer-0", "三", there)
        assert after[:5] == before[:5]
        assert anew(vault).open(after, there) == "三"

    outside(act)


def test_a_transaction_reads_what_it_has_sealed_itself(vault: Vault) -> None:
    def act() -> None:
        here = place()
        with transaction.atomic():
            sealed = vault.seal("hammer-0", "一", here)
            assert vault.open(sealed, here) == "一"
            assert vault.seal("hammer-0", "二", place())[:5] == sealed[:5]
        assert vault.open(sealed, here) == "一"

    outside(act)


def test_a_value_of_a_key_that_never_was_does_not_open(vault: Vault) -> None:
    def act() -> None:
        here, sealed = place(), []
        with failing():
            sealed.append(vault.seal("hammer-0", "一", here))
        with pytest.raises(SealBroken):
            vault.open(sealed[0], here)

    outside(act)


def test_two_that_make_the_first_key_at_once_agree_on_one_that_is_committed(
    vault: Vault,
) -> None:
    """Whichever of them commits, and though the other is rolled back."""
    both = threading.Barrier(2, timeout=30)
    kept: list[tuple[bytes, Place]] = []

    def act(fails: bool) -> None:
        where = place()
        both.wait()
        with suppress(Refused), transaction.atomic():
            sealed = vault.seal("hammer-0", "一", where)
            if fails:
                raise Refused
            kept.append((sealed, where))

    outside(partial(act, True), partial(act, False))
    outside(lambda: [anew(vault).open(*one) for one in kept])
    assert len(kept) == 1


def test_hammered_from_threads_every_committed_value_opens(vault: Vault) -> None:
    kept: list[tuple[str, bytes, Place, bytes]] = []
    working = [True]

    def work(seed: int) -> None:
        dice = random.Random(seed)
        try:
            for number in range(ROUNDS):
                one_round(vault, dice, f"{seed}:{number}", kept)
        finally:
            working[0] = False

    def disturb() -> None:
        while working[0]:
            vault.forget()
            vault.rotate(PURPOSES[0])

    def judge() -> None:
        fresh = anew(vault)
        for text, sealed, where, index in kept:
            assert fresh.open(sealed, where) == text
            assert fresh.index(PURPOSES[-1], text) == index

    outside(disturb, *(partial(work, seed) for seed in range(6)))
    outside(judge)
    assert len(kept) > ROUNDS


def one_round(
    vault: Vault, dice: random.Random, text: str, kept: list[tuple[str, bytes, Place, bytes]]
) -> None:
    """One transaction that seals and indexes, perhaps after a savepoint that failed, and perhaps fails itself."""
    purpose, where = dice.choice(PURPOSES), place()
    with suppress(Refused), transaction.atomic():
        if dice.random() < 0.3:
            with failing():
                vault.seal(dice.choice(PURPOSES), "弃", place())
        sealed, index = vault.seal(purpose, text, where), vault.index(PURPOSES[-1], text)
        assert vault.open(sealed, where) == text
        if dice.random() < 0.5:
            raise Refused
        kept.append((text, sealed, where, index))
