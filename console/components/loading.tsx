import Spinner from '@cloudscape-design/components/spinner'
import { useWords } from '../i18n/language.tsx'

const words = { en: 'Loading', 'zh-CN': '正在加载' }

export const Loading = () => {
  const loading = useWords(words)
  return (
    <p className="waiting" role="status">
      <Spinner /> {loading}
    </p>
  )
}
