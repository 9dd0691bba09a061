import { createContext, useContext } from 'react'
import type { CommunitySummary, ShownCommunity } from '../../api/endpoints/communities.ts'
import type { Me } from '../../api/endpoints/me.ts'
import type { Operation } from '../../core/access/policy.ts'
import type { ApiClient } from './api-client.ts'
import type { Settings } from './console-settings.ts'
import type { Session } from './session.ts'

/** What every page of the console may use. */
export interface AppContext {
  readonly settings: Settings
  readonly session: Session
  readonly client: ApiClient
  readonly me: Me
  /** The signed-in person may see more than one community. */
  readonly hasSeveral: boolean
  /** The community on the screen. */
  readonly community: ShownCommunity
  readonly choose: (community: CommunitySummary) => void
  readonly may: (operation: Operation) => boolean
}

const Context = createContext<AppContext | undefined>(undefined)
export const AppContextProvider = Context.Provider

/** @throws outside of the console's own pages */
export const useAppContext = (): AppContext => {
  const context = useContext(Context)
  if (context === undefined) throw new Error('this page stands outside of the console')
  return context
}
