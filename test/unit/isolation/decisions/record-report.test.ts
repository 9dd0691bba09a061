import { describe, expect, it } from 'vitest'
import { openMatter } from '../../../../core/isolation/decisions/open-matter.ts'
import { type ReportFacts, recordReport } from '../../../../core/isolation/decisions/record-report.ts'
import type { Report } from '../../../../core/isolation/report.ts'
import type { Outgoing } from '../../../../core/message/outgoing.ts'
import { at } from '../an-isolation.ts'
import { listed, loaded, withCode } from './loaded.ts'

const morning = at('2020-03-02 08:10')
const healthy: ReportFacts = { care: undefined, proposal: undefined, hasWords: false }

const said = (tenths: number, more: Partial<Report> = {}): Report => ({
  tenths,
  symptoms: [],
  source: 'sms',
  by: 'resident',
  inbound: 'sms-1',
  ...more,
})

/** Which messages go out, and what pays for them. */
const paidFrom = (messages: readonly Outgoing[] = []): (readonly [string, string])[] =>
  messages.flatMap((one) => {
    if (!('paidFrom' in one)) return [[one.template, 'free'] as const]
    const { paidFrom: budget } = one
    return one.messages.map(
      ({ template }) => [template, budget === 'writer' ? budget : budget.of[0]] as const,
    )
  })

const aFever = withCode(
  openMatter(loaded(morning), { kind: 'fever', severity: 'orange', tenths: 375 }).matter,
)
const withDoctor: ReportFacts = { ...healthy, care: aFever }

describe('a report', () => {
  it('on time fills its slot, lets the workflow go on, and is thanked from the budget of the writer', () => {
    const { events, plan, effects, messages } = recordReport(loaded(morning), said(365), healthy)
    expect(events).toMatchObject([
      { type: 'reported', timing: 'on_time', slot: '01-morning', judged: 'normal' },
    ])
    expect([plan, effects]).toEqual(['again', [{ effect: 'isolation_goes_on' }]])
    expect(paidFrom(messages)).toEqual([['thanks', 'writer']])
  })

  it('is not thanked when another part of its message is answered', () => {
    expect(recordReport(loaded(morning), said(365, { unanswered: true }), healthy).messages).toEqual([])
  })

  it('has its words kept for a person', () => {
    const { events } = recordReport(loaded(morning), said(365), { ...healthy, hasWords: true })
    expect(events.map(({ type }) => type)).toEqual(['reported', 'words_kept'])
  })

  it('of a first mild fever opens a matter and asks for a second reading, whatever the budget', () => {
    const { events, matters, messages } = recordReport(loaded(morning), said(375), healthy)
    expect(events.map(({ type }) => type)).toEqual(['reported', 'matter_opened', 'to_measure_again'])
    expect(matters).toMatchObject([{ kind: 'fever', severity: 'orange', tenths: 375, code: undefined }])
    expect(paidFrom(messages)).toEqual([['measure_again', 'free']])
  })

  it('of a high fever stops the prompts', () => {
    const { events, plan } = recordReport(loaded(morning), said(390), healthy)
    expect(events.map(({ type }) => type)).toEqual(['reported', 'matter_opened', 'referred'])
    expect(plan).toBe('again')
  })

  it('of the same fever is told to doctor and worker, and answered, as often as the rule book allows', () => {
    const again = loaded(morning, { matters: listed(aFever) })
    const { events, matters, messages } = recordReport(again, said(375), withDoctor)
    expect(events.map(({ type }) => type)).toEqual(['reported'])
    expect(matters).toEqual([])
    expect(paidFrom(messages)).toEqual([
      ['measure_again', 'repeated advice'],
      ['second_reading', 'tellings 375'],
      ['second_reading', 'tellings 375'],
    ])
  })

  it('of a worse fever raises the matter', () => {
    const again = loaded(morning, { matters: listed(aFever) })
    const { events, matters } = recordReport(again, said(392), withDoctor)
    expect(events.map(({ type }) => type)).toEqual(['reported', 'matter_raised', 'referred'])
    expect(matters).toMatchObject([{ id: aFever.id, severity: 'red', tenths: 392 }])
  })

  it('of an illness withdraws a release that was proposed', () => {
    const proposal = withCode(openMatter(loaded(morning), { kind: 'release' }).matter)
    const reviewed = loaded(morning, {
      status: { name: 'under_review', since: morning, matter: proposal.id },
      matters: listed(proposal),
    })
    const { events, effects } = recordReport(reviewed, said(375), { ...healthy, proposal })
    expect(events.map(({ type }) => type)).toEqual([
      'reported',
      'matter_opened',
      'referred',
      'matter_settled',
    ])
    expect(effects).toContainEqual(expect.objectContaining({ effect: 'ladder_goes_on', matter: proposal.id }))
  })
})
