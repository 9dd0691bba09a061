import * as z from 'zod/mini'
import type { Language } from '../../../core/community/community.ts'
import { LadderKind, type RuleBook, type Rung, RungName } from '../../../core/rule-book/rule-book.ts'
import { fieldOf, issueWords } from '../../i18n/schema-issue-words.ts'
import { type Path, readRuleBook, ruleBookFields, ruleBookWith, typedAt } from './rule-book-fields.ts'
import { ruleBookWords } from './rule-book-words.ts'

/** One rung as it is typed. */
const TypedRung = z.strictObject({
  rung: RungName,
  dueMinutes: z.string(),
  daytimeOnly: z.boolean(),
  onlyIfAbsenceConfirmed: z.boolean(),
  onlyIfDelivered: z.boolean(),
  onlyIfUnseen: z.boolean(),
  climbsWhenSeen: z.boolean(),
})
export type TypedRung = z.infer<typeof TypedRung>

/** A rule book that is being typed. Invalid values are kept too. */
export const Draft = z.strictObject({
  /** The version on which it is based. */
  from: z.int(),
  fields: z.record(z.string(), z.string()),
  ladders: z.record(LadderKind, z.array(TypedRung)),
})
export type Draft = z.infer<typeof Draft>

export const conditions = [
  'daytimeOnly',
  'onlyIfAbsenceConfirmed',
  'onlyIfDelivered',
  'onlyIfUnseen',
  'climbsWhenSeen',
] as const

const typedRung = (rung: Rung): TypedRung => ({
  rung: rung.rung,
  dueMinutes: String(rung.dueMinutes),
  daytimeOnly: rung.daytimeOnly === true,
  onlyIfAbsenceConfirmed: rung.onlyIfAbsenceConfirmed === true,
  onlyIfDelivered: rung.onlyIfDelivered === true,
  onlyIfUnseen: rung.onlyIfUnseen === true,
  climbsWhenSeen: rung.climbsWhenSeen === true,
})

export const draftOf = (book: RuleBook): Draft => ({
  from: book.version,
  fields: Object.fromEntries(ruleBookFields.map((field) => [field.path, typedAt(book, field)])),
  ladders: Draft.shape.ladders.parse(
    Object.fromEntries(LadderKind.options.map((kind) => [kind, book.ladders[kind].map(typedRung)])),
  ),
})

/** Conditions that are off are left out, as in published books. */
const rungOf = (typed: TypedRung): object => ({
  rung: typed.rung,
  dueMinutes: /^\d{1,6}$/.test(typed.dueMinutes.trim()) ? Number(typed.dueMinutes) : undefined,
  ...Object.fromEntries(conditions.filter((name) => typed[name]).map((name) => [name, true])),
})

const typedAtPath = (draft: Draft, path: Path): string => draft.fields[path] ?? ''

export type ReadDraft =
  | { readonly book: RuleBook }
  /** The errors in words, by path of a value, a group or a rung. */
  | { readonly mistakes: ReadonlyMap<string, string> }

/** The draft as the next version, or all its errors. */
export const readDraft = (draft: Draft, version: number, language: Language): ReadDraft => {
  const typed = Object.fromEntries(ruleBookFields.map(({ path }) => [path, typedAtPath(draft, path)]))
  const ladders = Object.fromEntries(
    Object.entries(draft.ladders).map(([kind, rungs]) => [kind, rungs.map(rungOf)]),
  )
  const read = readRuleBook(ruleBookWith(typed, { version, ladders }))
  if (read.success) return { book: read.data }
  const mistakes = new Map<string, string>()
  for (const issue of read.error.issues) {
    const path = fieldOf(issue)
    const field = ruleBookFields.find((known) => path === known.path || path.startsWith(`${known.path}.`))
    const { expected } = ruleBookWords[language]
    const words =
      field === undefined || issue.code === 'custom'
        ? issueWords(issue, language)
        : (expected[field.kind] ?? issueWords(issue, language))
    const at = field?.path ?? path
    if (!mistakes.has(at)) mistakes.set(at, words)
  }
  return { mistakes }
}
