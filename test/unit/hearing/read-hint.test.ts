import { describe, expect, it } from 'vitest'
import { readHint } from '../../../core/hearing/stranger/read-hint.ts'

const read = (text: string) => readHint(text, ['六清', 'Sixclear'])

describe('a hint about a home', () => {
  it.each([
    '3-2-502 有人刚从武汉回来',
    '3-2-502有人刚从武汉回来',
    '３－２－５０２　有人刚从武汉回来',
    '3—2—502 有两个人昨天回来了',
    '3号楼2单元502 有外地人回来了',
    '3號樓2單元502室，有人剛從武漢回來',
    '3栋2单元502室的租客昨晚从湖北回来了',
    '3栋2-502 有一家人刚回来',
    '您好，我听说3-2-502有人从武汉回来了，没登记',
    '我们楼3-2-502有人从外地回来',
    '3-2-502 有人从武汉回来，发烧38.5',
    'building 3 unit 2 room 502 somebody came back from Wuhan yesterday',
    'Building 3, Unit 2, 502: people came home from Wuhan.',
    'I saw a family come back to 3-2-502 from Wuhan',
    'Someone returned to block 3 entrance 2 flat 502, they are not registered',
  ])('names its door: %s', (text) => {
    expect(read(text)).toEqual({ building: '3', unit: '2', room: '502' })
  })

  it.each([
    ['an address alone', '3-2-502'],
    ['an address alone', '3号楼2单元502室'],
    ['a number', '36.5'],
    ['a report', '3-2-502 36.5'],
    ['a report', '3-2-502 体温36.5，没有症状'],
    ['a report', '爸36.5 妈36.8 我37.6'],
    ['an own coming', '我昨天从武汉回来了，住3-2-502'],
    ['an own coming', '回来 3-2-501 2/15 武汉 2人'],
    ['an own coming', 'I came back from Wuhan to 3-2-502, people told me to write'],
    ['a question', '3-2-502有人从武汉回来吗'],
    ['a question', '3-2-502 是不是有人从武汉回来了'],
    ['a question', '3-2-502有人从武汉回来？'],
    ['a question', 'did somebody come back to 3-2-502 from Wuhan'],
    ['a question', 'Is it true that somebody came back to building 3 unit 2 room 502?'],
    ['a denial', '3-2-502没有人回来'],
    ['a denial', 'nobody came back to 3-2-502, people are wrong'],
    ['a supposition', '如果3-2-502有人从武汉回来就好了'],
    ['a coming in the future', '3-2-502有人明天从武汉回来'],
    ['a delivery', '3-2-502有人在家就好，快递回来取'],
    ['no whole address', '3号楼有人刚从武汉回来'],
    ['no whole address', '502 有人刚从武汉回来'],
    ['two homes', '3-2-502和3-2-503有人从武汉回来'],
    ['two homes', '3-2-502、503有人从武汉回来'],
    ['a date', '2-10-2020 有人刚从武汉回来'],
    ['a date', '2020-2-10 有人刚从武汉回来'],
    ['a phone', '010-62-502 有人回来，电话13800000777'],
    ['a phone', '3-2-502有人从武汉回来，我邻居，电话138 0000 0777'],
    ['one of our texts', '【六清】3-2-502有人刚从武汉回来。回K7处理完'],
    ['a text of ours sent on', '转发:【六清】3-2-502有人刚从武汉回来'],
    ['an automatic reply', '[自动回复] 3-2-502有人刚从武汉回来'],
    ['nothing', ''],
  ])('is not read from %s: %s', (_, text) => {
    expect(read(text)).toBeUndefined()
  })
})
