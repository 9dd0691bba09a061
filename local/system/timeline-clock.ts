import { instant } from '../../core/time/instant.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Timeline } from '../../packages/local-step-functions/src/clock/timeline.ts'

export const timelineClock = (timeline: Timeline): Clock => ({ now: () => instant(timeline.now()) })
