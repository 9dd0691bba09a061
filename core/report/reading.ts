import type { Symptom } from '../domain/isolation.ts'
import type { Half } from '../rules/calendar.ts'

/** The temperature was written in Fahrenheit, so many tenths of a degree. */
export type ConvertedFrom = { readonly fahrenheitTenths: number }

export type Doubt =
  | 'no decimal point'
  | 'unusually low'
  | 'unusually high'
  | 'maybe fahrenheit'
  /** `over 38`, `37度多`: a bound, not a measurement. */
  | 'not exact'

/**
 * What a resident's text says. Temperatures are integer tenths of a degree Celsius. Symptoms are those named and not
 * denied; wherever they stand, they are an alert, even when the temperature cannot be read.
 */
export type Reading =
  | {
      readonly kind: 'report'
      readonly tenths: number
      readonly symptoms: Symptom[]
      /** Symptoms are denied and none is named. */
      readonly symptomsDenied: boolean
      readonly half?: Half
      readonly convertedFrom?: ConvertedFrom
    }
  | {
      readonly kind: 'confirm'
      readonly tenths: number
      readonly symptoms: Symptom[]
      readonly why: Doubt
      readonly half?: Half
      readonly convertedFrom?: ConvertedFrom
    }
  /** Several different temperatures, in rising order. */
  | { readonly kind: 'ambiguous'; readonly candidates: number[]; readonly symptoms: Symptom[] }
  | { readonly kind: 'out of range'; readonly tenths: number; readonly symptoms: Symptom[] }
  | { readonly kind: 'symptoms'; readonly symptoms: Symptom[] }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'start' }
  | { readonly kind: 'help' }
  | { readonly kind: 'unreadable'; readonly why: 'empty' | 'no temperature' | 'too long' }

/** Both ends included, in tenths of a degree. */
export type Range = { readonly min: number; readonly max: number }

/** The two ranges of the rule book: taken as it is, and asked about. */
export type ReadingRules = { readonly plausible: Range; readonly confirm: Range }
