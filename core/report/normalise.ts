/** Characters in which the words of a report differ between traditional and simplified writing. */
const TRADITIONAL =
  '體溫發燒熱無沒乾嘔頭暈氣悶難點個號樓單棟歲錢塊門診嚨聞嘗嚐覺瀉戰虛癥狀適華攝時間從測這對錯認訂開復幫後週兩貳陸參萬會還勁壓陽陰絕處換聯繫係見達來緩準電話機療證確院醫說請們價員鐘過週於層區縣無異寫謝聽舊塊飯變題癱喪減壞腫'
const SIMPLIFIED =
  '体温发烧热无没干呕头晕气闷难点个号楼单栋岁钱块门诊咙闻尝尝觉泻战虚症状适华摄时间从测这对错认订开复帮后周两贰陆叁万会还劲压阳阴绝处换联系系见达来缓准电话机疗证确院医说请们价员钟过周于层区县无异写谢听旧块饭变题瘫丧减坏肿'

const simplified = new Map([...TRADITIONAL].map((from, index) => [from, SIMPLIFIED[index] ?? from]))

/**
 * One line in compatibility form: full-width and styled characters become plain ones, invisible ones go. Keeps the
 * case, so that what is left over can be shown as a note.
 */
export const clean = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}|\p{Variation_Selector}|\u20E3|\u030A/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** Lower case and simplified characters, each in its old place. Expects a clean text. */
export const fold = (cleaned: string): string => {
  let folded = ''
  for (const character of cleaned) {
    const lower = character.toLowerCase()
    folded += simplified.get(character) ?? (lower.length === character.length ? lower : character)
  }
  return folded.replace(/[’‘´`]/g, "'")
}
