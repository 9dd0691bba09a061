import { useAppContext } from '../../api/app-context.tsx'
import { useWords, type Words } from '../../i18n/language.tsx'
import { Choice } from './filter-choice.tsx'
import { gridsWithin } from './visible-grids.ts'

const words: Words<{ readonly grid: string; readonly all: string }> = {
  en: { grid: 'Grid', all: 'All grids' },
  'zh-CN': { grid: '网格', all: '全部网格' },
}

/** Chooses a grid, if there is more than one that the person may see. */
export const GridChoice = ({
  value,
  onChange,
}: {
  readonly value: string | undefined
  readonly onChange: (grid: string | undefined) => void
}) => {
  const t = useWords(words)
  const { community, me } = useAppContext()
  const grids = gridsWithin(community, me.grants)
  if (grids.length < 2) return null
  const options = grids.map(({ id, name }) => [`${id}`, name] as const)
  return <Choice label={t.grid} all={t.all} options={options} value={value} onChange={onChange} />
}
