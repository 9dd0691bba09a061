import type { Symptom } from '../domain/isolation.ts'

/** The words for each symptom, Chinese and English, folded. A negation that is part of a word (无力, 闻不到) belongs to it. */
export const SYMPTOM_WORDS: { readonly [S in Symptom]: { readonly zh: string; readonly en: string } } = {
  fever: {
    // Also a fever that has gone, and the medicine against it: a doctor wants to know.
    zh: '发烧|发热(?!门诊)|低烧|高烧|低热|高热|退烧|退热|烧到|烧得|还烧|在烧|烧起来|有点烧|烧(?=$|[ ,。、;!?])',
    en: 'fever(?!\\s?clinic)|fevers|feverish',
  },
  'dry cough': { zh: '干咳|咳嗽|咳痰|咳得|咳', en: '(?:dry |bad )?cough(?:ing|s|ed)?' },
  fatigue: {
    zh: '乏力|没有?力气|没有?精神|没有?劲|(?:浑身|全身|四肢)?无力|疲劳|疲惫|疲倦|(?:有点|很|好|太|特别|非常)?(?<![积连])累(?![计积])|发软|腿软',
    en: 'fatigued?|tired(?:ness)?|weak(?:ness)?|exhaust(?:ed|ion)|no energy',
  },
  'sore throat': {
    zh: '(?:咽喉|咽部|喉咙|嗓子|咽|喉)(?:也|还)?(?:有点|有些|有一点|很|好|特别|发)?(?:不舒服|不适|痛|疼|干|痒|哑|肿|炎)',
    en: 'sore throat|throat (?:is )?(?:a bit |very )?(?:pain|hurts|sore|ache)|scratchy throat',
  },
  'loss of smell or taste': {
    zh: '(?:嗅觉|味觉)(?:和|及|、|与)?(?:嗅觉|味觉)?(?:都|也|完全|突然|有点|有些|部分)*(?:丧失|减退|消失|下降|失灵|异常|变差|变弱|不灵|迟钝|障碍|没有?了?(?!有|了|异常|问题|变|丧失|减退|消失|下降|失灵|障碍))|(?:没有?了?|无|失去了?)(?:嗅觉|味觉)(?!异常|问题|变|丧失|减退|消失|下降|失灵|障碍)|闻不[到出见]|[尝吃]不[到出]|吃(?:东西|饭)?没有?味道?',
    en: "(?:loss of|lost|lost my|lost the|can'?t|cannot|can not|unable to|no|lost my sense of|no sense of|lost sense of) (?:sense of )?(?:smell|taste)",
  },
  diarrhoea: {
    zh: '腹泻|拉肚子|拉稀|泻肚|闹肚子|跑肚|水样便',
    en: 'diarrh?o?ea|loose (?:stools?|bowels?)|runny stools?',
  },
  breathlessness: {
    zh: '呼吸(?:有点|有些|很)?(?:困难|急促|不畅|不顺|费力)|气短|气促|气急|气喘|胸口?(?:有点|有些|很|发)?(?:闷|痛|疼)|憋气|憋得慌|[喘透]不[过上]来?气|上不来气|喘',
    en: "short(?:ness)? of breath|breathless(?:ness)?|(?:difficulty|trouble|problems?|hard) (?:in |to )?breath(?:ing|e)|(?:can'?t|cannot) breathe|chest (?:pain|tight(?:ness)?)|tight chest",
  },
  other: {
    zh: '头(?:有点|有些|很|好|还|也)?(?:痛|疼|晕)|畏寒|寒战|发冷|怕冷|打冷战|(?:肌肉|全身|浑身|身上)(?:有点|有些|很)?(?:酸痛|酸疼|痛|疼|酸)|酸痛|关节痛|腹痛|肚子(?:有点|很)?(?:痛|疼)|恶心|呕吐|想吐|吐了|流鼻涕|流涕|鼻塞|打喷嚏|喷嚏|结膜炎|不舒服|不适|不太舒服|不是很舒服|难受|不好受|不太好|不是很好|不对劲|不正常|不健康|生病|病了|感冒',
    en: "headaches?|head ?aches?|dizzy|dizziness|chills?|shivering|(?:muscle|body|joint) (?:aches?|pains?)|aching|nausea|nauseous|vomit(?:ing|ed|s)?|(?:runny|stuffy|blocked) nose|sneezing|unwell|sick|ill|(?:not|don'?t|do not|isn'?t|aren'?t) (?:feel(?:ing)? )?(?:so |very |too |all that )?(?:well|good|fine|okay|ok|great|healthy)|a cold|the flu|flu",
  },
}

/** A body part with its complaint denied in between: 嗓子不痛, 头不晕. */
export const DENIED_WITHIN =
  '(?:咽喉|咽部|喉咙|嗓子|头|肚子|胸口?|肌肉|全身|浑身|身上)(?:也|都)?(?:不|没有?|无)(?:觉得|感到|有|怎么)?(?:痛|疼|痒|晕|闷|哑|肿|酸痛?|干)|呼吸(?:正常|顺畅|平稳)|(?:嗅觉|味觉)(?:和|及|、|与)?(?:嗅觉|味觉)?(?:都|也)?(?:正常|还在)|(?<![a-z])(?:fever|cough|symptom)[- ]?free(?![a-z])'

export const WELL = {
  zh: '一切(?:都)?(?:正常|安好|很?好)|都(?:很|挺)?(?:正常|好)|身体(?:状况|情况|一切|都|很|挺)*(?:正常|健康|良好|不错|好)|(?:状态|感觉|情况|状况|精神)(?:都|很|也|一切|还)*(?:正常|良好|不错|可以|好)|没啥?事|没毛病|挺好|很好|安好|平安|无恙|健康',
  en: "(?:i am|i'm|im|i feel|feel|feeling|am|all|everything is|everything) (?:very |quite |all |just )?(?:fine|well|good|ok|okay|great|normal|healthy)|asymptomatic|healthy",
} as const
