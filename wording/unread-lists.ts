/** Counties whose list was damaged or gone when another office's work looked at it. */

import type { Policy } from '../schemas/records/policy.ts'
import type { Upload } from '../schemas/records/upload.ts'
import { divisionName } from './offices.ts'

/** @returns undefined where a city's list was compared with every county's */
export function notCompared({ uncompared }: Upload, policy: Policy): string | undefined {
  const names = uncompared?.map((county) => divisionName(county, policy)).join('、')
  return names && `${names}的名单文件已损坏或丢失，没有比对。平台修复后，请重新报送本名单。`
}

export const notCounted = (counties: readonly string[]) =>
  `${counties.join('、')}的名单文件已损坏或丢失，人数没有计入。`
