import { useEffect, useState } from 'react'
import type * as z from 'zod/mini'
import type { Registered } from '../../../api/endpoints/registrations.ts'
import type { Language } from '../../../core/community/community.ts'
import type { Clash, Decided } from '../../../core/identity/who-is-who.ts'
import type { ApiClient } from '../../api/api-client.ts'
import { ApiError, type Problem, Unreachable } from '../../api/request.ts'
import { newMember, nextMember, readMember, type TypedAddress, type TypedMember } from './typed-member.ts'

type Answer = z.infer<typeof Registered>

export type Outcome =
  | { readonly result: Answer['result']; readonly isolation: string }
  | { readonly result: 'conflict'; readonly clashes: readonly Clash[] }
  | { readonly result: 'rejected'; readonly problems: readonly Problem[] }
  | { readonly result: 'not_reached' }
  | { readonly result: 'failed' }

export const isRegistered = (
  outcome: Outcome | undefined,
): outcome is Extract<Outcome, { isolation: string }> =>
  outcome !== undefined && 'isolation' in outcome && outcome.result !== 'over_already'

const outcomeOf = (error: unknown): Outcome => {
  if (error instanceof Unreachable) return { result: 'not_reached' }
  if (error instanceof ApiError && error.clashes.length > 0)
    return { result: 'conflict', clashes: error.clashes }
  if (error instanceof ApiError && error.problems.length > 0)
    return { result: 'rejected', problems: error.problems }
  return { result: 'failed' }
}

const noAddress = (grid: string): TypedAddress => ({ grid, building: '', unit: '', room: '' })

export interface Household {
  readonly address: TypedAddress
  readonly members: readonly TypedMember[]
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly isSending: boolean
  /** The form was sent: all errors are shown. */
  readonly isChecked: boolean
  readonly isDone: boolean
  readonly setAddress: (address: TypedAddress) => void
  readonly setMember: (member: TypedMember) => void
  readonly add: () => void
  readonly remove: (key: string) => void
  /** Registers all members who are not registered yet. Safe to retry: registering twice changes nothing. */
  readonly register: () => Promise<void>
  /** Registers one member with a decision about a match. */
  readonly decide: (member: TypedMember, decided: Decided) => Promise<void>
  readonly startOver: () => void
}

/** A household that is being typed, and the outcome for each member. */
export const useHousehold = (
  client: ApiClient,
  community: { readonly id: string; readonly language: Language },
  onlyGrid: string | undefined,
  today: string,
): Household => {
  const fresh = () => [newMember(community.language, today)]
  const [address, setAddress] = useState(() => noAddress(onlyGrid ?? ''))
  const [members, setMembers] = useState<readonly TypedMember[]>(fresh)
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [isSending, setSending] = useState(false)
  const [isChecked, setChecked] = useState(false)

  const isTouched = address.building !== '' || members.some(({ name, phone }) => name !== '' || phone !== '')
  const isDone = members.length > 0 && members.every(({ key }) => isRegistered(outcomes.get(key)))
  useEffect(() => {
    if (!isTouched || isDone) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isTouched, isDone])

  const forget = (key: string) => setOutcomes((before) => new Map([...before].filter(([of]) => of !== key)))

  const registerOne = async (member: TypedMember, decided?: Decided): Promise<Outcome | undefined> => {
    const read = readMember(address, member)
    if (!('form' in read)) return undefined
    try {
      return await client.post<Answer>(`/communities/${community.id}/isolations`, { ...read.form, decided })
    } catch (error) {
      return outcomeOf(error)
    }
  }
  const register = async () => {
    setChecked(true)
    if (members.some((member) => !('form' in readMember(address, member)))) return
    setSending(true)
    for (const member of members) {
      if (isRegistered(outcomes.get(member.key))) continue
      const outcome = await registerOne(member)
      if (outcome === undefined) continue
      setOutcomes((before) => new Map(before).set(member.key, outcome))
      if (outcome.result === 'not_reached') break
    }
    setSending(false)
  }
  return {
    address,
    members,
    outcomes,
    isSending,
    isChecked,
    isDone,
    setAddress,
    setMember: (member) => {
      setMembers((before) => before.map((known) => (known.key === member.key ? member : known)))
      forget(member.key)
    },
    add: () => {
      setMembers((before) => [...before, nextMember(before[0], community.language, today)])
      setChecked(false)
    },
    remove: (key) => {
      setMembers((before) => before.filter((member) => member.key !== key))
      forget(key)
    },
    register,
    decide: async (member, decided) => {
      setSending(true)
      const outcome = await registerOne(member, decided)
      if (outcome !== undefined) setOutcomes((before) => new Map(before).set(member.key, outcome))
      setSending(false)
    },
    startOver: () => {
      setAddress(noAddress(onlyGrid ?? address.grid))
      setMembers(fresh())
      setOutcomes(new Map())
      setChecked(false)
    },
  }
}
