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
export const wordsFor = ({ happening }: LedgerEntry, context: Context): string | undefined => {
  const { matters, zone, community } = context
  const matter = (id: string): string => {
    const found = matters.find((candidate) => candidate.id === id)
    return found === undefined ? id : `matter ${found.code} (${KINDS[found.kind]})`
  }
  switch (happening.what) {
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
      const whom = happening.by === 'sms' ? 'by text' : 'through the grid worker'
      return happening.attempt === 0
        ? `Asked for ${happening.slot} ${whom}`
        : `Reminder ${happening.attempt} for ${happening.slot} ${whom}`
    }
    case 'reported': {
      const where = happening.slot === undefined ? '' : ` for ${happening.slot}`
      const source = happening.source === 'sms' ? '' : `, taken by ${happening.source}`
      const alarm = happening.judged === 'normal' ? '' : ` - ${happening.judged} alert`
      return `Reported ${measured(happening.tenths, happening.symptoms)}${where}, ${happening.timing}${source}${alarm}`
    }
    case 'asked to confirm':
      return `Wrote ${degrees(happening.tenths)} °C unclearly and was asked to confirm`
    case 'reply not understood':
      return `Reply not understood (${happening.why})`
    case 'merged':
      return `Merged: ${happening.isolation} is a duplicate of this one, and has ended`
    case 'reopened':
      return `Reopened: ${happening.reason.replaceAll('_', ' ')}`
    case 'missed':
      return `${happening.slot} closed without a report: missed${
        happening.prompt === undefined ? '' : `, prompt ${happening.prompt.replace('_', ' ')}`
      }`
    case 'delivery known':
      return `Of ${happening.slot} it is known: prompt ${happening.prompt.replace('_', ' ')}, ${matter(happening.matter)}`
    case 'excused':
      return `Excused while with the doctor: ${happening.slots.join(', ')}`
    case 'referred':
      return `Referred to the doctor (${happening.severity}), ${matter(happening.matter)}`
    case 'to measure again':
      return `Will be asked for a second measurement at ${localTimeText(happening.at, zone)}`
    case 'asked to measure again':
      return 'Asked for a second measurement'
    case 'back to following':
      return 'Back to daily reports'
    case 'proposed for release':
      return `Proposed for release, ${matter(happening.matter)}`
    case 'handed to the office':
      return `Handed to the street office: ${happening.reasons.join('; ')}`
    case 'held':
      return `Held until day ${happening.lastDay}: ${happening.reasons.join('; ')}`
    case 'approved':
      return `Release approved for ${localTimeText(happening.releaseAt, zone)}`
    case 'released':
      return `Released, notice ${happening.notice}, approved by ${actorName(happening.approvedBy, community)}`
    case 'ended':
      return `Ended: ${happening.reason}`
    case 'corrected': {
      const what = [...(happening.personal ?? []), ...Object.keys(happening.to)]
      return `Put right: ${what.join(', ')} (${happening.reason})`
    }
    case 'release withdrawn':
      return 'The release was withdrawn: its dates were put right'
    case 'contact changed':
      return happening.contact.by === 'sms'
        ? `Asked by text from now on (${happening.why})`
        : `Asked through the grid worker from now on, code ${happening.contact.code} (${happening.why})`
    case 'close contact of a confirmed case':
      return 'Somebody of the same household is confirmed'
    case 'no close contact after all':
      return 'Nobody of the same household is confirmed after all'
    case 'number asked':
      return happening.times > 1
        ? 'Asked once more whose the new number is'
        : 'Asked at the new number whose it is'
    case 'message not delivered':
      return `A text was not delivered (${happening.reason})`
    case 'restarted':
      return `Workflow begun anew, generation ${happening.generation} (${happening.why})`
    case 'ladder restarted':
      return `Ladder of ${matter(happening.matter)} begun anew`
    case 'matter opened':
      return `Opened ${matter(happening.matter)}`
    case 'matter raised': {
      const news = measured(happening.tenths, [
        ...(happening.symptoms ?? []),
        ...[happening.danger, happening.need].filter((one) => one !== undefined),
      ])
      return `More of ${matter(happening.matter)}: ${news}`
    }
    case 'matter climbed':
      return `Told the ${happening.rung} of ${matter(happening.matter)}, due ${localTimeText(happening.dueAt, zone)}`
    case 'matter waits for the day':
      return `${matter(happening.matter)} waits until ${localTimeText(happening.until, zone)}`
    case 'matter answered':
      return `Answered "${happening.answer}" to ${matter(happening.matter)}`
    case 'answer awaits confirmation':
      return `Answered "${happening.answer}" to ${matter(happening.matter)} by text, to be confirmed until ${localTimeText(happening.expiresAt, zone)}`
    case 'answer echoed again':
      return `Asked once more to confirm "${happening.answer}" to ${matter(happening.matter)}`
    case 'answer not confirmed':
      return `"${happening.answer}" to ${matter(happening.matter)} was not confirmed and does not count`
    case 'matter settled':
      return `Settled ${matter(happening.matter)}: ${happening.outcome}`
  }
}
