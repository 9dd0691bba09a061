import { MatterKind } from '../../../core/rule-book/rule-book.ts'

/** What kind of matter an escalation is, by its id, which ends with it. undefined: a kind of a newer version. */
export const matterKind = (escalation: string): MatterKind | undefined =>
  MatterKind.options
    .filter((kind) => escalation.endsWith(`-${kind.replaceAll('_', '-')}`))
    .sort((a, b) => b.length - a.length)[0]
