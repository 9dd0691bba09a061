import { parseArgs } from 'node:util'
import { lengths, liveThrough, momentNames, parts, wrongsOf } from '../workflow/brownouts.ts'

const { values } = parseArgs({
  options: {
    part: { type: 'string' },
    minutes: { type: 'string' },
    moment: { type: 'string' },
    people: { type: 'string', default: '60' },
  },
})

/** Every brown-out on sixty lives, or those that the options name. Ends with 1 if anybody suffers. */
let suffered = 0
for (const part of parts)
  for (const moment of momentNames)
    for (const minutes of lengths) {
      if (values.part !== undefined && values.part !== part) continue
      if (values.moment !== undefined && values.moment !== moment) continue
      if (values.minutes !== undefined && Number(values.minutes) !== minutes) continue
      const brownout = { part, moment, minutes }
      const life = await liveThrough(brownout, Number(values.people))
      const wrong = await wrongsOf(life, brownout)
      life.sixclear.system.close()
      suffered += wrong.length
      const result = wrong.length === 0 ? 'nobody suffers' : `${wrong.length} wrong`
      process.stdout.write(`${part}, ${minutes} min at ${moment}: ${result}\n`)
      for (const one of wrong) process.stdout.write(`  ${one}\n`)
    }
process.exitCode = suffered === 0 ? 0 : 1
