/** Pictures inside of a page: nothing that its security policy forbids, and a link on each mark. */
import { expect, test } from 'vitest'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { draw } from '../../../pages/statistics/draw/draw.ts'
import {
  agesPicture,
  coveragePicture,
  daysPicture,
  funnelPicture,
  moneyPicture,
  placesPicture,
  returnedPicture,
} from '../../../pages/statistics/options.ts'
import { punctualPicture, stagesPicture, townshipsPicture } from '../../../pages/statistics/tiles.ts'

const period = '2018-05'
const money = {
  approved: 300,
  requested: 200,
  allocated: 100,
  outstanding: 100,
  over: 0,
  paid: 0,
  failed: 0,
  inFlight: 300,
}
const place = { insurable: 9, insured: 8, sponsored: 7, rate: 8 / 9, version: 1 }
const due = { due: 2, onTime: 1, missing: 1 }
const PICTURES = {
  coverage: coveragePicture([
    { period, submitted: 1, ...place },
    { period, submitted: 0, insurable: 0, insured: 0, sponsored: 0 },
  ]),
  places: placesPicture([
    { ...place, place: '440222', name: '始<兴&县' },
    { ...place, place: '440224', name: '仁化县' },
  ]),
  funnel: funnelPicture([
    { step: 'listed', persons: 10, lost: [{ outcome: 'review', persons: 1 }] },
    { step: 'insurable', persons: 9, lost: [] },
  ]),
  money: moneyPicture([{ period, ...money }]),
  days: daysPicture([{ place: '440222', name: '始兴县', paid: 3, median: 20, ninety: 31 }]),
  ages: agesPicture([
    { from: 60, to: 64, count: 41 },
    { from: 65, count: 0 },
  ]),
  returned: returnedPicture([{ name: '位数不对', rows: 3, byOffice: { 民政局: 2, 残联: 1 } }], ['民政局', '残联']),
  townships: townshipsPicture([[{ ...place, county: '440222', place: '440222100', name: '太平镇' }]], defaultPolicy()),
  stages: stagesPicture([{ county: '440222', stages: [{ stage: 'lists', part: 1, whole: 2 }] }], defaultPolicy()),
  punctual: punctualPicture(
    [{ division: '440222', office: 'civil-affairs', phones: [], months: Array(12).fill(due), year: due }],
    defaultPolicy(),
  ),
}

test.each(Object.entries(PICTURES))('%s has no style, no class and no script', (_, picture) => {
  const svg = draw(picture, '图', () => ({ name: '点', href: '/x' }))
  expect(svg).not.toMatch(/style|class=|<script|on\w+=|ecmeta|url\(/)
  expect(svg).toMatch(/^<svg viewBox="0 0 \d+ \d+" role="group" aria-label="图">/)
})

test('each mark leads to what it counts, and is left to the table by keyboard', () => {
  const seen: string[] = []
  const svg = draw(PICTURES.places, '各县 <"&', (series, item) => {
    seen.push(`${series}.${item}`)
    return { name: `第${series}组"${item}"`, href: `/statistics?county=44022${item}&period=${period}` }
  })
  expect(seen.sort()).toEqual(['0.0', '0.1', '1.0', '1.1', '2.0', '2.1'])
  expect(svg.match(/<a href="[^"]+" tabindex="-1" aria-label="[^"]+">/g)).toHaveLength(6)
  expect(svg).toContain('href="/statistics?county=440220&amp;period=2018-05"')
  expect(svg).toContain('aria-label="各县 &lt;&quot;&amp;"')
  expect(svg).toContain('始&lt;兴&amp;县')
})

test('a mark that leads nowhere says its number all the same', () => {
  const svg = draw(PICTURES.coverage, '图', (_, item) => (item === 0 ? { name: '88.9%' } : undefined))
  expect(svg.match(/<title>/g)).toHaveLength(1)
  expect(svg).not.toContain('<a ')
})
