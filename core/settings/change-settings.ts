import { isEqual } from '../is-equal.ts'
import { problemsOf, Settings, SettingsUnusable } from './settings.ts'

/** `path=value`, with the value as JSON or as plain words; an empty value takes it away. */
const partsOf = (change: string): { readonly path: readonly string[]; readonly value: unknown } => {
  const [, name, written = ''] = /^([A-Za-z.]+)=(.*)$/s.exec(change) ?? []
  if (name === undefined)
    throw new SettingsUnusable(`${change}: expected a name and a value, such as circuit.slowAfterSeconds=5`)
  return { path: name.split('.'), value: writtenValue(written) }
}

const writtenValue = (written: string): unknown => {
  if (written === '') return undefined
  try {
    return JSON.parse(written)
  } catch {
    return written
  }
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isGroup(inner) ? inner[key] : undefined), value)

const withValue = (group: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown => {
  const { [key]: before, ...others } = isGroup(group) ? group : {}
  const after = rest.length === 0 ? value : withValue(before, rest, value)
  return after === undefined ? others : { ...others, [key]: after }
}

/**
 * The settings after these changes, such as `strangers.perDay=20`.
 * @throws SettingsUnusable for a name that is no setting, and for a value that it cannot have
 */
export const changeSettings = (settings: Settings, changes: readonly string[]): Settings => {
  let after: unknown = settings
  for (const change of changes) {
    const { path, value } = partsOf(change)
    // A phone number or a code of digits is text.
    const isText = typeof at(settings, path) === 'string' || path.at(-1) === 'originationNumber'
    after = withValue(after, path, isText && typeof value === 'number' ? change.split('=')[1] : value)
  }
  const problems = problemsOf(after)
  if (problems.length > 0) throw new SettingsUnusable(problems.join('; '))
  const parsed = Settings.parse(after)
  for (const change of changes) {
    const { path } = partsOf(change)
    if (!isEqual(at(parsed, path), at(after, path)))
      throw new SettingsUnusable(`${path.join('.')}: there is no such setting`)
  }
  return parsed
}

const linesOf = (value: unknown, path: readonly string[] = []): ReadonlyMap<string, string> => {
  if (!isGroup(value)) return new Map([[path.join('.'), JSON.stringify(value)]])
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...linesOf(inner, [...path, key])]))
}

/** A line for each setting; where two differ, both. */
export const settingsInWords = (before: Settings, after: Settings = before): string[] => {
  const [was, is] = [linesOf(before), linesOf(after)]
  const names = [...new Set([...was.keys(), ...is.keys()])]
  return names.map((name) => {
    const [old = 'not set', now = 'not set'] = [was.get(name), is.get(name)]
    return old === now ? `  ${name} = ${now}` : `* ${name} = ${now}   (was ${old})`
  })
}
