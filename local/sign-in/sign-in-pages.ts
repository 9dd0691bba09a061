import type { Community, Language } from '../../core/community/community.ts'
import { AUTHORIZE, STYLE } from './discovery.ts'
import { type Identity, type ListedPost, postsIn, viewers } from './sign-in-people.ts'
import { words } from './sign-in-texts.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

const page = (language: Language, title: string, content: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${STYLE}">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`

const choice = ({ sub, name, language }: Identity, what: string): string =>
  `<li><button name="sub" value="${escaped(sub)}"><strong lang="${language}">${escaped(name)}</strong> <span>${escaped(what)}</span></button></li>`

const list = (heading: string, choices: readonly string[]): string =>
  `<section>\n<h2>${escaped(heading)}</h2>\n<ul>\n${choices.join('\n')}\n</ul>\n</section>`

const postWords = ({ roles, grids }: ListedPost, language: Language): string =>
  [roles.map((role) => words[language].roles[role]).join(language === 'en' ? ', ' : '、'), ...grids].join(
    ' · ',
  )

const inOtherLanguage = (query: URLSearchParams, language: Language): string => {
  const other = new URLSearchParams(query)
  other.set('ui_locales', language === 'en' ? 'zh-CN' : 'en')
  return `${AUTHORIZE}?${other}`
}

/** The choice of identities: everybody with a post, and two viewers. */
export const choosePage = (
  communities: readonly Community[],
  query: URLSearchParams,
  language: Language,
): string => {
  const { title, lead, otherLanguage, viewers: without, sees } = words[language]
  const sections = [
    ...communities.map((community) =>
      list(
        community.name,
        postsIn(community).map((person) => choice(person, postWords(person, language))),
      ),
    ),
    list(
      without,
      viewers(language).map((person) => choice(person, sees[person.sub])),
    ),
  ]
  return page(
    language,
    title,
    `<header>
<h1>${escaped(title)}</h1>
<a href="${escaped(inOtherLanguage(query, language))}" lang="${language === 'en' ? 'zh-CN' : 'en'}">${escaped(otherLanguage)}</a>
</header>
<p>${escaped(lead)}</p>
<form method="post" action="${escaped(`${AUTHORIZE}?${query}`)}">
${sections.join('\n')}
</form>`,
  )
}

export const signedOutPage = (language: Language): string => {
  const { signedOut, signedOutLead, signInAgain } = words[language]
  return page(
    language,
    signedOut,
    `<h1>${escaped(signedOut)}</h1>\n<p>${escaped(signedOutLead)}</p>\n<p><a href="/">${escaped(signInAgain)}</a></p>`,
  )
}

/** The request has no ticket. */
export const noTicketPage = (language: Language): string => {
  const { refused, noTicket: notAdmitted, toTheConsole } = words[language]
  return page(
    language,
    refused,
    `<h1>${escaped(refused)}</h1>\n<p>${escaped(notAdmitted)}</p>\n<p><a href="/">${escaped(toTheConsole)}</a></p>`,
  )
}

/** `why` is for client developers, in English. */
export const refusedPage = (language: Language, why: string): string => {
  const { refused, toTheConsole } = words[language]
  return page(
    language,
    refused,
    `<h1>${escaped(refused)}</h1>\n<p lang="en">${escaped(why)}</p>\n<p><a href="/">${escaped(toTheConsole)}</a></p>`,
  )
}
