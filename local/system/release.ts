import { deliverQueued } from '../../usecases/deliver/deliver-queued.ts'
import { sendRecorded } from '../../usecases/deliver/send-recorded.ts'
import { importQueued } from '../../usecases/import-roster/import-queued.ts'
import { keepWatch } from '../../usecases/keep-watch/keep-watch.ts'
import { receiveReceipts } from '../../usecases/receive-receipt/receive-receipts.ts'
import { receiveSms } from '../../usecases/receive-sms/receive-sms.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { workflowFunctions } from './workflow-functions.ts'

/** The code of one release of the functions. */
export const thisRelease = {
  workflowFunctions,
  receiveSms,
  receiveReceipts,
  sendRecorded,
  deliverQueued,
  sweep,
  keepWatch,
  importQueued,
} as const
export type Release = typeof thisRelease
