"""A command sent twice is carried out once."""

from uuid import UUID

import pytest

from gridward.kernel.commands import CommandReused, once
from gridward.kernel.ids import new_id
from gridward.kernel.problems import Stale

ACCOUNT = UUID("00000000-0000-7000-8000-0000000000aa")


@pytest.mark.django_db
def test_the_same_answer_comes_back_without_doing_it_again() -> None:
    done: list[int] = []

    def act() -> dict[str, int]:
        done.append(1)
        return {"times": len(done)}

    command = new_id()
    first = once(command, ACCOUNT, "count", {"a": 1}, act)
    assert once(command, ACCOUNT, "count", {"a": 1}, act) == first == {"times": 1}
    assert done == [1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("account", "name", "content"),
    [
        (new_id(), "count", {"a": 1}),
        (ACCOUNT, "other", {"a": 1}),
        (ACCOUNT, "count", {"a": 2}),
    ],
)
def test_one_id_for_two_contents_is_refused(
    account: UUID, name: str, content: dict[str, int]
) -> None:
    command = new_id()
    once(command, ACCOUNT, "count", {"a": 1}, dict)
    with pytest.raises(CommandReused):
        once(command, account, name, content, dict)


@pytest.mark.django_db
def test_a_refused_command_may_be_sent_again() -> None:
    command = new_id()

    def refuse() -> dict[str, int]:
        raise Stale

    with pytest.raises(Stale):
        once(command, ACCOUNT, "count", {}, refuse)
    assert once(command, ACCOUNT, "count", {}, lambda: {"done": 1}) == {"done": 1}
