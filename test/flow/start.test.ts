import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { writePolicyWorkbook } from '../../forms/policy-workbook.ts'
import { defaultPolicy } from '../../local/default-policy.ts'
import { isDone, type Upload } from '../../schemas/upload.ts'
import { bytesOf, textsOf } from '../forms/bytes-of.ts'
import { killEngine } from '../local/fixture/kill-engine.ts'
import { newDataFolder, runStart, type StartedHub, startHub } from './start-hub.ts'

const running = new Set<StartedHub>()
afterAll(() => Promise.all([...running].map((hub) => hub.interrupt())))

async function start(dataDir: string, ...more: string[]): Promise<StartedHub> {
  const hub = await startHub(dataDir, '--port', '0', ...more)
  running.add(hub)
  return hub
}

async function stop(hub: StartedHub): Promise<number | null> {
  running.delete(hub)
  return hub.interrupt()
}

const page = async (hub: StartedHub, path = '/') => (await fetch(hub.url + path)).text()
const uploads = async (hub: StartedHub) => (await (await fetch(`${hub.url}/api/uploads`)).json()) as Upload[]

/** What the page says, without what only tells one start from another. */
const shown = async (hub: StartedHub, path: string) =>
  (await page(hub, path)).replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ')

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  // Each look makes a page of the hub's, which takes from what is waited for.
  for (let i = 0; i < 500; i++) {
    if (await holds()) return
    await setTimeout(1000)
  }
  throw new Error(`never: ${what}`)
}

test('the demo city is played once, whole, though its first start is interrupted twice', {
  timeout: 600_000,
}, async () => {
  const dataDir = await newDataFolder()
  let hub = await start(dataDir)
  await until('the page answers', async () => (await page(hub)).includes('演示城市正在报送和比对'))
  await until('some lists are matched', async () => (await uploads(hub)).filter(isDone).length >= 8)
  expect(await stop(hub)).toBe(0)

  hub = await start(dataDir)
  await until('it goes on', async () => (await uploads(hub)).filter(isDone).length >= 70)
  expect(await stop(hub)).toBe(0)

  hub = await start(dataDir)
  await until('the page says that it is done', async () =>
    (await page(hub)).includes('演示城市2个月的名单和登记信息已全部完成'),
  )
  const sent = await uploads(hub)
  const names = sent.map((u) => [u.division, u.office, u.period, u.fileName].join('/'))
  expect(new Set(names).size).toBe(names.length)
  expect(sent.filter((u) => !isDone(u))).toEqual([])
  expect([
    sent.length,
    sent.filter((u) => u.state === 'held').length,
    sent.filter((u) => u.state === 'refused').length,
  ]).toEqual([116, 1, 1])
  // The days are the demo's, not the clock's.
  expect(new Set(sent.map((u) => `${u.period} ${u.day}`))).toEqual(
    new Set(['2018-04 2018-05-18', '2018-05 2018-06-05', '2018-05 2018-06-08']),
  )

  // The first full lists were due on the 20th of May, for April; May's on the 5th of June (docs/rules.md#deadlines).
  const { standings } = (await (await fetch(`${hub.url}/api/timeliness?year=2018`)).json()) as {
    standings: { obligation: { id: string; period: string }; state: string; nil: boolean }[]
  }
  const of = (state: string) => standings.filter((s) => s.state === state).map(({ obligation: o }) => o.id)
  expect(standings.filter(({ obligation: o }) => o.period === '2018-04').map(({ state }) => state)).toEqual(
    Array.from({ length: 44 }, () => 'on-time'),
  )
  expect(of('missing').sort()).toEqual([
    '440200/disabled-federation/disabled-full/2018-05',
    '440233/disabled-federation/disabled-new/2018-05',
  ])
  expect(of('late').filter((id) => !id.startsWith('440232'))).toEqual(['440200/social-insurance/consolidated/2018-05'])
  expect(standings.filter(({ nil }) => nil).map(({ obligation: o }) => o.id)).toEqual([
    '440205/civil-affairs/tekun-new/2018-05',
  ])

  // Every county but the late one has answered what it was asked for.
  const asks = (await (await fetch(`${hub.url}/api/asks`)).json()) as { division: string; form: string }[]
  expect(new Set(asks.map(({ division }) => division.slice(0, 6)))).toEqual(new Set(['440232']))
  expect(new Set(asks.map(({ form }) => form))).toEqual(new Set(['materials', 'bank-return', 'allocation']))

  const before = await Promise.all(['2018-04', '2018-05'].map((period) => shown(hub, `/?period=${period}`)))
  expect(before[0]).toContain('认定日 2018年5月18日，已办结 10/10')
  const ledger = await fetch(`${hub.url}/api/outputs/440203/2018-04/ledger/tekun.xlsx`)
  expect(ledger.status).toBe(200)
  const saveAs = ledger.headers.get('content-disposition')!
  expect(decodeURIComponent(saveAs)).toBe("attachment; filename*=UTF-8''武江区2018年4月台账-特困人员.xlsx")
  expect(await stop(hub)).toBe(0)
  hub = await start(dataDir)
  expect(await Promise.all(['2018-04', '2018-05'].map((period) => shown(hub, `/?period=${period}`)))).toEqual(before)
  await stop(hub)
})

