/** One morning in which the provider takes fewer texts than there are people, and nobody answers. */
export interface SlowMorning {
  readonly people: number
  /** What the routine lane sends. */
  readonly perSecond: number
  /** Over how many minutes the prompts are spread. */
  readonly spreadMinutes: number
  /** A prompt that is still queued when its reminder comes stays where it is, and no reminder is added. */
  readonly keepsPlaces: boolean
}

const CLOSES = 180 * 60
const REMINDERS = [3_600, 7_200]

/** The share of people who get any text before the slot closes. */
export const askedShare = ({ people, perSecond, spreadMinutes, keepsPlaces }: SlowMorning): number => {
  const opensAt = (person: number): number => (person / people) * spreadMinutes * 60
  // In the order in which they are queued: each round of texts follows the one before.
  const sentAt = new Float64Array(people).fill(Number.POSITIVE_INFINITY)
  const rounds = [0, ...REMINDERS]
  // Texts of one round are queued in the order of the people; of several rounds by time.
  const next = rounds.map(() => 0)
  const waiting: { person: number; round: number }[] = []
  let head = 0
  let asked = 0
  for (let place = 0; place < CLOSES * perSecond; place += 1) {
    const now = place / perSecond
    for (const [round, after] of rounds.entries())
      for (let person = next[round] ?? 0; person < people && opensAt(person) + after <= now; person += 1) {
        next[round] = person + 1
        const isQueued = keepsPlaces && round > 0 && sentAt[person] === Number.POSITIVE_INFINITY
        if (!isQueued) waiting.push({ person, round })
      }
    let text = waiting[head]
    // The text of an earlier round is needless once a later one is queued: dropping it takes nobody's place.
    while (text !== undefined && !keepsPlaces && isOvertaken(text, next)) {
      head += 1
      text = waiting[head]
    }
    if (text === undefined) continue
    head += 1
    if (sentAt[text.person] === Number.POSITIVE_INFINITY) {
      sentAt[text.person] = now
      asked += 1
    }
  }
  return asked / people
}

const isOvertaken = (
  { person, round }: { person: number; round: number },
  next: readonly number[],
): boolean => (next[round + 1] ?? 0) > person
