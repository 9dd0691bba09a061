import { describe, expect, it } from 'vitest'
import type { ResidentLine, StaffLine } from '../../local/hearing/corpus/labelled-lines.ts'
import { judge } from '../../local/hearing/measure/judge.ts'
import type { ObservedOutcome } from '../../local/hearing/measure/observed-outcome.ts'
import { nothing, residentLine, staffLine } from './example-lines.ts'

type Recorded = ResidentLine['expect']['record'][number]

const reading = (tenths: number | null, parts: Partial<Recorded> = {}): Recorded => ({
  who: 'self',
  when: 'now',
  tenths,
  symptoms: [],
  ...parts,
})

const quiet: ResidentLine['expect'] = { record: [], ask: null, tell: 'nobody', does: null }
const noAnswer: StaffLine['expect'] = {
  answer: null,
  tenths: null,
  symptoms: [],
  note: false,
  ask: null,
  tell: 'nobody',
}

const isRight = (
  expected: Partial<ResidentLine['expect']>,
  outcome: Partial<ObservedOutcome>,
  setting: ResidentLine['setting'] = 'asked',
): boolean =>
  judge(residentLine({ setting, expect: { ...quiet, ...expected } }), { ...nothing, ...outcome }).right

const isRightOfStaff = (expected: Partial<StaffLine['expect']>, outcome: Partial<ObservedOutcome>): boolean =>
  judge(staffLine({ expect: { ...noAnswer, ...expected } }), { ...nothing, ...outcome }).right

const unsafe = (never: string, outcome: Partial<ObservedOutcome>): boolean =>
  judge(residentLine({ never: [never] }), { ...nothing, ...outcome }).never.includes(never)

describe('a line is right', () => {
  it('when all that is expected has happened, in whatever order it was recorded', () => {
    const record = [reading(365), reading(364, { who: 'B' })]
    expect(isRight({ record: [reading(364, { who: 'B' }), reading(365)] }, { record })).toBe(true)
  })

  it('when one of the others that are as good has happened', () => {
    const line = residentLine({
      expect: { ...quiet, does: 'kind_words' },
      also: [{ ...quiet, ask: 'again' }],
    })
    expect(judge(line, { ...nothing, ask: ['again'] }).right).toBe(true)
    expect(judge(line, { ...nothing, does: ['kind_words'] }).right).toBe(true)
    expect(judge(line, nothing).right).toBe(false)
  })

  it.each([
    ['asked', 'morning'],
    ['missed', 'evening'],
    ['reported', 'evening'],
  ] as const)('at the hour of %s, now and %s being the same slot', (setting, half) => {
    const record = [reading(365, { when: half })]
    expect(isRight({ record }, { record: [reading(365)] }, setting)).toBe(true)
  })

  it('only with the slot that was meant', () => {
    const record = [reading(365, { when: 'morning' })]
    expect(isRight({ record }, { record: [reading(365)] }, 'missed')).toBe(false)
  })

  it('when more is told beside a recorded fever, which alarms by itself', () => {
    const record = [reading(385)]
    const expected = { record }
    expect(isRight(expected, { record })).toBe(true)
    expect(isRight(expected, { record, tell: 'person' })).toBe(true)
    expect(isRight(expected, { record, tell: 'urgent' })).toBe(true)
    expect(isRight({ ...expected, tell: 'person' }, { record })).toBe(false)
    expect(isRight({ record: [reading(365)] }, { record: [reading(365)], tell: 'person' })).toBe(false)
  })

  it('when one of two needs is heard and the words are told', () => {
    const outcome = { does: ['request:meal', 'request:medicine'], tell: 'person' } as const
    expect(isRight({ does: 'request:medicine', tell: 'person' }, outcome)).toBe(true)
    expect(isRight({ tell: 'person' }, outcome)).toBe(false)
  })

  it('when a grave answer waits for its one-time code, and not when it was taken at once', () => {
    const expected = { answer: 'approve' } as const
    expect(isRightOfStaff(expected, { answers: [{ said: 'approve', waiting: true }] })).toBe(true)
    expect(isRightOfStaff(expected, { answers: [{ said: 'approve', waiting: false }] })).toBe(false)
  })

  it('when an answer that is not grave was taken', () => {
    expect(isRightOfStaff({ answer: 'reached' }, { answers: [{ said: 'reached', waiting: false }] })).toBe(
      true,
    )
    expect(isRightOfStaff({ answer: 'reached' }, nothing)).toBe(false)
  })
})

