import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import type { JsonObject } from '../../../core/json.ts'
import { toBody } from '../../../core/to-body.ts'
import { fieldsOf, storedShapes } from './stored-shapes.ts'

const Json = z.record(z.string(), z.json())
const Recorded = z.strictObject({
  /** What the schema took, a line for each field. */
  fields: z.array(z.string()),
  /** An item as it was stored then. Later releases must be able to read it for ever. */
  example: Json,
})
export type Recorded = z.infer<typeof Recorded>

const folder = new URL('./shapes/', import.meta.url)
const fileOf = (name: string, version: number): string =>
  fileURLToPath(new URL(`${name}.v${version}.json`, folder))

export const fileNames: readonly string[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replaceAll('\\', '/'))

/** undefined: nothing is recorded of this version yet. */
export const recorded = (name: string, version: number): Recorded | undefined => {
  const file = fileOf(name, version)
  return existsSync(file) ? Recorded.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

export const asItem = (name: string, body: JsonObject) => ({ pk: 'EXAMPLE', sk: name, body })

/**
 * Records the newest version of each shape that has none, with the example of the version before as it is read now.
 * Never changes a file.
 */
const recordShapes = (): void => {
  for (const [name, shape] of storedShapes) {
    const file = fileOf(name, shape.newest)
    if (existsSync(file)) continue
    const before = recorded(name, shape.newest - 1)
    const read = before === undefined ? undefined : shape.read(asItem(name, before.example))
    const example = typeof read === 'object' && read !== null ? { v: shape.newest, ...toBody(read) } : {}
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify({ fields: fieldsOf(shape.schema), example }, null, 2)}\n`)
    process.stdout.write(`${file}: look whether its example shows what is new\n`)
  }
}

if (import.meta.main) recordShapes()
