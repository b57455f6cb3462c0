/** 统计图: behind every mark its rows, and beside what is late whom to call and to urge. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { acting } from '../acting.ts'
import { CITY, COUNTY, csvOf, listed } from '../faults/lists.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-pictures-'))
let hub: Hub
let upload: string

beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  const stores = hubStores(hub)
  await beginCity(stores)
  hub.livesOn('2018-07-31')
  await stores.contacts.put([
    { division: COUNTY, office: 'disabled-federation', email: 'x@440222.invalid', phone: '0751-3330001' },
  ])
  const path = join(dir, 'list.csv')
  writeFileSync(path, csvOf('dibao', [listed(1), listed(2, COUNTY, { 姓名: '' })]))
  const client = hubClient(hub, stores, '2018-07-04')
  const asked = { division: COUNTY, office: 'civil-affairs', form: 'dibao-new', period: '2018-06' } as const
  const ticket = await client.ask({ ...asked, fileName: 'list.csv' }, path)
  await client.put(ticket, path)
  await hub.idle()
  upload = ticket.id
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const get = async (by: Identity, path: string) => (await acting(hub).ask(path, { by })).text()
const figureOf = (page: string, id: string) =>
  page.split('<div class="card figure" id="').find((part) => part.startsWith(`${id}"`)) ?? ''
const agency = (division: string): Identity => ({ duty: 'clerk', division, office: 'social-insurance' })
const MONTH = '/statistics?period=2018-06'

test.each([
  ['county', COUNTY, 6],
  ['city', CITY, 60],
])(
  'the home page of the %s’s agency shows this month’s way through the stages, and what is behind it',
  async (_, division, tiles) => {
    const figure = figureOf(await get(agency(division), '/'), 'stages')
    expect(figure).toContain('2018年6月办理进度')
    expect(figure).toMatch(/统计表/)
    expect([...figure.matchAll(/<td data-tone="[0-4]">/g)]).toHaveLength(tiles)
    expect(figure).toContain(`<a href="/timeliness?year=2018#place-${COUNTY}"`)
    // The same numbers as under the pictures of the month.
    const counted = figureOf(await get(agency(division), MONTH), 'stages')
    expect([...counted.matchAll(/<title>/g)]).toHaveLength(tiles)
    expect(counted).toContain(figure.slice(figure.indexOf('<table'), figure.indexOf('</table>')))
  },
)

test('an office that only sends lists has no such picture', async () => {
  expect(await get({ duty: 'clerk', division: COUNTY, office: 'civil-affairs' }, '/')).not.toContain('办理进度')
})

test('offices by months are a table too, with whom to call and, for whoever may, 催办', async () => {
  const overseer: Identity = { duty: 'clerk', division: CITY, office: 'human-resources' }
  const figure = figureOf(await get(overseer, MONTH), 'punctual')
  const row = /<tr><th scope="row"><a[^>]*>始兴县残联<\/a>.*?<\/tr>/s.exec(figure)?.[0] ?? ''
  expect(row).toContain('0751-3330001')
  expect(row).toContain(`href="/timeliness?year=2018#place-${COUNTY}"`)
  expect(row).toContain('aria-label="催办：始兴县残联"')
  const { punctual } = JSON.parse(await get(overseer, '/api/statistics?period=2018-06')) as {
    punctual: { division: string; office: string; months: { due: number; onTime: number }[] }[]
  }
  const columns = [...Array(12).keys()].filter((month) => punctual.some(({ months }) => months[month]?.due))
  const own = punctual.find((one) => one.division === COUNTY && one.office === 'disabled-federation')
  const months = columns.map((month) =>
    own?.months[month]?.due ? `${own.months[month].onTime}/${own.months[month].due}` : '',
  )
  expect(months.filter((one) => one !== '')).not.toEqual([])
  const cells = [...row.matchAll(/<td class="number">([^<]*)<\/td>/g)].map(([, text]) => text)
  expect(cells.slice(0, columns.length)).toEqual(months)

  // Who may urge nobody is not asked to.
  const finance = await get({ duty: 'clerk', division: CITY, office: 'finance' }, MONTH)
  expect(figureOf(finance, 'punctual')).toContain('始兴县残联')
  expect(figureOf(finance, 'punctual')).not.toContain('催办：')
})

test('returned rows lead from the picture to the receipts they stand on', async () => {
  const figure = figureOf(await get(agency(COUNTY), MONTH), 'returned')
  const [, href] = /<a href="#(returned-[a-z-]+)"[^>]*aria-label="没有填姓名民政局1行"/.exec(figure) ?? []
  expect(href).toBe('returned-name-missing-civil-affairs')
  expect(figure).toContain(`id="${href}"`)
  expect(figure).toContain(`/uploads/${COUNTY}/${upload}`)
})
