import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** The names of all events that the code logs. */
export const emittedEvents = (): ReadonlySet<string> => {
  const events = new Set<string>()
  for (const folder of ['functions', 'usecases', 'api', 'aws', 'gateway', 'record'])
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue
      const text = readFileSync(join(root, folder, name), 'utf8')
      for (const [, event = ''] of text.matchAll(/\blog\??\.(?:info|error)\(\s*'([^']+)'/g)) events.add(event)
    }
  return events
}
