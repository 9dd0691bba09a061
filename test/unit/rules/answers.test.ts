import { describe, expect, it } from 'vitest'
import { Role } from '../../../core/domain/community.ts'
import { Answer } from '../../../core/domain/escalation.ts'
import { MatterKind } from '../../../core/domain/rule-book.ts'
import { answersTo, type Effect, effectOf, mayAnswer } from '../../../core/rules/answers.ts'

const gone = { died: 'end', left: 'left' } as const
const silent = {
  taken: 'acknowledge',
  reached: 'settle',
  'not at home': 'confirm absence',
  refuses: 'confirm absence',
  'number mended': 'settle',
  ...gone,
} as const
const clinic = {
  taken: 'acknowledge',
  'ruled out': 'back to following',
  confirmed: 'end',
  hospitalised: 'end',
  ...gone,
} as const
const office = { taken: 'acknowledge', approve: 'approve', hold: 'hold', ...gone } as const

const table: Record<MatterKind, Partial<Record<Answer, Effect['effect']>>> = {
  silence: silent,
  unreachable: silent,
  'opted out': silent,
  'unclear replies': silent,
  visit: silent,
  fever: { ...clinic, 'no show': 'no show' },
  'no show': { ...clinic, reached: 'refer again' },
  release: office,
  decision: office,
  failure: { taken: 'acknowledge', handled: 'settle' },
}

const cases = MatterKind.options.flatMap((kind) =>
  Answer.options.map((answer) => [kind, answer, table[kind][answer]] as const),
)

describe('an answer', () => {
  it.each(cases)('to a matter of kind %s that says %s does: %s', (kind, answer, expected) => {
    expect(effectOf(kind, answer)?.effect).toBe(expected)
  })

  it.each([
    ['silence', 'reached', 'reached'],
    ['unreachable', 'number mended', 'number mended'],
    ['fever', 'ruled out', 'ruled out'],
    ['failure', 'handled', 'handled'],
  ] as const)('settles %s by %s as %s', (kind, answer, outcome) => {
    expect(effectOf(kind, answer)).toMatchObject({ outcome })
  })

  it.each(['confirmed', 'hospitalised'] as const)('ends the isolation as %s', (answer) => {
    expect(effectOf('fever', answer)).toEqual({ effect: 'end', outcome: answer, reason: answer })
  })

  it('is named in the help of its kind, and no other is', () => {
    for (const kind of MatterKind.options)
      expect(new Set(answersTo(kind))).toEqual(
        new Set(Answer.options.filter((answer) => effectOf(kind, answer) !== undefined)),
      )
  })
})

describe('who may answer', () => {
  const may = (kind: MatterKind, answer: Answer): Role[] => {
    const effect = effectOf(kind, answer)
    return effect === undefined ? [] : Role.options.filter((role) => mayAnswer(kind, effect, role))
  }

  it.each([
    ['release', 'approve', ['community administrator', 'street office']],
    ['release', 'hold', ['community administrator', 'street office']],
    ['decision', 'approve', ['street office']],
    ['decision', 'hold', ['street office']],
    ['fever', 'ruled out', ['doctor', 'hospital']],
    ['fever', 'confirmed', ['doctor', 'hospital']],
    ['no show', 'hospitalised', ['doctor', 'hospital']],
    ['silence', 'left', ['community administrator', 'street office', 'police station']],
  ] as const)('a matter of kind %s with %s: %s', (kind, answer, roles) => {
    expect(may(kind, answer)).toEqual(roles)
  })

  it.each([
    ['silence', 'reached'],
    ['silence', 'not at home'],
    ['silence', 'died'],
    ['fever', 'taken'],
    ['fever', 'no show'],
    ['failure', 'handled'],
  ] as const)('a matter of kind %s with %s: everyone', (kind, answer) => {
    expect(may(kind, answer)).toEqual(Role.options)
  })

  it('nobody approves a matter that is not about a release', () => {
    expect(Role.options.some((role) => mayAnswer('silence', { effect: 'approve' }, role))).toBe(false)
  })
})
