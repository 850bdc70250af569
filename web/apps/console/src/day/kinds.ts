import type { PaperFormat, PointCategory, SheetFormat } from '@gridward/api'

export const LOG_FORMATS: PaperFormat[] = ['pdf', 'docx']
export const SHEET_FORMATS: SheetFormat[] = ['pdf', 'xlsx']
export const POINT_CATEGORIES: PointCategory[] = [
  'gate',
  'facility',
  'entrance',
  'public_place',
  'site',
  'other',
]
