/**
 * Ideographs for the radicals U+2E80-2EF3 in order, which PDFs contain.
 *
 * Data: EquivalentUnifiedIdeograph.txt of the Unicode Character Database 17.0, (c) Unicode, Inc., under the Unicode
 * License v3 (https://www.unicode.org/license.txt).
 */
const IDEOGRAPHS = Array.from(
  '⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂' +
    '肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟',
)

const FIRST = 0x2e80
const RADICALS = /[\u2e80-\u2ef3]/g

export function withoutRadicals(text: string): string {
  return text.replace(RADICALS, (radical) => IDEOGRAPHS[radical.charCodeAt(0) - FIRST]!)
}
