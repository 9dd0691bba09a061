import type { Role } from '../community/community.ts'
import type { Answer, Outcome } from '../matter/matter.ts'
import type { Danger, Need, Question, Symptom } from '../meaning.ts'
import type { Relation } from '../person/person.ts'
import type { MatterKind, RungName } from '../rule-book/rule-book.ts'
import type { NumberFault } from '../phone/phone-number.ts'
import type { Half } from '../isolation/calendar.ts'

/** The half-day a text speaks of; `date` is the local calendar date, `2020-02-14`. */
export type SlotLabel = { readonly date: string; readonly half: Half }

/** Until when, in local time: `13:00`, with the date when it is not today. */
export type Due = { readonly time: string; readonly date?: string }

/** The slot before the one asked for. `tenths`: the reading kept of it; without: it was missed. */
export type LastSlot = SlotLabel & { readonly tenths?: number }

/** Whom to ring: joined when the text is made. */
type Worker = { readonly worker: string; readonly workerPhone: string }

/** Why a new number is not taken. */
export type NumberRefusal = NumberFault | 'phone_full'

/** Why a decision or a visit is asked for. */
export type DecisionReason = 'household_confirmed' | 'registered_late' | 'held_before' | 'not_clear'

/** Texts to a phone that several returnees share begin with the letter of the one they speak of. */
type ToResident<Params = object> = Params & { readonly member?: string }

/** What was asked, and what the record answers. */
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
  /** The texts that are quoted, by their ids, the newest first. */
  readonly quotes?: string[]
  readonly words?: string
  /** They may not be quoted: it is said where they stand. */
  readonly elsewhere?: boolean
}

/**
 * Every text that is sent, by the name of its template, with what it needs to know.
 * Temperatures are integer tenths of a degree Celsius, dates `2020-02-14` and times `13:00`, both local.
 * Free words (person, place, clinic, number, phone) are clipped to the longest form that still fits: longest-forms.ts.
 */
