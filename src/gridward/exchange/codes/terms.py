"""Words of code services: the seven operations of GB/T 38963-2020 and the groups of data of GB/T 38962-2020.

From secondary sources: clauses 6.2 to 6.8 of GB/T 38963 by its table of contents, clause 4 of GB/T 38962 by its first
lines. Neither the tables of fields nor the annexes on return codes were at hand; the names in here are ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.audit.terms import Act
from gridward.work.checkpoints.terms import CodeKind, CodeResult

MOST_FINDINGS, MOST_STOPS, MOST_SYMPTOMS = 40, 60, 20
LONGEST_CODE = 2000
"""Characters: more than a QR code that a phone shows holds."""
CODE_CHECKS, LOOK_UPS = "code_checks", "code_look_ups"
"""Limits of settings: how many codes, and how many identity numbers, one account may ask about."""
Short = Annotated[str, StringConstraints(max_length=100)]
Long = Annotated[str, StringConstraints(max_length=500)]
CodeText = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_CODE)]


class CodeAct(Act):
    """What people do with code services."""

    LOOKED_UP = "codes.looked_up"


class Operation(StrEnum):
    """The seven operations, by clause: 用户健康信息申报 6.2, 用户行程申报 6.3, 用户健康信息查询 6.4,
    健康码调用申请 6.5, 健康码制码请求 6.6, 健康码验码请求 6.7, 用户健康信息纠错 6.8.
    """

    DECLARE_HEALTH = "declare_health"
    DECLARE_ITINERARY = "declare_itinerary"
    QUERY_HEALTH = "query_health"
    APPLY_FOR_CODE = "apply_for_code"
    MAKE_CODE = "make_code"
    VERIFY_CODE = "verify_code"
    CORRECT_HEALTH = "correct_health"


class DocumentKind(StrEnum):
    """证件类型: what kind of number names the person."""

    IDENTITY = "identity"
    HK_MACAO_PERMIT = "hk_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    RESIDENCE_CARD = "residence_card"
    PASSPORT = "passport"
    OTHER = "other"


@dataclass(frozen=True)
class Holder:
    """Whom an operation is about: 证件类型, 证件号码, and 姓名 where it is known."""

    document_number: Short = field(repr=False)
    document_kind: DocumentKind = DocumentKind.IDENTITY
    name: Short = field(default="", repr=False)


@dataclass(frozen=True)
class BasicInformation(Holder):
    """a) 个人基本信息: beside who it is, 性别, 国籍, 户籍区划, 区划内详细地址, 联系电话, 基础病史.

    `division` is a code of GB/T 2260, `nationality` of GB/T 2659, `sex` of GB/T 2261.1, `history` of WS 364.4.
    """

    sex: Short = field(default="", repr=False)
    nationality: Short = field(default="", repr=False)
    division: Short = field(default="", repr=False)
    address: Long = field(default="", repr=False)
    phone: Short = field(default="", repr=False)
    history: Long = field(default="", repr=False)


@dataclass(frozen=True)
class HealthInformation:
    """b) 个人健康信息: 体温 in degrees Celsius, 当前症状 (codes of WS 363.6, or words), 高风险地区停留."""

    temperature_c: float | None = None
    symptoms: Annotated[Sequence[Short], Field(max_length=MOST_SYMPTOMS)] = ()
    stayed_at_risk: bool = False


@dataclass(frozen=True)
class Stop:
    """c) 行程信息: a stay in a division of GB/T 2260."""

    division: Short
    begins: AwareDatetime
    ends: AwareDatetime | None = None


@dataclass(frozen=True)
class Finding:
    """d) 健康证明信息: what one issuer says of one kind. `word` is the issuer's own, such as 绿码 or 阴性.

    `issuer` is the division that says so. `at` is when it was found or reported, `sampled_at` when a test was taken.
    """

    kind: CodeKind
    issuer: Short
    word: Short
    at: AwareDatetime | None = None
    sampled_at: AwareDatetime | None = None


@dataclass(frozen=True)
class HealthRecord:
    """The answer to a query and to a verification. Who it is about is in no field: what names a person is not read.

    `until` is how long the code that was shown holds; `drill` marks invented people of a simulator.
    """

    findings: Annotated[Sequence[Finding], Field(max_length=MOST_FINDINGS)] = ()
    until: AwareDatetime | None = None
    drill: bool = False


@dataclass(frozen=True)
class HealthDeclaration:
    """What somebody declares of their health."""

    person: BasicInformation
    health: HealthInformation


@dataclass(frozen=True)
class ItineraryDeclaration:
    """Where somebody declares to have been."""

    person: Holder
    stops: Annotated[Sequence[Stop], Field(max_length=MOST_STOPS)]


@dataclass(frozen=True)
class Receipt:
    """What was declared or asked to be corrected was taken; `number` is the provider's."""

    number: Short


@dataclass(frozen=True)
class CodeUse:
    """An application to have somebody's code: by themselves, or for somebody without a phone by family or staff."""

    person: Holder
    purpose: Long
    on_behalf: bool = False


@dataclass(frozen=True)
class CodeGrant:
    """The application was granted: `token` makes codes until it ends."""

    token: CodeText = field(repr=False)
    until: AwareDatetime


@dataclass(frozen=True)
class TokenShown:
    """A request to make a code."""

    token: CodeText = field(repr=False)


@dataclass(frozen=True)
class MadeCode:
    """The text that a QR code carries, and how long it holds."""

    text: CodeText = field(repr=False)
    until: AwareDatetime


@dataclass(frozen=True)
class CodeShown:
    """A request to verify a code."""

    text: CodeText = field(repr=False)


@dataclass(frozen=True)
class Correction:
    """A complaint that something is wrong: of which kind, and what it should say."""

    person: Holder
    kind: CodeKind
    claim: Long


class CountsFrom(StrEnum):
    """From when on a test counts, which places set differently: 采样时间, 报告时间."""

    SAMPLED = "sampled"
    REPORTED = "reported"


class CodeDoubt(StrEnum):
    """Why a result is unclear: nothing was told, nothing that has a clear meaning, issuers that differ."""

    NOT_TOLD = "not_told"
    NOTHING_CLEAR = "nothing_clear"
    ISSUERS_DIFFER = "issuers_differ"


@dataclass(frozen=True)
class Told:
    """What an answer comes to: `at` is when the result is from, None where nobody says; `doubt` why it is unclear."""

    result: CodeResult
    at: datetime | None = None
    doubt: CodeDoubt | None = None
    drill: bool = False
