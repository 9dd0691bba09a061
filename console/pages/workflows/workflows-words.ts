import type { ListedExecution } from '../../../api/endpoints/executions.ts'
import type { Words } from '../../i18n/language.tsx'

interface WorkflowsWords {
  readonly title: string
  readonly what: string
  readonly filters: string
  readonly workflow: string
  readonly workflows: Readonly<Record<ListedExecution['workflow'], string>>
  readonly attention: string
  readonly nothingStuck: string
  readonly byState: string
  readonly state: string
  readonly count: string
  readonly running: string
  readonly noneRunning: string
  readonly ended: string
  readonly showEnded: string
  readonly noneEnded: string
  readonly nextPage: string
  readonly firstPage: string
  readonly status: Readonly<Record<ListedExecution['status'], string>>
  readonly generation: (generation: number) => string
  readonly inAws: string
  readonly deadLetters: string
  readonly deadLettersHint: string
  readonly lettersIn: (queue: string, count: number) => string
  readonly redrive: string
  readonly redriven: () => string
  readonly headers: Readonly<Record<'subject' | 'status' | 'state' | 'actions', string>>
}

const queueNames: Words<Readonly<Record<string, string>>> = {
  en: {
    inbound: 'Texts from phones',
    receipts: 'Receipts',
    'outbox-urgent': 'Urgent messages to phones',
    'outbox-routine': 'Other messages to phones',
    imports: 'Parts of rosters',
  },
  'zh-CN': {
    inbound: '收到的短信',
    receipts: '短信回执',
    'outbox-urgent': '待发的紧急短信',
    'outbox-routine': '待发的其他短信',
    imports: '名册的分段',
  },
}

export const workflowsWords: Words<WorkflowsWords> = {
  en: {
    title: 'Workflows',
    what: 'One execution for each isolation and for each matter. What stands still comes first.',
    filters: 'Which executions',
    workflow: 'Workflow',
    workflows: { isolation: 'Isolations', escalation: 'Escalations' },
    attention: 'Needs attention',
    nothingStuck:
      'Nothing is stuck: every open isolation and matter has an execution that runs and is on time.',
    byState: 'By state',
    state: 'State',
    count: 'Executions',
    running: 'Running',
    noneRunning: 'None is running.',
    ended: 'Ended',
    showEnded: 'Show those that have ended',
    noneEnded: 'None has ended yet.',
    nextPage: 'Next page',
    firstPage: 'First page',
    status: {
      RUNNING: 'running',
      SUCCEEDED: 'succeeded',
      FAILED: 'failed',
      TIMED_OUT: 'timed out',
      ABORTED: 'stopped',
      not_known: 'not known',
      not_asked: 'not looked up',
    },
    generation: (generation) => `generation ${generation}`,
    inAws: 'In the AWS console',
    deadLetters: 'Messages that could not be handled',
    deadLettersHint: 'Mend the cause first. Each is handled once.',
    lettersIn: (queue, count) => `${queueNames.en[queue] ?? queue}: ${count}`,
    redrive: 'Try again',
    redriven: () => 'They are tried again',
    headers: { subject: 'Of', status: 'Execution', state: 'State and what is next', actions: 'Actions' },
  },
  'zh-CN': {
    title: '流程',
    what: '每个隔离、每个事项各有一次运行。停滞的排在最前。',
    filters: '筛选',
    workflow: '流程',
    workflows: { isolation: '隔离', escalation: '事项上报' },
    attention: '需要处理',
    nothingStuck: '没有停滞：每个未结束的隔离和事项都在按时运行。',
    byState: '按状态',
    state: '状态',
    count: '数量',
    running: '运行中',
    noneRunning: '没有运行中的流程。',
    ended: '已结束',
    showEnded: '显示已结束的流程',
    noneEnded: '还没有结束的流程。',
    nextPage: '下一页',
    firstPage: '第一页',
    status: {
      RUNNING: '运行中',
      SUCCEEDED: '已完成',
      FAILED: '失败',
      TIMED_OUT: '超时',
      ABORTED: '已停止',
      not_known: '未知',
      not_asked: '未查询',
    },
    generation: (generation) => `第${generation}代`,
    inAws: '在 AWS 控制台查看',
    deadLetters: '未能处理的消息',
    deadLettersHint: '请先排除原因，每条只会处理一次',
    lettersIn: (queue, count) => `${queueNames['zh-CN'][queue] ?? queue}：${count}条`,
    redrive: '重新处理',
    redriven: () => '正在重新处理',
    headers: { subject: '所属', status: '运行', state: '状态与下一步', actions: '操作' },
  },
}
