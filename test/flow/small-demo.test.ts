/** A demo city of one county is played to its end, though it is interrupted; the whole one is by `npm run test:long`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginDemo, type DemoOptions, playDemo } from '../../local/demo/demo.ts'
import { demoCity } from '../../local/demo/demo-files.ts'
import { madeUpContacts } from '../../local/demo/made-up-contacts.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { isAnswerForm, isDone } from '../../schemas/records/upload.ts'
import { type MonthsHub, startMonthsHub } from './months-hub.ts'

const city = demoCity({ counties: 1, listedPerCounty: 60, registeredPerCounty: 120 })
const county = city.places.counties[0]!.code
const dataDir = mkdtempSync(join(tmpdir(), 'yingbao-demo-'))
let months: MonthsHub
beforeAll(async () => {
  months = await startMonthsHub()
})
afterAll(async () => {
  await months.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a demo city that is interrupted goes on with what it has sent, and its answers are taken', async () => {
  const { hub } = months
  const stores = hubStores(hub)
  await beginDemo({ stores, city }, new Date())
  await stores.deadlines.putPolicy(DEFAULT_DEADLINES)
  await stores.contacts.put(madeUpContacts(defaultPolicy()))
  await stores.policies.put(defaultPolicy())
  const leaving = new AbortController()
  const said: string[] = []
  const play = async (signal: AbortSignal, say: DemoOptions['say']) =>
    playDemo({ hub, stores, dataDir, signal, say, city }, (await stores.demo.get())!)
  const interrupted = play(leaving.signal, (text) => text.includes('正在办结') && leaving.abort(new Error('gone')))
  await expect(interrupted).rejects.toThrow('gone')
  await hub.idle()

  await play(new AbortController().signal, (text) => said.push(text))

  expect(said.at(-1)).toBe('演示城市全部完成')
  const { doneAt, failedAt, months: planned } = (await stores.demo.get())!
  expect([typeof doneAt, failedAt]).toEqual(['string', undefined])
  const uploads = (await Promise.all([city.places.city.code, county].map((of) => stores.uploads.list(of)))).flat()
  const lists = uploads.filter(({ form }) => !isAnswerForm(form))
  expect(lists).toHaveLength(planned.reduce((sum, { files }) => sum + files, 0))
  const names = lists.map((one) => [one.division, one.office, one.period, one.fileName].join('/'))
  expect(new Set(names).size).toBe(names.length)
  expect(uploads.filter((one) => !isDone(one))).toEqual([])
  // Half a list waits for its second person, and a file cannot be read.
  const odd = uploads.filter(({ state }) => state !== 'accepted').map(({ form, state }) => `${form} ${state}`)
  expect(odd.sort()).toEqual(['dibao-full held', 'disabled-new refused'])
  const [order] = await stores.orders.list(city.places.city.code, 9)
  expect(order).toMatchObject({ to: { division: county, office: 'disabled-federation' }, acts: [{ act: 'issue' }] })
  expect((await stores.runs.closes(county)).map(({ period }) => period).sort()).toEqual(['2018-04', '2018-05'])
  expect(uploads.filter(({ form }) => form === 'bank-return').length).toBeGreaterThan(0)
  expect(uploads.filter(({ form }) => form === 'allocation')).toHaveLength(1)
})
