import { MethodNotAllowed, RouteNotFound } from './errors.ts'
import type { Documented } from './route.ts'

export interface Found<Known> {
  readonly route: Known
  readonly params: Readonly<Record<string, string>>
}

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const match = (pattern: string, path: string): Record<string, string> | undefined => {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const there = given[index] ?? ''
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined ? there !== part : there === '') return undefined
    if (name !== undefined) params[name] = decode(there)
  }
  return params
}

export const hasRoute = (
  routes: readonly Pick<Documented, 'method' | 'path'>[],
  method: string,
  path: string,
): boolean => routes.some((route) => route.method === method && match(route.path, path) !== undefined)

/** @throws RouteNotFound, MethodNotAllowed */
export const findRoute = <Known extends Pick<Documented, 'method' | 'path'>>(
  routes: readonly Known[],
  method: string,
  path: string,
): Found<Known> => {
  const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
  const allowed: string[] = []
  for (const route of routes) {
    const params = match(route.path, plain)
    if (params === undefined) continue
    if (route.method === method) return { route, params }
    allowed.push(route.method)
  }
  if (allowed.length > 0) throw new MethodNotAllowed(plain, allowed)
  throw new RouteNotFound('there is no such path: docs/openapi.json names all of them')
}
