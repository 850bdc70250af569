"""What words of issuers come to: one result for each kind, and unclear wherever a person should look."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.exchange.codes.rules.results import told, words_on
from gridward.exchange.codes.terms import CodeDoubt, CountsFrom, Finding, HealthRecord, Told
from gridward.work.checkpoints.terms import CodeKind, CodeResult

NOW = datetime(2022, 4, 1, 8, 0, tzinfo=UTC)
WORDS = words_on(date(2022, 4, 1))
JIANGXI, ZHEJIANG = "360000", "330000"
HEALTH, TRIP, TEST, DOSES = CodeKind


def hours_ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def said(kind: CodeKind, word: str, hours: float | None = 1, issuer: str = JIANGXI) -> Finding:
    at = None if hours is None else hours_ago(hours)
    return Finding(kind, issuer, word, at, at)


def result(kind: CodeKind, *findings: Finding, counts: CountsFrom = CountsFrom.SAMPLED) -> Told:
    return told(kind, HealthRecord(findings), WORDS, counts)


@pytest.mark.parametrize(
    ("kind", "word", "expected"),
    [
        (HEALTH, "绿码", CodeResult.GREEN),
        (HEALTH, " GREEN ", CodeResult.GREEN),
        (HEALTH, "ＧＲＥＥＮ", CodeResult.GREEN),
        (HEALTH, "00", CodeResult.GREEN),
        (HEALTH, "黄码", CodeResult.YELLOW),
        (HEALTH, "红码", CodeResult.RED),
        (TRIP, "未带星", CodeResult.GREEN),
        (TRIP, "*", CodeResult.STARRED),
        (TRIP, "＊", CodeResult.STARRED),
        (TEST, "阴性", CodeResult.NEGATIVE),
        (TEST, "阳性", CodeResult.POSITIVE),
        (TEST, "混管阳性", CodeResult.RETEST),
        (TEST, "检测中", CodeResult.PENDING),
        (DOSES, "加强针", CodeResult.DONE),
        (DOSES, "部分接种", CodeResult.PARTLY),
        (DOSES, "未接种", CodeResult.NONE),
    ],
)
def test_words_that_are_known(kind: CodeKind, word: str, expected: CodeResult) -> None:
    assert result(kind, said(kind, word)) == Told(expected, hours_ago(1))


@pytest.mark.parametrize("word", ["灰码", "1", "", "绿 码", "阴性", "无效"])
def test_a_word_that_is_not_known_is_unclear_and_never_guessed(word: str) -> None:
    assert result(HEALTH, said(HEALTH, word)).result is CodeResult.UNCLEAR
    assert result(HEALTH, said(HEALTH, word)).doubt is CodeDoubt.NOTHING_CLEAR


def test_a_word_of_another_kind_means_nothing() -> None:
    assert result(TEST, said(TEST, "绿码")).doubt is CodeDoubt.NOTHING_CLEAR
    assert result(TEST, said(HEALTH, "绿码")).doubt is CodeDoubt.NOT_TOLD


def test_what_is_not_told_is_unclear() -> None:
    assert result(TEST) == Told(CodeResult.UNCLEAR, None, CodeDoubt.NOT_TOLD)


@pytest.mark.parametrize("kind", [HEALTH, TRIP, TEST])
def test_two_provinces_that_differ_are_unclear(kind: CodeKind) -> None:
    good, bad = {
        HEALTH: ("绿码", "红码"),
        TRIP: ("未带星", "带星"),
        TEST: ("阴性", "阳性"),
    }[kind]
    here, there = said(kind, good, 1), said(kind, bad, 30, ZHEJIANG)
    assert result(kind, here, there) == Told(CodeResult.UNCLEAR, None, CodeDoubt.ISSUERS_DIFFER)
    assert result(kind, there, here) == result(kind, here, there)


def test_one_that_is_not_understood_makes_the_other_unclear_too() -> None:
    found = result(HEALTH, said(HEALTH, "绿码"), said(HEALTH, "灰码", 1, ZHEJIANG))
    assert found.doubt is CodeDoubt.ISSUERS_DIFFER


def test_two_provinces_that_agree_are_told_once_with_the_later_time() -> None:
    found = result(HEALTH, said(HEALTH, "绿码", 5), said(HEALTH, "green", 2, ZHEJIANG))
    assert found == Told(CodeResult.GREEN, hours_ago(2))


def test_the_latest_of_one_issuer_counts() -> None:
    assert result(TEST, said(TEST, "阴性", 50), said(TEST, "阳性", 3)).result is CodeResult.POSITIVE
    assert result(HEALTH, said(HEALTH, "绿码", 1), said(HEALTH, "红码", 9)) == Told(
        CodeResult.GREEN, hours_ago(1)
    )


@pytest.mark.parametrize("word", ["待出结果", "无效", "看不懂"])
def test_a_test_without_a_result_does_not_undo_the_one_before(word: str) -> None:
    found = result(TEST, said(TEST, "阴性", 20), said(TEST, word, 1))
    assert found == Told(CodeResult.NEGATIVE, hours_ago(20))


def test_one_issuer_that_says_two_things_of_one_time_is_unclear() -> None:
    found = result(TEST, said(TEST, "阴性", 3), said(TEST, "阳性", 3))
    assert (found.result, found.doubt) == (CodeResult.UNCLEAR, CodeDoubt.NOTHING_CLEAR)


def test_what_has_no_time_comes_before_what_has_one() -> None:
    assert result(TEST, said(TEST, "阳性", None), said(TEST, "阴性", 90)).result == "negative"
    assert result(TEST, said(TEST, "阴性", None)) == Told(CodeResult.NEGATIVE, None)


def test_a_test_counts_from_its_sampling_or_its_report_as_the_place_sets() -> None:
    test = Finding(TEST, JIANGXI, "阴性", at=hours_ago(4), sampled_at=hours_ago(10))
    assert result(TEST, test).at == hours_ago(10)
    assert result(TEST, test, counts=CountsFrom.REPORTED).at == hours_ago(4)


def test_a_report_never_stands_for_a_sampling_that_is_not_told() -> None:
    test = Finding(TEST, JIANGXI, "阴性", at=hours_ago(4))
    assert result(TEST, test).at is None
    sampled = Finding(TEST, JIANGXI, "阴性", sampled_at=hours_ago(10))
    assert result(TEST, sampled, counts=CountsFrom.REPORTED).at == hours_ago(10)


def test_no_dose_is_lost_where_another_place_does_not_know_of_it() -> None:
    found = result(DOSES, said(DOSES, "未接种", 1), said(DOSES, "全程接种", 900, ZHEJIANG))
    assert found == Told(CodeResult.DONE, hours_ago(900))
    assert result(DOSES, said(DOSES, "二针")).doubt is CodeDoubt.NOTHING_CLEAR


words = st.sampled_from([word for _, word in WORDS] + ["灰码", "?"])
times = st.none() | st.integers(0, 200).map(hours_ago)
findings = st.builds(
    Finding,
    kind=st.sampled_from(CodeKind),
    issuer=st.sampled_from([JIANGXI, ZHEJIANG]),
    word=words,
    at=times,
    sampled_at=times,
)


@given(st.lists(findings, max_size=6), st.sampled_from(CodeKind), st.randoms())
def test_nothing_depends_on_the_order_and_doubt_goes_with_unclear_alone(
    said: list[Finding], kind: CodeKind, random: st.DataObject
) -> None:
    found = told(kind, HealthRecord(said), WORDS, CountsFrom.SAMPLED)
    other = sorted(said, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert told(kind, HealthRecord(other), WORDS, CountsFrom.SAMPLED) == found
    assert (found.doubt is None) == (found.result is not CodeResult.UNCLEAR)


@given(st.lists(findings, min_size=1, max_size=6))
def test_green_is_never_told_where_an_issuers_latest_word_is_red(said: list[Finding]) -> None:
    found = told(CodeKind.HEALTH, HealthRecord(said), WORDS, CountsFrom.SAMPLED)
    ours = [one for one in said if one.kind is CodeKind.HEALTH]
    red = {one.issuer for one in ours if WORDS.get((one.kind, one.word)) is CodeResult.RED}
    if any(all(one.word == "红码" for one in ours if one.issuer == issuer) for issuer in red):
        assert found.result is not CodeResult.GREEN


def test_every_result_of_gates_has_a_word_or_is_unclear() -> None:
    assert set(WORDS.values()) == set(CodeResult)
