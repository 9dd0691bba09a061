import { correctedFields, correctionReasonWords, fieldWords } from '../correction-words.ts'
import { deliveryWords } from '../delivery-words.ts'
import { flagWords, listed, symptomWords } from '../domain-phrases.ts'
import { domainWords } from '../domain-words.ts'
import { reopenWords } from '../reopen-words.ts'
import { slotPhrase } from '../slot-words.ts'
import { formatDegrees } from '../temperature.ts'
import { eventReasonWords } from './event-reason-words.ts'
import type { EventWords } from './event-words-type.ts'

const { category, contact, status, matter, rung, answer, outcome, endReason, danger, need } = domainWords.en

const prompts = deliveryWords.en.prompt

const slot = (id: string): string => slotPhrase(id, 'en')
const why = (reasons: readonly string[]): string =>
  reasons.map((reason) => eventReasonWords(reason, 'en')).join('; ')

const sources = {
  sms: 'by message',
  worker: 'by the worker',
  phone_call: 'on the phone',
  gate: 'at the gate',
} as const

const judged = { normal: '', orange: ' This is a fever or a symptom.', red: ' This is urgent.' } as const

const timings = { early: ', early', on_time: '', late: ', late', extra: '' } as const

export const eventWordsEn: EventWords = {
  registered: (
    { category: from, origin, arrivedAt, lastDay, contact: asked, flags, baselineTenths, commitmentSignedOn },
    when,
  ) =>
    [
      `Registered: ${category[from]}${origin === undefined ? '' : `, from ${origin}`}, arrived ${when(arrivedAt)}, followed to day ${lastDay}, asked ${
        contact[asked.by === 'sms' ? 'sms' : asked.why]
      }.`,
      ...(flagWords(flags, 'en').length === 0
        ? []
        : [`Needs care: ${listed(flagWords(flags, 'en'), 'en')}.`]),
      ...(baselineTenths === undefined ? [] : [`First measured: ${formatDegrees(baselineTenths)}.`]),
      ...(commitmentSignedOn === undefined ? [] : [`Commitment signed on ${commitmentSignedOn}.`]),
    ].join(' '),
  welcomed: () => 'The welcome, the instructions and the commitment were sent.',
  asked: ({ slot: of, attempt, by }) => {
    if (by === 'worker') return `The grid worker was asked to measure for ${slot(of)}.`
    return attempt === 0
      ? `Asked for the report of ${slot(of)}.`
      : `Reminded of the report of ${slot(of)}, reminder ${attempt}.`
  },
  waiting_again: ({ slot: of }) => `Waits again for the report of ${slot(of)}; nothing new was sent.`,
  waiting_for_person: () => 'Waits for the answer of a person.',
  reported: ({ slot: of, timing, tenths, symptoms, source, judged: as }) =>
    `Reported ${[
      ...(tenths === undefined ? [] : [formatDegrees(tenths)]),
      ...(symptoms.length === 0 ? [] : [symptomWords(symptoms, 'en')]),
    ].join(
      ', ',
    )} ${sources[source]}${of === undefined ? '' : ` for ${slot(of)}`}${timings[timing]}.${judged[as]}`,
  asked_to_confirm: ({ tenths }) => `Asked whether ${formatDegrees(tenths)} is right.`,
  reply_not_understood: ({ why: reason }) => `A reply was not understood: ${eventReasonWords(reason, 'en')}.`,
  words_kept: () => 'Words of a text were kept for a person to read.',
  message_received: ({ meaning }) => `A message came in: ${eventReasonWords(meaning, 'en')}.`,
  missed: ({ slot: of, prompt }) =>
    `No report for ${slot(of)}: missed${prompt === undefined ? '' : `, and ${prompts[prompt]}`}.`,
  delivery_known: ({ slot: of, prompt }) => `For ${slot(of)}, ${prompts[prompt]}.`,
  excused: ({ slots, notAsked }) =>
    notAsked === true
      ? `By a fault nobody was asked for ${listed(slots.map(slot), 'en')}.`
      : `Excused from ${listed(slots.map(slot), 'en')}.`,
  referred: ({ severity, measureAgainAt }, when) =>
    `Referred to the doctor${severity === 'red' ? ', urgent' : ''}.${
      measureAgainAt === undefined ? '' : ` To be measured again at ${when(measureAgainAt)}.`
    }`,
  to_measure_again: ({ at }, when) => `Goes on being asked. To be measured again at ${when(at)}.`,
  asked_to_measure_again: () => 'Asked for a second measurement.',
  back_to_following: () => `Not ill: ${status.following} again.`,
  proposed_for_release: () => 'All reports are in: the release was proposed.',
  handed_to_office: ({ reasons }) => `The release is for the street office to decide: ${why(reasons)}.`,
  held: ({ reasons, lastDay }) =>
    `The release was held, to day ${lastDay}${reasons.length === 0 ? '' : `: ${why(reasons)}`}.`,
  approved: ({ releaseAt }, when) => `The release was approved, for ${when(releaseAt)}.`,
  released: ({ notice }) => `Released. Notice ${notice}.`,
  ended: ({ reason }) => `Ended: ${endReason[reason]}.`,
  merged: () => 'A duplicate of this isolation was merged into it, and has ended.',
  reopened: ({ reason }) => `Goes on again: ${reopenWords.en[reason]}.`,
  corrected: ({ reason, personal = [], to, calendar }) =>
    `Put right: ${listed(
      correctedFields(personal, to).map((field) => fieldWords.en[field]),
      'en',
    )}: ${correctionReasonWords.en[reason]}.${
      calendar === undefined
        ? ''
        : ` Day 0 is ${calendar.dayZero} now, the last day is day ${calendar.lastDay}.`
    }`,
  release_withdrawn: () => 'The release was withdrawn: the dates were put right.',
  contact_changed: ({ contact: now, why: reason }) =>
    `Is asked ${contact[now.by === 'sms' ? 'sms' : now.why]} from now on${
      now.by === 'worker' && now.why === reason ? '' : `: ${eventReasonWords(reason, 'en')}`
    }.`,
  became_close_contact: () => 'A member of the household is confirmed: a close contact now.',
  no_close_contact: () => 'The member of the household was confirmed in error: no close contact.',
  number_asked: ({ times }) =>
    times > 1 ? 'Asked once more whose the new number is.' : 'Asked at the new number whose it is.',
  message_not_delivered: ({ reason }) => `A text was not delivered: ${eventReasonWords(reason, 'en')}.`,
  restarted: ({ generation, why: reason }) =>
    `The workflow began anew, generation ${generation}: ${eventReasonWords(reason, 'en')}.`,
  ladder_restarted: ({ generation }) => `The ladder of the matter began anew, generation ${generation}.`,
  matter_opened: ({ kind, slot: of }) =>
    `Matter opened: ${matter[kind]}${of === undefined ? '' : `, for ${slot(of)}`}.`,
  matter_raised: ({ tenths, symptoms = [], danger: of, need: what }) =>
    `More of the matter: ${listed(
      [
        ...(tenths === undefined ? [] : [formatDegrees(tenths)]),
        ...(symptoms.length === 0 ? [] : [symptomWords(symptoms, 'en')]),
        ...(of === undefined ? [] : [danger[of]]),
        ...(what === undefined ? [] : [need[what]]),
      ],
      'en',
    )}.`,
  matter_climbed: ({ rung: to, dueAt }, when) => `The matter went to: ${rung[to]}, due ${when(dueAt)}.`,
  matter_waits_for_day: ({ until }, when) => `The next rung is told by day only: waits until ${when(until)}.`,
  rung_told: ({ rung: to }) => `Told: ${rung[to]}.`,
  matter_answered: ({ answer: said }) => `Answered: ${answer[said]}.`,
  answer_awaits_confirmation: ({ answer: said, expiresAt }, when) =>
    `Answered by message: ${answer[said]}. It counts once it is confirmed, by ${when(expiresAt)}.`,
  answer_echoed_again: ({ answer: said }) => `Asked once more to confirm: ${answer[said]}.`,
  answer_not_confirmed: ({ answer: said }) => `Not confirmed, does not count: ${answer[said]}.`,
  matter_settled: ({ outcome: how }) => `Matter settled: ${outcome[how]}.`,
}
