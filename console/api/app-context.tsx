import { createContext, useContext } from 'react'
import type { Operation } from '../../core/access/policy.ts'
import type { ShownCommunity } from '../../api/endpoints/communities.ts'
import type { Me } from '../../api/endpoints/me.ts'
import type { Client } from './api-client.ts'
import type { Session } from './session.ts'
import type { Settings } from './console-settings.ts'

/** What every page of the console stands in. */
export interface Surroundings {
  readonly settings: Settings
  readonly session: Session
  readonly client: Client
  readonly me: Me
  /** Those that the signed-in person may see. */
  readonly communities: readonly ShownCommunity[]
  /** The one that is looked at. */
  readonly community: ShownCommunity
  readonly choose: (community: ShownCommunity) => void
  readonly may: (operation: Operation) => boolean
}

const Context = createContext<Surroundings | undefined>(undefined)
export const SurroundingsProvider = Context.Provider

/** @throws outside of the console's own pages */
export const useSurroundings = (): Surroundings => {
  const surroundings = useContext(Context)
  if (surroundings === undefined) throw new Error('this page stands outside of the console')
  return surroundings
}
