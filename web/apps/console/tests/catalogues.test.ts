import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '@gridward/ui'
import en from '../src/locales/en.json'
import zhHans from '../src/locales/zh-Hans.json'
import { routes } from '../src/routes'
import { ACTS } from '../src/audit/acts'
import openapi from '../../../packages/api/openapi.json'

const WEB = join(import.meta.dirname, '../../..')
const SOURCES = globSync('{apps/console,packages/*}/src/**/*.{vue,ts}', { cwd: WEB }).filter(
  (file) => !file.endsWith('.d.ts'),
)
/** The server's words that screens show, and under which key the catalogues translate them. */
const TRANSLATED: Record<string, string> = {
  AnswerKind: 'answerKind',
  AttendanceState: 'attendanceState',
  Away: 'away',
  BatchState: 'importState',
  BulletinFormat: 'paperFormat',
  CameFrom: 'cameFrom',
  CodeKind: 'codeKind',
  CodeResult: 'codeResult',
  ConflictDecision: 'conflictDecision',
  ConflictKind: 'conflictKind',
  ContactRole: 'contactRole',
  CorrectionOrigin: 'correctionOrigin',
  DeclarationState: 'declarationState',
  DifferenceCause: 'differenceCause',
  Direction: 'direction',
  DocumentKind: 'documentKind',
  DocumentMissing: 'documentMissing',
  DoorDoubt: 'doorDoubt',
  DoorState: 'doorState',
  Doubt: 'addressDoubt',
  DraftState: 'draftState',
  DraftWay: 'draftWay',
  DutyPlaceKind: 'dutyPlaceKind',
  DutyState: 'dutyState',
  Employer: 'employer',
  Evidence: 'evidence',
  ExportKind: 'exports.lists',
  ExportState: 'exportState',
  FacilityKind: 'facilityKind',
  FacilityState: 'facilityState',
  FiledBy: 'filedBy',
  FilingMove: 'filingMove',
  FilingState: 'filingState',
  FindingCategory: 'findingCategory',
  GridKind: 'gridKind',
  GroupTitle: 'groupTitle',
  HandedWay: 'handedWay',
  GateHealth: 'handoverHealth',
  HandoverKind: 'handoverKind',
  HandoverSide: 'handoverSide',
  HandoverState: 'handoverState',
  KindOrigin: 'kindOrigin',
  HouseholdState: 'householdState',
  InspectionAnswer: 'inspectionAnswer',
  InspectionPurpose: 'inspectionPurpose',
  InspectionSeriousness: 'seriousness',
  InspectionSubject: 'inspectionSubject',
  KeyPerson: 'keyPerson',
  LeftWhy: 'leftWhy',
  Measure: 'measure',
  MaterialState: 'materialState',
  MeetingState: 'meetingState',
  NoteKind: 'alertNote',
  NameKind: 'nameKind',
  NameSource: 'nameSource',
  OrganisationKind: 'organisationKind',
  OrderFieldKind: 'answerKind',
  OrderLink: 'orderLink',
  OrderNeed: 'orderNeed',
  OrderState: 'orderState',
  Outcome: 'outcome',
  Pace: 'orderPace',
  PassKind: 'passKind',
  TakenBy: 'handoverWay',
  PassState: 'passState',
  PassageSubject: 'passageSubject',
  PassedOver: 'passedOver',
  PatrolKind: 'patrolKind',
  PlanKind: 'adjust.kinds',
  PointCategory: 'pointCategory',
  Post: 'post',
  QuestionAbout: 'questionAbout',
  ResponseLevel: 'responseLevel',
  ResponsePlanKind: 'responsePlan',
  ResponseStep: 'responseStep',
  Rhythm: 'dutyRhythm',
  RectificationReceipt: 'rectificationReceipt',
  RectificationWay: 'rectificationWay',
  ReachedBy: 'reachedBy',
  RecognitionEvidence: 'recognition.evidenceOf',
  RotaWarning: 'rotaWarning',
  RoundState: 'roundState',
  RowUnder: 'rowUnder',
  Rule: 'findingRule',
  Sex: 'sex',
  ShiftRole: 'shiftRole',
  ShownWay: 'shownWay',
  Channel: 'channel',
  CareEnd: 'careEnd',
  CareUnit: 'careUnit',
  CareView: 'careView',
  CareWay: 'careWay',
  ConsentBy: 'consentBy',
  ConsentWay: 'consentWay',
  ContactOutcome: 'contactOutcome',
  ChatClaim: 'chatClaim',
  ChatRecord: 'chatRecord',
  DeliveryState: 'deliveryState',
  PaperFormat: 'paperFormat',
  ReceiptWay: 'receiptWay',
  Whom: 'whom',
  Platform: 'platform',
  ReachWay: 'reachWay',
  SheetFormat: 'paperFormat',
  ServiceState: 'serviceState',
  ShelfLife: 'shelfLife',
  ShortageState: 'shortageState',
  SiteKind: 'siteKind',
  SlipGroup: 'slipGroup',
  Standing: 'gateStanding',
  StockMove: 'stockMove',
  StopFound: 'stopFound',
  StoreLevel: 'storeLevel',
  TargetKind: 'targetKind',
  TeamKind: 'teamKind',
  TeamRole: 'teamRole',
  Subject: 'nameSubject',
  SubjectKind: 'subjectKind',
  SuggestionState: 'suggestionState',
  SupplyCategory: 'supplyCategory',
  SupplyState: 'supplyState',
  SwapState: 'swapState',
  SupplyStepKind: 'supplyStep',
  Tenure: 'tenure',
  Trading: 'trading',
  Verdict: 'verdict',
  VisitOutcome: 'visitOutcome',
  VisitReason: 'visitReason',
  VisitWay: 'visitWay',
  Where: 'filling.where',
}
/** Never shown as words here. */
const UNSHOWN = [
  'TakeAnswer',
  'AlikeFigure',
  'AlikeSplit',
  'AlertRule',
  'CodeDoubt',
  'CodeSource',
  'CommandOutcome',
  'CoordinateSystem',
  'CoverKind',
  'CreditCodeStatus',
  'DivisionLevel',
  'ExportFormat',
  'FeatureKind',
  'FigureKind',
  'Level',
  'LineOutcome',
  'Load',
  'MaterialFormat',
  'OrderClock',
  'OrderList',
  'OrderMove',
  'Owner',
  'PassRequestState',
  'PhotoOf',
  'PlaceKind',
  'Reason',
  'RevealKind',
  'RowKind',
  'ShiftState',
  'SlipState',
  'Source',
  'TokenFault',
  'Unit',
]
const SCHEMAS = openapi.components.schemas as Record<string, { enum?: string[] }>

