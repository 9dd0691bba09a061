import { MatterKind } from '../../../core/rule-book/rule-book.ts'

/** The kind of a matter, by its id, which ends with it. undefined: a kind of a newer version. */
export const matterKind = (matter: string): MatterKind | undefined =>
  MatterKind.options
    .filter((kind) => matter.endsWith(`-${kind.replaceAll('_', '-')}`))
    .sort((a, b) => b.length - a.length)[0]
