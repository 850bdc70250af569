"""Articles: the program's own as dated data, and versions that are put in here."""

from dataclasses import replace

import pytest

from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed
from gridward.work.supplies.models import ArticleVersion
from gridward.work.supplies.problems import (
    ArticleChangedMeanwhile,
    ArticleNameTaken,
    ArticleUnfit,
    ArticleUnknown,
    ExpiryUnfit,
)
from gridward.work.supplies.queries.articles import articles, last_version
from gridward.work.supplies.queries.rows import at_grid
from gridward.work.supplies.queries.stock import held_at
from gridward.work.supplies.services import articles as services
from gridward.work.supplies.services.articles import ArticleSaid, load_articles, put_article
from gridward.work.supplies.services.entering import CountSaid, count
from gridward.work.supplies.terms import Article, Batch, StockMove, StoreLevel, SupplyCategory
from gridward.work.workorders.terms import KindOrigin
from tests.work.supplies.acts import FENCE, LATER, MASK, MASKS, entered
from tests.world import World

pytestmark = pytest.mark.django_db
BLANKET = Article(
    code="",
    category=SupplyCategory.FOOD,
    title={"zh-Hans": "棉被", "en": "Quilts"},
    unit={"zh-Hans": "床", "en": "pcs"},
    expires=False,
    minimum={StoreLevel.STREET: 20},
)


def test_the_programs_articles_are_there_and_loaded_once() -> None:
    known = articles()
    assert known[MASK].title["zh-Hans"] == "医用外科口罩"
    assert known[MASK].minimum[StoreLevel.GRID] == 100
    assert {one.category for one in known.values()} == set(SupplyCategory) - {SupplyCategory.OTHER}
    assert load_articles() == 0


@pytest.mark.parametrize("name", ["admin", "command", "chief"])
def test_the_street_and_the_administrator_add_an_article(world: World, name: str) -> None:
    made = put_article(world.actor(name), said=ArticleSaid(BLANKET))
    assert (made.code, made.number, made.origin) == ("own_001", 1, KindOrigin.HERE)
    second = replace(BLANKET, title={"zh-Hans": "热水瓶", "en": "Flasks"})
    assert put_article(world.actor(name), said=ArticleSaid(second)).code == "own_002"


def test_others_do_not(leader: Actor, worker: Actor) -> None:
    for actor in (leader, worker):
        with pytest.raises(NotAllowed):
            put_article(actor, said=ArticleSaid(BLANKET))


def test_what_was_edited_here_stays_at_the_next_start(
    street: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decision 25, for articles: the program's next edition does not take it back."""
    own = articles()[MASK]
    put_article(street, said=ArticleSaid(replace(own, minimum={StoreLevel.GRID: 7}), seen=1))
    later = [{**last_version(MASK).content, "minimum": {"street": 1, "community": 1, "grid": 1}}]
    monkeypatch.setattr(services, "program_contents", lambda day: later)
    assert load_articles() == 0
    assert articles()[MASK].minimum[StoreLevel.GRID] == 7


def test_an_edition_of_the_program_comes_in_where_nothing_was_edited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later = [{**last_version(MASK).content, "minimum": {"street": 1, "community": 1, "grid": 1}}]
    monkeypatch.setattr(services, "program_contents", lambda day: later)
    assert (load_articles(), load_articles()) == (1, 0)
    assert articles()[MASK].minimum[StoreLevel.GRID] == 1


def test_the_programs_text_put_in_again_is_the_programs(street: Actor) -> None:
    own = articles()[MASK]
    put_article(street, said=ArticleSaid(replace(own, in_use=False), seen=1))
    back = put_article(street, said=ArticleSaid(own, seen=2))
    assert (back.number, back.origin) == (3, KindOrigin.REPOSITORY)
    assert put_article(street, said=ArticleSaid(own, seen=1)).number == 3


def test_of_two_who_edit_one_is_told(street: Actor, world: World) -> None:
    own = articles()[MASK]
    put_article(street, said=ArticleSaid(replace(own, in_use=False), seen=1))
    other = ArticleSaid(replace(own, minimum={StoreLevel.GRID: 7}), seen=1)
    with pytest.raises(ArticleChangedMeanwhile) as told:
        put_article(world.actor("chief"), said=other)
    assert "测试command" in told.value.sentence()


def test_an_article_is_whole_and_named_once(street: Actor) -> None:
    for unfit in (
        replace(BLANKET, title={"zh-Hans": "棉被", "en": " "}),
        replace(BLANKET, unit={"zh-Hans": "床"}),
        replace(BLANKET, title={"zh-Hans": "被" * 41, "en": "Quilts"}),
        replace(BLANKET, minimum={StoreLevel.STREET: -1}),
    ):
        with pytest.raises(ArticleUnfit):
            put_article(street, said=ArticleSaid(unfit))
    with pytest.raises(ArticleNameTaken):
        put_article(
            street,
            said=ArticleSaid(replace(BLANKET, title={"zh-Hans": "84消毒液", "en": "Bleach"})),
        )
    with pytest.raises(ArticleUnknown):
        put_article(street, said=ArticleSaid(replace(BLANKET, code="gold")))
    assert not ArticleVersion.objects.filter(origin=KindOrigin.HERE).exists()


def test_what_is_no_longer_taken_in_is_used_up(world: World, street: Actor, worker: Actor) -> None:
    entered(worker, world.grids["a1"], {MASKS: 10})
    put_article(street, said=ArticleSaid(replace(articles()[MASK], in_use=False), seen=1))
    with pytest.raises(ArticleUnknown):
        entered(worker, world.grids["a1"], {MASKS: 10})
    entered(worker, world.grids["a1"], {MASKS: 10}, StockMove.USE)


@pytest.mark.parametrize(
    ("old", "new"),
    [(MASKS, Batch(MASK)), (FENCE, replace(FENCE, expires_on=LATER))],
    ids=["expires-no-more", "expires-from-now-on"],
)
def test_batches_that_are_there_stay_as_they_came_in(
    world: World, street: Actor, worker: Actor, old: Batch, new: Batch
) -> None:
    grid, article = world.grids["a1"], articles()[old.article]
    entered(worker, grid, {old: 10})
    put_article(street, said=ArticleSaid(replace(article, expires=not article.expires), seen=1))
    entered(worker, grid, {old: 2}, StockMove.USE)
    entered(worker, grid, {old: 3}, StockMove.SPOIL)
    count(worker, said=CountSaid(new_id(), grid.pk, old, 4, "盘亏"))
    entered(worker, grid, {new: 5})
    assert held_at(at_grid(grid)) == {old: 4, new: 5}
    with pytest.raises(ExpiryUnfit):
        entered(worker, grid, {old: 10})
    with pytest.raises(ExpiryUnfit):
        count(worker, said=CountSaid(new_id(), grid.pk, replace(old, lot="B7"), 1, "盘盈"))
