import type { Symptom } from '../meaning.ts'
import type { RuleBook, Severity } from '../rule-book/rule-book.ts'
import type { Matter } from './matter.ts'

/** What is known of an illness, from an open matter or a report. */
export interface Findings {
  readonly severity?: Severity
  readonly tenths?: number
  readonly symptoms?: Symptom[]
}

type Known = Pick<Matter, 'severity' | 'tenths' | 'symptoms'>

const newSymptoms = (known: Known, { symptoms = [] }: Findings): Symptom[] =>
  symptoms.filter((symptom) => !(known.symptoms ?? []).includes(symptom))

const isHotter = (known: number | undefined, now: number | undefined, book: RuleBook): boolean => {
  if (now === undefined) return false
  if (known === undefined) return now >= book.fever.from
  const crosses = known < book.fever.highFrom && now >= book.fever.highFrom
  return crosses || now >= Math.max(known + book.severity.worseByTenths, book.fever.from)
}

/** Whether a report is worse than what everybody on the matter has been told. */
export const isWorse = (known: Known, heard: Findings, book: RuleBook): boolean =>
  (heard.severity === 'red' && known.severity !== 'red') ||
  newSymptoms(known, heard).length > 0 ||
  isHotter(known.tenths, heard.tenths, book)

const worst = (a: Severity | undefined, b: Severity | undefined): Severity | undefined =>
  a === 'red' || b === 'red' ? 'red' : (a ?? b)

/** Both findings together: the worse of each. */
export const worseOfBoth = (known: Known, heard: Findings): Findings => {
  const severity = worst(known.severity, heard.severity)
  const tenths = [known.tenths, heard.tenths].filter((one) => one !== undefined)
  const symptoms = [...(known.symptoms ?? []), ...newSymptoms(known, heard)]
  return {
    ...(severity === undefined ? {} : { severity }),
    ...(tenths.length === 0 ? {} : { tenths: Math.max(...tenths) }),
    ...(symptoms.length === 0 ? {} : { symptoms }),
  }
}
