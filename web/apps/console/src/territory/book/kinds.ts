import type { NameKind, NameSubject } from '@gridward/api'

/** The choices of the address book; their words stand in the catalogues. */
export const NAME_KINDS: NameKind[] = ['official', 'old', 'nickname', 'misspelling', 'same_sound']
export const SUBJECTS: NameSubject[] = ['site', 'building', 'road', 'community']
