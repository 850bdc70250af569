"""The console's privacy page reads the same declarations as the documentation."""

from collections.abc import Callable

import pytest
from django.test import Client

from gridward.ground.staff.models import Account
from gridward.kernel.declaring import all_fields
from tests.world import World


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_declared_field_is_told(
    world: World, client_of: Callable[[Account], Client], language: str
) -> None:
    client = client_of(world.account("patron"))
    told = client.get("/api/v1/privacy", headers={"Accept-Language": language}).json()
    columns = {(one["table"], field["column"]) for one in told["tables"] for field in one["fields"]}
    assert columns == {(one.table, one.column) for one in all_fields()}


@pytest.mark.django_db
def test_residents_are_told_what_is_kept_of_them_each_once(
    world: World, client_of: Callable[[Account], Client]
) -> None:
    told = client_of(world.account("patron")).get("/api/v1/privacy").json()["notice"]
    fields = [field for line in told for field in line["fields"]]
    assert {"住址", "姓名", "性别", "出生日期", "证件号码", "联系电话", "车牌号"} <= set(fields)
    assert len(fields) == len(set(fields))
    assert "核酸检测" not in fields
    assert not any("检索码" in field for field in fields)
