import type * as z from 'zod/mini'
import type { EscalationDetails } from '../../functions/api/escalation.ts'
import type { IsolationView } from '../../functions/api/isolation.ts'

/** All that the API tells of one isolation. */
export type PersonFile = z.infer<typeof IsolationView>

/** All that the API tells of one matter. */
export type MatterFile = z.infer<typeof EscalationDetails>
