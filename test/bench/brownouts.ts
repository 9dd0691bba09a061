import * as z from 'zod/mini'
import { beginCommand, readOptions } from '../../infra/commands/command-line.ts'
import { lengths, liveThrough, momentNames, parts, wrongsOf } from '../workflow/brownouts.ts'

const text = { type: 'string' } as const
beginCommand()
const values = readOptions({
  usage: `npm run soak [-- --part ${parts.join('|')}] [--minutes ${lengths.join('|')}] [--moment ${momentNames.join('|')}] [--people 60]`,
  options: { part: text, minutes: text, moment: text, people: { ...text, default: '60' } },
  schema: z.object({
    part: z.optional(z.enum(parts)),
    minutes: z.optional(z.pipe(z.coerce.number(), z.literal(lengths))),
    moment: z.optional(z.enum(momentNames)),
    // Fewer would be the silent and the punctual ones at the same time.
    people: z.coerce.number().check(z.int(), z.minimum(9)),
  }),
})

/** Every brown-out on sixty lives, or those that the options name. Ends with 1 if anybody suffers. */
let suffered = 0
for (const part of parts)
  for (const moment of momentNames)
    for (const minutes of lengths) {
      if (values.part !== undefined && values.part !== part) continue
      if (values.moment !== undefined && values.moment !== moment) continue
      if (values.minutes !== undefined && values.minutes !== minutes) continue
      const brownout = { part, moment, minutes }
      const life = await liveThrough(brownout, values.people)
      const wrong = await wrongsOf(life, brownout)
      life.sixclear.system.close()
      suffered += wrong.length
      const result = wrong.length === 0 ? 'nobody suffers' : `${wrong.length} wrong`
      process.stdout.write(`${part}, ${minutes} min at ${moment}: ${result}\n`)
      for (const one of wrong) process.stdout.write(`  ${one}\n`)
    }
process.exitCode = suffered === 0 ? 0 : 1
