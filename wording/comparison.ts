/** Words of 市县比对. */
import type { Upload } from '../schemas/records/upload.ts'
import { periodName, whenName } from './dates.ts'

export const COMPARISON = {
  both: '市县一致',
  onlyCity: '仅市名单有',
  onlyCounty: '仅县名单有',
  hint: '与各县（市、区）现行名单比对的结果，以本名单报送时为准。市级名单只用于比对，不增减任何人。本名单中被退回的行所写的人员，不计入“仅县名单有”。',
  newList: '新增名单不作市县比对，也不增减任何人：比对以全部名单为准，请按期报送全部名单。',
  overtaken: '之后又报送了全部名单，这里是旧的比对，请以最近一份名单的比对为准。',
  counties: '仅县名单有的人员，由各县本单位在“现行名单”的“市级名单没有”中查看；市级只看到人数。',
  noList: '还没有报送过这种名单，或者最近的一份已撤回。报送全部名单后，比对结果列在这里。',
  empty: '没有仅市名单有的人员。',
  mend: '请与该县核对：应当列入的，由该县在新增名单中报送；不应列入的，市级下一次全部名单不再列入。',
} as const

/** `2018年5月全部名单（2018年6月4日10:00报送）` */
export const sentList = ({ period, day, requestedAt }: Pick<Upload, 'period' | 'day' | 'requestedAt'>) =>
  `${periodName(period)}全部名单（${whenName(day, requestedAt)}报送）`

/** `仅市名单有3人，仅县名单有5人` */
export function differenceWords(compared: NonNullable<Upload['compared']>): string {
  const sum = (which: 'onlyCity' | 'onlyCounty') => compared.reduce((all, one) => all + one[which], 0)
  return `${COMPARISON.onlyCity}${sum('onlyCity')}人，${COMPARISON.onlyCounty}${sum('onlyCounty')}人`
}

/** `始兴县仅市名单有的人员` */
export const onlyCityTitle = (county: string) => `${county}${COMPARISON.onlyCity}的人员`
/** Where there are more than are named. */
export const namedOf = (named: number, all: number) => `共${all}人，这里只列出前${named}人。`
