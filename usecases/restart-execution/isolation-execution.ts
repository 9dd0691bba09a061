import type { IsolationId } from '../../core/ids.ts'

/** The name of an isolation's execution. */
export const isolationExecution = (id: IsolationId, generation: number): string => `${id}-${generation}`
