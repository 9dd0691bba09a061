import type { Role } from '../community/community.ts'
import type { Answer, Outcome } from '../matter/matter.ts'
import type { Danger, Need, Question, Symptom } from '../meaning.ts'
import type { Relation } from '../person/person.ts'
import type { NumberFault } from '../phone/phone-number.ts'
import type { DisruptionKind, MatterKind, RungName } from '../rule-book/rule-book.ts'
import type { Half } from '../time/half-day.ts'

/** The half-day a message is about; `date` is the local calendar date, `2020-02-14`. */
export type SlotLabel = { readonly date: string; readonly half: Half }

/** A deadline in local time: `13:00`, with the date unless it is today. */
export type Due = { readonly time: string; readonly date?: string }

/** The slot before the one asked for. `tenths`: its recorded reading; absent: it was missed. */
export type LastSlot = SlotLabel & { readonly tenths?: number }

/** Whom to call; added when the text is made. */
type Worker = { readonly worker: string; readonly workerPhone: string }

/** Why a new number is refused. */
export type NumberRefusal = NumberFault | 'phone_full'

/** Why a decision or a visit is needed. */
export type DecisionReason = 'household_confirmed' | 'registered_late' | 'held_before' | 'not_clear'

/** Messages to a phone that several returnees share begin with the letter of the person concerned. */
type ToResident<Params = object> = Params & { readonly member?: string }

/** The question, and the answer from the record. */
export type Asked =
  | {
      readonly question: 'release'
      /** Absent: a doctor has to judge first. */
      readonly release?: { readonly date: string; readonly time: string; readonly left: number }
    }
  | { readonly question: Exclude<Question, 'release'> }

/** What somebody wrote, as far as it may be quoted. */
type Words = {
  readonly danger?: Danger
  readonly need?: Need
  /** The ids of the quoted messages, newest first. */
  readonly quotes?: string[]
  readonly words?: string
  /** They may not be quoted: the message says where to read them. */
  readonly elsewhere?: boolean
}

/**
 * Every message that is sent, by its template's name, with its parameters. Temperatures are integer tenths of a degree
 * Celsius, dates `2020-02-14` and times `13:00`, both local. Free words (person, place, clinic, number, phone) are
 * clipped to fit: longest-forms.ts.
 */