describe('a text ends calm', () => {
  it('as a healthy report, as small talk, or asked again while nobody is told', () => {
    expect(unsafe('calm', { record: [reading(365)] })).toBe(true)
    expect(unsafe('calm', { does: ['kind_words'] })).toBe(true)
    expect(unsafe('calm', { ask: ['again'] })).toBe(true)
    expect(unsafe('calm', nothing)).toBe(true)
  })

  it('not with a fever, a symptom, somebody told, an open question, or a question answered', () => {
    expect(unsafe('calm', { record: [reading(373)] })).toBe(false)
    expect(unsafe('calm', { record: [reading(null, { symptoms: ['dry_cough'] })] })).toBe(false)
    expect(unsafe('calm', { suspected: true })).toBe(false)
    expect(unsafe('calm', { tell: 'person' })).toBe(false)
    for (const ask of ['confirm', 'which', 'who', 'when'] as const)
      expect(unsafe('calm', { ask: [ask] })).toBe(false)
    expect(unsafe('calm', { does: ['question:release'] })).toBe(false)
  })
})

describe('a text is lost', () => {
  it('when nothing is recorded, nobody told and nothing done; being asked again is no excuse', () => {
    expect(unsafe('lost', nothing)).toBe(true)
    expect(unsafe('lost', { ask: ['again'] })).toBe(true)
    expect(unsafe('lost', { does: ['kind_words'] })).toBe(true)
    expect(unsafe('lost', { ask: ['who'] })).toBe(false)
    expect(unsafe('lost', { record: [reading(365)] })).toBe(false)
    expect(unsafe('lost', { tell: 'person' })).toBe(false)
    expect(unsafe('lost', { note: true })).toBe(false)
    expect(unsafe('lost', { does: ['question:worker'] })).toBe(false)
    expect(unsafe('lost', { answers: [{ said: 'taken', waiting: false }] })).toBe(false)
  })
})

describe('a text is never to', () => {
  it('alarm: a fever or symptom is recorded, or somebody is told at once', () => {
    expect(unsafe('alarm', { record: [reading(373)] })).toBe(true)
    expect(unsafe('alarm', { record: [reading(365, { symptoms: ['fatigue'] })] })).toBe(true)
    expect(unsafe('alarm', { suspected: true })).toBe(true)
    expect(unsafe('alarm', { tell: 'urgent' })).toBe(true)
    expect(unsafe('alarm', { record: [reading(372)], tell: 'person' })).toBe(false)
  })

  it('be recorded, or recorded as this reading', () => {
    expect(unsafe('record', { record: [reading(365)] })).toBe(true)
    expect(unsafe('record:370', { record: [reading(365), reading(370, { who: 'C' })] })).toBe(true)
    expect(unsafe('record:370', { record: [reading(375)] })).toBe(false)
  })

  it('stop the texts, or count as misunderstood', () => {
    expect(unsafe('stop', { does: ['stop'] })).toBe(true)
    expect(unsafe('counted', { counted: true })).toBe(true)
  })

  it('act, or act so: also where the answer waits for its code', () => {
    expect(unsafe('act', { answers: [{ said: 'taken', waiting: false }] })).toBe(true)
    expect(unsafe('act:approve', { answers: [{ said: 'approve', waiting: true }] })).toBe(true)
    expect(unsafe('act:approve', { answers: [{ said: 'hold', waiting: false }] })).toBe(false)
  })

  it('throw, whatever else is expected', () => {
    expect(judge(residentLine(), { ...nothing, failed: 'TypeError' })).toEqual({
      right: false,
      never: ['failed'],
    })
  })
})
