import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { Language, Role } from '../../../core/community/community.ts'
import { inWords } from '../../../core/in-words.ts'
import { Symptom } from '../../../core/meaning.ts'
import { Tenths } from '../../../core/temperature.ts'
import { fileErrorText, InputError } from '../../command-line/input-error.ts'

/** Whose reading it is: the writer's, or another member's on the same phone. */
export const Who = z.enum(['self', 'B', 'C', 'D'])
export type Who = z.infer<typeof Who>

export const When = z.enum(['now', 'morning', 'evening', 'yesterday_morning', 'yesterday_evening'])
export type When = z.infer<typeof When>

export const Tell = z.enum(['nobody', 'person', 'urgent'])
export type Tell = z.infer<typeof Tell>

/** The question that is asked back: the first five to residents; `confirm`, `which_code` and `again` to staff. */
export const Ask = z.enum(['confirm', 'which', 'who', 'when', 'again', 'which_code'])
export type Ask = z.infer<typeof Ask>

export const Does = z.enum([
  'stop',
  'start',
  'wrong_number',
  'help',
  'kind_words',
  'ignore',
  'request:meal',
  'request:groceries',
  'request:medicine',
  'request:rubbish',
  'request:supplies',
  'request:visit',
  'request:other',
  'question:release',
  'question:worker',
  'question:how',
  'question:test',
  'question:rules',
  'question:other',
])
export type Does = z.infer<typeof Does>

/** The answers of staff in the words of the labels. */
export const Said = z.enum([
  'taken',
  'reached',
  'not_at_home',
  'refuses',
  'number_mended',
  'sent_to_clinic',
  'ruled_out',
  'confirmed',
  'hospitalised',
  'no_show',
  'approve',
  'hold',
  'handled',
  'died',
  'left',
])
export type Said = z.infer<typeof Said>

export const ResidentSetting = z.enum([
  'asked',
  'missed',
  'reported',
  'welcome',
  'family',
  'confirming',
  'referred',
  'released',
])
export type ResidentSetting = z.infer<typeof ResidentSetting>

export const StaffSetting = z.enum([
  'silence',
  'unreachable',
  'opted_out',
  'unclear_replies',
  'fever',
  'no_show',
  'visit',
  'release',
  'decision',
  'request',
  'settled',
  'unknown',
  'none',
])
export type StaffSetting = z.infer<typeof StaffSetting>

/** Some lines were written about a kind of matter that is no more; a request takes the same answers. */
const WrittenSetting = z.pipe(
  z.enum([...StaffSetting.options, 'failure']),
  z.transform((written): StaffSetting => (written === 'failure' ? 'request' : written)),
)

const Recorded = z.strictObject({
  who: Who,
  when: When,
  tenths: z.nullable(Tenths),
  symptoms: z.array(Symptom),
})

export const ResidentOutcome = z.strictObject({
  record: z.array(Recorded),
  ask: z.nullable(Ask),
  tell: Tell,
  does: z.nullable(Does),
})
export type ResidentOutcome = z.infer<typeof ResidentOutcome>

export const StaffOutcome = z.strictObject({
  answer: z.nullable(Said),
  tenths: z.nullable(Tenths),
  symptoms: z.array(Symptom),
  note: z.boolean(),
  ask: z.nullable(Ask),
  tell: Tell,
})
export type StaffOutcome = z.infer<typeof StaffOutcome>

/** An outcome that would be unsafe: `calm`, `record:370`, `act:approve` and the like. */
const Never = z
  .string()
  .check(
    z.refine(
      (text) =>
        ['calm', 'alarm', 'record', 'lost', 'stop', 'counted', 'act'].includes(text) ||
        /^record:\d{3}$/.test(text) ||
        (text.startsWith('act:') && Said.safeParse(text.slice('act:'.length)).success),
      { error: 'expected calm, alarm, record, record:370, lost, stop, counted, act or act:approve' },
    ),
  )

const common = {
  id: z.string().check(z.minLength(1)),
  language: Language,
  text: z.string(),
  never: z.array(Never),
  why: z.optional(z.string()),
}

export const Line = z.discriminatedUnion('as', [
  z.strictObject({
    ...common,
    as: z.literal('resident'),
    setting: ResidentSetting,
    expect: ResidentOutcome,
    also: z.optional(z.array(ResidentOutcome)),
  }),
  z.strictObject({
    ...common,
    as: Role,
    setting: WrittenSetting,
    expect: StaffOutcome,
    also: z.optional(z.array(StaffOutcome)),
  }),
])
export type Line = z.infer<typeof Line>
export type ResidentLine = Extract<Line, { as: 'resident' }>
export type StaffLine = Exclude<Line, ResidentLine>

export const isResident = (line: Line): line is ResidentLine => line.as === 'resident'

/** Every string below, at any depth. */
const mapped = (value: unknown, how: (text: string) => string): unknown => {
  if (typeof value === 'string') return how(value)
  if (Array.isArray(value)) return value.map((one) => mapped(one, how))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, how)]))
}

/** Labels are written with blanks (`no show`), values in the code with underscores (`no_show`). */
export const inLabels = (value: unknown): unknown => mapped(value, inWords)

const LABELS: ReadonlySet<string> = new Set(['as', 'setting', 'expect', 'also', 'never'])

const fromLabels = (line: unknown): unknown =>
  typeof line !== 'object' || line === null || Array.isArray(line)
    ? line
    : Object.fromEntries(
        Object.entries(line).map(([name, value]) => [
          name,
          LABELS.has(name) ? mapped(value, (text) => text.replaceAll(' ', '_')) : value,
        ]),
      )

const jsonIn = (text: string, where: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new InputError(`${where}: this is no JSON: each line is one object`)
  }
}

const wordsOf = (issue: z.core.$ZodIssue | undefined): string => {
  switch (issue?.code) {
    case 'unrecognized_keys':
      return `there is no field ${issue.keys.join(', ')}`
    case 'invalid_value':
      return `expected ${issue.values.map((value) => inWords(String(value))).join(', ')}`
    case 'invalid_type':
      return `expected ${issue.expected}`
    case 'invalid_union':
      return 'expected resident, or the role of a post'
    default:
      return issue?.message ?? 'not as expected'
  }
}

/**
 * Reads labelled lines, one JSON object a line; empty lines are skipped. `name` is for the errors.
 * @throws InputError
 */
export const parseLines = (text: string, name: string): Line[] => {
  const lines: Line[] = []
  const known = new Map<string, number>()
  for (const [index, written] of text.split('\n').entries()) {
    if (written.trim() === '') continue
    const where = `${name}, line ${index + 1}`
    const parsed = Line.safeParse(fromLabels(jsonIn(written, where)))
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new InputError(`${where}: at ${issue?.path.join('.') || 'the whole'}, ${wordsOf(issue)}`)
    }
    const before = known.get(parsed.data.id)
    if (before !== undefined)
      throw new InputError(`${where}: the id ${parsed.data.id} stands in line ${before} already`)
    known.set(parsed.data.id, index + 1)
    lines.push(parsed.data)
  }
  if (lines.length === 0) throw new InputError(`${name}: there is no line in it`)
  return lines
}

/** @throws InputError */
export const readLines = (path: string): Line[] => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new InputError(`${path}: ${fileErrorText(error)}`)
  }
  return parseLines(text, path)
}
