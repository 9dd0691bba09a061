import Alert from '@cloudscape-design/components/alert'
import { useWords, type Words } from '../i18n/language.tsx'

interface UnreadableWords {
  readonly title: (count: number) => string
  readonly todo: string
  readonly more: (count: number) => string
}

const words: Words<UnreadableWords> = {
  en: {
    title: (count) =>
      `${count === 1 ? '1 record' : `${count} records`} cannot be read, and may be missing here`,
    todo: 'Telephone the returnee. Give these ids to whoever operates the system: docs/runbook.md, “its record cannot be read”.',
    more: (count) => `and ${count} more`,
  },
  'zh-CN': {
    title: (count) => `有 ${count} 条记录无法读取，此处可能缺少相关内容`,
    todo: '请电话联系本人，并将以下编号告知系统运维人员：见 docs/runbook.md “its record cannot be read”。',
    more: (count) => `另有 ${count} 条`,
  },
}

/** What belongs here and cannot be read, by id. `count`: how many there are, if not all ids are given. */
export const UnreadableRecords = ({
  ids = [],
  count = ids.length,
}: {
  readonly ids?: readonly string[] | undefined
  readonly count?: number
}) => {
  const t = useWords(words)
  if (count === 0) return null
  return (
    <Alert type="error" header={t.title(count)}>
      {t.todo}
      <ul aria-label={t.title(count)}>
        {ids.map((id) => (
          <li key={id}>
            <code>{id}</code>
          </li>
        ))}
      </ul>
      {count > ids.length && t.more(count - ids.length)}
    </Alert>
  )
}
