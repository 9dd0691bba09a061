import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { ListedExecution } from '../../../api/endpoints/executions.ts'

/** The icon of an execution's status. */
export const statusLooks: Readonly<Record<ListedExecution['status'], StatusIndicatorProps.Type>> = {
  RUNNING: 'in-progress',
  SUCCEEDED: 'success',
  FAILED: 'error',
  TIMED_OUT: 'error',
  ABORTED: 'stopped',
  not_known: 'pending',
  not_asked: 'pending',
}
