import { type Hearing, readResident } from '../../../core/hearing/read-resident.ts'
import type { Labelled } from './examples.ts'

/** What the lexicon's reader alone does with a labelled line. */
export interface FirstHeard {
  readonly tell: Labelled['tell']
  /** A fever or a symptom is recorded. */
  readonly alarms: boolean
  readonly wordsLeft: boolean
  readonly machine: boolean
}

const rules = {
  plausible: { min: 350, max: 420 },
  confirm: { min: 340, max: 430 },
  feverFrom: 373,
  signatures: ['六清', 'Sixclear'],
}
const single: Hearing['people'] = [{ letter: 'A', names: [], relation: 'self' }]
const family: Hearing['people'] = [
  { letter: 'A', names: ['a', '王建国', '建国', 'wang jianguo', 'jianguo'], relation: 'self' },
  { letter: 'B', names: ['b', '李梅', 'li mei', 'mei', '小梅'], relation: 'wife' },
  { letter: 'C', names: ['c', '王桂兰', '桂兰', 'wang guilan', 'guilan'], relation: 'mother' },
  { letter: 'D', names: ['d', '小宝', 'xiaobao', 'xiao bao'], relation: 'child' },
]

const ORDERS_TOLD = ['wrong number', 'moved away', 'stop']

export const firstHeard = ({ text, setting }: Pick<Labelled, 'text' | 'setting'>): FirstHeard => {
  const heard = readResident(text, {
    ...rules,
    people: setting === 'family' ? family : single,
    ...(setting === 'confirming' && { asked: 370 }),
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
    alarms: reports.some(({ tenths = 0, symptoms }) => tenths >= rules.feverFrom || symptoms.length > 0),
    wordsLeft,
    machine,
  }
}
