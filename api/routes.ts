import type { ProtectedRoute } from './auth/protected-route.ts'
import { getChanges } from './endpoints/changes.ts'
import { getCommunities } from './endpoints/communities.ts'
import { postCorrection, postCorrectionPreview } from './endpoints/corrections.ts'
import { getDeadLetters, postRedrive } from './endpoints/dead-letters.ts'
import { getDisruptions, postDisruptionTaken } from './endpoints/disruptions.ts'
import { postEnd } from './endpoints/endings.ts'
import {
  getIsolationGraph,
  getIsolationHistory,
  getMatterGraph,
  getMatterHistory,
} from './endpoints/execution-history.ts'
import { getExecutions } from './endpoints/executions.ts'
import { getFhirCapabilities, readFhir, searchFhir } from './endpoints/fhir.ts'
import { getFhirExport, getFhirExportFile, startFhirExport } from './endpoints/fhir-export.ts'
import { getFollowUps } from './endpoints/follow-ups.ts'
import { getImport, postImport } from './endpoints/imports.ts'
import { getIsolation } from './endpoints/isolation.ts'
import { getIsolations } from './endpoints/isolations.ts'
import { getIsolationsCsv } from './endpoints/isolations-csv.ts'
import { getLedgerCsv } from './endpoints/ledger-csv.ts'
import { getMark } from './endpoints/marks.ts'
import { getMatter } from './endpoints/matter.ts'
import { postAnswer } from './endpoints/matter-answers.ts'
import { getMatters } from './endpoints/matters.ts'
import { getMe } from './endpoints/me.ts'
import { postMerge } from './endpoints/merges.ts'
import { getMessages } from './endpoints/messages.ts'
import { getMyMatters } from './endpoints/my-matters.ts'
import { getNoOneLeftBehind } from './endpoints/no-one-left-behind.ts'
import { getDistrictOverview, getOverview } from './endpoints/overview.ts'
import { postRegistrationCheck } from './endpoints/registration-checks.ts'
import { registerReturnee } from './endpoints/registrations.ts'
import { postReleaseDecision } from './endpoints/release-decisions.ts'
import { postReopen } from './endpoints/reopenings.ts'
import { postReport } from './endpoints/reports.ts'
import { postIsolationRestart, postMatterRestart } from './endpoints/restarts.ts'
import { postRosterPreview, uploadRoster } from './endpoints/rosters.ts'
import { getRuleBook, getRuleBooks, postRuleBook } from './endpoints/rule-books.ts'
import { getStrangers, postStrangerAnswer } from './endpoints/strangers.ts'
import { getUnknownCodes } from './endpoints/unknown-codes.ts'

/** Routes that ask nobody who they are. */
export const openRoutes = [getMark] as const

/** The routes, both for serving requests and for the OpenAPI document. */
export const routes: readonly ProtectedRoute[] = [
  getMe,
  getNoOneLeftBehind,
  getCommunities,
  getOverview,
  getDistrictOverview,
  getChanges,
  getMessages,
  getFollowUps,
  getLedgerCsv,
  getStrangers,
  postStrangerAnswer,
  getUnknownCodes,
  getDeadLetters,
  postRedrive,
  getDisruptions,
  postDisruptionTaken,
  registerReturnee,
  postRegistrationCheck,
  uploadRoster,
  postRosterPreview,
  postImport,
  getImport,
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
  getMatters,
  getMatter,
  postAnswer,
  getExecutions,
  getIsolationHistory,
  getIsolationGraph,
  getMatterHistory,
  getMatterGraph,
  postIsolationRestart,
  postMatterRestart,
  getFhirCapabilities,
  startFhirExport,
  getFhirExport,
  getFhirExportFile,
  searchFhir,
  readFhir,
  getRuleBooks,
  getRuleBook,
  postRuleBook,
]
