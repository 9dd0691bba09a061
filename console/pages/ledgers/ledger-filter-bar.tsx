import { Choice, Filters } from '../../components/filters/filter-choice.tsx'
import { GridChoice } from '../../components/filters/grid-choice.tsx'
import { SearchField } from '../../components/filters/search-field.tsx'
import { flagNames } from '../../i18n/care-flags.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { categories, type LedgerFilter, type OriginCount, statusNames } from './ledger-filter.ts'
import { ledgersWords } from './ledgers-words.ts'

export const LedgerFilterBar = ({
  filter,
  origins,
  onFilter,
}: {
  readonly filter: LedgerFilter
  readonly origins: readonly OriginCount[]
  readonly onFilter: (filter: LedgerFilter) => void
}) => {
  const t = useWords(ledgersWords)
  const { language } = useLanguage()
  const words = domainWords[language]
  const { status, category, grid, origin, flag, search = '' } = filter
  return (
    <Filters label={t.filters}>
      <SearchField
        label={t.search}
        hint={t.searchHint}
        value={search}
        onChange={(sought) => onFilter({ ...filter, search: sought })}
      />
      <Choice
        label={t.status}
        all={t.allStatuses}
        options={statusNames.map((name) => [name, words.status[name]])}
        value={status}
        onChange={(value) => onFilter({ ...filter, status: value })}
      />
      <Choice
        label={t.category}
        all={t.allCategories}
        options={categories.map((name) => [name, words.category[name]])}
        value={category}
        onChange={(value) => onFilter({ ...filter, category: value })}
      />
      <Choice
        label={t.origin}
        all={t.allOrigins}
        options={origins
          .filter(({ key }) => key !== '')
          .map(({ key, name = t.unknownOrigin }) => [key, name] as const)}
        value={origin}
        onChange={(value) => onFilter({ ...filter, origin: value })}
      />
      <GridChoice value={grid} onChange={(value) => onFilter({ ...filter, grid: value })} />
      <Choice
        label={t.flag}
        all={t.anyFlag}
        options={flagNames.map((name) => [name, words.flag[name]])}
        value={flag}
        onChange={(value) => onFilter({ ...filter, flag: value })}
      />
    </Filters>
  )
}
