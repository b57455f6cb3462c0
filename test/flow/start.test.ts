import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writePolicyWorkbook } from '../../forms/policy/policy-workbook.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { bytesOf, textsOf } from '../forms/bytes-of.ts'
import { killEngine } from '../local/fixture/kill-engine.ts'
import { sessionsOf } from './sessions-of.ts'
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

/** With nothing in it; the last test is its end. */
const dataDir = await newDataFolder()
let hub: StartedHub
let as: ReturnType<typeof sessionsOf>
beforeAll(async () => {
  hub = await start(dataDir, '--empty')
  as = sessionsOf(dataDir)
})

test('a request chooses its day only with the key of the front door', async () => {
  const body = JSON.stringify({
    division: '440222',
    office: 'civil-affairs',
    form: 'dibao-full',
    period: '2018-05',
    fileName: 'a.csv',
    size: 1,
  })
  const clerk = await as({ duty: 'clerk', division: '440222', office: 'civil-affairs' })
  const headers = { ...clerk, 'content-type': 'application/json' }
  for (const day of ['2018-06-06', ' 2018-06-06', 'x 2018-06-06', 'undefined 2018-06-06'])
    await fetch(`${hub.url}/api/uploads`, { method: 'POST', body, headers: { ...headers, 'x-hub-play': day } })
  const { items } = (await (await fetch(`${hub.url}/api/uploads`, { headers: clerk })).json()) as { items: Upload[] }
  const days = items.map((u) => u.day)
  expect(days.length).toBe(4)
  expect(days).not.toContain('2018-06-06')
})

test('a form of another site cannot confirm a held list', async () => {
  const confirmer = await as({ duty: 'confirmer', division: '440222', office: 'civil-affairs' })
  const confirm = (origin: string) =>
    fetch(`${hub.url}/uploads/440222/none/confirm`, {
      method: 'POST',
      headers: { ...confirmer, origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ by: '某人', seen: 'it' }),
      redirect: 'manual',
    })
  expect((await confirm('http://evil.example')).status).toBe(403)
  expect((await confirm(hub.url)).status).toBe(404)
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

  const second = await runStart('--port', '0', '--data', dataDir)
  expect(second.code).toBe(1)
  expect(second.lines.join('\n')).toContain('正被另一个平台使用')

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
  const headers = await sessionsOf(dataDir)({ duty: 'administrator', division: '440200' })
  const file = await (await fetch(`${hub.url}/api/policy`, { headers })).arrayBuffer()
  const contacts = (await textsOf(new Uint8Array(file))).get('单位联系')!
  expect(contacts.map(({ texts }) => texts[3])).toContain('a@city.example')
  await stop(hub)
})

test('an engine that dies ends the hub with a sentence, and what is damaged keeps it from starting', async () => {
  killEngine('dynamodb', hub.pid)
  running.delete(hub)
  expect(await hub.ended).toBe(1)
  expect(hub.lines.join('\n')).toContain('平台的存储程序意外停止，平台已停止')

  await writeFile(join(dataDir, 'dynamodb', 'level', 'CURRENT'), '')
  const damaged = await runStart('--port', '0', '--data', dataDir)
  expect(damaged.code).toBe(1)
  expect(damaged.lines.join('\n')).toContain('数据文件夹中有文件已损坏，平台没有启动')
})
