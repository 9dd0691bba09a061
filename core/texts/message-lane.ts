import type { Lane } from '../message/lane.ts'
import type { Message } from '../message/message.ts'
import { MatterKind } from '../rule-book/rule-book.ts'
import type { TemplateName } from './templates.ts'

/** A matter's texts are as urgent as its kind. */
const laneOfKind: { readonly [Kind in MatterKind]: Lane } = {
  fever: 'urgent',
  danger: 'urgent',
  /** Somebody with a fever has not come to the clinic. */
  no_show: 'urgent',
  silence: 'routine',
  unreachable: 'routine',
  opted_out: 'routine',
  unclear_replies: 'routine',
  visit: 'routine',
  release: 'routine',
  decision: 'routine',
  request: 'routine',
  no_thermometer: 'routine',
  wrong_number: 'routine',
  hint: 'routine',
}

/**
 * Urgent: fever and danger, to whoever has to act and to the person concerned; the police; one-time codes of grave
 * answers; and whatever tells a post that its answer did not count. Everything else is routine, also when there are a
 * hundred thousand of it at eight o'clock. `as_its_matter`: by the kind, and urgent to the police whatever the kind.
 */
const laneOfTemplate: { readonly [Name in TemplateName]: Lane | 'as_its_matter' } = {
  fever: 'urgent',
  danger: 'urgent',
  measure_again: 'urgent',
  measure_prompt: 'urgent',

  on_the_way: 'urgent',
  false_alarm: 'urgent',
  second_reading: 'urgent',
  read_now: 'urgent',
  stranger_in_danger: 'urgent',
  matter: 'as_its_matter',
  matter_raised: 'as_its_matter',

  echo: 'urgent',
  say_only: 'urgent',
  not_confirmed: 'urgent',
  lapsed: 'urgent',
  not_possible_now: 'urgent',
  not_yours: 'urgent',
  code_unknown: 'urgent',
  which_community: 'urgent',
  two_codes: 'urgent',

  welcome: 'routine',
  instructions: 'routine',
  letters: 'routine',
  confirm_number: 'routine',
  household_confirmed: 'routine',
  prompt: 'routine',
  reminder: 'routine',
  released: 'routine',
  held: 'routine',
  last_day_moved: 'routine',
  back_to_following: 'routine',

  thanks: 'routine',
  read_back: 'routine',
  extra_thanks: 'routine',
  late: 'routine',
  already_reported: 'routine',
  confirm: 'routine',
  ambiguous: 'routine',
  which_slot: 'routine',
  out_of_range: 'routine',
  unreadable: 'routine',
  question_ended: 'routine',
  worker_will_call: 'routine',
  which_member: 'routine',
  which_number: 'routine',
  resumed: 'routine',
  ended: 'routine',
  unknown_number: 'routine',
  thanks_for_hint: 'routine',
  help: 'routine',
  request_noted: 'routine',
  thermometer_comes: 'routine',
  sorry_wrong_number: 'routine',
  answer: 'routine',

  new_returnee: 'routine',
  last_day_moved_for: 'routine',
  moved_away: 'routine',
  measure_for_them: 'routine',
  matter_settled: 'routine',
  noted: 'routine',
  codes_slowed: 'routine',
  open_codes: 'routine',
  number_refused: 'routine',
  answer_help: 'routine',
  digest: 'routine',
  stranger_noted: 'routine',
  disruption: 'urgent',
  disruption_noted: 'urgent',
  disruption_over: 'routine',
}

const isKnown = (template: string): template is TemplateName => Object.hasOwn(laneOfTemplate, template)

/** By which lane a recorded message leaves. A template of a newer release is routine here. */
export const laneOf = ({ template, params }: Pick<Message, 'template' | 'params'>): Lane => {
  if (!isKnown(template)) return 'routine'
  const lane = laneOfTemplate[template]
  if (lane !== 'as_its_matter') return lane
  if (params['rung'] === 'police_station') return 'urgent'
  const kind = MatterKind.safeParse(params['kind'])
  return kind.success ? laneOfKind[kind.data] : 'routine'
}