export type Templates = {
  /** Sent once after registration. `first`: the first report asked for. Without `until`: the period is over already. */
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
  /** `day` of the isolation, `left`: days after it. `last`: from now on a plain reading is not thanked for. */
  readonly thanks: ToResident<{
    readonly slot: SlotLabel
    readonly tenths: number
    readonly day: number
    readonly left: number
    readonly last?: true
  }>
  /** A reading that is normal and not far from a fever: said back at once. */
  readonly read_back: ToResident<{ readonly slot: SlotLabel; readonly tenths: number }>
  /** For a report that belongs to no slot. */
  readonly extra_thanks: ToResident<{ readonly tenths: number }>
  readonly late: ToResident<{ readonly slot: SlotLabel; readonly tenths: number }>
  /** `tenths`: kept for the slot. `again`: the further reading, kept beside it. */
  readonly already_reported: ToResident<{
    readonly slot: SlotLabel
    readonly tenths: number
    readonly again: number
  }>
  readonly confirm: ToResident<{ readonly tenths: number }>
  readonly ambiguous: ToResident
  /** The words leave open for which half-day a reading is. */
  readonly which_slot: ToResident
  readonly out_of_range: ToResident<{ readonly tenths: number }>
  /** A yes that comes after its question has ended. */
  readonly question_ended: ToResident
  readonly unreadable: ToResident & { readonly well?: boolean }
  /** After the last unreadable reply of a slot: a person takes over. */
  readonly worker_will_call: ToResident
  /** Without `tenths`: symptoms were named. */
  readonly fever: ToResident<{ readonly tenths?: number; readonly clinic?: string }>
  /** A mild finding: rest, measure again in so many minutes, the doctor rings within so many hours. */
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
  /** The release notice, with the number under which it is filed. */
  readonly released: ToResident<{ readonly date: string; readonly time: string; readonly number: string }>
  readonly held: ToResident<{ readonly until: string }>
  /** An arrival or exposure was put right, and with it the last day. */
  readonly last_day_moved: ToResident<{ readonly until: string }>
  /** A doctor ruled the illness out. */
  readonly back_to_following: ToResident
  /** `phone`: of the community. */
  readonly unknown_number: { readonly phone: string }
  readonly help: ToResident
  /** Whom to ring; of violence or despair a shared phone shows nothing. `number`: of whoever helps in an emergency. */
  readonly danger: ToResident<{ readonly danger: Danger; readonly number: string }>
  readonly request_noted: ToResident<Worker & { readonly need: Need }>
  readonly thermometer_comes: ToResident<Worker>
  readonly sorry_wrong_number: ToResident
  /** To the household of somebody whose illness is confirmed: without a name. */
  readonly household_confirmed: object
  /** To a new number: whether it is this person's. `person`: masked. `letter`: where several are spoken of on that phone. */
  readonly confirm_number: { readonly person: string; readonly letter?: string; readonly again?: boolean }
  /** An answer without its letter, where several are asked about. */
  readonly which_number: { readonly letters: string[] }
  readonly answer: ToResident<Worker & Asked>

  readonly new_returnee: {
    readonly code?: string
    readonly person: string
    readonly place: string
    /** Absent: the period is over already. */
    readonly until?: string
    readonly signed: boolean
  }
  /** The same to the worker, of somebody who gets no texts. */
  readonly last_day_moved_for: { readonly person: string; readonly place: string; readonly until: string }
  /** To the worker of before: somebody's address was put right, and another grid looks after them. */
  readonly moved_away: { readonly person: string }
  /** A returnee without a phone, or who wants no texts: the worker measures and answers. */
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
    /** Nobody was texted: the worker measures this returnee, and has not. */
    readonly byWorker?: boolean
    /** Of a number: it is new, and nobody there has confirmed it. */
    readonly unanswered?: boolean
    /** Nobody has been at the door yet: the police hear that. */
    readonly noVisit?: boolean
    /** It is not known that the last text came: the police wait for the office's word. */
    readonly undelivered?: boolean
    /** In which post it is told. Absent in messages of before: the first of the rung. */
    readonly role?: Role
    /** Somebody has answered so by text, and has not confirmed it. */
    readonly unconfirmed?: Answer
  } & Words
  readonly matter_settled: { readonly code: string; readonly how: Outcome }
  readonly noted: { readonly code: string; readonly answer: Answer }
  /** A grave answer in words, with the one-time code that makes it count. `phone`: the number that is to be mended. */
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
  /** A new number that a worker wrote and that cannot be taken. */
  readonly number_refused: { readonly code: string; readonly why: NumberRefusal }
  readonly not_possible_now: { readonly code: string; readonly answer: Answer }
  /** A one-time code came back and nothing was done. */
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
  /** `answers`: those that this matter and this post take. */
  readonly answer_help: { readonly code?: string; readonly answers?: Answer[] }
  readonly code_unknown: { readonly code: string }
  /** Too many unknown codes: the last answer to one for an hour. */
  readonly codes_slowed: Record<string, never>
  /** As over HTTP: not for this post to say, or to record. The words are kept. `noted`: the answer beside a reading. */
  readonly not_yours: {
    readonly code: string
    readonly what: 'answer' | 'reading'
    readonly noted?: Answer
  }
  /** One code names matters of several communities: each has a letter. */
  readonly which_community: { readonly code: string; readonly names: string[] }
  readonly two_codes: { readonly codes: string[] }
  /** The sender's open matters. */
  readonly open_codes: { readonly codes: string[] }
  /** To the others on a matter of fever. */
  readonly on_the_way: { readonly code: string; readonly person: string; readonly place: string }
  readonly false_alarm: { readonly code: string; readonly person: string; readonly place: string }
  /** Worse news, or more words, of a matter that they were told of. */
  readonly matter_raised: {
    readonly kind: MatterKind
    readonly code: string
    readonly person: string
    readonly place: string
    readonly tenths?: number
    readonly symptoms?: Symptom[]
  } & Words
  /** Somebody nobody knows may be in danger. `number`: of that phone. */
  readonly stranger_in_danger: { readonly code: string; readonly number: string } & Words
  readonly stranger_noted: { readonly code: string }
  /** What residents wrote beside their reports since the last one. */
  readonly digest: {
    readonly count: number
    /** `by`: the post that wrote them, where it was not the returnee. */
    readonly quotes: { readonly person: string; readonly by?: string; readonly words: string }[]
    readonly elsewhere?: boolean
  }
  /** Words that may mean danger: they do not wait for the digest. */
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
