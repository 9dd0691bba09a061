import { StepFunctionsError } from '../language/errors.ts'

export interface PageRequest {
  readonly maxResults?: number
  readonly nextToken?: string
}

const DEFAULT_PAGE = 100
const LARGEST_PAGE = 1000

/** @throws StepFunctionsError ValidationException */
export const pageSize = ({ maxResults = 0 }: PageRequest): number => {
  if (!Number.isInteger(maxResults) || maxResults < 0 || maxResults > LARGEST_PAGE)
    throw new StepFunctionsError(
      'ValidationException',
      `maxResults must be from 0 to ${LARGEST_PAGE}, got ${maxResults}`,
    )
  return maxResults === 0 ? DEFAULT_PAGE : maxResults
}

export const tokenFor = (position: number): string => Buffer.from(`after ${position}`).toString('base64url')

/** Where the page before this one ended. undefined: this is the first. @throws StepFunctionsError InvalidToken */
export const positionOf = ({ nextToken }: PageRequest): number | undefined => {
  if (nextToken === undefined) return undefined
  const position = /^after (\d+)$/.exec(Buffer.from(nextToken, 'base64url').toString())?.[1]
  if (position === undefined) throw new StepFunctionsError('InvalidToken', `Invalid Token: '${nextToken}'`)
  return Number(position)
}
