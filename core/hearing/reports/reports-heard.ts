import { Symptom } from '../../meaning.ts'
import type { Doubt, HeardReport } from '../heard.ts'
import { sameWhen } from './meant-readings.ts'
import type { Measurement } from './measurements.ts'
import type { SymptomsByPerson } from './symptoms-by-person.ts'

/**
 * The report of one person for one slot. Of several readings a fever counts at once; otherwise we ask which one is
 * right.
 */
const reportFrom = (
  [first, ...others]: readonly Measurement[],
  isFever: (tenths: number) => boolean,
): HeardReport | Doubt | undefined => {
  if (first === undefined) return undefined
  const { letter, when } = first
  const last = others.at(-1) ?? first
  const tenths = [...new Set([first, ...others].map((one) => one.tenths))]
  const isOne = tenths.length === 1
  if (isOne || tenths.every(isFever))
    return { letter, tenths: Math.max(...tenths), symptoms: [], ...(when === undefined ? {} : { when }) }
  if (last.reading.when === 'now' && isFever(last.tenths))
    return { letter, tenths: last.tenths, symptoms: [] }
  return { ask: 'which', tenths }
}

/** `everyone 36.5 except gran 36.0`: a reading of one person counts before one of everybody. */
const ofThemselves = (mine: readonly Measurement[]): readonly Measurement[] => {
  const own = mine.filter(({ reading }) => reading.whose?.length === 1)
  const isForAll = ({ reading }: Measurement): boolean =>
    reading.whose !== 'outsider' && (reading.whose?.length ?? 0) > 2
  return own.length > 0 ? mine.filter((one) => own.includes(one) || !isForAll(one)) : mine
}

/** The reports in a text: one reading for each person and slot, and each person's symptoms with their last slot. */
export const reportsHeard = (
  measured: readonly Measurement[],
  symptoms: SymptomsByPerson,
  letters: readonly string[],
  isFever: (tenths: number) => boolean,
): { readonly reports: readonly HeardReport[]; readonly doubts: readonly Doubt[] } => {
  const reports: HeardReport[] = []
  const doubts: Doubt[] = []
  for (const letter of letters) {
    const mine = measured.filter((one) => one.letter === letter)
    const firsts = mine.filter(
      (one, index) => mine.findIndex((other) => sameWhen(other.when, one.when)) === index,
    )
    for (const { when } of firsts) {
      const report = reportFrom(ofThemselves(mine.filter((one) => sameWhen(one.when, when))), isFever)
      if (report === undefined) continue
      if ('ask' in report) doubts.push(report)
      else reports.push(report)
    }
  }
  for (const [letter, has] of symptoms.byLetter) {
    const at = reports.findLastIndex((report) => report.letter === letter)
    const known = reports[at]
    const sorted = Symptom.options.filter((symptom) => has.has(symptom))
    if (known === undefined) reports.push({ letter, symptoms: sorted })
    else reports[at] = { ...known, symptoms: sorted }
  }
  if (symptoms.ofNobodyNamed) doubts.push({ ask: 'who' })
  return { reports, doubts }
}
