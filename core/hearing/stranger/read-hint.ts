import { ownTextIn } from '../source-text/own-text.ts'

/** The door that a hint names, in the signs that somebody wrote. */
export interface Door {
  readonly building: string
  readonly unit: string
  readonly room: string
}

const BUILDING = '(?<building>\\d{1,3}[a-z]?)'
const UNIT = '(?<unit>\\d{1,2}|[a-z])'
const ROOM = '(?<room>\\d{2,4}[a-z]?)'

/** The usual ways of writing a whole address: `3-2-502`, `3号楼2单元502室`, `building 3 unit 2 room 502`. */
const ADDRESSES = [
  `(?<![\\w.\\-/])${BUILDING} ?- ?${UNIT} ?- ?${ROOM}(?![\\w.]*[\\-/.]?\\d|[a-z])`,
  `(?<![\\w.\\-/])${BUILDING} ?(?:号楼|号|栋|幢|座|楼) ?${UNIT} ?(?:单元|门|-) ?${ROOM}(?!\\d|\\.\\d|-\\d)(?: ?(?:室|号房|号|房))?`,
  `\\b(?:building|block|bldg)\\.? ?${BUILDING},? ?(?:unit|entrance|staircase) ?${UNIT},? ?(?:(?:room|flat|apartment|apt)\\.? ?)?${ROOM}(?![\\w-]*\\d|\\.\\d)`,
].map((pattern) => new RegExp(pattern, 'g'))

/** `3-2-502和503`: a second room of the same stair. */
const ANOTHER_ROOM = /^ ?(?:和|跟|与|及|或|、|\/|&|,|，|and|or) ?\d{2,4}(?!\d|年|月|点)/

const YEAR = /^(?:19|20)\d\d$/
const SECOND_PART_OF_DATE = 31

const isDate = (written: string, { building, room, unit }: Door): boolean =>
  !/[a-z号栋幢座楼]/.test(written) &&
  YEAR.test(room) &&
  Number(building) <= SECOND_PART_OF_DATE &&
  Number(unit) <= SECOND_PART_OF_DATE

const SOMEBODY =
  /有人|有个?(?:男|女|小伙|姑娘|老人|外)|有[一两二三四五六七八九十几\d]+(?:个|口|名|位)?人|这?(?:家|户)人|人家|住户|租客|租户|房客|邻居|外地人|(?:武汉|湖北)(?:的)?人|一家[人子三四五]|他们|她们|夫妻|夫妇|\b(?:somebody|someone|people|persons?|a (?:man|woman|couple|family|student|tenant)|the (?:family|tenants?|neighbou?rs?|couple)|tenants?|neighbou?rs?|they)\b/
const CAME =
  /回来|返回|归来|刚回|刚到|回家|回了|返乡|来了|到家|\b(?:came|come|comes|got|returned|arrived|is|are|just|has|have) (?:\w+ )?(?:back|home|returned|arrived|from)\b|\b(?:returned|arrived)\b/

/** Who saw it may say so; other words of the first person are about the sender's own coming. */
const WITNESS =
  /我们?(?:刚才?|昨天|今天|早上|晚上)?(?:看见|看到|看|听说|听见|听到|听|发现|注意到|知道|见到|觉得|想反映|反映|举报|要举报)|我们?(?:这)?(?:楼|单元|小区|院|隔壁|邻居|对门|楼上|楼下)|\b(?:i|we) (?:just )?(?:saw|heard|hear|noticed|think|believe|know)\b|\b(?:my|our) (?:neighbou?rs?|building|block|stair|floor)\b/g
const FIRST_PERSON = /我|俺|咱|本人|\b(?:i|we|my|me|our|us|i'm|we're)\b/

/** Asked, denied, supposed, announced or about a delivery: none of it says that somebody has come. */
const OTHERWISE = [
  /[?？]|吗|么(?:$|[ ,，。!！])|呢|是不是|有没有|是否|谁|怎么|什么|哪/,
  /^(?:hello|hi|excuse me)?[ ,]*(?:is|are|was|were|did|does|do|has|have|can|could|should|who|what|when|where|why|how|if)\b/,
  /没(?:有)?(?:外地|别的|其他)?(?:人|来|回|返|从|到家|见|看)|不是|无人|并未|未返|还没|尚未|别担心|\b(?:nobody|no one|noone|none|never|not|no (?:people|person|tenants?|neighbou?rs?)|isn't|aren't|didn't|hasn't|haven't|wasn't|weren't)\b(?! (?:registered|reported|in isolation|isolat\w+|wear\w+|told))/,
  /如果|要是|万一|假如|明天|后天|下周|将要|将会|准备|打算|要回|快回|会回|\b(?:if|tomorrow|will|going to|next week|plans? to|about to)\b/,
  /快递|外卖|包裹|取件|\b(?:parcel|package|delivery|courier)\b/,
]

/** The sender's own number would be quoted with the words. */
const PHONE = /\d(?:[ -]?\d){6,}/

/**
 * A neighbour's words from an unknown number that others have come to a home: the one door that they name. undefined:
 * anything else, and whatever is in doubt, for then a person reads it. `signatures`: those of our own texts.
 */
export const readHint = (text: string, signatures: readonly string[]): Door | undefined => {
  const { folded, cut, machine, quoted } = ownTextIn(text, signatures)
  if (machine || cut || quoted.length > 0) return undefined
  const said = folded.replace(/[‐-―－~]/g, '-')
  const doors = new Map<string, Door>()
  let rest = said
  for (const pattern of ADDRESSES)
    for (const match of said.matchAll(pattern)) {
      const { building = '', unit = '', room = '' } = match.groups ?? {}
      const door = { building: building.toUpperCase(), unit: unit.toUpperCase(), room: room.toUpperCase() }
      if (isDate(match[0], door)) continue
      if (ANOTHER_ROOM.test(said.slice(match.index + match[0].length))) return undefined
      doors.set(Object.values(door).join('-'), door)
      rest = rest.replace(match[0], ' ')
    }
  const [door, another] = doors.values()
  if (door === undefined || another !== undefined || PHONE.test(rest)) return undefined
  const words = rest.trim().replace(/^[ ,，.。:：!！]+/, '')
  if (!SOMEBODY.test(words) || !CAME.test(words)) return undefined
  if (FIRST_PERSON.test(words.replace(WITNESS, ' '))) return undefined
  return OTHERWISE.some((pattern) => pattern.test(words)) ? undefined : door
}
