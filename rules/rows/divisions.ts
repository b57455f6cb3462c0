/** Spellings of divisions (docs/rules.md#places). */
import type { NamedDivision, Policy } from '../../schemas/records/policy.ts'
import { compact } from './normalise.ts'

const COUNTY_ENDING = /(?:瑶族自治县|县|市|区)$/u
/** Bounds the memory. */
const LONGEST_KNOWN = 60
const TOWNSHIP_ENDING = /(?:镇|乡|街道)$/u
const NATIONALITIES =
  '汉|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|' +
  '土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|' +
  '赫哲|门巴|珞巴|基诺'
/** The statistical list has 深渡水乡 for 深渡水瑶族乡. */
const LEGAL_NAME = new RegExp(`(?:${NATIONALITIES})族乡$`, 'u')
const NATIONALITY = new RegExp(`(?:${NATIONALITIES})族?乡$`, 'u')

export interface DivisionIndex {
  division(text: string): string | undefined
  /** 9 digits. */
  township(county: string, text: string): string | undefined
}

export function divisionIndex(policy: Policy): DivisionIndex {
  const { city, province } = policy
  const divisions = spellings([city, ...policy.counties], COUNTY_ENDING)
  const townships = new Map(
    [{ ...city, townships: policy.counties.flatMap((c) => c.townships) }, ...policy.counties].map((c) => [
      c.code,
      spellings(c.townships, TOWNSHIP_ENDING),
    ]),
  )
  const leading = new RegExp(`^(?:${province})?(?:${city.name})?`, 'u')
  const memo = new Map<string, string>()
  const withoutLeading = (text: string) => {
    let short = memo.get(text)
    if (short === undefined) {
      const whole = compact(text)
      short = whole.replace(leading, '')
      if (short === '' && whole.endsWith(city.name)) short = city.name
      if (memo.size < 10_000 && text.length < LONGEST_KNOWN) memo.set(text, short)
    }
    return short
  }
  return {
    division: (text) => divisions.get(withoutLeading(text)),
    township: (county, text) => {
      const found = townships.get(county)
      const name = withoutLeading(text)
      return found?.get(name) ?? found?.get(name.replace(NATIONALITY, '乡'))
    },
  }
}

function spellings(divisions: readonly NamedDivision[], ending: RegExp): Map<string, string> {
  const found = new Map<string, string>()
  const claim = (spelling: string, code: string) => {
    // A short name of two divisions names neither.
    found.set(spelling, found.has(spelling) && found.get(spelling) !== code ? '' : code)
  }
  for (const { name, code } of divisions) {
    const legal = compact(name)
    const plain = legal.replace(LEGAL_NAME, '乡')
    if (plain !== legal) claim(plain, code)
    for (const spelling of new Set([legal, plain])) {
      const short = spelling.replace(ending, '')
      if (short !== spelling && short !== '') claim(short, code)
    }
  }
  for (const { name, code } of divisions) {
    found.set(code, code)
    found.set(compact(name), code)
  }
  for (const [spelling, code] of found) if (code === '') found.delete(spelling)
  return found
}
