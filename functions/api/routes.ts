import type { Ports } from '../../core/ports/ports.ts'
import { postAnswer } from './answers.ts'
import { getCommunities } from './communities.ts'
import { postEnd } from './end.ts'
import { getEscalation } from './escalation.ts'
import { getEscalations } from './escalations.ts'
import {
  getEscalationGraph,
  getEscalationHistory,
  getIsolationGraph,
  getIsolationHistory,
} from './executions.ts'
import { getIsolation } from './isolation.ts'
import { getIsolations } from './isolations.ts'
import { getLedgerCsv } from './ledger-csv.ts'
import { getNoOneLeftBehind } from './no-one-left-behind.ts'
import { getOverview } from './overview.ts'
import { registerReturnee } from './register-returnee.ts'
import { postReleaseDecision } from './release-decision.ts'
import { postReport } from './reports.ts'
import { uploadRoster } from './roster.ts'
import type { Route } from './route.ts'
import { getRuleBook } from './rule-books.ts'
import { getStrangers } from './strangers.ts'

/** The one table from which requests are routed and the API is described. */
export const routes: readonly Route<Ports>[] = [
  getNoOneLeftBehind,
  getCommunities,
  getOverview,
  getLedgerCsv,
  getStrangers,
  registerReturnee,
  uploadRoster,
  getIsolations,
  getIsolation,
  postReport,
  postReleaseDecision,
  postEnd,
  getEscalations,
  getEscalation,
  postAnswer,
  getIsolationHistory,
  getIsolationGraph,
  getEscalationHistory,
  getEscalationGraph,
  getRuleBook,
]
