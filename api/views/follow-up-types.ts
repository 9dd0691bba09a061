import * as z from 'zod/mini'
import type { MatterId } from '../../core/ids.ts'
import { MatterKind } from '../../core/rule-book/rule-book.ts'

export const FollowUpType = z.enum(['visit', 'call', 'measurement'])
export type FollowUpType = z.infer<typeof FollowUpType>

const atTheDoor: readonly MatterKind[] = ['visit', 'no_show', 'hint']
const byPhone: readonly MatterKind[] = ['silence', 'unreachable', 'opted_out', 'unclear_replies']

/** Whether a matter of this kind needs a visit or a call. An absence needs a visit. undefined: neither. */
export const followUpOf = (kind: MatterKind, absence: boolean): 'visit' | 'call' | undefined => {
  if (atTheDoor.includes(kind)) return 'visit'
  if (!byPhone.includes(kind)) return undefined
  return absence ? 'visit' : 'call'
}

export const kindIn = (matter: MatterId): MatterKind | undefined =>
  MatterKind.options.find((kind) => matter.endsWith(`-${kind.replaceAll('_', '-')}`))
