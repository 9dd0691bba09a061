import { ApiError, request } from './request.ts'

const KEPT = 'sixclear.token'

/**
 * The link that a local server prints has its token behind the #, where no server and no log sees it. The token is kept
 * in the storage of this origin: a cookie would be sent to every port of the machine.
 */
export const keepTokenOfLink = (): void => {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token === null) return
  keepToken(token)
  history.replaceState(null, '', `${location.pathname}${location.search}`)
}

export const keepToken = (token: string): void => localStorage.setItem(KEPT, token.trim())

export const machineToken = (): string => localStorage.getItem(KEPT) ?? ''

/** This browser has no token of the machine, or an old one. */
export class TokenNeeded extends Error {
  override readonly name = 'TokenNeeded'
}

/** The ticket for the sign-in of a local server. @throws Unreachable, TokenNeeded, ApiError */
export const ticketFor = async (issuer: string): Promise<string> => {
  const headers = { authorization: `Bearer ${machineToken()}` }
  const response = await request(`${issuer}/sign-in/ticket`, { method: 'POST', headers, cache: 'no-store' })
  if (response.status === 401) throw new TokenNeeded('the token of this machine is needed')
  if (!response.ok) throw new ApiError(response.status, 'Unreadable', 'no ticket', [])
  const { ticket } = await response.json()
  return String(ticket)
}
