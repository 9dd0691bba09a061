import { fileURLToPath } from 'node:url'
import { isGrave } from '../../core/matter/grave-answers.ts'
import {
  isResident,
  type Line,
  type ResidentLine,
  readLines,
  type StaffLine,
} from '../../local/hearing/corpus/labelled-lines.ts'
import type { ObservedOutcome } from '../../local/hearing/measure/observed-outcome.ts'

const corpusPath = (name: 'resident' | 'staff'): string =>
  fileURLToPath(new URL(`corpus/${name}.jsonl`, import.meta.url))

export const corpus = (name: 'resident' | 'staff'): Line[] => readLines(corpusPath(name))

export const nothing: ObservedOutcome = {
  record: [],
  ask: [],
  tell: 'nobody',
  does: [],
  suspected: false,
  counted: false,
  answers: [],
  note: false,
  human: false,
}

export const residentLine = (parts: Partial<ResidentLine> = {}): ResidentLine => ({
  id: 'a-line',
  as: 'resident',
  language: 'zh-CN',
  setting: 'asked',
  text: '36.5',
  expect: { record: [], ask: null, tell: 'nobody', does: null },
  never: [],
  ...parts,
})

export const staffLine = (parts: Partial<StaffLine> = {}): StaffLine => ({
  id: 'a-line',
  as: 'grid_worker',
  language: 'zh-CN',
  setting: 'silence',
  text: '{code}到',
  expect: { answer: null, tenths: null, symptoms: [], note: false, ask: null, tell: 'nobody' },
  never: [],
  ...parts,
})

/** The outcomes that the labels of this line accept. */
export const acceptable = (line: Line): ObservedOutcome[] =>
  isResident(line)
    ? [line.expect, ...(line.also ?? [])].map(({ record, ask, tell, does }) => ({
        ...nothing,
        record,
        ask: ask === null ? [] : [ask],
        tell,
        does: does === null ? [] : [does],
      }))
    : [line.expect, ...(line.also ?? [])].map(({ answer, tenths, symptoms, note, ask, tell }) => ({
        ...nothing,
        record:
          tenths === null && symptoms.length === 0
            ? []
            : [{ who: 'self' as const, when: 'now' as const, tenths, symptoms }],
        ask: ask === null ? [] : [ask],
        tell,
        answers: answer === null ? [] : [{ said: answer, waiting: isGrave(answer) }],
        note,
      }))
