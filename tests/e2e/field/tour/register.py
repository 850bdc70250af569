"""Households and their people, organisations."""

from tests.e2e.field.hands import Hands
from tests.e2e.field.tour.ground import BUILDING, ROUND
from tests.e2e.field.tour.walk import Screen, Walk


def _household(walk: Walk) -> None:
    walk.tab("楼栋")
    Hands(walk.phone, ROUND).enter(BUILDING)
    walk.door(2, "302").tap()
    walk.tap("本户详情")


def _more_of_a_person(walk: Walk) -> None:
    walk.tap("更多项目")


def _leaves(walk: Walk) -> None:
    walk.back()
    walk.tap("已离开")


def _edit(walk: Walk) -> None:
    walk.dismiss()
    walk.tap("修改本户")


def _another(walk: Walk) -> None:
    walk.back()
    walk.tap("添加人员")


def _new_household(walk: Walk) -> None:
    walk.back()
    walk.back()
    walk.door(2, "101").tap()


def _new_people(walk: Walk) -> None:
    walk.tap("登记住户")


def _typed(walk: Walk) -> None:
    hands = Hands(walk.phone, ROUND)
    walk.choose("租住")
    hands.person(0, 姓名="测新户主", 身份证号="360199198801010010", 联系电话="19000000001")
    walk.tap("再加一人")
    hands.person(1, 姓名="测新配偶", 身份证号="36019919880101", 联系电话="1900")


def _wrong(walk: Walk) -> None:
    walk.tap("登记这一户")


def _restored(walk: Walk) -> None:
    walk.back()
    walk.door(2, "101").tap()
    walk.tap("登记住户")


def _organisation(walk: Walk) -> None:
    walk.tap("清空重填")
    walk.tab("楼栋")
    walk.page.locator(".building", has_text="家单位").first.tap()
    walk.page.locator(".shop").first.tap()
    walk.tap("单位详情")


def _new_employee(walk: Walk) -> None:
    walk.back()
    walk.tap("添加从业人员")


def _employee(walk: Walk) -> None:
    walk.back()
    walk.page.locator(".staff").get_by_role("button", name="修改").first.tap()


def _new_organisation(walk: Walk) -> None:
    walk.tab("楼栋")
    walk.tap("登记新单位", "link")


SCREENS = (
    Screen("household", _household, ".card"),
    Screen("resident", lambda walk: walk.tap("修改", exact=True), "form"),
    Screen("resident-more", _more_of_a_person, "text=从哪里来"),
    Screen("resident-leaves", _leaves, ".van-dialog"),
    Screen("household-edit", _edit, "textarea"),
    Screen("resident-new", _another, "form"),
    Screen("door-unregistered", _new_household, ".sheet"),
    Screen("household-new", _new_people, "section.one"),
    Screen("household-new-typed", _typed, "text=1988-01-01"),
    Screen("household-new-wrong", _wrong, ".van-field__error-message"),
    Screen("household-new-restored", _restored, ".notice"),
    Screen("organisation", _organisation, ".facts"),
    Screen("organisation-edit", lambda walk: walk.tap("修改单位"), "form"),
    Screen("employee-new", _new_employee, "form"),
    Screen("employee-edit", _employee, "form"),
    Screen("organisation-new", _new_organisation, "form"),
    Screen(
        "organisation-new-wrong", lambda walk: walk.tap("登记这个单位"), "text=请填写单位名称。"
    ),
)
