/** Invented orders and kinds, for tests. */
import type { PhoneOrder, PhoneOrderKind, PhoneOrderMove } from '@gridward/api'
import type { Document } from '@gridward/offline'
import { NOTHING_TOLD } from '../../src/orders/moves'

type Told = Partial<PhoneOrderMove['told']>

export function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString()
}

export function made(sentence: string, by: string, told: Told = {}): PhoneOrderMove {
  const move = sentence.replace(/_.*/, '') as PhoneOrderMove['move']
  const at = inHours(-1)
  const said = { ...NOTHING_TOLD, ...told }
  return { id: `${sentence}-1`, move, sentence, told: said, text: '', by, at, said_at: null, photos: [] }
}

/** A violation that the phone's owner has to handle. */
export function order(id: string, said: Partial<PhoneOrder> = {}): PhoneOrder & Document {
  return {
    id,
    version: 1,
    number: '20260302-0001',
    kind: 'violation',
    title: { 'zh-Hans': '违反防控规定', en: 'Violation' },
    urgent: true,
    confined: false,
    state: 'dispatched',
    place: '东门',
    text: '',
    answers: [],
    links: {},
    concerned: '',
    post: 'grid_manager',
    handler: { id: 'me', name: '罗安佳' },
    awaited: [null],
    mine: true,
    unread: false,
    rung: 0,
    opened_by: '郑启明',
    opened_at: inHours(-1),
    seen_at: inHours(-1),
    dues: { acknowledge: inHours(1), on_scene: inHours(2), handle: inHours(5) },
    clock: 'acknowledge',
    late_after: inHours(1),
    asked_until: null,
    timeline: [made('open_at_once', '郑启明', { post: 'grid_manager', to: '罗安佳' })],
    moves: [
      { move: 'acknowledge', needs: [] },
      { move: 'arrive', needs: [] },
      { move: 'ask', needs: ['text', 'until'] },
      { move: 'raise', needs: ['text'] },
      { move: 'handle', needs: ['text'] },
      { move: 'note', needs: ['text'] },
    ],
    kept_until: null,
    ...said,
  }
}

export function kind(code: string, said: Partial<PhoneOrderKind> = {}): PhoneOrderKind {
  return {
    code,
    version: 1,
    valid_from: '2022-04-01',
    group: { 'zh-Hans': '公共设施', en: 'Facilities' },
    title: { 'zh-Hans': '防护设施损坏', en: 'Facility broken' },
    note: { 'zh-Hans': '及时修复。', en: 'Mended soon.' },
    urgent: false,
    confined: false,
    links: {},
    asked: [
      {
        code: 'facility',
        text: { 'zh-Hans': '什么设施', en: 'Which' },
        answer: 'text',
        required: true,
        options: [],
      },
      {
        code: 'grade',
        text: { 'zh-Hans': '损坏程度', en: 'How bad' },
        answer: 'choice',
        required: false,
        options: [
          { code: 'light', text: { 'zh-Hans': '轻微', en: 'lightly' } },
          { code: 'gone', text: { 'zh-Hans': '已倒塌', en: 'fallen' } },
        ],
      },
    ],
    ...said,
  }
}

export function kindsHere(...kinds: PhoneOrderKind[]): Document {
  return { id: 'grid', kinds }
}
