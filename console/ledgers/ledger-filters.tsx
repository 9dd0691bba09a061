import { Choice, Filters } from '../filters/choice.tsx'
import { GridChoice } from '../filters/grid-choice.tsx'
import { SearchField } from '../filters/search-field.tsx'
import { flagNames } from '../person/flag-names.ts'
import { domainWords } from '../words/domain.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { categories, type LedgerFilter, type OriginCount, statusNames } from './filter.ts'
import { ledgersWords } from './words.ts'

export const LedgerFilters = ({
  filter,
  origins,
  onFilter,
}: {
  readonly filter: LedgerFilter
  readonly origins: readonly OriginCount[]
  readonly onFilter: (filter: LedgerFilter) => void
}) => {
  const say = useWords(ledgersWords)
  const { language } = useLanguage()
  const words = domainWords[language]
  const { status, category, grid, origin, flag, search = '' } = filter
  return (
    <Filters label={say.filters}>
      <SearchField
        label={say.search}
        hint={say.searchHint}
        value={search}
        onSearch={(sought) => onFilter({ ...filter, search: sought })}
      />
      <Choice
        label={say.status}
        all={say.allStatuses}
        options={statusNames.map((name) => [name, words.status[name]])}
        value={status}
        onChoose={(value) => onFilter({ ...filter, status: value })}
      />
      <Choice
        label={say.category}
        all={say.allCategories}
        options={categories.map((name) => [name, words.category[name]])}
        value={category}
        onChoose={(value) => onFilter({ ...filter, category: value })}
      />
      <Choice
        label={say.origin}
        all={say.allOrigins}
        options={origins
          .filter(({ key }) => key !== '')
          .map(({ key, name = say.unknownOrigin }) => [key, name] as const)}
        value={origin}
        onChoose={(value) => onFilter({ ...filter, origin: value })}
      />
      <GridChoice value={grid} onChoose={(value) => onFilter({ ...filter, grid: value })} />
      <Choice
        label={say.flag}
        all={say.anyFlag}
        options={flagNames.map((name) => [name, words.flag[name]])}
        value={flag}
        onChoose={(value) => onFilter({ ...filter, flag: value })}
      />
    </Filters>
  )
}
