import * as z from 'zod/mini'
import type { Role as Post } from '../community/community.ts'

/** The roles that may sign in. */
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

/** The role with which the holder of a post signs in: the doctor's for the hospital, the post's own name otherwise. */
export const roleOfPost = (post: Post): AccessRole => (post === 'hospital' ? 'doctor' : post)
