import { isGrave } from '../../../core/matter/grave-answers.ts'
import type { Read } from './product-reader.ts'
import type { GeneratedText } from './truth.ts'

/** What can go wrong with a generated text. The first four must not happen. */
export const FAULTS = [
  'exception',
  'fever recorded as normal',
  'recorded what is no reading',
  'asked with a wrong number',
  'grave answer taken from a doubtful text',
  'fever neither recorded nor asked about',
  'clear reading asked about',
  'clear reading neither recorded nor asked about',
  'symptom not heard',
  'symptom made up',
  'plain answer not taken',
] as const
export type Fault = (typeof FAULTS)[number]

/** From here on a reading is a fever, in tenths of a degree. */
const FEVER = 373

/** The faults in how this text was read. */
export const faultsIn = (made: GeneratedText, read: Read): Fault[] => {
  const faults: Fault[] = []
  const { readings, symptoms } = made
  const isTrue = ({ who, tenths }: Read['readings'][number]): boolean =>
    readings.some((one) => one.who === who && one.tenths === tenths)
  const untrue = read.readings.filter((one) => !isTrue(one))
  const unheard = readings.filter(
    ({ who, tenths }) => !read.readings.some((one) => one.who === who && one.tenths === tenths),
  )
  const fevers = unheard.filter(({ tenths }) => tenths >= FEVER)
  const calmed = fevers.filter(({ who }) => untrue.some((one) => one.who === who && one.tenths < FEVER))
  if (calmed.length > 0) faults.push('fever recorded as normal')
  if (untrue.length > 0) faults.push('recorded what is no reading')
  if (
    read.ask.includes('confirm') &&
    read.asked.some((tenths) => !readings.some((one) => one.tenths === tenths))
  )
    faults.push('asked with a wrong number')
  const isAsked = read.ask.length > 0
  if (fevers.length > 0 && !isAsked) faults.push('fever neither recorded nor asked about')
  if (!made.askable && unheard.length > 0)
    faults.push(isAsked ? 'clear reading asked about' : 'clear reading neither recorded nor asked about')
  if (symptoms.some((symptom) => !read.symptoms.includes(symptom))) faults.push('symptom not heard')
  if (read.symptoms.some((symptom) => !symptoms.includes(symptom) && symptom !== 'fever'))
    faults.push('symptom made up')
  if (made.as !== 'resident') {
    const { answer } = read
    if (answer !== null && answer !== made.answer && isGrave(answer))
      faults.push('grave answer taken from a doubtful text')
    if (made.answer !== null && answer !== made.answer) faults.push('plain answer not taken')
  }
  return faults
}

/** Whether this fault could happen with this text. */
export const canHave = (made: GeneratedText, fault: Fault): boolean => {
  switch (fault) {
    case 'fever recorded as normal':
    case 'fever neither recorded nor asked about':
      return made.readings.some(({ tenths }) => tenths >= FEVER)
    case 'clear reading asked about':
    case 'clear reading neither recorded nor asked about':
      return !made.askable && made.readings.length > 0
    case 'symptom not heard':
      return made.symptoms.length > 0
    case 'grave answer taken from a doubtful text':
      return made.as !== 'resident' && made.answer === null
    case 'plain answer not taken':
      return made.as !== 'resident' && made.answer !== null
    default:
      return true
  }
}
