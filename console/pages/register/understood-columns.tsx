import type { Previewed } from '../../../api/endpoints/rosters.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { SmallTable } from '../../components/small-table.tsx'
import { domainWords } from '../../i18n/domain-words.ts'
import { languages, useLanguage, useWords } from '../../i18n/language.tsx'
import { columnWords } from '../../i18n/roster-column-words.ts'
import { registerWords } from './register-words.ts'

type Column = Previewed['columns'][number]

/** How each column is understood: a wrong one shows before anybody is registered. */
export const UnderstoodColumns = ({ file, columns }: Pick<Previewed, 'file' | 'columns'>) => {
  const t = useWords(registerWords)
  const domain = useWords(domainWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const words: Readonly<Record<string, string>> = {
    ...domain.relation,
    ...domain.category,
    ...languages,
    ...Object.fromEntries(community.grids.map(({ id, name }) => [id, name])),
    yes: t.yes,
    no: t.no,
  }
  const found = ({ values, from, to }: Column): string => {
    if (from !== undefined && to !== undefined) return t.fromTo(from, to)
    return Object.entries(values ?? {})
      .map(([value, count]) => `${words[value] ?? value} ${count}`)
      .join(language === 'en' ? ', ' : '，')
  }
  return (
    <>
      <h3>{t.understood}</h3>
      <p>{t.fileRead(file)}</p>
      <SmallTable<Column>
        label={t.understood}
        rows={columns}
        idOf={({ title, column }) => `${title} ${column}`}
        columns={[
          { name: 'title', header: t.column, isHeading: true, cell: ({ title }) => title },
          {
            name: 'column',
            header: t.readAs,
            cell: ({ column }) => (column === undefined ? t.notRead : columnWords(column, language)),
          },
          { name: 'filled', header: t.cells, width: 90, cell: ({ filled }) => filled },
          { name: 'refused', header: t.refusedCells, width: 100, cell: ({ refused }) => refused || '' },
          { name: 'found', header: t.found, cell: found },
        ]}
      />
    </>
  )
}
