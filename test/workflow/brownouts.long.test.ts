import { expect, it } from 'vitest'
import { type Brownout, lengths, liveThrough, momentNames, parts, wrongsOf } from './brownouts.ts'

/** A quarter of all: each part at each moment, with every length for every part. `npm run soak` runs them all. */
const sample: Brownout[] = parts.flatMap((part, row) =>
  momentNames.map((moment, column) => ({
    part,
    moment,
    minutes: lengths[(row + column) % lengths.length] ?? 1,
  })),
)

it.each(sample)(
  'nobody suffers from a brown-out of the $part of $minutes minutes at $moment',
  { timeout: 120_000 },
  async (brownout) => {
    const life = await liveThrough(brownout)
    expect(await wrongsOf(life, brownout)).toEqual([])
    life.sixclear.system.close()
  },
)
