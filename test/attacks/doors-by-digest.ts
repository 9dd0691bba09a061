import { createHash, createHmac } from 'node:crypto'
import type { Community } from '../../core/community/community.ts'
import type { Address } from '../../core/person/person.ts'

/** What an attacker looks for. */
export interface Sought {
  readonly community: Community
  readonly addresses: readonly Address[]
  readonly phones: readonly string[]
}

export interface Guessed {
  readonly found: number
  readonly total: number
  /** How many digests were compared. */
  readonly tried: number
  /** Which of them, for the message of a test. */
  readonly what: readonly string[]
}

const SEPARATORS = ['\n', '', ' ', '-', '/', '#', '|', ',', ':', '\t', '\0']
const ALGORITHMS = ['sha256', 'sha1', 'md5', 'sha512', 'sha3-256']
/** Characters of a hexadecimal digest that cannot match by chance. The shortest one in the code has 12. */
const HEX = 12
/** The same in Base64. */
const BASE = 8

/** Ways to write one door before it is digested. */
const doorsOf = ({ id }: Community, { grid, building, unit, room }: Address): string[] => {
  const parts = [building, unit, room]
  const orders = [
    parts,
    [grid, ...parts],
    [id, grid, ...parts],
    [id, ...parts],
    ['address', grid, ...parts],
    [id, 'address', grid, ...parts],
    ['ADDRESS', id, grid, ...parts],
    ['household', id, grid, ...parts],
  ]
  return [
    ...orders.flatMap((order) => SEPARATORS.map((separator) => order.join(separator))),
    JSON.stringify({ grid, building, unit, room }),
    JSON.stringify(parts),
  ]
}

const numbersOf = ({ id }: Community, phone: string): string[] => {
  const written = [phone, phone.slice(1), phone.replace(/^\+86/, '')]
  const named = written.flatMap((one) =>
    ['PHONE', 'phone', 'STRANGER', 'IDENTITY', id].flatMap((kind) =>
      SEPARATORS.map((by) => `${kind}${by}${one}`),
    ),
  )
  return [...written, ...named]
}

const capitalised = (text: string): string[] => [...new Set([text, text.toLowerCase(), text.toUpperCase()])]

const digestsOf = (text: string, keys: readonly string[]): Buffer[] =>
  ALGORITHMS.flatMap((algorithm) => [
    createHash(algorithm).update(text).digest(),
    ...keys.map((key) => createHmac(algorithm, key).update(text).digest()),
  ])

/** From the beginning of a digest, in each encoding, to what was digested. */
const beginnings = ({ community, addresses, phones }: Sought): Map<string, string> => {
  const known = new Map<string, string>()
  const keys = ['', community.id, 'sixclear', 'secret']
  const add = (what: string, text: string): void => {
    for (const digest of digestsOf(text, keys)) {
      known.set(digest.toString('hex').slice(0, HEX), what)
      known.set(digest.toString('base64url').slice(0, BASE), what)
      known.set(digest.toString('base64').slice(0, BASE), what)
    }
  }
  for (const address of addresses)
    for (const text of doorsOf(community, address).flatMap(capitalised))
      add(`the door ${Object.values(address).join(' ')}`, text)
  for (const phone of phones) for (const text of numbersOf(community, phone)) add(`the phone ${phone}`, text)
  return known
}

/** Everything in a text that could be a digest or contain one, from each beginning of a word. */
const beginningsIn = (text: string): Set<string> => {
  const seen = new Set<string>()
  for (const [word] of text.matchAll(/[A-Za-z0-9+/=_-]{8,}/g))
    for (const part of [word, ...word.split(/[-_/.]/), ...word.split('-')]) {
      if (part.length >= HEX) seen.add(part.slice(0, HEX).toLowerCase())
      if (part.length >= BASE) seen.add(part.slice(0, BASE))
    }
  return seen
}

/** Which addresses and phones can be found by comparing all of them with everything that looks like a digest. */
export const doorsByDigest = (shown: readonly string[], sought: Sought): Guessed => {
  const known = beginnings(sought)
  const what = new Set<string>()
  for (const text of shown)
    for (const beginning of beginningsIn(text)) {
      const match = known.get(beginning)
      if (match !== undefined) what.add(match)
    }
  const total = sought.addresses.length + sought.phones.length
  return { found: what.size, total, tried: known.size, what: [...what] }
}
