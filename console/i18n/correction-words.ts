import * as z from 'zod/mini'
import type { Language } from '../../core/community/community.ts'
import { type CorrectionReason, Facts, type PersonalField } from '../../core/person/correction.ts'

/** Everything of a person that can be corrected. */
export type CorrectedField = PersonalField | keyof Facts

const factNames = z.keyof(Facts).options

export const fieldWords: Readonly<Record<Language, Readonly<Record<CorrectedField, string>>>> = {
  en: {
    name: 'name',
    phone: 'phone',
    documentNumber: 'document number',
    address: 'address',
    category: 'category',
    flags: 'needs of care',
    language: 'language',
    origin: 'origin',
    arrivedAt: 'arrival',
    lastExposure: 'last exposure',
  },
  'zh-CN': {
    name: '姓名',
    phone: '电话',
    documentNumber: '证件号',
    address: '地址',
    category: '类别',
    flags: '需关照',
    language: '语言',
    origin: '来源地',
    arrivedAt: '到达日期',
    lastExposure: '最后接触日期',
  },
}

export const correctionReasonWords: Readonly<Record<Language, Readonly<Record<CorrectionReason, string>>>> = {
  en: {
    entered_wrongly: 'it was entered wrongly',
    new_information: 'more is known now',
    new_exposure: 'there was a newer exposure',
    has_changed: 'it has changed since',
    other: 'another reason',
  },
  'zh-CN': {
    entered_wrongly: '登记有误',
    new_information: '了解到新情况',
    new_exposure: '有新的接触',
    has_changed: '情况有变',
    other: '其他原因',
  },
}

export const correctedFields = (personal: readonly PersonalField[], to: Facts): CorrectedField[] => [
  ...personal,
  ...factNames.filter((field) => to[field] !== undefined),
]
