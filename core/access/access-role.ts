import * as z from 'zod/mini'
import type { Role as Post } from '../community/community.ts'

/** Who may sign in. */
export const AccessRole = z.enum([
  'district_administrator',
  'street_office',
  'community_administrator',
  'grid_worker',
  'doctor',
  'police_station',
  'read_only',
])
export type AccessRole = z.infer<typeof AccessRole>

/** Whoever holds a post signs in with this role: the hospital as a doctor, everybody else as what they are. */
export const roleOfPost = (post: Post): AccessRole => (post === 'hospital' ? 'doctor' : post)
