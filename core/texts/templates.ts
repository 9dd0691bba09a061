import type { Answer, Outcome } from '../domain/escalation.ts'
import type { MatterKind, RungName } from '../domain/rule-book.ts'
import type { Half } from '../rules/calendar.ts'

/** The half-day a text speaks of; `date` is the local calendar date, `2020-02-14`. */
export type SlotLabel = { readonly date: string; readonly half: Half }

/** Until when, in local time: `13:00`, with the date when it is not today. */
export type Due = { readonly time: string; readonly date?: string }

/** Texts to a phone that several returnees share begin with the letter of the one they speak of. */
type ToResident<Params = object> = Params & { readonly member?: string }

/**
 * Every text that is sent, by the name of its template, with what it needs to know.
 * Temperatures are integer tenths of a degree Celsius, dates `2020-02-14` and times `13:00`, both local.
 * Free words (person, place, clinic, number, phone) are clipped to the longest form that still fits: longest-forms.ts.
 */
export type Templates = {
  /** Sent once after registration. `first`: the first report asked for, and when. */
  readonly welcome: ToResident<{
    readonly days: number
    readonly first?: { readonly slot: SlotLabel; readonly time: string }
  }>
  readonly instructions: ToResident
  readonly commitment: ToResident<{ readonly until: string }>
  readonly prompt: ToResident<{ readonly slot: SlotLabel; readonly closes: string }>
  readonly reminder: ToResident<{ readonly slot: SlotLabel; readonly closes: string }>
  readonly thanks: ToResident<{ readonly slot: SlotLabel; readonly tenths: number }>
  /** For a report that belongs to no slot. */
  readonly extraThanks: ToResident<{ readonly tenths: number }>
  readonly late: ToResident<{ readonly slot: SlotLabel; readonly tenths: number }>
  readonly alreadyReported: ToResident<{ readonly slot: SlotLabel; readonly tenths: number }>
  readonly confirm: ToResident<{ readonly tenths: number }>
  readonly ambiguous: ToResident
  readonly outOfRange: ToResident<{ readonly tenths: number }>
  readonly unreadable: ToResident
  /** After the last unreadable reply of a slot: a person takes over. */
  readonly workerWillCall: ToResident
  /** Without `tenths`: symptoms were named. */
  readonly fever: ToResident<{ readonly tenths?: number; readonly clinic?: string }>
  readonly measureAgain: ToResident<{ readonly minutes: number }>
  readonly measurePrompt: ToResident
  /** `letters`: at most eight. */
  readonly whichMember: { readonly letters: string[] }
  readonly resumed: ToResident
  readonly ended: ToResident<{ readonly date: string }>
  /** The release notice, with the number under which it is filed. */
  readonly released: ToResident<{ readonly date: string; readonly time: string; readonly number: string }>
  readonly held: ToResident<{ readonly until: string }>
  /** A doctor ruled the illness out. */
  readonly backToFollowing: ToResident
  /** `phone`: of the community. */
  readonly unknownNumber: { readonly phone: string }
  readonly help: ToResident

  readonly newReturnee: {
    readonly code?: string
    readonly person: string
    readonly place: string
    readonly until: string
  }
  /** A returnee without a phone, or who wants no texts: the worker measures and answers. */
  readonly measureForThem: {
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
    /** The returnee named symptoms, whatever the temperature. */
    readonly symptoms?: boolean
    /** Somebody has answered so by text, and has not confirmed it. */
    readonly unconfirmed?: Answer
  }
  readonly matterSettled: { readonly code: string; readonly how: Outcome }
  readonly noted: { readonly code: string; readonly answer: Answer }
  /** A grave answer in words, with the one-time code that makes it count. `phone`: the number that is to be mended. */
  readonly echo: {
    readonly code: string
    readonly person: string
    readonly place: string
    readonly answer: Answer
    readonly phone?: string
    readonly oneTime: string
    readonly until: string
    readonly urgent?: boolean
  }
  /** A grave answer with other words around it: nothing was done. */
  readonly sayOnly: { readonly code: string; readonly answer: Answer }
  readonly notPossibleNow: { readonly code: string; readonly answer: Answer }
  /** A one-time code came back and nothing was done. */
  readonly notConfirmed: {
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
  readonly answerHelp: { readonly code?: string }
  readonly secondReading: { readonly code: string; readonly person: string; readonly tenths: number }
}

export type TemplateName = keyof Templates

/** One language: a sentence or two for each template, without the signature. */
export type Catalogue = { readonly [Name in TemplateName]: (params: Templates[Name]) => string }
