import type * as z from 'zod/mini'
import type { IsolationView } from '../../api/endpoints/isolation.ts'
import type { MatterDetails as Details } from '../../api/endpoints/matter.ts'

/** All that the API tells of one isolation. */
export type PersonDetails = z.infer<typeof IsolationView>

/** All that the API tells of one matter. */
export type MatterDetails = z.infer<typeof Details>
