import { type Community, postsOf } from '../../../core/community/community.ts'
import { inWords, reasonInWords } from '../../../core/in-words.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import type { Matter } from '../../../core/matter/matter.ts'
import { degrees } from '../../../core/temperature.ts'
import { localTimeText } from './local-time-text.ts'

const KINDS: { readonly [K in Matter['kind']]: string } = {
  silence: 'no report',
  unreachable: 'texts do not arrive',
  opted_out: 'wants no texts',
  unclear_replies: 'unclear replies',
  fever: 'fever or symptoms',
  no_show: 'did not come to the clinic',
  visit: 'not yet clear to leave',
  release: 'release to be approved',
  decision: 'the office must decide',
  danger: 'may be in danger',
  request: 'asked for help',
  no_thermometer: 'has no thermometer',
  wrong_number: 'the phone is not theirs',
  hint: 'somebody says that people came home',
}

export interface Context {
  readonly community: Community
  readonly matters: readonly Matter[]
  readonly zone: string
}

/** The name of the actor, if it is a post of the community. */
export const actorName = (by: string, community: Community): string => {
  if (by === 'resident') return 'Resident'
  if (by === 'workflow') return 'System'
  if (by === 'sweeper') return 'Sweeper'
  const id = by.replace('staff:', '')
  return postsOf(community).find(({ staff }) => staff.id === id)?.staff.name ?? id
}

const measured = (tenths: number | undefined, symptoms: readonly string[]): string =>
  [...(tenths === undefined ? [] : [`${degrees(tenths)} °C`]), ...symptoms.map(inWords)].join(', ')

/** One ledger entry as a sentence for an officer. undefined: bookkeeping that another line already covers. */
export const wordsFor = ({ event }: LedgerEntry, context: Context): string | undefined => {
  const { matters, zone, community } = context
  const matter = (id: string): string => {
    const found = matters.find((candidate) => candidate.id === id)
    return found === undefined ? id : `matter ${found.code} (${KINDS[found.kind]})`
  }
  switch (event.type) {
    case 'registered':
      return 'Registered'
    case 'welcomed':
    case 'waiting_again':
    case 'waiting_for_person':
    case 'rung_told':
    case 'words_kept':
    case 'message_received':
      return undefined
    case 'asked': {
      const whom = event.by === 'sms' ? 'by text' : 'through the grid worker'
      return event.attempt === 0
        ? `Asked for ${event.slot} ${whom}`
        : `Reminder ${event.attempt} for ${event.slot} ${whom}`
    }
    case 'reported': {
      const where = event.slot === undefined ? '' : ` for ${event.slot}`
      const source = event.source === 'sms' ? '' : `, taken by ${inWords(event.source)}`
      const alarm = event.judged === 'normal' ? '' : ` - ${event.judged} alert`
      return `Reported ${measured(event.tenths, event.symptoms)}${where}, ${inWords(event.timing)}${source}${alarm}`
    }
    case 'asked_to_confirm':
      return `Wrote ${degrees(event.tenths)} °C unclearly and was asked to confirm`
    case 'reply_not_understood':
      return `Reply not understood (${reasonInWords(event.why)})`
    case 'merged':
      return `Merged: ${event.isolation} is a duplicate of this one, and has ended`
    case 'reopened':
      return `Reopened: ${reasonInWords(event.reason)}`
    case 'missed':
      return `${event.slot} closed without a report: missed${
        event.prompt === undefined ? '' : `, prompt ${inWords(event.prompt)}`
      }`
    case 'delivery_known':
      return `Of ${event.slot} it is known: prompt ${inWords(event.prompt)}, ${matter(event.matter)}`
    case 'excused':
      return `${event.notAsked === true ? 'Not asked by a fault' : 'Excused while with the doctor'}: ${event.slots.join(', ')}`
    case 'referred':
      return `Referred to the doctor (${event.severity}), ${matter(event.matter)}`
    case 'to_measure_again':
      return `Will be asked for a second measurement at ${localTimeText(event.at, zone)}`
    case 'asked_to_measure_again':
      return 'Asked for a second measurement'
    case 'back_to_following':
      return 'Back to daily reports'
    case 'proposed_for_release':
      return `Proposed for release, ${matter(event.matter)}`
    case 'handed_to_office':
      return `Handed to the street office: ${event.reasons.join('; ')}`
    case 'held':
      return `Held until day ${event.lastDay}: ${event.reasons.join('; ')}`
    case 'approved':
      return `Release approved for ${localTimeText(event.releaseAt, zone)}`
    case 'released':
      return `Released, notice ${event.notice}, approved by ${actorName(event.approvedBy, community)}`
    case 'ended':
      return `Ended: ${reasonInWords(event.reason)}`
    case 'corrected': {
      const what = [...(event.personal ?? []), ...Object.keys(event.to)]
      return `Put right: ${what.join(', ')} (${reasonInWords(event.reason)})`
    }
    case 'release_withdrawn':
      return 'The release was withdrawn: its dates were put right'
    case 'contact_changed':
      return event.contact.by === 'sms'
        ? `Asked by text from now on (${reasonInWords(event.why)})`
        : `Asked through the grid worker from now on, code ${event.contact.code} (${reasonInWords(event.why)})`
    case 'became_close_contact':
      return 'Somebody of the same household is confirmed'
    case 'no_close_contact':
      return 'Nobody of the same household is confirmed after all'
    case 'number_asked':
      return event.times > 1
        ? 'Asked once more whose the new number is'
        : 'Asked at the new number whose it is'
    case 'message_not_delivered':
      return `A text was not delivered (${reasonInWords(event.reason)})`
    case 'restarted':
      return `Workflow begun anew, generation ${event.generation} (${reasonInWords(event.why)})`
    case 'ladder_restarted':
      return `Ladder of ${matter(event.matter)} begun anew`
    case 'matter_opened':
      return `Opened ${matter(event.matter)}`
    case 'matter_raised': {
      const news = measured(event.tenths, [
        ...(event.symptoms ?? []),
        ...[event.danger, event.need].filter((one) => one !== undefined),
      ])
      return `More of ${matter(event.matter)}: ${news}`
    }
    case 'matter_climbed':
      return `Told the ${inWords(event.rung)} of ${matter(event.matter)}, due ${localTimeText(event.dueAt, zone)}`
    case 'matter_waits_for_day':
      return `${matter(event.matter)} waits until ${localTimeText(event.until, zone)}`
    case 'matter_answered':
      return `Answered "${inWords(event.answer)}" to ${matter(event.matter)}`
    case 'answer_awaits_confirmation':
      return `Answered "${inWords(event.answer)}" to ${matter(event.matter)} by text, to be confirmed until ${localTimeText(event.expiresAt, zone)}`
    case 'answer_echoed_again':
      return `Asked once more to confirm "${inWords(event.answer)}" to ${matter(event.matter)}`
    case 'answer_not_confirmed':
      return `"${inWords(event.answer)}" to ${matter(event.matter)} was not confirmed and does not count`
    case 'matter_settled':
      return `Settled ${matter(event.matter)}: ${inWords(event.outcome)}`
  }
}
