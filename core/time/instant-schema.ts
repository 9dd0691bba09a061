import * as z from 'zod/mini'
import { type Instant, isInstant } from './instant.ts'

export const InstantSchema = z.custom<Instant>((value) => typeof value === 'string' && isInstant(value), {
  error: 'expected an instant such as 2026-03-01T00:00:00.000Z',
})
