import { type ChildProcess, execFileSync, fork, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { jsonCall } from '../../local/host/machine/json-call.ts'
import { fixtureTemplate, newFolder, startFixture } from './fixture/fixture-hub.ts'

const running: { stop(): unknown }[] = []

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop()
})

async function start(dataDir: string, options = {}) {
  const hub = await startFixture({ dataDir, ...options })
  running.push(hub)
  return hub
}

/** A hub in a process of its own. */
async function launch(dataDir: string) {
  const child = fork(new URL('./fixture/run-hub.ts', import.meta.url), [await fixtureTemplate(), dataDir], {
    execArgv: [],
  })
  running.push({ stop: () => child.kill('SIGKILL') })
  const hub = await new Promise<{ url: string; endpoints: { sqs: string }; resources: Record<string, string> }>(
    (resolve) => child.once('message', (message) => resolve(message as never)),
  )
  return { child, ...hub }
}

const gone = (child: ChildProcess) => new Promise((resolve) => child.once('exit', (code) => resolve(code)))

/** Processes that still run, of those that were a hub's children. */
const children = (pid: number | undefined): number[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid='])
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([id = 0]) => id)

/** A process that has ended and that nobody has buried yet is not. */
const alive = (pid: number): boolean => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return /^[^Z]/.test(stdout.trim())
}

describe('a data folder', () => {
  test('brings back objects, items, secret and what was under way, at the next start', async () => {
    const dataDir = join(await newFolder(), 'data')
    const first = await start(dataDir, { graceMs: 50 })
    const url = await first.sign('g/kept')
    expect((await fetch(url, { method: 'PUT', body: 'kept' })).status).toBe(200)
    await first.idle()
    const secret = await (await fetch(`${first.url}/secret`)).text()
    const once = join(dataDir, 'once')
    await first.send('keeping', { id: 'one', act: 'hang', once }, 'h')
    await first.send('keeping', { id: 'two' }, 'h')
    await expect.poll(() => existsSync(once)).toBe(true)
    await first.stop()

    const second = await start(dataDir)
    expect(second.count('keeping').sent).toBe(2)
    await second.idle()
    expect(await second.order('h')).toEqual(['one', 'two'])
    expect(await second.order('g')).toEqual(['g/kept'])
    expect(await (await fetch(`${second.url}/secret`)).text()).toBe(secret)
    // the URL from before the restart: same place, same keys, and its object is there
    expect((await fetch(url, { method: 'PUT', body: 'again' })).status).toBe(412)
  })

  test('survives a hub that is killed, whose children end with it even in an endless loop', async () => {
    const dataDir = join(await newFolder(), 'data')
    const { child, endpoints, resources } = await launch(dataDir)
    const queue = resources[Object.keys(resources).find((id) => id.startsWith('keepingqueue')) ?? ''] ?? ''
    const send = (body: object, id: string) =>
      jsonCall(endpoints.sqs, 'AmazonSQS.SendMessage', {
        QueueUrl: queue,
        MessageBody: JSON.stringify(body),
        MessageGroupId: 'k',
        MessageDeduplicationId: id,
      })
    const once = join(dataDir, 'once')
    await send({ id: 'first', act: 'spin', once }, '1')
    await send({ id: 'second' }, '2')
    await expect.poll(() => existsSync(once)).toBe(true)
    const left = children(child.pid)
    expect(left.length).toBeGreaterThanOrEqual(4)
    child.kill('SIGKILL')
    await gone(child)

    const second = await start(dataDir)
    await second.idle()
    // Whatever was not deleted yet may come again.
    expect([...new Set(await second.order('k'))]).toEqual(['first', 'second'])
    await expect.poll(() => left.filter(alive)).toEqual([])
  })

  test('belongs to one hub at a time', async () => {
    const dataDir = join(await newFolder(), 'data')
    await start(dataDir)
    await expect(startFixture({ dataDir })).rejects.toThrow('another hub is using the data folder')
  })
})

test('Ctrl-C stops a hub and everything it started', async () => {
  const { child } = await launch(join(await newFolder(), 'data'))
  const left = children(child.pid)
  const exit = gone(child)
  child.kill('SIGINT')
  expect(await exit).toBe(0)
  expect(left.filter(alive)).toEqual([])
})

test('a port that is taken is named', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  running.push({ stop: () => other.close() })
  const { port } = other.address() as AddressInfo
  const dataDir = join(await newFolder(), 'data')
  await expect(startFixture({ dataDir, port })).rejects.toThrow(`port ${port} is taken`)
  // and nothing is left behind that would keep the folder
  await start(dataDir)
})

test('functions get the environment that the caller adds', async () => {
  const hub = await start(join(await newFolder(), 'data'), { env: { TODAY: '2018-06-05' } })
  expect(await (await fetch(`${hub.url}/env?TODAY`)).text()).toBe('2018-06-05')
  expect(await (await fetch(`${hub.url}/env?AWS_PROFILE`)).text()).toBe('')
})
