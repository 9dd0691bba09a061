import type { ReopenReason } from '../../core/isolation/isolation.ts'
import type { Words } from './language.tsx'

/** Why an isolation was reopened. */
export const reopenWords: Words<Readonly<Record<ReopenReason, string>>> = {
  en: { ended_in_error: 'ended in error', was_found: 'was found', came_back: 'came back' },
  'zh-CN': { ended_in_error: '误结束', was_found: '已找到', came_back: '已返回' },
}
