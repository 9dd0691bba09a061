import * as z from 'zod/mini'
import { Symptom } from '../meaning.ts'
import { LocalTime } from '../time/local-time.ts'

const minutes = z.int().check(z.minimum(1), z.maximum(60 * 24 * 14))
/** A budget stores the instant of each use, and they have to fit an item. */
const perHour = z.int().check(z.minimum(1), z.maximum(600))
const tenths = z.int().check(z.minimum(300), z.maximum(450))
const range = z
  .strictObject({ min: tenths, max: tenths })
  .check(z.refine((r) => r.min <= r.max, { error: 'min is above max' }))

/** The rungs of all ladders. Each is a state of the escalation workflow. */
export const RungName = z.enum([
  'grid_worker',
  'community',
  'street_office',
  'police_station',
  'worker_and_doctor',
  /** Danger: the worker, the administrator and the doctor at once. */
  'community_and_doctor',
  'hospital',
])
export type RungName = z.infer<typeof RungName>

export const Rung = z.strictObject({
  rung: RungName,
  /** How long the owner has before the matter climbs. */
  dueMinutes: minutes,
  /** Told only by day, unless a person has seen that the returnee is away. */
  daytimeOnly: z.optional(z.boolean()),
  /** Reached only if a person has seen an absence or refusal, or the office has asked for it. */
  onlyIfAbsenceConfirmed: z.optional(z.boolean()),
  /** The same, and also if the prompt was delivered. */
  onlyIfDelivered: z.optional(z.boolean()),
  /** Skipped if everyone on the rung before has seen the matter. */
  onlyIfUnseen: z.optional(z.boolean()),
  /** Once everyone has seen it, the next rung is told before the due time. */
  climbsWhenSeen: z.optional(z.boolean()),
})
export type Rung = z.infer<typeof Rung>

export const MatterKind = z.enum([
  'silence',
  'unreachable',
  'opted_out',
  'unclear_replies',
  'fever',
  'no_show',
  'visit',
  'release',
  'decision',
  /** Somebody may be in danger: words of a fall, breathlessness, blood, despair, violence, fire. */
  'danger',
  /** Something the returnee needs or asked for. */
  'request',
  'no_thermometer',
  /** The owner of this phone is not the returnee. */
  'wrong_number',
  /** Somebody says that people have come to a home. */
  'hint',
])
export type MatterKind = z.infer<typeof MatterKind>

export const Severity = z.enum(['orange', 'red'])
export type Severity = z.infer<typeof Severity>

export const Acknowledge = z.enum(['always', 'first_day_and_doubt', 'never'])
export type Acknowledge = z.infer<typeof Acknowledge>

const Ladder = z.array(Rung).check(
  z.minLength(1),
  z.refine(
    (rungs) => rungs.some((rung) => rung.onlyIfAbsenceConfirmed !== true && rung.onlyIfDelivered !== true),
    {
      error: 'every rung waits for a confirmation, so nobody would be told at first',
    },
  ),
)

/** What keeps many in a community from being looked after as usual. */
export const DisruptionKind = z.enum([
  /** The next step of isolations fails again and again. */
  'workflow_failing',
  /** Messages are not sent. */
  'messages_failing',
  /** A slot closed, and no text had asked for it. */
  'not_asked',
])
export type DisruptionKind = z.infer<typeof DisruptionKind>

/** Everything that climbs a ladder. */
export const LadderKind = z.enum([...MatterKind.options, ...DisruptionKind.options])
export type LadderKind = z.infer<typeof LadderKind>

/** Minutes since midnight, to compare two local times. */
const ofDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Nobody is asked at the end of the spread itself. */
const everyMinute = (spread: number): number[] =>
  Array.from({ length: Math.max(1, spread) }, (_, minute) => minute)

