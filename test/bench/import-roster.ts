import process from 'node:process'
import { parseArgs } from 'node:util'
import { imported, rosterOf } from '../usecases/import-roster/imports.ts'
import { openTestSystem } from '../workflow/test-system.ts'

/** How long the whole local system takes for a large roster: `npm run bench:import -- --rows 10000`. */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '2000' } } })
const rows = Number(values.rows)
if (!Number.isInteger(rows) || rows < 1 || rows > 100_000) {
  process.stderr.write(`--rows ${values.rows}: expected 1 to 100000, such as --rows 10000\n`)
  process.exit(1)
}

const sixclear = await openTestSystem({ now: '2020-02-13 09:00' })
const file = rosterOf(rows)
const before = process.cpuUsage()
const begun = performance.now()
const { state, counts } = await imported(sixclear, file)
const seconds = (performance.now() - begun) / 1_000
const { user, system } = process.cpuUsage(before)
sixclear.system.close()
process.stdout.write(
  `${rows} rows: ${state}, ${counts.registered} registered, ${counts.conflicts + counts.rejected} refused\n` +
    `${seconds.toFixed(1)} s, ${Math.round((rows / seconds) * 60)} rows a minute, ` +
    `${((user + system) / 1_000 / rows).toFixed(2)} ms of processor time a row\n`,
)
if (state !== 'done' || counts.registered !== rows) process.exitCode = 1
