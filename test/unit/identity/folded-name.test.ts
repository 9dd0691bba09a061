import { describe, expect, it } from 'vitest'
import { foldedName } from '../../../core/identity/folded-name.ts'

describe('a name', () => {
  it.each([
    [
      '阿卜杜拉·买买提',
      [
        '阿卜杜拉•买买提',
        '阿卜杜拉．买买提',
        '阿卜杜拉・买买提',
        '阿卜杜拉.买买提',
        '阿卜杜拉‧买买提',
        '阿卜杜拉 买买提',
        '阿卜杜拉买买提',
        '阿卜杜拉丶买买提',
        '阿卜杜拉-买买提',
        '阿卜杜拉･买买提',
        '阿卜杜拉∙买买提',
        '阿卜杜拉。买买提',
        '阿卜杜拉ꞏ买买提',
        '阿卜杜拉ㆍ买买提',
        '阿卜杜拉ᐧ买买提',
        '阿卜杜拉\u200b·买买提',
        '阿卜杜拉•買買提',
      ],
    ],
    ['王明', ['王 明', '王　明', ' 王明 ', '王\u00a0明']],
    ['刘伟', ['劉偉', '劉 偉']],
    ['钟馥发', ['鍾馥發', '鐘馥髮', '锺馥发']],
    ['范于里', ['範於裏', '範於裡']],
    ['余云峰', ['餘雲峯', '馀云峰']],
    ['苏国荣', ['蘇國榮']],
    ['龙', ['⿓'.normalize('NFKC'), '龍']],
    [
      'Zhang Wei',
      [
        'Wei Zhang',
        'ZHANG, Wei',
        'zhang wei',
        'Ｚｈａｎｇ Ｗｅｉ',
        'Zhāng Wěi',
        'ZhangWei',
        'Zhang-Wei',
        'WEI ZHANG',
      ],
    ],
    ['Zhang Xiaoming', ['Xiao-Ming Zhang', 'Zhang Xiao Ming', 'Zhang, Xiao-ming', 'Xiaoming Zhang']],
    ['Lü Xiu', ['Lv Xiu', 'LYU Xiu', 'Xiu Lǚ', 'Lu Xiu']],
    ['Ouyang Xiu', ['Xiu Ou-yang', 'OUYANG, XIU']],
    ["Xi'an Li", ['Li Xi An', 'Li Xi’an']],
    ['José García', ['Jose Garcia', 'GARCIA, José', 'García José']],
    ["O'Brien Patrick", ['Patrick O’Brien', 'OBRIEN, Patrick']],
    ['Søren Weiß', ['Soren Weiss']],
    ['Иванов Иван', ['ИВАНОВ ИВАН', 'Иван Иванов', 'Иванов, Иван']],
    ['김민수', ['김 민수', '민수 김']],
    ['Παπαδόπουλος Νίκος', ['Νίκος Παπαδόπουλος']],
  ])('%s is one name, however it is written', (name, writings) => {
    for (const writing of writings) expect(foldedName(writing), writing).toBe(foldedName(name))
  })

  it.each([
    ['王明', '王朋'],
    ['王明', '明王'],
    ['刘伟', '刘纬'],
    ['王芳', '王方'],
    ['张伟', 'Zhang Wei'],
    ['Zhang Wei', 'Zhang Min'],
    ['Li Na', 'An Li'],
    ['Chen Meilin', 'Chen Linmei'],
    ['样例·王明', '样例·王芳'],
    ['王明1', '王明2'],
    ['🙂', '🙁'],
  ])('%s and %s are two', (one, other) => {
    expect(foldedName(one)).not.toBe(foldedName(other))
  })

  it('is folded once and for all', () => {
    for (const name of ['鍾·發', 'Zhāng Wěi', 'Lyu Xiu', 'Söze, Keyser'])
      expect(foldedName(foldedName(name))).toBe(foldedName(name))
  })
})
