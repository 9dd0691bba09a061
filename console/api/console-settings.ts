import * as z from 'zod/mini'
import { ApiError, request } from './request.ts'

/** The settings of a deployment. A local server answers them; on AWS they are a file beside the pages. */
const Settings = z.object({
  stage: z.string(),
  local: z.boolean(),
  issuer: z.url(),
  clientId: z.string(),
  scope: z.string(),
  api: z.string(),
  /** A local system has none. */
  release: z.optional(z.object({ commit: z.string(), committedAt: z.string() })),
})
export type Settings = z.infer<typeof Settings>

/** @throws Unreachable, ApiError */
export const loadSettings = async (): Promise<Settings> => {
  const response = await request('/console-settings.json', { cache: 'no-store' })
  if (!response.ok) throw new ApiError(response.status, 'Unreadable', 'no settings', [])
  return Settings.parse(await response.json())
}
