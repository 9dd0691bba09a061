import * as z from 'zod/mini'
import type { Role as Post } from '../community/community.ts'

/** Who may sign in. */
export const AccessRole = z.enum([
  'district administrator',
  'street office',
  'community administrator',
  'grid worker',
  'doctor',
  'police station',
  'read-only',
])
export type AccessRole = z.infer<typeof AccessRole>

/** Whoever holds a post signs in with this role: the hospital as a doctor, everybody else as what they are. */
export const roleOfPost = (post: Post): AccessRole => (post === 'hospital' ? 'doctor' : post)