export type Templates = {
  /** Sent once after registration. `first`: the first report asked for. Without `until`: the period is already over. */
  readonly welcome: ToResident<Worker & { readonly until?: string; readonly first?: SlotLabel }>
  /** `signed`: the commitment has been signed. */
  readonly instructions: ToResident<{ readonly signed: boolean }>
  /** Whose letter is whose on a shared phone. Names are clipped so that all fit. */
  readonly letters: {
    readonly members: readonly {
      readonly letter: string
      readonly name: string
      readonly relation?: Relation
    }[]
  }
  readonly prompt: ToResident<{ readonly slot: SlotLabel; readonly closes: string; readonly last?: LastSlot }>
  readonly reminder: ToResident<{
    readonly slot: SlotLabel
    readonly closes: string
    readonly last?: LastSlot
  }>
  /** `day` of the isolation, `left`: days after it. `last`: no more thanks for normal readings from now on. */
  readonly thanks: ToResident<{
    readonly slot: SlotLabel
    readonly tenths: number
    readonly day: number
    readonly left: number
    readonly last?: true
  }>
  /** A normal reading close to a fever is repeated at once. */
  readonly read_back: ToResident<{ readonly slot: SlotLabel; readonly tenths: number }>
  /** For a report that belongs to no slot. */
  readonly extra_thanks: ToResident<{ readonly tenths: number }>
  readonly late: ToResident<{ readonly slot: SlotLabel; readonly tenths: number }>
  /** `tenths`: the slot's reading. `again`: the new one, recorded as an extra report. */
  readonly already_reported: ToResident<{
    readonly slot: SlotLabel
    readonly tenths: number
    readonly again: number
  }>
  readonly confirm: ToResident<{ readonly tenths: number }>
  readonly ambiguous: ToResident
  /** The message does not say which half-day a reading belongs to. */
  readonly which_slot: ToResident
  readonly out_of_range: ToResident<{ readonly tenths: number }>
  /** A yes after its question has ended. */
  readonly question_ended: ToResident
  readonly unreadable: ToResident & { readonly well?: boolean }
  /** After the last unreadable reply of a slot: a person takes over. */
  readonly worker_will_call: ToResident
  /** Without `tenths`: only symptoms were named. */
  readonly fever: ToResident<{ readonly tenths?: number; readonly clinic?: string }>
  /** A mild finding: rest, measure again in a number of minutes; the doctor calls within a number of hours. */
  readonly measure_again: ToResident<{
    readonly tenths?: number
    readonly minutes: number
    readonly hours: number
  }>
  readonly measure_prompt: ToResident
  /** `letters`: at most eight. */
  readonly which_member: { readonly letters: string[] }
  readonly resumed: ToResident
  readonly ended: ToResident<{ readonly date: string }>
  /** The release notice, with its number. */
  readonly released: ToResident<{ readonly date: string; readonly time: string; readonly number: string }>
  readonly held: ToResident<{ readonly until: string }>
  /** A date of arrival or exposure was corrected, which changes the last day. */
  readonly last_day_moved: ToResident<{ readonly until: string }>
  /** A doctor has ruled the illness out. */
  readonly back_to_following: ToResident
  /** `phone`: the community's. */
  readonly unknown_number: { readonly phone: string }
  /** To whoever has told of a home: nothing of it. `phone`: the community's. */
  readonly thanks_for_hint: { readonly phone: string }
  readonly help: ToResident
  /**
   * Whom to call. On a shared phone, messages about violence or despair reveal nothing. `number`: the emergency
   * service's.
   */
  readonly danger: ToResident<{ readonly danger: Danger; readonly number: string }>
  readonly request_noted: ToResident<Worker & { readonly need: Need }>
  readonly thermometer_comes: ToResident<Worker>
  readonly sorry_wrong_number: ToResident
  /** To the household of a confirmed case, without a name. */
  readonly household_confirmed: object
  /**
   * To a new number: asks whether it is this person's. `person`: masked. `letter`: if several people are asked about on
   * that phone.
   */
  readonly confirm_number: { readonly person: string; readonly letter?: string; readonly again?: boolean }
  /** An answer without its letter, if several people are asked about. */
  readonly which_number: { readonly letters: string[] }
  readonly answer: ToResident<Worker & Asked>

  readonly new_returnee: {
    readonly code?: string
    readonly person: string
    readonly place: string
    /** Absent: the period is already over. */
    readonly until?: string
    readonly signed: boolean
  }
  /** The same to the worker, about somebody who gets no messages. */
  readonly last_day_moved_for: { readonly person: string; readonly place: string; readonly until: string }
  /** To the former worker: the address was corrected, and another grid takes over. */
  readonly moved_away: { readonly person: string }
  /** For a returnee without a phone, or who wants no messages: the worker measures and answers. */
  readonly measure_for_them: {
    readonly code: string
    readonly person: string
    readonly place: string
    readonly slot: SlotLabel
    readonly closes: string
  }
  readonly matter: {
    readonly kind: MatterKind
    readonly rung: RungName
    readonly code: string
    readonly person: string
    readonly place: string
    readonly due: Due
    readonly slot?: SlotLabel
    readonly tenths?: number
    readonly symptoms?: Symptom[]
    readonly because?: DecisionReason
    /** No message was sent: the worker measures this returnee, and has not yet. */
    readonly byWorker?: boolean
    /** For a new number: nobody there has confirmed it. */
    readonly unanswered?: boolean
    /** Nobody has been at the door yet; the police need to know. */
    readonly noVisit?: boolean
    /** The last message may not have arrived: the police wait for the office's confirmation. */
    readonly undelivered?: boolean
    /** The post that is told. Absent in old messages: the first role of the rung. */
    readonly role?: Role
    /** Somebody has given this answer by SMS and has not confirmed it. */
    readonly unconfirmed?: Answer
  } & Words
  readonly matter_settled: { readonly code: string; readonly how: Outcome }
  readonly noted: { readonly code: string; readonly answer: Answer }
  /** Repeats a grave answer, with the one-time code that makes it count. `phone`: the new number. */
  readonly echo: {
    readonly code: string
    readonly person: string
    readonly place: string
    readonly kind: MatterKind
    readonly answer: Answer
    readonly phone?: string
    readonly oneTime: string
    readonly until: string
    readonly urgent?: boolean
  }
  /** A grave answer with other words around it: nothing was done. */
  readonly say_only: { readonly code: string; readonly answer: Answer }
  /** A new number from a worker that is refused. */
  readonly number_refused: { readonly code: string; readonly why: NumberRefusal }
  readonly not_possible_now: { readonly code: string; readonly answer: Answer }
  /** A one-time code came back, and nothing was done. */
  readonly not_confirmed: {
    readonly oneTime: string
    readonly why: 'unknown' | 'used' | 'expired' | 'replaced' | 'unclear'
  }
  /** A grave answer was never confirmed. */
  readonly lapsed: {
    readonly code: string
    readonly person: string
    readonly place: string
    readonly answer: Answer
  }
  /** `answers`: those that this matter takes from this post. */
  readonly answer_help: { readonly code?: string; readonly answers?: Answer[] }
  readonly code_unknown: { readonly code: string }
  /** Too many unknown codes: the last answer to one for an hour. */
  readonly codes_slowed: Record<string, never>
  /**
   * This post may not say or record it, by SMS as over HTTP. The words are kept. `noted`: the answer beside a reading.
   */
  readonly not_yours: {
    readonly code: string
    readonly what: 'answer' | 'reading'
    readonly noted?: Answer
  }
  /** Matters of several communities have this code: each gets a letter. */
  readonly which_community: { readonly code: string; readonly names: string[] }
  readonly two_codes: { readonly codes: string[] }
  /** The sender's open matters. */
  readonly open_codes: { readonly codes: string[] }
  /** To the others on a matter of fever. */
  readonly on_the_way: { readonly code: string; readonly person: string; readonly place: string }
  readonly false_alarm: { readonly code: string; readonly person: string; readonly place: string }
  /** Worse findings, or more words, of a matter that they have been told of. */
  readonly matter_raised: {
    readonly kind: MatterKind
    readonly code: string
    readonly person: string
    readonly place: string
    readonly tenths?: number
    readonly symptoms?: Symptom[]
  } & Words
  /** An unknown person may be in danger. `number`: of that phone. */
  readonly stranger_in_danger: { readonly code: string; readonly number: string } & Words
  readonly stranger_noted: { readonly code: string }
  /** Many cannot be looked after as usual. `heldUp`: how many returnees wait for their next step. */
  readonly disruption: { readonly code: string; readonly kind: DisruptionKind; readonly heldUp?: number }
  readonly disruption_noted: { readonly code: string }
  readonly disruption_over: { readonly code: string; readonly kind: DisruptionKind }
  /** What residents wrote besides their reports since the last digest. */
  readonly digest: {
    readonly count: number
    /** `by`: the post that wrote them, if not the returnee. */
    readonly quotes: { readonly person: string; readonly by?: string; readonly words: string }[]
    readonly elsewhere?: boolean
  }
  /** Words that may mean danger do not wait for the digest. */
  readonly read_now: { readonly person: string; readonly place: string } & Pick<
    Words,
    'quotes' | 'words' | 'elsewhere'
  >
  readonly second_reading: { readonly code: string; readonly person: string; readonly tenths: number }
}

export type TemplateName = keyof Templates

/** One language: a sentence or two for each template, without the signature. `room`: the units it may take. */
export type Catalogue = {
  readonly [Name in TemplateName]: (params: Templates[Name], room: number) => string
}
