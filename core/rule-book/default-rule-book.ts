import { RuleBook } from './rule-book.ts'

const toWorkerThenOffice = [
  { rung: 'grid_worker', dueMinutes: 120 },
  { rung: 'street_office', dueMinutes: 120 },
] as const

const toCommunityThenOffice = [
  { rung: 'community', dueMinutes: 60 },
  { rung: 'street_office', dueMinutes: 120, onlyIfUnseen: true },
] as const

const police = { rung: 'police_station', dueMinutes: 720, daytimeOnly: true } as const
const policeIfAbsent = { ...police, onlyIfAbsenceConfirmed: true } as const

/**
 * The rules of a new community. Sources: fever from 37.3: notice to communities of 1 February 2020; high from 38.0:
 * SORMAS and SaraAlert; second reading after 15 to 30 minutes and the narrower plausible range: our decision; morning
 * and evening: NHC guidance on home observation, 5 February 2020; the hours, reminders and the close after three hours:
 * our decision, after Singapore's one hour and Georgia's "by noon" (MMWR 64(13)); red and orange, and the doctor's two
 * hours: SORMAS, SaraAlert and the Nîmes programme; what is mild, two oranges in 24 hours, and half a degree as worse
 * news: our decision; the worker's two hours: the Nîmes programme (BMC Medicine 2020, s12916-020-01863-9); 14 days from
 * arrival: Shanghai, 27 January 2020; 72 clean hours, 12 hours to approve, three holds: our decision; the second echo
 * of a grave answer after three minutes and its end after ten: our decision; six answers an hour to a number: enough
 * for a report, a question and their follow-ups, and a machine soon gets no more; three repeated tellings an hour: the
 * pace of a second reading after 20 minutes; 60 to a post: a matter a minute; three helps and five unknown codes:
 * nobody mistypes more often: our decision; police on a seen absence, otherwise by day only, after a delivered text or
 * the office's confirmation: our decision, after Taiwan's station visit over a flat battery.
 */
export const defaultRuleBook: RuleBook = RuleBook.parse({
  version: 1,
  days: 14,
  fever: { from: 373, highFrom: 380, measureAgainAfterMinutes: 20 },
  severity: {
    mild: ['dry_cough', 'fatigue', 'sore_throat', 'loss_of_smell_or_taste', 'diarrhoea', 'other'],
    frail: ['over70', 'chronic', 'pregnant'],
    secondOrangeHours: 24,
    secondOrangeAfterMinutes: 10,
    worseByTenths: 5,
    doctorCallsHours: 2,
  },
  plausible: { min: 350, max: 420 },
  confirm: { min: 340, max: 430 },
  slots: {
    morning: '08:00',
    evening: '18:00',
    spreadMinutes: 30,
    reminderAfterMinutes: [60, 120],
    closeAfterMinutes: 180,
    earlyMinutes: 120,
  },
  quietHours: { from: '21:00', to: '07:30' },
  acknowledge: 'first_day_and_doubt',
  acknowledgeWithinMinutes: 5,
  echoFrom: 370,
  unclearRepliesPerSlot: 2,
  release: { at: '08:00', cleanHours: 72, maxHolds: 3 },
  lateRegistration: { minHours: 24, minSlots: 2 },
  confirmation: { againAfterMinutes: 3, expiresAfterMinutes: 10 },
  replies: {
    residentPerHour: 6,
    repeatedAdvicePerHour: 1,
    repeatedTellingsPerHour: 3,
    staffPerHour: 60,
    staffHelpPerHour: 3,
    unknownCodesPerHour: 5,
  },
  disruptionAfterMinutes: 15,
  ladders: {
    silence: [...toWorkerThenOffice, { ...police, onlyIfDelivered: true }],
    unreachable: [...toWorkerThenOffice, policeIfAbsent],
    opted_out: [...toWorkerThenOffice, policeIfAbsent],
    unclear_replies: [...toWorkerThenOffice, policeIfAbsent],
    fever: [
      { rung: 'worker_and_doctor', dueMinutes: 30, climbsWhenSeen: true },
      { rung: 'street_office', dueMinutes: 30, onlyIfUnseen: true },
      { rung: 'hospital', dueMinutes: 1440 },
    ],
    no_show: [{ rung: 'street_office', dueMinutes: 120 }, police],
    visit: [
      { rung: 'grid_worker', dueMinutes: 720 },
      { rung: 'street_office', dueMinutes: 720 },
      policeIfAbsent,
    ],
    release: [
      { rung: 'community', dueMinutes: 720 },
      { rung: 'street_office', dueMinutes: 720, daytimeOnly: true },
    ],
    decision: [{ rung: 'street_office', dueMinutes: 720 }],
    danger: [
      { rung: 'community_and_doctor', dueMinutes: 10 },
      { rung: 'street_office', dueMinutes: 10 },
      { rung: 'hospital', dueMinutes: 30 },
    ],
    request: [
      { rung: 'grid_worker', dueMinutes: 1440 },
      { rung: 'street_office', dueMinutes: 1440, daytimeOnly: true },
    ],
    no_thermometer: [
      { rung: 'grid_worker', dueMinutes: 180 },
      { rung: 'community', dueMinutes: 180, daytimeOnly: true },
    ],
    wrong_number: [...toWorkerThenOffice, policeIfAbsent],
    hint: [
      { rung: 'grid_worker', dueMinutes: 720 },
      { rung: 'street_office', dueMinutes: 720, daytimeOnly: true },
    ],
    workflow_failing: toCommunityThenOffice,
    messages_failing: toCommunityThenOffice,
    not_asked: toCommunityThenOffice,
  },
})
