import type { Symptom } from '../../../core/meaning.ts'
import { type Words, words } from './word-lists.ts'

export type Language = 'zh' | 'en'
type InBothLanguages<Value> = Readonly<Record<Language, Value>>

export const greetings: InBothLanguages<Words> = {
  zh: words('||||你好，|早上好，|晚上好 |收到，|不好意思刚看到，|您好！|社区同志你好，'),
  en: words('||||hi, |Good morning, |hello |sorry for late reply, |Dear staff, |ok '),
}

/** Right before the number, with nothing between: among them names that are numerals, times and rooms. */
export const labels: InBothLanguages<Words> = {
  zh: words(
    [
      '||||体温|体温：|体温是|温度|刚量的|刚测了|腋温|额温|今早|早上|今天早上|今天体温|报告体温：|我|我的体温',
      '量了一下，|t|T：|體溫|溫度：|tiwen|王建国|王建国 |老王|张三|李四：|王五 |赵六|陈一|钱七，|孙八 |周九|万百|伍千',
      '早8点|今早8点 |8:05 |501 |3-2-501 |501室',
    ].join('|'),
  ),
  en: words(
    '||||temp |temp: |temperature |my temperature is |T |T: |it is |I measured |this morning |today |just now |Wang Jianguo |mine: |reading |body temp is |8:05am |room 501: |flat 3-2-501 ',
  ),
}

/** Numbers that are not somebody's temperature. */
export const numbers: InBothLanguages<Words> = {
  zh: words(
    '3号楼2单元501室|501室|3-2-501|早上8点|7点50分|8:05|八点半|2月15日|第5天|第五天|今年72岁|血压130/80|心率72|血氧98|体重68公斤|吃了2片药|喝了3杯水|电话13800000101|住38号楼|室温26度|16号解除|一家4口|睡了9个小时|三十七号楼|走了3600步',
  ),
  en: words(
    'room 501|flat 3-2-501|at 8:05|8am|day 5|age 72|BP 130/80|pulse 72|SpO2 98%|weight 68 kg|took 2 pills|slept 9 hours|building 38|phone 13800000101|15 Feb|family of 4|walked 3600 steps|room temperature 26 degrees',
  ),
}

export const denials: InBothLanguages<Words> = {
  zh: words(
    '一切正常|没有症状|无不适|没发烧|没有发烧|不咳嗽|无咳嗽|没发烧也没咳嗽|无发热、咳嗽、乏力|没有咳嗽和喉咙痛|身体很好|都好着呢|嗓子不痛',
  ),
  en: words(
    'no symptoms|no fever|no cough|no fever no cough|no fever, cough or sore throat|feeling fine|all good|I am ok|Cough: N Fever: N|no cough at all',
  ),
}

export const kindWords: InBothLanguages<Words> = {
  zh: words('谢谢|放心|🙏|辛苦了|祝好|明天见'),
  en: words('thanks|thank you 🙏|have a nice day|cheers'),
}

type Complaint = readonly [string, Symptom]

export const complaints: InBothLanguages<readonly [Complaint, ...Complaint[]]> = {
  zh: [
    ['干咳', 'dry_cough'],
    ['咳嗽', 'dry_cough'],
    ['一直咳', 'dry_cough'],
    ['喉咙痛', 'sore_throat'],
    ['嗓子疼', 'sore_throat'],
    ['没发烧喉咙痛', 'sore_throat'],
    ['拉肚子', 'diarrhoea'],
    ['腹泻', 'diarrhoea'],
    ['不咳嗽，就是拉肚子', 'diarrhoea'],
    ['浑身没力气', 'fatigue'],
    ['乏力', 'fatigue'],
    ['闻不到味道', 'loss_of_smell_or_taste'],
    ['嗅觉没了', 'loss_of_smell_or_taste'],
    ['呼吸困难', 'breathlessness'],
    ['喘不上气', 'breathlessness'],
    ['头痛', 'other'],
    ['流鼻涕', 'other'],
  ],
  en: [
    ['dry cough', 'dry_cough'],
    ['I am coughing', 'dry_cough'],
    ['sore throat', 'sore_throat'],
    ['no fever but my throat is sore', 'sore_throat'],
    ['diarrhea', 'diarrhoea'],
    ['very tired and weak', 'fatigue'],
    ['cannot smell anything', 'loss_of_smell_or_taste'],
    ['lost my sense of taste', 'loss_of_smell_or_taste'],
    ['short of breath', 'breathlessness'],
    ['headache', 'other'],
    ['runny nose', 'other'],
  ],
}

export const joins: InBothLanguages<Words> = { zh: words('，|，|。| |\n|；'), en: words(', |, |. |; |\n') }

/** Temperatures that nobody has. */
export const nobodys: InBothLanguages<Words> = {
  zh: words(
    '要是烧到{}怎么办|是不是{}以上算发烧|超过{}要去医院吗|到{}才算发烧吧|水温{}度可以洗澡吗|多少度算高，{}吗|如果到了{}我再打电话|你们说的{}是什么意思',
  ),
  en: words(
    'what if I get {}|is {} already a fever?|should I call when it is over {}?|if it goes to {} I will call|do you mean {} is the limit?',
  ),
}

export const LIMITS = words('37.3|38|38.5|37.5|39')

export const corrections: InBothLanguages<Words> = {
  zh: words('不是{wrong}，是{right}|打错了，{right}，不是{wrong}|刚才的{wrong}打错了，是{right}'),
  en: words('not {wrong}, it is {right}|sorry typo: {right} not {wrong}'),
}

/** Of the missed morning and of this evening. */
export const halves: InBothLanguages<Words> = {
  zh: words('早{one}，晚{two}|早上{one} 晚上{two}|今早{one}；现在{two}|上午{one}\n下午{two}'),
  en: words('morning {one}, evening {two}|am {one} pm {two}|{one} this morning and {two} now'),
}
