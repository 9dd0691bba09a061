import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeApi } from '../../api/openapi.ts'
import { openRoutes, routes } from '../../api/routes.ts'

const committed = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')

interface Described {
  readonly summary?: string
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[]
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: object }>>
}

const document: {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
} = JSON.parse(committed)

describe('the description of the API', () => {
  it('is committed as the routes describe it (else: npm run openapi)', () => {
    expect(JSON.parse(JSON.stringify(describeApi()))).toEqual(document)
    expect(`${JSON.stringify(describeApi(), null, 2)}\n`).toBe(committed)
  })

  it('is OpenAPI 3.1 and holds every route', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const all = [...routes, ...openRoutes].map(({ method, path }) => `${method} ${path}`)
    expect(described.sort()).toEqual(all.sort())
    expect(new Set(routes.map(({ operation }) => operation)).size).toBe(routes.length)
  })

  it('says every route, parameter, answer and error in words', () => {
    const silent: string[] = []
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, { summary, parameters = [], responses }] of Object.entries(methods)) {
        if (!summary) silent.push(`${method} ${path}`)
        for (const { name, description } of parameters)
          if (!description) silent.push(`${method} ${path}: ${name}`)
        for (const [status, { description, content }] of Object.entries(responses))
          if (!description || content === undefined) silent.push(`${method} ${path}: ${status}`)
      }
    expect(silent).toEqual([])
  })

  it('names every parameter of a path', () => {
    for (const [path, methods] of Object.entries(document.paths))
      for (const { parameters = [] } of Object.values(methods))
        for (const [, name] of path.matchAll(/\{(\w+)\}/g))
          expect(parameters.map((parameter) => parameter.name)).toContain(name)
  })
})
