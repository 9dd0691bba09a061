import type { Language } from '../../../core/community/community.ts'
import { useAppContext } from '../../api/app-context.tsx'
import type { PersonDetails } from '../../api/person-details.ts'
import layout from '../../components/layout.module.css'
import { Panel } from '../../components/panel.tsx'
import { SmallTable } from '../../components/small-table.tsx'
import { formatDateTime } from '../../i18n/date-time.ts'
import { useLanguage, useWords, type Words } from '../../i18n/language.tsx'
import { roleWords } from '../../i18n/role-words.ts'
import { actorWords } from '../../i18n/staff-names.ts'

interface ViewsWords {
  readonly title: string
  readonly what: string
  readonly none: string
  readonly when: string
  readonly by: string
  readonly role: string
  readonly saw: string
}

type View = PersonDetails['views'][number]

const words: Words<ViewsWords> = {
  en: {
    title: 'Who looked',
    what: 'Every look at name, phone, address or messages, once an hour.',
    none: 'Nobody yet.',
    when: 'When',
    by: 'Who',
    role: 'Role',
    saw: 'Where',
  },
  'zh-CN': {
    title: '查看记录',
    what: '查看姓名、电话、地址或短信的记录，每小时记一次。',
    none: '暂无。',
    when: '时间',
    by: '查看人',
    role: '角色',
    saw: '查看位置',
  },
}

const operations: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    getIsolation: 'the page of the person',
    getMatter: 'the page of a matter',
    listIsolations: 'a list of people',
    getNoOneLeftBehind: 'the line: no one left behind',
    listMatters: 'the list of matters',
    listMyMatters: 'their matters',
    listMessages: 'the list of messages',
    listFollowUps: 'the list of visits and calls',
    exportIsolations: 'an export of people',
    exportLedger: 'an export of the ledger',
    checkRegistration: 'the check of a registration',
    searchFhir: 'readings, by a health office',
    readFhir: 'readings, by a health office',
    getFhirExportFile: 'readings, by a health office',
  },
  'zh-CN': {
    getIsolation: '人员页面',
    getMatter: '事项页面',
    listIsolations: '人员列表',
    getNoOneLeftBehind: '“一个也没有落下”',
    listMatters: '事项列表',
    listMyMatters: '其事项',
    listMessages: '短信列表',
    listFollowUps: '走访随访列表',
    exportIsolations: '人员导出',
    exportLedger: '台账导出',
    checkRegistration: '登记核对',
    searchFhir: '体温和症状（卫健部门）',
    readFhir: '体温和症状（卫健部门）',
    getFhirExportFile: '体温和症状（卫健部门）',
  },
}

/** Who has seen name, phone, address or messages, and when. */
export const AccessLog = ({ views, zone }: Pick<PersonDetails, 'views'> & { readonly zone: string }) => {
  const t = useWords(words)
  const { language } = useLanguage()
  const { community } = useAppContext()
  return (
    <Panel title={t.title} count={views.length}>
      <p className={layout['quiet']}>{t.what}</p>
      <SmallTable<View>
        label={t.title}
        rows={views}
        idOf={({ at, by, operation }) => `${at} ${by} ${operation}`}
        empty={t.none}
        columns={[
          {
            name: 'at',
            header: t.when,
            width: 130,
            isHeading: true,
            cell: ({ at }) => <time dateTime={at}>{formatDateTime(at, language, zone)}</time>,
          },
          { name: 'by', header: t.by, cell: ({ by }) => actorWords(by, community, language) },
          { name: 'role', header: t.role, cell: ({ role }) => roleWords(role, language) },
          {
            name: 'saw',
            header: t.saw,
            cell: ({ operation }) => operations[language][operation] ?? operation,
          },
        ]}
      />
    </Panel>
  )
}