type Catalogue = string | { [key: string]: Catalogue }

function entries(catalogue: Catalogue, prefix = ''): [key: string, text: string][] {
  if (typeof catalogue === 'string') return [[prefix, catalogue]]
  return Object.entries(catalogue).flatMap(([key, value]) =>
    entries(value, prefix ? `${prefix}.${key}` : key),
  )
}

const chinese = new Map(entries(zhHans))
const english = new Map(entries(en))

function places(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()
}

describe('the catalogues', () => {
  it('have the same keys in every language', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  it('have the same places to fill in every language', () => {
    const differing = [...chinese].filter(
      ([key, text]) => `${places(text)}` !== `${places(english.get(key) ?? '')}`,
    )
    expect(differing).toEqual([])
  })

  it('leave no text empty', () => {
    expect([...chinese, ...english].filter(([, text]) => !text.trim())).toEqual([])
  })

  it('are one file for each language of the switch', () => {
    const files = globSync('apps/console/src/locales/*.json', { cwd: WEB }).map((file) =>
      file.replace(/.*\/|\.json/g, ''),
    )
    expect(files.sort()).toEqual(LANGUAGES.map(({ code }) => code).sort())
  })

  it.each(Object.entries(TRANSLATED))('name every %s of the server', (schema, kind) => {
    const codes = SCHEMAS[schema]?.enum?.filter(Boolean) ?? []
    expect(codes.length).toBeGreaterThan(1)
    expect(codes.filter((code) => !chinese.has(`${kind}.${code}`))).toEqual([])
  })

  it('pass over no list of words of the server', () => {
    const lists = Object.keys(SCHEMAS).filter((name) => SCHEMAS[name]?.enum)
    expect(lists.sort()).toEqual([...Object.keys(TRANSLATED), ...UNSHOWN].sort())
  })

  it('name every kind of act', () => {
    expect(ACTS.filter(({ name }) => !chinese.has(`act.${name}`))).toEqual([])
  })

  it('title every page', () => {
    const titles = routes.flatMap(({ meta }) => (meta?.title ? [meta.title] : []))
    expect(titles.filter((title) => !chinese.has(title))).toEqual([])
  })
})

describe('the screens', () => {
  const texts = SOURCES.map((file) => [file, readFileSync(join(WEB, file), 'utf8')] as const)

  it('use only keys that the catalogues have', () => {
    const used = texts.flatMap(([, text]) =>
      [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key ?? ''),
    )
    expect(used.length).toBeGreaterThan(200)
    expect([...new Set(used)].filter((key) => !chinese.has(key))).toEqual([])
  })

  it('hold no Chinese words of their own', () => {
    const signs = ['languages.ts', 'pinyin.ts'] // names of languages; signs by which sounds are told apart
    const shown = texts.filter(([file]) => !file.startsWith('packages/rules/')) // signs of plates, read by nobody
    const withHan = shown.filter(
      ([file, text]) => !signs.some((name) => file.endsWith(name)) && /\p{Script=Han}/u.test(text),
    )
    expect(withHan.map(([file]) => file)).toEqual([])
  })
})
