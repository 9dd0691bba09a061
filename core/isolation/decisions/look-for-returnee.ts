import { effectOf } from '../../matter/matter-answers.ts'
import type { MatterKind } from '../../rule-book/rule-book.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { LedgerEntry } from '../events.ts'
import { type Isolation, isOpen, type OpenMatter, openMatters } from '../isolation.ts'
import { openMatter } from './open-matter.ts'

/** Kinds of matter in which somebody is looked for. */
const isSearch = (kind: MatterKind): boolean => effectOf(kind, 'not_at_home')?.effect === 'confirm_absence'

/** The open matter in which the returnee is looked for. */
export const openSearch = (isolation: Isolation): OpenMatter | undefined =>
  openMatters(isolation).find(({ kind }) => isSearch(kind))

/** Somebody is not at home and nobody looks for them: a visit is opened. undefined: somebody does, or it is over. */
export const lookForReturnee = (loaded: Loaded, by: LedgerEntry['by']): Decision | undefined => {
  const { isolation } = loaded
  if (openSearch(isolation) !== undefined || !isOpen(isolation)) return undefined
  const { matter, event } = openMatter(loaded, { kind: 'visit' })
  return { by, events: [event], matters: [matter] }
}
