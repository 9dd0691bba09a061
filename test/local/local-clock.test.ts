import { Timeline } from 'local-step-functions/timeline'
import { describe, expect, it } from 'vitest'
import { HOUR, instant, milliseconds } from '../../core/time/instant.ts'
import { readDuration } from '../../local/endpoints/duration.ts'
import { Database } from '../../local/sqlite/database.ts'
import { LocalState } from '../../local/sqlite/local-state.ts'
import { LocalClock, readClock, resumeAt } from '../../local/system/local-clock.ts'

const NOON = instant(Date.parse('2020-02-10T12:00:00.000Z'))
const WALL = instant(Date.parse('2026-01-01T00:00:00.000Z'))

describe('a clock that was stopped', () => {
  const saved = { now: NOON, wall: WALL, speed: 1, paused: false }
  const later = milliseconds(WALL) + 3 * HOUR

  it('catches up when it ran in real time', () => {
    expect(resumeAt(saved, { speed: 1, paused: false }, later)).toBe('2020-02-10T15:00:00.000Z')
  })

  it.each([
    [
      { ...saved, paused: true },
      { speed: 1, paused: true },
    ],
    [
      { ...saved, speed: 60 },
      { speed: 60, paused: false },
    ],
    [saved, { speed: 1, paused: true }],
    [
      { ...saved, paused: true },
      { speed: 1, paused: false },
    ],
  ])('goes on from where it stood: %j, then %j', (before, pace) => {
    expect(resumeAt(before, pace, later)).toBe(NOON)
  })

  it('does not go back when the real clock was set back', () => {
    expect(resumeAt(saved, { speed: 1, paused: false }, milliseconds(WALL) - HOUR)).toBe(NOON)
  })

  it('loses nothing when it is stopped again while it catches up', async () => {
    const timeline = new Timeline({ startAt: milliseconds(NOON) })
    const database = new Database(':memory:')
    const state = new LocalState(database)
    const pace = { speed: 1, paused: false }
    const wallClock = () => later
    const clock = new LocalClock({ timeline, state, wallClock, onError: () => {}, pace })
    const to = resumeAt(saved, pace, later)
    timeline.at(milliseconds(NOON) + HOUR, () => {
      clock.save()
      const cutOff = readClock(state)
      expect(cutOff?.now).toBe('2020-02-10T13:00:00.000Z')
      expect(cutOff && resumeAt(cutOff, pace, later)).toBe(to)
    })
    await clock.catchUp(to)
    expect(clock.now()).toBe(to)
    await clock.close()
    database.close()
    expect.assertions(3)
  })
})

describe('a duration', () => {
  it.each([
    ['P1D', 24 * HOUR],
    ['PT90M', 1.5 * HOUR],
    ['P1W', 7 * 24 * HOUR],
    ['P1DT2H3M4S', 26 * HOUR + 184_000],
  ])('%s is read', (text, length) => {
    expect(readDuration(text)).toBe(length)
  })

  it.each(['', 'P', 'PT', 'P1M', '1D', 'P-1D', 'P1DT'])('%j is invalid', (text) => {
    expect(readDuration(text)).toBeUndefined()
  })
})