const quiet = (minute: number, from: number, to: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to

/**
 * All times, thresholds, ladders and release rules, as data. An isolation keeps the version it began with.
 * default-rule-book.ts gives the sources of the defaults.
 */
export const RuleBook = z
  .strictObject({
    version: z.int().check(z.minimum(1)),
    days: z.int().check(z.minimum(1), z.maximum(60)),
    fever: z.strictObject({
      /** A reading from here up is a fever, in tenths of a degree. */
      from: tenths,
      /** From here up it is urgent without a second reading. */
      highFrom: tenths,
      measureAgainAfterMinutes: minutes,
    }),
    severity: z.strictObject({
      /** Orange if there is no fever; any other symptom is red by itself. */
      mild: z.array(Symptom),
      /** People for whom any fever or symptom is red. */
      frail: z.array(z.enum(['livesAlone', 'over70', 'child', 'chronic', 'pregnant'])),
      /** Two oranges within this time are red. */
      secondOrangeHours: z.int().check(z.minimum(0), z.maximum(336)),
      /** An orange sooner than this is the same finding again, not a second one. */
      secondOrangeAfterMinutes: minutes,
      /** A reading this many tenths hotter than known is worse news. */
      worseByTenths: z.int().check(z.minimum(1), z.maximum(50)),
      /** The resident is told that the doctor calls about an orange finding within this many hours. */
      doctorCallsHours: z.int().check(z.minimum(1), z.maximum(24)),
    }),
    plausible: range,
    confirm: range,
    slots: z.strictObject({
      morning: LocalTime,
      evening: LocalTime,
      /**
       * Prompts of one slot are spread over this many minutes, with the reminders after them; each household has its
       * fixed moment. The close stays where it is.
       */
      spreadMinutes: z.int().check(z.minimum(0), z.maximum(120)),
      reminderAfterMinutes: z.array(minutes).check(z.maxLength(3)),
      closeAfterMinutes: minutes,
      earlyMinutes: z.int().check(z.minimum(0), z.maximum(360)),
    }),
    quietHours: z.strictObject({ from: LocalTime, to: LocalTime }),
    /**
     * Which normal readings are thanked for: all; those of the first day and those in doubt (late, early, repeated,
     * extra, or after a question); or none.
     */
    acknowledge: z._default(Acknowledge, 'first_day_and_doubt'),
    /**
     * Thanks that have waited longer for their turn are not sent: at eight o'clock prompts go first. The next prompt
     * names the reading.
     */
    acknowledgeWithinMinutes: z._default(minutes, 5),
    /** A reading from here up is repeated to the returnee at once, whatever `acknowledge` says. */
    echoFrom: z._default(tenths, 370),
    unclearRepliesPerSlot: z.int().check(z.minimum(1), z.maximum(10)),
    release: z.strictObject({
      at: LocalTime,
      /** How many hours before the release must be without fever or symptom. */
      cleanHours: z.int().check(z.minimum(0), z.maximum(336)),
      maxHolds: z.int().check(z.minimum(0), z.maximum(14)),
    }),
    lateRegistration: z.strictObject({
      minHours: z.int().check(z.minimum(0), z.maximum(168)),
      minSlots: z.int().check(z.minimum(1), z.maximum(28)),
    }),
    /** When a grave answer by SMS is echoed again, and when it lapses, counted from its arrival. */
    confirmation: z._default(z.strictObject({ againAfterMinutes: minutes, expiresAfterMinutes: minutes }), {
      againAfterMinutes: 3,
      expiresAfterMinutes: 10,
    }),
    /** How often messages are answered. Recording has no limit, and neither do alerts of fever and danger. */
    replies: z._default(
      z.strictObject({
        /** Direct answers to one resident's number. */
        residentPerHour: perHour,
        /** Repeated advice to a returnee: about a fever that is no worse, or a question they ask about. */
        repeatedAdvicePerHour: perHour,
        /** What posts are told of a known matter because the returnee has written the same again. */
        repeatedTellingsPerHour: perHour,
        /** Direct answers to one post's number. */
        staffPerHour: perHour,
        /** The part of them that only explains what to write. */
        staffHelpPerHour: perHour,
        /** How many unknown codes are answered; then one answer says so, and the rest of the hour is silent. */
        unknownCodesPerHour: perHour,
      }),
      {
        residentPerHour: 6,
        repeatedAdvicePerHour: 1,
        repeatedTellingsPerHour: 3,
        staffPerHour: 60,
        staffHelpPerHour: 3,
        unknownCodesPerHour: 5,
      },
    ),
    /** How long a disruption lasts before anybody is told: most are over sooner. */
    disruptionAfterMinutes: z._default(minutes, 15),
    ladders: z.record(LadderKind, Ladder),
  })
  .check(
    z.refine(
      ({ ladders }) =>
        DisruptionKind.options.every((kind) =>
          ladders[kind].every(({ rung }) => rung === 'community' || rung === 'street_office'),
        ),
      {
        error: 'a disruption is about many: only the community and the street office are told',
        path: ['ladders'],
      },
    ),
    z.refine((book) => book.fever.from <= book.fever.highFrom, {
      error: 'a high fever begins below a fever',
      path: ['fever', 'highFrom'],
    }),
    z.refine(({ confirmation }) => confirmation.againAfterMinutes < confirmation.expiresAfterMinutes, {
      error: 'an answer is void before its echo is sent again',
      path: ['confirmation', 'againAfterMinutes'],
    }),
    z.refine((book) => book.confirm.min <= book.plausible.min && book.confirm.max >= book.plausible.max, {
      error: 'the range to confirm does not contain the plausible range',
      path: ['confirm'],
    }),
    z.refine(
      (book) => {
        const { spreadMinutes, reminderAfterMinutes, closeAfterMinutes } = book.slots
        // Whoever is asked last has the least time.
        const after = [0, ...reminderAfterMinutes, closeAfterMinutes - spreadMinutes]
        return after.every((minute, index) => after.slice(0, index).every((before) => before < minute))
      },
      {
        error: 'reminders must follow one another and come before the slot closes, the spread included',
        path: ['slots'],
      },
    ),
    z.refine(
      (book) =>
        ofDay(book.slots.morning) + book.slots.closeAfterMinutes <=
          ofDay(book.slots.evening) - book.slots.earlyMinutes &&
        ofDay(book.slots.evening) + book.slots.closeAfterMinutes <=
          ofDay(book.slots.morning) - book.slots.earlyMinutes + 24 * 60,
      { error: 'one slot closes after the next may be reported', path: ['slots', 'closeAfterMinutes'] },
    ),
    z.refine(
      (book) =>
        [book.slots.morning, book.slots.evening].every((time) =>
          [0, ...book.slots.reminderAfterMinutes].every((after) =>
            everyMinute(book.slots.spreadMinutes).every(
              (spread) =>
                !quiet(
                  (ofDay(time) + after + spread) % (24 * 60),
                  ofDay(book.quietHours.from),
                  ofDay(book.quietHours.to),
                ),
            ),
          ),
        ),
      {
        error: 'a prompt or reminder falls into the quiet hours, the spread included',
        path: ['quietHours'],
      },
    ),
  )
export type RuleBook = z.infer<typeof RuleBook>

/**
 * The police are told only of a seen absence, or by day of a silence whose prompt was delivered, and of somebody whom
 * the clinic reported as a no-show (docs/decisions/0008).
 */
const keepsPoliceRule = (kind: MatterKind, ladder: readonly Rung[]): boolean =>
  kind === 'no_show' ||
  ladder.every(
    ({ rung, onlyIfAbsenceConfirmed, onlyIfDelivered, daytimeOnly }) =>
      rung !== 'police_station' ||
      onlyIfAbsenceConfirmed === true ||
      (kind === 'silence' && onlyIfDelivered === true && daytimeOnly === true),
  )

/** A rule book that may be published: a district may choose times and ladders, but not the police rule. */
export const PublishableRuleBook = RuleBook.check(
  ...MatterKind.options.map((kind) =>
    z.refine<RuleBook>(({ ladders }) => keepsPoliceRule(kind, ladders[kind]), {
      error: 'the police would hear without a delivered prompt, a seen absence or the office',
      path: ['ladders', kind],
    }),
  ),
)
