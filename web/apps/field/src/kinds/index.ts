/** Every kind of command that the app gives, as the engine asks for them; each area keeps its own. */
import type { Kinds } from '@gridward/offline'

const areas = import.meta.glob<{ kinds: Kinds }>('../*/commands.ts', { eager: true })

export const kinds: Kinds = Object.assign({}, ...Object.values(areas).map((area) => area.kinds)) as Kinds
