import { ApiError, request } from './request.ts'

const KEPT = 'sixclear.token'

/**
 * The link that the server of one machine prints carries its token behind the #, where no server and no log sees it. It
 * is kept for this origin alone: a cookie would be shown to every port of the machine.
 */
export const keepTokenOfLink = (): void => {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token === null) return
  keepToken(token)
  history.replaceState(null, '', `${location.pathname}${location.search}`)
}

export const keepToken = (token: string): void => localStorage.setItem(KEPT, token.trim())

export const machineToken = (): string => localStorage.getItem(KEPT) ?? ''

/** This browser has not been given the token of the machine, or one that is not good any more. */
export class TokenNeeded extends Error {
  override readonly name = 'TokenNeeded'
}

/** What lets the sign-in of one machine begin. @throws Unreachable, TokenNeeded, ApiError */
export const ticketFor = async (issuer: string): Promise<string> => {
  const headers = { authorization: `Bearer ${machineToken()}` }
  const response = await request(`${issuer}/sign-in/ticket`, { method: 'POST', headers, cache: 'no-store' })
  if (response.status === 401) throw new TokenNeeded('the token of this machine is needed')
  if (!response.ok) throw new ApiError(response.status, 'Unreadable', 'no ticket', [])
  const { ticket } = await response.json()
  return String(ticket)
}
