import type * as z from 'zod/mini'
import type { History } from '../../../api/endpoints/execution-history.ts'
import type { Words } from '../../i18n/language.tsx'

type ExecutionStatus = NonNullable<z.infer<typeof History>['status']>

interface WorkflowWords {
  readonly title: string
  readonly what: string
  readonly generation: string
  readonly nth: (generation: number) => string
  readonly status: Readonly<Record<ExecutionStatus, string>>
  readonly notKept: string
  readonly failures: string
  readonly larger: string
  readonly smaller: string
  readonly fit: string
  readonly drawing: string
  readonly visits: (count: number) => string
  readonly notVisited: string
  readonly now: string
  readonly visited: string
  readonly choose: string
  readonly close: string
  readonly entered: string
  readonly left: string
  readonly stillThere: string
  readonly data: string
  readonly events: (count: number) => string
  readonly openState: (state: string) => string
}

export const workflowWords: Words<WorkflowWords> = {
  en: {
    title: 'Workflow',
    what: 'Drawn from the text that is deployed. Choose a state to see each visit.',
    generation: 'Generation',
    nth: (generation) => `generation ${generation}`,
    status: {
      RUNNING: 'running',
      SUCCEEDED: 'succeeded',
      FAILED: 'failed',
      TIMED_OUT: 'timed out',
      ABORTED: 'stopped',
    },
    notKept: 'The history of this execution is not kept any more; the ledger says what happened.',
    failures: 'Show what happens on failures',
    larger: 'Larger',
    smaller: 'Smaller',
    fit: 'Fit',
    drawing: 'The states of the workflow and the ways between them',
    visits: (count) => (count === 1 ? '1 visit' : `${count} visits`),
    notVisited: 'not visited',
    now: 'now',
    visited: 'Visited states',
    choose: 'Choose a state above or in the list.',
    close: 'Close',
    entered: 'Entered',
    left: 'Left',
    stillThere: 'still there',
    data: 'Data',
    events: (count) => (count === 1 ? '1 event' : `${count} events`),
    openState: (state) => `Visits of: ${state}`,
  },
  'zh-CN': {
    title: '流程',
    what: '按已部署的流程文本绘制。选择一个状态可查看每次经过。',
    generation: '代次',
    nth: (generation) => `第${generation}代`,
    status: {
      RUNNING: '运行中',
      SUCCEEDED: '已完成',
      FAILED: '失败',
      TIMED_OUT: '超时',
      ABORTED: '已停止',
    },
    notKept: '此次运行的历史已不再保留，经过请见台账。',
    failures: '显示失败时的路径',
    larger: '放大',
    smaller: '缩小',
    fit: '适合',
    drawing: '流程的状态与路径',
    visits: (count) => `经过${count}次`,
    notVisited: '未经过',
    now: '当前',
    visited: '经过的状态',
    choose: '请在图中或列表中选择一个状态。',
    close: '关闭',
    entered: '进入',
    left: '离开',
    stillThere: '仍在此',
    data: '数据',
    events: (count) => `${count}条事件`,
    openState: (state) => `${state}：经过记录`,
  },
}
