import type { HttpResponse } from '../http/http-exchange.ts'
import { signInPageHeaders } from '../http/page-headers.ts'

const NO_STORE = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } as const

export const htmlReply = (status: number, body: string): HttpResponse => ({
  status,
  headers: signInPageHeaders,
  body,
})

export const jsonReply = (
  status: number,
  json: object,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...NO_STORE, ...headers },
  body: JSON.stringify(json),
})

/** A redirect by GET, also after a form. */
export const redirect = (location: string, headers: Readonly<Record<string, string>> = {}): HttpResponse => ({
  status: 303,
  headers: { location, ...NO_STORE, ...headers },
  body: '',
})
