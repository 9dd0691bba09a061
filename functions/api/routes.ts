import type { Ports } from '../../core/ports/ports.ts'
import { postAnswer } from './answers.ts'
import { getChanges } from './changes.ts'
import { postRegistrationCheck } from './check-registration.ts'
import { getCommunities } from './communities.ts'
import { postEnd } from './end.ts'
import { postMerge } from './merge.ts'
import { postReopen } from './reopen.ts'
import { postCorrection, postCorrectionPreview } from './corrections.ts'
import { getEscalation } from './escalation.ts'
import { getEscalations } from './escalations.ts'
import {
  getEscalationGraph,
  getEscalationHistory,
  getIsolationGraph,
  getIsolationHistory,
} from './executions.ts'
import { getExecutions } from './executions-list.ts'
import { getFollowUps } from './follow-ups.ts'
import { getIsolation } from './isolation.ts'
import { getIsolations } from './isolations.ts'
import { getIsolationsCsv } from './isolations-csv.ts'
import { getLedgerCsv } from './ledger-csv.ts'
import { getMe } from './me.ts'
import { getMessages } from './messages.ts'
import { getMyMatters } from './my-matters.ts'
import { getNoOneLeftBehind } from './no-one-left-behind.ts'
import { getOverview } from './overview.ts'
import { registerReturnee } from './register-returnee.ts'
import { postReleaseDecision } from './release-decision.ts'
import { postReport } from './reports.ts'
import { postEscalationRestart, postIsolationRestart } from './restarts.ts'
import { postRosterPreview, uploadRoster } from './roster.ts'
import type { Route } from './route.ts'
import { getRuleBook, getRuleBooks, postRuleBook } from './rule-books.ts'
import { getStrangers, postStrangerAnswer } from './strangers.ts'
import { getUnknownCodes } from './unknown-codes.ts'

/** The one table from which requests are routed and the API is described. */
export const routes: readonly Route<Ports>[] = [
  getMe,
  getNoOneLeftBehind,
  getCommunities,
  getOverview,
  getChanges,
  getMessages,
  getFollowUps,
  getLedgerCsv,
  getStrangers,
  postStrangerAnswer,
  getUnknownCodes,
  registerReturnee,
  postRegistrationCheck,
  uploadRoster,
  postRosterPreview,
  getIsolations,
  getIsolationsCsv,
  getIsolation,
  postReport,
  postCorrection,
  postCorrectionPreview,
  postReleaseDecision,
  postEnd,
  postMerge,
  postReopen,
  getMyMatters,
  getEscalations,
  getEscalation,
  postAnswer,
  getExecutions,
  getIsolationHistory,
  getIsolationGraph,
  getEscalationHistory,
  getEscalationGraph,
  postIsolationRestart,
  postEscalationRestart,
  getRuleBooks,
  getRuleBook,
  postRuleBook,
]
