/** A folder whose program dies anywhere: each marked file is one upload with its file, and none is forgotten. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type HubByKey, Later, Refused } from '../../../local/drop/hub-by-key.ts'
import { type Round, round } from '../../../local/drop/run-drop.ts'

let dir: string
let own: string
let now = Date.parse('2018-06-06T01:00:00.000Z')
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingbao-drop-'))
  own = join(dir, '440222', 'civil-affairs', '2018-05')
  mkdirSync(own, { recursive: true })
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const put = (name: string, content = 'a,b', marked = true) => {
  writeFileSync(join(own, name), content)
  if (marked) writeFileSync(join(own, `${name}.ok`), '')
}
const left = () => readdirSync(own).filter((name) => /\.(ok|done|failed)$/.test(name))
const receipt = (name: string) =>
  JSON.parse(readFileSync(join(own, `${name}.receipt.json`), 'utf8')) as { code?: string; message: string }

/** A hub that does what its contract says, under programs that die. */
function hub(dies: (call: number) => 'before' | 'after' | undefined = () => undefined) {
  const uploads = new Map<string, { id: string; file?: string; form: string }>()
  let calls = 0
  const dying = async <T>(act: () => T): Promise<T> => {
    const when = dies(++calls)
    if (when === 'before') throw new Error('died')
    const done = act()
    if (when === 'after') throw new Error('died')
    return done
  }
  const api: HubByKey = {
    ask: ({ form }, key) =>
      dying(() => {
        const known = uploads.get(key) ?? { id: `2018-05-${uploads.size}`, form }
        uploads.set(key, known)
        return { id: known.id, url: `http://inbox/${key}`, headers: {}, expires: '2018-06-06T02:00:00.000Z' }
      }),
    put: ({ url }, bytes) =>
      dying(() => {
        const upload = uploads.get(url.replace('http://inbox/', ''))!
        upload.file ??= Buffer.from(bytes).toString()
      }),
    upload: (_, id) =>
      dying(() => {
        const { file, form } = [...uploads.values()].find((one) => one.id === id)!
        const state = file === undefined ? 'requested' : form.startsWith('held') ? 'held' : 'accepted'
        return { id, state, done: true, message: '读取 1 行。' } as never
      }),
  }
  const say = () => {}
  return {
    uploads,
    api,
    round: (): Promise<Round> => round({ dir, hub: 'https://hub.example', api, now: () => new Date(now), say }),
  }
}

test('wherever it dies, before or after the hub has done its part, each file is sent once', async () => {
  for (const when of ['before', 'after'] as const)
    for (let at = 1; at <= 6; at++) {
      put('dibao-full.csv', `${when} ${at}`)
      put('tekun-full.csv', `other ${when} ${at}`)
      const { uploads, round } = hub((call) => (call === at ? when : undefined))
      await expect(round()).rejects.toThrow('died')
      expect(await round()).toMatchObject({ waiting: 0, failed: 0 })
      const files = [...uploads.values()].map(({ file }) => file)
      expect(files.sort(), `${when} ${at}`).toEqual([`${when} ${at}`, `other ${when} ${at}`].sort())
      expect(left()).toEqual(['dibao-full.csv.done', 'tekun-full.csv.done'])
    }
})

test('a new marker sends the same file again; what has none, or is no file, is left alone', async () => {
  put('dibao-full.csv')
  put('tekun-full.csv', 'x', false)
  symlinkSync('/etc/passwd', join(own, 'registered-poor-full.csv'))
  const { uploads, round } = hub()
  expect(await round()).toEqual({ settled: 1, failed: 0, waiting: 0 })
  expect(await round()).toEqual({ settled: 0, failed: 0, waiting: 0 })
  writeFileSync(join(own, 'dibao-full.csv.ok'), '')
  utimesSync(join(own, 'dibao-full.csv.ok'), 1, 1)
  await round()
  expect(uploads.size).toBe(2)
})

test('what waits for a second person is looked after until it is decided', async () => {
  put('held-full.csv')
  const { round } = hub()
  expect(await round()).toEqual({ settled: 0, failed: 0, waiting: 1 })
  expect(left()).toEqual(['held-full.csv.ok'])
  expect(readFileSync(join(own, 'held-full.csv.receipt.txt'), 'utf8')).toContain('读取 1 行。')
})

test.each([
  ['file-empty', ''],
  ['file-missing', undefined],
])('%s is said beside it', async (code, content) => {
  if (content !== undefined) put('dibao-full.csv', content)
  else writeFileSync(join(own, 'dibao-full.csv.ok'), '')
  const { uploads, round } = hub()
  expect(await round()).toEqual({ settled: 0, failed: 1, waiting: 0 })
  expect([receipt('dibao-full.csv').code, left(), uploads.size]).toEqual([code, ['dibao-full.csv.failed'], 0])
})

test('a file that was changed behind its marker, or broke off days ago, is not guessed at', async () => {
  const begin = async (at: number) => {
    put('dibao-full.csv', `${at}`)
    const broken = hub((call) => (call === at ? 'before' : undefined))
    await expect(broken.round()).rejects.toThrow('died')
    return broken
  }
  const unasked = await begin(1)
  writeFileSync(join(own, 'dibao-full.csv'), 'other')
  await unasked.round()
  expect([receipt('dibao-full.csv').code, unasked.uploads.size]).toEqual(['file-changed', 0])
  const asked = await begin(2)
  now += 30 * 3_600_000
  await asked.round()
  expect([receipt('dibao-full.csv').code, asked.uploads.size]).toEqual(['send-interrupted', 1])
})

test('a refusal is said beside the file, and a hub that is away is asked again', async () => {
  put('dibao-full.csv')
  const { api, round } = hub()
  const { ask } = api
  Object.assign(api, { ask: () => Promise.reject(new Later('连接不上平台。')) })
  expect(await round()).toEqual({ settled: 0, failed: 0, waiting: 1 })
  Object.assign(api, { ask: () => Promise.reject(new Refused({ code: 'form-unknown', message: '没有这种表。' })) })
  expect(await round()).toEqual({ settled: 0, failed: 1, waiting: 0 })
  expect(receipt('dibao-full.csv')).toMatchObject({ code: 'form-unknown', message: '没有这种表。' })
  Object.assign(api, { ask })
  expect(await round()).toEqual({ settled: 0, failed: 0, waiting: 0 })
})

test('a marker where nothing is sent from is a fault that is told', async () => {
  writeFileSync(join(dir, 'dibao-full.csv.ok'), '')
  writeFileSync(join(own, 'Dibao.csv.ok'), '')
  expect(await hub().round()).toEqual({ settled: 0, failed: 2, waiting: 0 })
})
