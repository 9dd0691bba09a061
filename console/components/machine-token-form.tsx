import { type FormEvent, useState } from 'react'
import { keepToken } from '../api/machine-token.ts'
import { useWords } from '../i18n/language.tsx'

const words = {
  en: {
    title: 'This machine asks for its token',
    lead: 'Open the link that npm start has printed, or give the token from it. It is also in the file “token” of the data folder (.sixclear).',
    token: 'Token',
    open: 'Open',
  },
  'zh-CN': {
    title: '请提供本机口令',
    lead: '请打开 npm start 打印的链接，或填写其中的口令。口令也在数据文件夹（.sixclear）的 token 文件里。',
    token: '口令',
    open: '打开',
  },
}

/** For a local server: this browser does not have its token. */
export const MachineTokenForm = () => {
  const t = useWords(words)
  const [token, setToken] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keepToken(token)
    location.reload()
  }
  return (
    <main className="alone">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <form onSubmit={submit}>
        <label>
          {t.token}{' '}
          <input
            type="password"
            autoComplete="off"
            value={token}
            onChange={({ target }) => setToken(target.value)}
          />
        </label>{' '}
        <button type="submit">{t.open}</button>
      </form>
    </main>
  )
}
