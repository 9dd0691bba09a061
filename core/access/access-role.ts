import * as z from 'zod/mini'
import type { Role as Post } from '../community/community.ts'

/** The roles in which people sign in. */
const StaffRole = z.enum([
  'district_administrator',
  'street_office',
  'community_administrator',
  'grid_worker',
  'doctor',
  'police_station',
  'read_only',
])
export type StaffRole = z.infer<typeof StaffRole>

/** The roles of other systems. An integrator reads events; a health office's system also reads what people reported. */
const MachineRole = z.enum(['integrator', 'health_office'])
export type MachineRole = z.infer<typeof MachineRole>

/** The roles in which the API is called. */
export const AccessRole = z.enum([...StaffRole.options, ...MachineRole.options])
export type AccessRole = z.infer<typeof AccessRole>

export const isMachine = (role: AccessRole): role is MachineRole => MachineRole.safeParse(role).success

/** The role with which the holder of a post signs in: the doctor's for the hospital, the post's own name otherwise. */
export const roleOfPost = (post: Post): AccessRole => (post === 'hospital' ? 'doctor' : post)
