import { type Community, postsOf } from '../../../core/community/community.ts'
import type { Escalation } from '../../../core/matter/matter.ts'
import type { LedgerEntry } from '../../../core/isolation/ledger.ts'
import { degrees } from '../../../core/temperature.ts'
import { localTimeText } from './local-time.ts'

const KINDS: { readonly [K in Escalation['kind']]: string } = {
  silence: 'no report',
  unreachable: 'texts do not arrive',
  'opted out': 'wants no texts',
  'unclear replies': 'unclear replies',
  fever: 'fever or symptoms',
  'no show': 'did not come to the clinic',
  visit: 'not yet clear to leave',
  release: 'release to be approved',
  decision: 'the office must decide',
  failure: 'the system lost track',
  danger: 'may be in danger',
  request: 'asked for help',
  'no thermometer': 'has no thermometer',
  'wrong number': 'the phone is not theirs',
}

export interface Context {
  readonly community: Community
  readonly matters: readonly Escalation[]
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
  [...(tenths === undefined ? [] : [`${degrees(tenths)} °C`]), ...symptoms].join(', ')

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
    case 'waiting again':
    case 'waiting for a person':
    case 'rung told':
    case 'words kept':
    case 'text received':
      return undefined
    case 'asked': {
      const whom = event.by === 'sms' ? 'by text' : 'through the grid worker'
      return event.attempt === 0
        ? `Asked for ${event.slot} ${whom}`
        : `Reminder ${event.attempt} for ${event.slot} ${whom}`
    }
    case 'reported': {
      const where = event.slot === undefined ? '' : ` for ${event.slot}`
      const source = event.source === 'sms' ? '' : `, taken by ${event.source}`
      const alarm = event.judged === 'normal' ? '' : ` - ${event.judged} alert`
      return `Reported ${measured(event.tenths, event.symptoms)}${where}, ${event.timing}${source}${alarm}`
    }
    case 'asked to confirm':
      return `Wrote ${degrees(event.tenths)} °C unclearly and was asked to confirm`
    case 'reply not understood':
      return `Reply not understood (${event.why})`
    case 'merged':
      return `Merged: ${event.isolation} is a duplicate of this one, and has ended`
    case 'reopened':
      return `Reopened: ${event.reason.replaceAll('_', ' ')}`
    case 'missed':
      return `${event.slot} closed without a report: missed${
        event.prompt === undefined ? '' : `, prompt ${event.prompt.replace('_', ' ')}`
      }`
    case 'delivery known':
      return `Of ${event.slot} it is known: prompt ${event.prompt.replace('_', ' ')}, ${matter(event.matter)}`
    case 'excused':
      return `Excused while with the doctor: ${event.slots.join(', ')}`
    case 'referred':
      return `Referred to the doctor (${event.severity}), ${matter(event.matter)}`
    case 'to measure again':
      return `Will be asked for a second measurement at ${localTimeText(event.at, zone)}`
    case 'asked to measure again':
      return 'Asked for a second measurement'
    case 'back to following':
      return 'Back to daily reports'
    case 'proposed for release':
      return `Proposed for release, ${matter(event.matter)}`
    case 'handed to the office':
      return `Handed to the street office: ${event.reasons.join('; ')}`
    case 'held':
      return `Held until day ${event.lastDay}: ${event.reasons.join('; ')}`
    case 'approved':
      return `Release approved for ${localTimeText(event.releaseAt, zone)}`
    case 'released':
      return `Released, notice ${event.notice}, approved by ${actorName(event.approvedBy, community)}`
    case 'ended':
      return `Ended: ${event.reason}`
    case 'corrected': {
      const what = [...(event.personal ?? []), ...Object.keys(event.to)]
      return `Put right: ${what.join(', ')} (${event.reason})`
    }
    case 'release withdrawn':
      return 'The release was withdrawn: its dates were put right'
    case 'contact changed':
      return event.contact.by === 'sms'
        ? `Asked by text from now on (${event.why})`
        : `Asked through the grid worker from now on, code ${event.contact.code} (${event.why})`
    case 'close contact of a confirmed case':
      return 'Somebody of the same household is confirmed'
    case 'no close contact after all':
      return 'Nobody of the same household is confirmed after all'
    case 'number asked':
      return event.times > 1
        ? 'Asked once more whose the new number is'
        : 'Asked at the new number whose it is'
    case 'message not delivered':
      return `A text was not delivered (${event.reason})`
    case 'restarted':
      return `Workflow begun anew, generation ${event.generation} (${event.why})`
    case 'ladder restarted':
      return `Ladder of ${matter(event.matter)} begun anew`
    case 'matter opened':
      return `Opened ${matter(event.matter)}`
    case 'matter raised': {
      const news = measured(event.tenths, [
        ...(event.symptoms ?? []),
        ...[event.danger, event.need].filter((one) => one !== undefined),
      ])
      return `More of ${matter(event.matter)}: ${news}`
    }
    case 'matter climbed':
      return `Told the ${event.rung} of ${matter(event.matter)}, due ${localTimeText(event.dueAt, zone)}`
    case 'matter waits for the day':
      return `${matter(event.matter)} waits until ${localTimeText(event.until, zone)}`
    case 'matter answered':
      return `Answered "${event.answer}" to ${matter(event.matter)}`
    case 'answer awaits confirmation':
      return `Answered "${event.answer}" to ${matter(event.matter)} by text, to be confirmed until ${localTimeText(event.expiresAt, zone)}`
    case 'answer echoed again':
      return `Asked once more to confirm "${event.answer}" to ${matter(event.matter)}`
    case 'answer not confirmed':
      return `"${event.answer}" to ${matter(event.matter)} was not confirmed and does not count`
    case 'matter settled':
      return `Settled ${matter(event.matter)}: ${event.outcome}`
  }
}
