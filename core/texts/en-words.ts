import type { Outcome } from '../matter/matter.ts'
import type { Danger, Need, Symptom } from '../meaning.ts'
import { degrees } from '../temperature.ts'
import type { DecisionReason, NumberRefusal, Templates } from './templates.ts'

export const symptomWords: { readonly [S in Symptom]: string } = {
  breathlessness: 'breathless',
  fever: 'fever',
  dry_cough: 'cough',
  loss_of_smell_or_taste: 'no smell',
  sore_throat: 'sore throat',
  diarrhoea: 'diarrhoea',
  fatigue: 'tired',
  other: 'unwell',
}

export const dangerWords: { readonly [D in Danger]: string } = {
  fall: 'fell',
  faint: 'fainted',
  breathless: 'breathless',
  bleeding: 'bleeding',
  labour: 'in labour',
  seizure: 'seizure',
  despair: 'despair',
  violence: 'violence',
  fire: 'fire',
  positive_test: 'test positive',
  death: 'a death',
  other: 'in danger',
}

export const needWords: { readonly [N in Need]: string } = {
  meal: 'meals',
  groceries: 'groceries',
  medicine: 'medicine',
  rubbish: 'rubbish',
  supplies: 'supplies',
  visit: 'a visit',
  other: 'help',
}

export const reasons: { readonly [R in DecisionReason]: string } = {
  household_confirmed: 'one at home is confirmed, see all',
  registered_late: 'period over when registered',
  held_before: 'release was held before',
  not_clear: 'not yet clear to leave',
}

export const outcomes: { readonly [O in Outcome]: string } = {
  reported: 'the resident has reported',
  reached: 'the resident was reached',
  false_alarm: 'it was a false alarm',
  number_mended: 'the phone number is mended',
  opted_in_again: 'the resident takes texts again',
  ruled_out: 'a doctor ruled it out',
  confirmed: 'confirmed, with the hospital now',
  hospitalised: 'in hospital',
  no_show: 'not seen at the clinic, others have been told',
  died: 'the resident has died',
  left: 'the resident has left',
  approved: 'release approved',
  held: 'release held',
  handled: 'handled',
  overtaken: 'things have changed, nothing left to do',
  joined: 'goes with an earlier matter',
}

export const numberRefusals: { readonly [R in NumberRefusal]: string } = {
  no_number: 'write it with its country code, like +8613800001111',
  satellite: 'a satellite phone gets no texts',
  premium_rate: 'it costs extra or is passed on',
  no_mobile: 'it is no mobile number',
  phone_full: '26 people have that phone already',
}

export const whyNot: { readonly [W in Templates['not_confirmed']['why']]: string } = {
  unknown: 'is not known here. Please look at our last text',
  used: 'was used before',
  expired: 'has expired. Please send the code of the matter and the result again',
  replaced: 'does not count any more. Please look at our later text, or send code and result again',
  unclear: 'came with other words. To confirm, send it alone',
}

/** Adds the unanswered question, or that the message may not have arrived, if there is room. */
export const unreported = (
  short: string,
  { tenths, undelivered }: Templates['matter'],
  room: number,
): string => {
  if (tenths === undefined && undelivered !== true) return short
  const long = `${short}, ${tenths === undefined ? 'text maybe not received' : `not said if ${degrees(tenths)}`}`
  return long.length <= room ? long : short
}
