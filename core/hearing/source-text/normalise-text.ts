/** Ten segments of Chinese, in UTF-16 units. No report is longer; the rest is not read. */
export const LONGEST_TEXT = 670

/** Traditional characters that reports use, each followed by its simplified form. */
const TRADITIONAL = [
  '體体 溫温 發发 燒烧 熱热 無无 沒没 乾干 嘔呕 頭头 暈晕 氣气 悶闷 難难 點点 個个 號号 樓楼',
  '單单 棟栋 歲岁 錢钱 塊块 門门 診诊 嚨咙 聞闻 嘗尝 嚐尝 覺觉 瀉泻 戰战 虛虚 癥症 狀状 適适',
  '華华 攝摄 時时 間间 從从 測测 這这 對对 錯错 認认 訂订 開开 復复 幫帮 後后 週周 兩两 貳贰',
  '陸陆 參叁 萬万 會会 還还 勁劲 壓压 陽阳 陰阴 絕绝 處处 換换 聯联 繫系 係系 見见 達达 來来',
  '緩缓 準准 電电 話话 機机 療疗 證证 確确 醫医 說说 請请 們们 員员 鐘钟 過过 於于 層层 異异',
  '寫写 謝谢 聽听 飯饭 變变 問问 題题 喪丧 減减 腫肿 靈灵 礙碍 憊惫 軟软 關关 節节 惡恶 噁恶',
  '鬧闹 樣样 順顺 暢畅 費费 讓让 進进 碼码 辦办 結结 決决 長长 閱阅 別别 誤误 麼么 顯显 現现',
  '剛刚 報报 戶户 飽饱 脈脉',
]

const simplified = new Map(
  TRADITIONAL.flatMap((line) => line.split(' ')).map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)

const circled = (sign: string): number => {
  const code = sign.charCodeAt(0)
  return code >= 0x2776 ? code - 0x2775 : code - 0x245f
}

/**
 * One line in compatibility form: full-width and styled characters become plain, invisible ones are removed. Keeps the
 * case, so that leftovers can be shown as a note.
 */
export const clean = (text: string): string =>
  text
    // Otherwise ① would join the number after it as a 1.
    .replace(/[\u2460-\u2473\u2776-\u277f]/g, (sign) => ` (${circled(sign)})`)
    .normalize('NFKC')
    .replace(/\p{Cf}|\p{Variation_Selector}|\u20E3|\u030A/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** Lower case and simplified characters, each at its position. Expects a clean text. */
export const fold = (cleaned: string): string => {
  let folded = ''
  for (const character of cleaned) {
    const lower = character.toLowerCase()
    folded += simplified.get(character) ?? (lower.length === character.length ? lower : character)
  }
  return folded.replace(/[’‘´`]/g, "'")
}
