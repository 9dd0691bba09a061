import { describe, expect, it } from 'vitest'
import { apiPath, joinCsv, nextLink } from '../../console/pages/ledgers/csv-parts.ts'

const MARK = '\ufeff'

describe('the parts of a CSV', () => {
  it('become one table: one byte order mark, one heading, every row in its order', () => {
    const parts = [
      `${MARK}id,name\r\n1,"a"\r\n2,b\r\n`,
      `${MARK}id,name\r\n3,c\r\n`,
      `${MARK}id,name\r\n4,"with\r\nid,name"\r\n`,
    ]
    expect(joinCsv(parts)).toBe(`${MARK}id,name\r\n1,"a"\r\n2,b\r\n3,c\r\n4,"with\r\nid,name"\r\n`)
  })

  it('are not glued together where one ends without a line break', () => {
    expect(joinCsv([`${MARK}id\r\n1`, `${MARK}id\r\n2\r\n`])).toBe(`${MARK}id\r\n1\r\n2\r\n`)
  })

  it('keep their rows where a later one comes without a heading', () => {
    expect(joinCsv([`${MARK}id\r\n1\r\n`, '2\r\n'])).toBe(`${MARK}id\r\n1\r\n2\r\n`)
  })

  it('may be only a heading', () => {
    expect(joinCsv([`${MARK}id,name\r\n`])).toBe(`${MARK}id,name\r\n`)
    expect(joinCsv([])).toBe('')
  })
})

describe('the link to the next part', () => {
  it('is found among others, and absent on the last', () => {
    expect(nextLink('</a.csv?cursor=x%2Cy>; rel="next"')).toBe('/a.csv?cursor=x%2Cy')
    expect(nextLink('</first>; rel="first", </second?a=1,2>; rel=next')).toBe('/second?a=1,2')
    expect(nextLink('</first>; rel="first"')).toBeUndefined()
    expect(nextLink(null)).toBeUndefined()
  })

  it('is asked for where the API is served, however it was written', () => {
    const asked = '/communities/c/isolations.csv?include=person'
    const next = '/communities/c/isolations.csv?cursor=1'
    expect(apiPath('isolations.csv?cursor=1', asked, '/api')).toBe(next)
    expect(apiPath('isolations.csv?cursor=1', asked, 'https://api.example')).toBe(next)
    expect(apiPath('/communities/c/isolations.csv?cursor=1', asked, '/api')).toBe(next)
    expect(apiPath('/api/communities/c/isolations.csv?cursor=1', asked, '/api')).toBe(next)
    expect(apiPath('https://elsewhere/api/x?cursor=1', asked, '/api')).toBe('/x?cursor=1')
    expect(apiPath('/apiary?cursor=1', asked, '/api')).toBe('/apiary?cursor=1')
  })
})
