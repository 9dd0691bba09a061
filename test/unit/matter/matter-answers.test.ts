import { describe, expect, it } from 'vitest'
import { Role } from '../../../core/community/community.ts'
import { readStaff } from '../../../core/hearing/staff/read-staff.ts'
import { isGrave } from '../../../core/matter/grave-answers.ts'
import { Answer } from '../../../core/matter/matter.ts'
import { answersTo, effectOf, hintedAnswers, mayAnswer } from '../../../core/matter/matter-answers.ts'
import { defaultRuleBook } from '../../../core/rule-book/default-rule-book.ts'
import { MatterKind } from '../../../core/rule-book/rule-book.ts'
import { answerForms } from '../../../core/texts/answer-forms.ts'
import { render } from '../../../core/texts/render.ts'

const languages = ['zh-CN', 'en'] as const
const pairs = MatterKind.options.flatMap((kind) => Role.options.map((role) => ({ kind, role })))

describe('an answer', () => {
  it.each([
    ['silence', 'reached', 'settle'],
    ['silence', 'not_at_home', 'confirm_absence'],
    ['silence', 'nobody_opened', 'knock_again'],
    ['silence', 'sent_somebody', 'acknowledge'],
    ['wrong_number', 'number_mended', 'settle'],
    ['danger', 'handled', 'settle'],
    ['fever', 'sent_to_clinic', 'on_the_way'],
    ['fever', 'not_at_home', 'no_show'],
    ['fever', 'refuses', 'no_show'],
    ['fever', 'false_alarm', 'false_alarm'],
    ['fever', 'ruled_out', 'back_to_following'],
    ['no_show', 'reached', 'refer_again'],
    ['no_show', 'sent_to_clinic', 'refer_again'],
    ['release', 'approve', 'approve'],
    ['decision', 'hold', 'hold'],
    ['request', 'handled', 'settle'],
    ['silence', 'ruled_out', undefined],
    ['request', 'not_at_home', undefined],
    ['release', 'reached', undefined],
  ] as const)('to a matter of kind %s that says %s does: %s', (kind, answer, effect) => {
    expect(effectOf(kind, answer)?.effect).toBe(effect)
  })

  it.each([
    ['silence', 'reached', 'reached'],
    ['unreachable', 'number_mended', 'number_mended'],
    ['fever', 'ruled_out', 'ruled_out'],
    ['request', 'handled', 'handled'],
  ] as const)('settles %s by %s as %s', (kind, answer, outcome) => {
    expect(effectOf(kind, answer)).toMatchObject({ outcome })
  })

  it.each(['confirmed', 'hospitalised', 'died'] as const)('ends the isolation as %s', (answer) => {
    expect(effectOf('fever', answer)).toEqual({ effect: 'end', outcome: answer, reason: answer })
  })

  it('that may be given has an effect, and belongs to some kind', () => {
    for (const { kind, role } of pairs)
      for (const answer of Answer.options)
        expect(mayAnswer(kind, answer, role)).toBe(answersTo(kind, role).includes(answer))
    expect(new Set(MatterKind.options.flatMap((kind) => answersTo(kind)))).toEqual(new Set(Answer.options))
  })

  it('is grave when it ends, releases, cancels or calls the police', () => {
    const grave = [
      'confirm_absence',
      'call_the_police',
      'back_to_following',
      'end',
      'no_show',
      'left',
      'approve',
    ]
    for (const kind of MatterKind.options)
      for (const answer of answersTo(kind))
        expect(isGrave(answer), `${kind}: ${answer}`).toBe(
          grave.includes(effectOf(kind, answer)?.effect ?? '') || answer === 'number_mended',
        )
  })
})

describe('who may answer', () => {
  const may = (kind: MatterKind, answer: Answer): Role[] =>
    Role.options.filter((role) => mayAnswer(kind, answer, role))

  it.each([
    ['release', 'approve', ['community_administrator', 'street_office']],
    ['release', 'hold', ['community_administrator', 'street_office']],
    ['decision', 'approve', ['street_office']],
    ['decision', 'hold', ['street_office']],
    ['fever', 'ruled_out', ['doctor', 'hospital']],
    ['fever', 'confirmed', ['doctor', 'hospital']],
    ['fever', 'no_show', ['doctor', 'hospital']],
    ['no_show', 'hospitalised', ['doctor', 'hospital']],
    ['silence', 'left', ['community_administrator', 'street_office', 'police_station']],
    ['silence', 'sent_somebody', ['community_administrator', 'street_office']],
    ['silence', 'reached', Role.options],
    ['silence', 'not_at_home', Role.options],
    ['silence', 'died', Role.options],
    ['fever', 'taken', Role.options],
    ['request', 'handled', Role.options],
  ] as const)('a matter of kind %s with %s: %s', (kind, answer, roles) => {
    expect(may(kind, answer)).toEqual(roles)
  })

  it('a grid worker told of a fever has an answer for whatever is found', () => {
    expect(answersTo('fever', 'grid_worker')).toEqual([
      'taken',
      'sent_to_clinic',
      'not_at_home',
      'refuses',
      'false_alarm',
      'died',
    ])
  })
})

describe('what the texts offer', () => {
  const whom = { code: '4821', person: '王明', place: '3-2-501', due: { time: '13:00' } }

  it.each(languages)('is read as what it says, with nothing left over: %s', (language) => {
    for (const answer of Answer.options) {
      const word = answerForms[language][answer].write.replace(/手机|<phone>/, '13800001111')
      const { plausible, confirm, fever } = defaultRuleBook
      const hearing = { plausible, confirm, feverFrom: fever.from, signatures: [], allowed: Answer.options }
      expect(readStaff(`4821 ${word}`, hearing), word).toMatchObject({ answer, note: false })
    }
  })

  it.each(languages)('may be given by whoever gets it, and nothing else is offered: %s', (language) => {
    for (const { kind, role } of pairs) {
      const text = render(
        'matter',
        { ...whom, kind, role, rung: 'community' },
        { language, signature: language === 'en' ? 'Sixclear' : '六清' },
      )
      const hint = hintedAnswers(kind, role).map((answer) => answerForms[language][answer].write)
      const offered = /(?:回4821\+|Reply 4821 )(.*)$/.exec(text)?.[1]?.split('/') ?? []
      expect(offered.length).toBeGreaterThan(0)
      expect(hint.slice(0, offered.length)).toEqual(offered)
      for (const answer of hintedAnswers(kind, role)) expect(mayAnswer(kind, answer, role)).toBe(true)
    }
  })
})
