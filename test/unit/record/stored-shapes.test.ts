import { describe, expect, it } from 'vitest'
import { asItem, fileNames, recorded } from './recorded-shapes.ts'
import { fieldsOf, storedShapes } from './stored-shapes.ts'

const CHANGED =
  'what is stored has changed and its version has not: raise the version by an upcaster, then run ' +
  '`npm run shapes`. CONTRIBUTING.md, "Change a stored shape", has the steps'

const versionsOf = (newest: number): number[] => Array.from({ length: newest }, (_, at) => at + 1)

describe.each(storedShapes)('the stored shape %s', (name, shape) => {
  it('changes only together with its version', () => {
    expect(fieldsOf(shape.schema), CHANGED).toEqual(recorded(name, shape.newest)?.fields)
  })

  it('reads an item of each of its versions', () => {
    for (const version of versionsOf(shape.newest)) {
      const example = recorded(name, version)?.example ?? {}
      expect(example, `the example of version ${version}`).toHaveProperty('v', version)
      expect(() => shape.read(asItem(name, example))).not.toThrow()
    }
  })
})

it('nothing is recorded of shapes that are not stored', () => {
  const known = storedShapes.flatMap(([name, { newest }]) =>
    versionsOf(newest).map((version) => `${name}.v${version}.json`),
  )
  expect([...fileNames].sort()).toEqual(known.sort())
})