test('a request chooses its day only with the key of the front door', async () => {
  const hub = await start(await newDataFolder(), '--empty')
  const body = JSON.stringify({
    division: '440222',
    office: 'civil-affairs',
    form: 'dibao-full',
    period: '2018-05',
    fileName: 'a.csv',
    size: 1,
  })
  const headers = { 'content-type': 'application/json' }
  for (const day of ['2018-06-06', ' 2018-06-06', 'x 2018-06-06', 'undefined 2018-06-06'])
    await fetch(`${hub.url}/api/uploads`, { method: 'POST', body, headers: { ...headers, 'x-hub-play': day } })
  const days = (await uploads(hub)).map((u) => u.day)
  expect(days.length).toBe(4)
  expect(days).not.toContain('2018-06-06')
  await stop(hub)
})

test('a form of another site cannot confirm a held list', async () => {
  const hub = await start(await newDataFolder(), '--empty')
  const confirm = (origin: string) =>
    fetch(`${hub.url}/uploads/440222/none/confirm`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ by: '某人' }),
      redirect: 'manual',
    })
  expect((await confirm('http://evil.example')).status).toBe(403)
  expect((await confirm(hub.url)).status).toBe(404)
  await stop(hub)
})

test('a taken port, a folder in use and a wrong option are said in words', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as { port: number }
  const taken = await runStart('--port', String(port), '--data', await newDataFolder())
  other.close()
  expect(taken.code).toBe(1)
  expect(taken.lines.join('\n')).toContain(`端口 ${port} 已被别的程序占用`)
  expect(taken.lines.join('\n')).toContain(`--port ${port + 1}`)

  const dataDir = await newDataFolder()
  const hub = await start(dataDir, '--empty')
  const second = await runStart('--port', '0', '--data', dataDir)
  expect(second.code).toBe(1)
  expect(second.lines.join('\n')).toContain('正被另一个平台使用')
  await stop(hub)

  const wrong = await runStart('--prot', '8081')
  expect(wrong.code).toBe(2)
  expect(wrong.lines.join('\n')).toContain('npm start -- [--port 8080]')
})

test('--policy: the workbook is in force before anybody can ask; one with faults ends the start', async () => {
  const dataDir = await newDataFolder()
  const write = async (email: string) => {
    const contacts = [{ division: '440222', office: 'finance', email } as const]
    const file = join(dataDir, `${email}.xlsx`)
    await writeFile(
      file,
      await bytesOf((out) => writePolicyWorkbook(out, { policy: defaultPolicy(), contacts, calendar: [] })),
    )
    return file
  }
  const faulty = await runStart('--port', '0', '--data', dataDir, '--empty', '--policy', await write('nobody'))
  expect(faulty.code).toBe(1)
  expect(faulty.lines.join('\n')).toMatch(/参数设置表有误，未采用：\n单位联系 第\d+行：“电子邮箱”不是有效的邮箱地址/)
  const hub = await start(dataDir, '--empty', '--policy', await write('a@city.example'))
  const file = await (await fetch(`${hub.url}/api/policy`)).arrayBuffer()
  const contacts = (await textsOf(new Uint8Array(file))).get('单位联系')!
  expect(contacts.map(({ texts }) => texts[3])).toContain('a@city.example')
  await stop(hub)
})

test('an engine that dies ends the hub with a sentence, and what is damaged keeps it from starting', async () => {
  const dataDir = await newDataFolder()
  const hub = await start(dataDir, '--empty')
  killEngine('dynamodb', hub.pid)
  running.delete(hub)
  expect(await hub.ended).toBe(1)
  expect(hub.lines.join('\n')).toContain('平台的存储程序意外停止，平台已停止')

  await writeFile(join(dataDir, 'dynamodb', 'level', 'CURRENT'), '')
  const damaged = await runStart('--port', '0', '--data', dataDir)
  expect(damaged.code).toBe(1)
  expect(damaged.lines.join('\n')).toContain('数据文件夹中有文件已损坏，平台没有启动')
})
