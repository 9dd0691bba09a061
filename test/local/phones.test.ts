import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Folder, folderWithConsole, type LocalServer, startLocalServer } from './local-server.ts'

const at = (day: number, time: string): string =>
  new Date(Date.parse(`2020-02-${day}T${time}:00.000Z`) - 8 * 3_600_000).toISOString()

let folder: Folder
let server: LocalServer
beforeAll(async () => {
  folder = folderWithConsole()
  server = await startLocalServer(folder, '--paused', '--start', at(15, '14:00'))
})
afterAll(async () => {
  await server.stop()
  folder.remove()
})

const whose = async (number: string): Promise<string[]> => {
  const { owners } = await server.json(`/phones/${number}`)
  return owners.map(({ name, role, member }: { name: string; role: string; member?: string }) =>
    [name, role, member].filter((part) => part !== undefined).join(' '),
  )
}

const couldWrite = async (number: string): Promise<string[]> =>
  (await server.json(`/phones/${number}`)).suggestions

describe('the phones', () => {
  it('say whose they are: a post, one resident, or a household with its letters', async () => {
    expect(await whose('+8613900000040')).toEqual(['社区医生吴 doctor'])
    expect(await whose('+8613800000106')).toEqual(['样例·冯喜 resident'])
    expect(await whose('+8613800000999')).toEqual([])
    const { phones } = await server.json('/phones')
    const shared = phones.find(({ owners }: { owners: object[] }) => owners.length > 1)
    expect(shared.owners.map(({ member }: { member: string }) => member).sort()).toEqual(['A', 'B'])
  })

  it('are listed with the latest conversation first, a page at a time, each once', async () => {
    const { phones: all, unread } = await server.json('/phones')
    const times: string[] = all.map(({ last }: { last?: { at: string } }) => last?.at ?? '')
    expect(times).toEqual([...times].sort().reverse())
    expect(unread).toBe(all.reduce((sum: number, phone: { unread: number }) => sum + phone.unread, 0))
    const found: string[] = []
    let cursor = ''
    do {
      const page = await server.json(`/phones?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
      found.push(...page.phones.map(({ phone }: { phone: string }) => phone))
      cursor = page.cursor ?? ''
    } while (cursor !== '')
    expect(found).toEqual(all.map(({ phone }: { phone: string }) => phone))
  })

  it('are read from the beginning, or back from the end', async () => {
    const whole = await server.json('/phones/+8613800000101')
    const texts: string[] = whole.messages.map(({ id }: { id: string }) => id)
    expect(texts.length).toBeGreaterThan(4)
    const last = await server.json('/phones/+8613800000101?last=2')
    expect(last.messages.map(({ id }: { id: string }) => id)).toEqual(texts.slice(-2))
    const earlier = await server.json(`/phones/+8613800000101?last=2&before=${last.earlier}`)
    expect(earlier.messages.map(({ id }: { id: string }) => id)).toEqual(texts.slice(-4, -2))
    const all = await server.json('/phones/+8613800000101?last=200')
    expect(all.earlier).toBeUndefined()
    expect((await server.ask('/phones/+8613800000101?last=2&cursor=1')).status).toBe(422)
  })
})

describe('what the owner of a phone could write', () => {
  it('is a temperature for a resident, in the resident’s words, or the way back to our texts', async () => {
    const could = await couldWrite('+8613800000106')
    expect(could).toEqual(expect.arrayContaining(['36.5', '三十六度五', '退订']))
    const number = '+8613800000102'
    await server.post(`/phones/${number}`, { text: 'STOP' })
    expect(await couldWrite(number)).toEqual(['开始'])
    await server.post(`/phones/${number}`, { text: 'START' })
  })

  it('is nothing for a stranger', async () => {
    expect(await couldWrite('+8613800000999')).toEqual([])
  })

  it('is, for a post, an answer to each open matter that this post may give, and it is understood', async () => {
    const doctor = await couldWrite('+8613900000040')
    const [ruledOut = ''] = doctor.filter((text) => text.endsWith('排除'))
    expect(ruledOut).toMatch(/^\d{4} 排除$/)
    const code = ruledOut.slice(0, 4)
    const workers = await Promise.all([1, 2, 3, 4].map((number) => couldWrite(`+861390000000${number}`)))
    expect(workers.flat()).not.toContain(ruledOut)
    await server.post('/phones/+8613900000040', { text: ruledOut })
    const [oneTime] = await couldWrite('+8613900000040')
    expect(oneTime).toMatch(/^[KMPRVWX]\d{4}$/)
    await server.post('/phones/+8613900000040', { text: oneTime })
    const { matters } = await server.json('/communities/qinghe/matters?state=settled')
    expect(matters).toContainEqual(
      expect.objectContaining({ code, state: expect.objectContaining({ outcome: 'ruled_out' }) }),
    )
    expect((await couldWrite('+8613900000040')).filter((text) => text.startsWith(code))).toEqual([])
  })
})
