import type { Previewed } from '../../../api/endpoints/rosters.ts'
import { SmallTable } from '../../components/small-table.tsx'
import { domainWords } from '../../i18n/domain-words.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { languages, useLanguage, useWords } from '../../i18n/language.tsx'
import { columnWords } from '../../i18n/roster-column-words.ts'
import { registerWords } from './register-words.ts'

type Column = Previewed['columns'][number]

/** How every column was read: a wrong one shows here before anybody is registered. */
export const UnderstoodColumns = ({ file, columns }: Pick<Previewed, 'file' | 'columns'>) => {
  const say = useWords(registerWords)
  const domain = useWords(domainWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const words: Readonly<Record<string, string>> = {
    ...domain.relation,
    ...domain.category,
    ...languages,
    ...Object.fromEntries(community.grids.map(({ id, name }) => [id, name])),
    yes: say.yes,
    no: say.no,
  }
  const found = ({ values, from, to }: Column): string => {
    if (from !== undefined && to !== undefined) return say.fromTo(from, to)
    return Object.entries(values ?? {})
      .map(([value, count]) => `${words[value] ?? value} ${count}`)
      .join(language === 'en' ? ', ' : '，')
  }
  return (
    <>
      <h3>{say.understood}</h3>
      <p>{say.fileRead(file)}</p>
      <SmallTable<Column>
        label={say.understood}
        rows={columns}
        idOf={({ title, column }) => `${title} ${column}`}
        columns={[
          { name: 'title', header: say.column, isHeading: true, cell: ({ title }) => title },
          {
            name: 'column',
            header: say.readAs,
            cell: ({ column }) => (column === undefined ? say.notRead : columnWords(column, language)),
          },
          { name: 'filled', header: say.cells, width: 90, cell: ({ filled }) => filled },
          { name: 'refused', header: say.refusedCells, width: 100, cell: ({ refused }) => refused || '' },
          { name: 'found', header: say.found, cell: found },
        ]}
      />
    </>
  )
}
