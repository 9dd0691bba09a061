import type { IsolationId } from '../../core/ids.ts'

/** The name of the execution that carries an isolation. */
export const isolationExecution = (id: IsolationId, generation: number): string => `${id}-${generation}`
