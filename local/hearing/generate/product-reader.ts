import type { Heard } from '../../../core/hearing/heard.ts'
import { hearResident } from '../../../core/hearing/resident/hear-resident.ts'
import { readStaff } from '../../../core/hearing/staff/read-staff.ts'
import { Answer } from '../../../core/matter/matter.ts'
import type { Symptom } from '../../../core/meaning.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { type Ask, isResident, Said, type Who } from '../corpus/labelled-lines.ts'
import { alone, family, hearingOf } from '../corpus/reading-context.ts'
import type { Account } from '../measure/hearing-report.ts'
import type { Home } from './truth.ts'

/** How the reader alone understands a text, as far as generated texts are judged by it. */
export interface Read {
  /** Taken without a question. */
  readonly readings: readonly { readonly who: Who; readonly tenths: number }[]
  readonly symptoms: readonly Symptom[]
  readonly ask: readonly Ask[]
  /** The numbers that a question names. */
  readonly asked: readonly number[]
  /** Accepted at once or by its one-time code. */
  readonly answer: Said | null
}

export interface Reader {
  resident(text: string, home: Home): Read
  /** The text names a code that is known. */
  staff(text: string): Read
}

const LETTERS: Readonly<Record<string, Who>> = { A: 'self', B: 'B', C: 'C', D: 'D' }

const askOf = ({ doubt }: Heard): Pick<Read, 'ask' | 'asked'> => {
  if (doubt === undefined) return { ask: [], asked: [] }
  switch (doubt.ask) {
    case 'confirm':
      return { ask: ['confirm'], asked: [doubt.tenths] }
    case 'which':
      return { ask: ['which'], asked: doubt.tenths }
    case 'out_of_range':
      return { ask: ['again'], asked: [] }
    default:
      return { ask: [doubt.ask], asked: [] }
  }
}

/** The product's reader. */
export const productReader = (book: RuleBook): Reader => ({
  resident: (text, home) => {
    const heard = hearResident(text, { ...hearingOf(book), people: home === 'family' ? family : alone })
    const inDoubt = heard.doubt?.ask === 'confirm' ? heard.doubt.symptoms : []
    return {
      readings: heard.reports.flatMap(({ letter, tenths }) =>
        tenths === undefined ? [] : [{ who: LETTERS[letter] ?? 'self', tenths } as const],
      ),
      symptoms: [...heard.reports.flatMap(({ symptoms }) => symptoms), ...inDoubt],
      ...askOf(heard),
      answer: null,
    }
  },
  staff: (text) => {
    const heard = readStaff(text, { ...hearingOf(book), allowed: Answer.options })
    const isUnclear = heard.doubt !== undefined || heard.answer === undefined
    return {
      readings: heard.tenths === undefined ? [] : [{ who: 'self', tenths: heard.tenths }],
      symptoms: heard.symptoms,
      ask: isUnclear ? ['again'] : [],
      asked: heard.doubtTenths === undefined ? [] : [heard.doubtTenths],
      answer: Said.safeParse(heard.answer).data ?? null,
    }
  },
})

/** How the product's reader explains each part of a labelled line. */
export const productAccount =
  (book: RuleBook): Account =>
  (line, text) => {
    const { account } = isResident(line)
      ? hearResident(text, { ...hearingOf(book), people: family })
      : readStaff(text, { ...hearingOf(book), allowed: Answer.options })
    return account.map(({ text: part, as }) => `${part}<${as}>`).join(' ')
  }
