/** Words of gates, as `src/gridward/work/checkpoints/terms.py` has them. Instants are milliseconds since 1970. */

/** 放行, 询问, 稳控: what the rules suggest, the mildest first. */
export const VERDICTS = ['pass', 'ask', 'hold'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What the keeper of the gate did: 放行, 劝返, 现场稳控, 紧急放行. */
export const DECISIONS = ['passed', 'turned_back', 'held', 'emergency'] as const
export type Decision = (typeof DECISIONS)[number]

/** 进, 出. */
export const DIRECTIONS = ['in', 'out'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** Who passes. A vehicle passes with the people in it. */
export const SUBJECTS = ['resident', 'visitor', 'helper', 'delivery', 'vehicle', 'unknown'] as const
export type Subject = (typeof SUBJECTS)[number]

/** What the gate knows of a person beside the pass: nothing, to stay at home, to be spoken to at the gate. */
export const STANDINGS = ['free', 'stays_home', 'watched'] as const
export type Standing = (typeof STANDINGS)[number]

/** What is known of the pass that was shown. */
export const PASS_STATES = [
  'valid',
  'not_yet',
  'expired',
  'revoked',
  'replaced',
  'other_gate',
  'used',
  'forged',
] as const
export type PassState = (typeof PASS_STATES)[number]

/** What is shown beside the pass (clause G4): 健康码, 行程卡, 核酸检测, 疫苗接种. */
export const CODE_KINDS = ['health', 'itinerary', 'test', 'vaccination'] as const
export type CodeKind = (typeof CODE_KINDS)[number]

/** What it said: colours of codes, results of tests, doses; `unclear` where nobody could tell. */
export const CODE_RESULTS = [
  'green',
  'yellow',
  'red',
  'starred',
  'negative',
  'pending',
  'retest',
  'positive',
  'done',
  'partly',
  'none',
  'unclear',
] as const
export type CodeResult = (typeof CODE_RESULTS)[number]

/**
 * How a code was checked: seen by eye, told by the code service, or, of somebody without a phone, from paper, told by
 * family, looked up by staff.
 */
export const CODE_SOURCES = ['eye', 'provider', 'paper', 'family', 'desk'] as const
export type CodeSource = (typeof CODE_SOURCES)[number]

/** Why the rules suggest what they do: the closed list, the gravest first. */
export const REASONS = [
  'emergency',
  'watched',
  'code_bad',
  'fever',
  'stays_home',
  'pass_forged',
  'pass_revoked',
  'pass_replaced',
  'pass_used',
  'pass_expired',
  'pass_not_yet',
  'pass_other_gate',
  'pass_missing',
  'elsewhere_just_now',
  'code_doubtful',
  'code_old',
  'code_missing',
  'temperature_missing',
  'rule_incomplete',
] as const
export type Reason = (typeof REASONS)[number]

/**
 * A code that the rules of a gate ask for. `hours` is how old it may be, null for any age; `passes` are the results that
 * pass, `holds` those that hold; any other result is asked about.
 */
export interface Wanted {
  kind: CodeKind
  passes: readonly CodeResult[]
  holds: readonly CodeResult[]
  hours: number | null
  directions: readonly Direction[]
  subjects: readonly Subject[]
}

/**
 * The rules of a gate at a moment; `feverC` in degrees Celsius, null where nothing says from when on. `passFor` are the
 * directions and `passSubjects` those who need a pass; `apartMinutes` is how long after a passage the same pass at
 * another gate is asked about.
 */
export interface GateRules {
  name: string
  codes: readonly Wanted[]
  temperature: readonly Direction[]
  feverC: number | null
  passFor: readonly Direction[]
  passSubjects: readonly Subject[]
  apartMinutes: number | null
}

/** A code as it was seen: `at` is when its result is from, null where it does not say. */
export interface CodeSeen {
  kind: CodeKind
  result: CodeResult
  at: number | null
}

/**
 * What is known of somebody who is at the gate now. `passState` is null without a pass; `elsewhereAt` is when the same
 * pass was last seen at another gate. `noPhone`: somebody without one is asked for nothing that only a phone shows.
 */
export interface PassageFacts {
  direction: Direction
  subject: Subject
  passState: PassState | null
  standing: Standing
  temperatureC: number | null
  codes: readonly CodeSeen[]
  elsewhereAt: number | null
  noPhone: boolean
  emergency: boolean
}

/** What the rules suggest, and why: the gravest reason first. `about` names the codes that reasons are about. */
export interface Judgement {
  verdict: Verdict
  reasons: Reason[]
  about: Partial<Record<Reason, CodeKind[]>>
}

/** 居民, 车辆, 工作人员和志愿者, 配送, 来访; their order is part of the code of a pass. */
export const PASS_KINDS = ['resident', 'vehicle', 'helper', 'delivery', 'visitor'] as const
export type PassKind = (typeof PASS_KINDS)[number]

/** What the code of a pass says: which pass, of which kind, the how-manieth print, and from when to when. */
export interface PassToken {
  /** A UUID in small letters, as all ids here. */
  id: string
  kind: PassKind
  issue: number
  begins: number
  ends: number
}

/**
 * What a gate knows of a pass beside what its code says. `issue` is the latest print; `gates` are those it is for, none
 * for all; `used` of a pass for one time only.
 */
export interface KnownPass extends PassToken {
  revoked: boolean
  gates: readonly string[]
  used: boolean
}

/** Why a code is no pass: not one of ours, cut short, of a key nobody knows, changed. */
export const TOKEN_FAULTS = ['not_ours', 'cut', 'key_unknown', 'forged'] as const
export type TokenFault = (typeof TOKEN_FAULTS)[number]

/** What was read, or what is wrong with it. */
export type Read<Value, Wrong> = { value: Value; wrong?: undefined } | { value?: undefined; wrong: Wrong }
