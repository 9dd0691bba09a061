import { RuleBook } from '../../../core/rule-book/rule-book.ts'

/** Names to choose from. */
export type NameListKind = 'symptoms' | 'flags'

/** How a value is typed and shown. Degrees are kept in tenths. */
export type Kind =
  | 'degrees'
  | 'minutes'
  | 'hours'
  | 'days'
  | 'count'
  | 'time_of_day'
  | 'list_of_minutes'
  | 'acknowledge'
  | NameListKind

interface Shape {
  readonly path: string
  readonly group: string
  readonly kind: Kind
}

/** All values of the rule book except the ladders, in the order of a day. */
export const ruleBookFields = [
  { path: 'days', group: 'period', kind: 'days' },
  { path: 'slots.morning', group: 'slots', kind: 'time_of_day' },
  { path: 'slots.evening', group: 'slots', kind: 'time_of_day' },
  { path: 'slots.reminderAfterMinutes', group: 'slots', kind: 'list_of_minutes' },
  { path: 'slots.closeAfterMinutes', group: 'slots', kind: 'minutes' },
  { path: 'slots.earlyMinutes', group: 'slots', kind: 'minutes' },
  { path: 'slots.spreadMinutes', group: 'slots', kind: 'minutes' },
  { path: 'unclearRepliesPerSlot', group: 'slots', kind: 'count' },
  { path: 'acknowledge', group: 'slots', kind: 'acknowledge' },
  { path: 'acknowledgeWithinMinutes', group: 'slots', kind: 'minutes' },
  { path: 'echoFrom', group: 'slots', kind: 'degrees' },
  { path: 'quietHours.from', group: 'quietHours', kind: 'time_of_day' },
  { path: 'quietHours.to', group: 'quietHours', kind: 'time_of_day' },
  { path: 'fever.from', group: 'fever', kind: 'degrees' },
  { path: 'fever.highFrom', group: 'fever', kind: 'degrees' },
  { path: 'fever.measureAgainAfterMinutes', group: 'fever', kind: 'minutes' },
  { path: 'severity.mild', group: 'severity', kind: 'symptoms' },
  { path: 'severity.frail', group: 'severity', kind: 'flags' },
  { path: 'severity.secondOrangeHours', group: 'severity', kind: 'hours' },
  { path: 'severity.secondOrangeAfterMinutes', group: 'severity', kind: 'minutes' },
  { path: 'severity.worseByTenths', group: 'severity', kind: 'count' },
  { path: 'severity.doctorCallsHours', group: 'severity', kind: 'hours' },
  { path: 'plausible.min', group: 'plausible', kind: 'degrees' },
  { path: 'plausible.max', group: 'plausible', kind: 'degrees' },
  { path: 'confirm.min', group: 'confirm', kind: 'degrees' },
  { path: 'confirm.max', group: 'confirm', kind: 'degrees' },
  { path: 'release.at', group: 'release', kind: 'time_of_day' },
  { path: 'release.cleanHours', group: 'release', kind: 'hours' },
  { path: 'release.maxHolds', group: 'release', kind: 'count' },
  { path: 'lateRegistration.minHours', group: 'lateRegistration', kind: 'hours' },
  { path: 'lateRegistration.minSlots', group: 'lateRegistration', kind: 'count' },
  { path: 'disruptionAfterMinutes', group: 'disruptions', kind: 'minutes' },
  { path: 'confirmation.againAfterMinutes', group: 'confirmation', kind: 'minutes' },
  { path: 'confirmation.expiresAfterMinutes', group: 'confirmation', kind: 'minutes' },
  { path: 'replies.residentPerHour', group: 'replies', kind: 'count' },
  { path: 'replies.repeatedAdvicePerHour', group: 'replies', kind: 'count' },
  { path: 'replies.repeatedTellingsPerHour', group: 'replies', kind: 'count' },
  { path: 'replies.staffPerHour', group: 'replies', kind: 'count' },
  { path: 'replies.staffHelpPerHour', group: 'replies', kind: 'count' },
  { path: 'replies.unknownCodesPerHour', group: 'replies', kind: 'count' },
] as const satisfies readonly Shape[]

export type RuleBookField = (typeof ruleBookFields)[number]
export type Path = RuleBookField['path']
export type Group = RuleBookField['group']

export const groupNames: readonly Group[] = [...new Set(ruleBookFields.map(({ group }) => group))]

type Nested = Readonly<Record<string, unknown>>
const isNested = (value: unknown): value is Nested => typeof value === 'object' && value !== null

const valueAt = (book: RuleBook, path: Path): unknown =>
  path.split('.').reduce<unknown>((value, step) => (isNested(value) ? value[step] : undefined), book)

/** A value as typed text: `37.3`, `60, 120`, `08:00`. */
export const typedAt = (book: RuleBook, { path, kind }: RuleBookField): string => {
  const value = valueAt(book, path)
  if (kind === 'degrees') return (Number(value) / 10).toFixed(1)
  return Array.isArray(value) ? value.join(', ') : String(value)
}

const wholeIn = (typed: string): number | undefined => {
  const plain = typed.normalize('NFKC').trim()
  return /^\d{1,6}$/.test(plain) ? Number(plain) : undefined
}

const tenthsIn = (typed: string): number | undefined => {
  const plain = typed.normalize('NFKC').trim().replace(/[,。]/, '.')
  return /^\d{2}(?:\.\d)?$/.test(plain) ? Math.round(Number(plain) * 10) : undefined
}

/** The values in a list of symptoms or flags. */
export const namesIn = (typed: string): readonly string[] => typed.split(', ').filter((name) => name !== '')

/** undefined: not a value of this kind. */
const valueIn = (typed: string, kind: Kind): unknown => {
  switch (kind) {
    case 'degrees':
      return tenthsIn(typed)
    case 'acknowledge':
    case 'time_of_day':
      return typed === '' ? undefined : typed
    case 'list_of_minutes': {
      const parts = typed.split(/[,，、;；\s]+/).filter((part) => part !== '')
      const minutes = parts.map(wholeIn)
      return minutes.includes(undefined) ? undefined : minutes
    }
    case 'symptoms':
    case 'flags':
      return namesIn(typed)
    default:
      return wholeIn(typed)
  }
}

/** Sets the value at a path, in a copy. */
const withValue = (into: Nested, [step, ...rest]: readonly string[], value: unknown): Nested => {
  if (step === undefined) return into
  const below = into[step]
  return { ...into, [step]: rest.length === 0 ? value : withValue(isNested(below) ? below : {}, rest, value) }
}

/** The typed values in the shape of a rule book, for its schema. */
export const ruleBookWith = (
  typed: Readonly<Partial<Record<Path, string>>>,
  rest: { readonly version: number; readonly ladders: unknown },
): unknown =>
  ruleBookFields.reduce<Nested>(
    (book, { path, kind }) => withValue(book, path.split('.'), valueIn(typed[path] ?? '', kind)),
    rest,
  )

export const readRuleBook = (like: unknown) => RuleBook.safeParse(like)
