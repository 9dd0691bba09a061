import { readResident } from '../../../core/hearing/resident/read-resident.ts'
import { defaultRuleBook } from '../../../core/rule-book/default-rule-book.ts'
import { alone, family, hearingOf } from '../corpus/reading-context.ts'
import type { Labelled } from './training-examples.ts'

/** How the lexicon's reader alone understands a labelled line. */
export interface FirstHeard {
  readonly tell: Labelled['tell']
  /** A fever or a symptom is recorded. */
  readonly alarms: boolean
  readonly wordsLeft: boolean
  readonly machine: boolean
}

const hearing = hearingOf(defaultRuleBook)

const ORDERS_TOLD = ['wrong_number', 'moved_away', 'stop']

export const firstHeard = ({ text, setting }: Pick<Labelled, 'text' | 'setting'>): FirstHeard => {
  const heard = readResident(text, {
    ...hearing,
    people: setting === 'family' ? family : alone,
    ...(setting === 'confirming' && { asked: { letter: 'A', tenths: 370 } }),
  })
  const {
    dangers,
    feverOfAnother,
    wordsLeft,
    needs,
    noThermometer,
    order = '',
    question,
    reports,
    machine,
  } = heard
  const person =
    wordsLeft ||
    needs.length > 0 ||
    noThermometer ||
    ORDERS_TOLD.includes(order) ||
    question === 'other' ||
    question === 'test'
  return {
    tell: dangers.length > 0 || feverOfAnother ? 'urgent' : person ? 'person' : 'nobody',
    alarms: reports.some(({ tenths = 0, symptoms }) => tenths >= hearing.feverFrom || symptoms.length > 0),
    wordsLeft,
    machine,
  }
}
