/** What an office's own system does with its key: the examples of the guide, a folder, a webhook. */
import { execFile, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { webhookSecrets } from '../../formats/webhook-signature.ts'
import { deliveries } from '../../stores/webhooks/deliveries.ts'
import { COUNTY, csvOf, listed } from '../faults/lists.ts'
import { receiver } from '../functions/webhooks/heard.ts'
import { ADMIN, CLERK, FILE, LIST, startKeysHub } from './keys-hub.ts'

const { dir, logged, hub, stores, act, page, made, everyItem, work, end } = await startKeysHub()
afterAll(end)

describe('the worked examples of docs/integrate.md', () => {
  const blocks = [...readFileSync('docs/integrate.md', 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
  const block = (language: string, part: string) =>
    blocks.find(([, of, text]) => of === language && text?.includes(part))?.[2] ?? ''
  const runs = (program: string, args: readonly string[], env: Record<string, string>) =>
    promisify(execFile)(program, [...args], {
      env: { JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1', ...process.env, ...env },
    })
  const isHere = (program: string, version: string) => !spawnSync(program, [version]).error

  test.each([
    ['curl', 'sh', 'send.sh', block('sh', 'REPEAT='), isHere('curl', '--version')],
    ['Python', 'python3', 'send.py', block('python', 'urllib'), isHere('python3', '--version')],
    // With what verifies a webhook, so that it is compiled.
    [
      'Java',
      'java',
      'Send.java',
      block('java', 'class Send').replace(/}\s*$/, `${block('java', 'isGenuine')}}`),
      isHere('java', '-version'),
    ],
  ])('%s sends a file, once, and says what became of it', async (name, program, file, text, isThere) => {
    expect(text).not.toBe('')
    if (!isThere) return
    const { token } = await made(`例子${name}`)
    const [list, script] = [join(dir, `${name}.csv`), join(dir, file)]
    writeFileSync(list, csvOf('dibao', [listed(1), listed(2), listed(100 + name.length)]))
    writeFileSync(script, text)
    const env = { HUB: hub.url, KEY: token, FILE: list, DIVISION: COUNTY, OFFICE: 'civil-affairs' }
    const before = (await stores.uploads.list(COUNTY)).length
    // A second run of one of them is enough to see that it asks under the same key.
    for (let n = 0; n < (name === 'curl' ? 2 : 1); n++) {
      const { stdout } = await runs(program, [script], { ...env, FORM: 'dibao-new', PERIOD: '2018-05' })
      expect(stdout).toMatch(/accepted/)
      expect(stdout).toMatch(/读取 3 行/)
    }
    expect((await stores.uploads.list(COUNTY)).length).toBe(before + 1)
  })

  test.skipIf(!isHere('curl', '--version'))('a loop over a list says each of it once, and ends', async () => {
    const { token } = await made('逐页')
    const own = (await stores.uploads.list(COUNTY)).filter(({ office }) => office === 'civil-affairs')
    const script = block('sh', 'NEXT=').replace('limit=50', 'limit=1')
    const { stdout } = await runs('sh', ['-c', script], { HUB: hub.url, KEY: token })
    const pages = stdout.trim().split('\n')
    expect(pages.flatMap((page) => JSON.parse(page).items.map(({ id }: { id: string }) => id)).sort()).toEqual(
      own.map(({ id }) => id).sort(),
    )
    expect(pages.length).toBeGreaterThan(1)
  })

  test.skipIf(!isHere('python3', '--version'))('Python knows a genuine webhook from others', async () => {
    const { secretOf, headersOf } = webhookSecrets('s'.repeat(64))
    const body = '{"type":"webhook.test"}'
    const headers = headersOf('0000000000000001', { id: 'msg_1', time: 1528246800, body })
    const asks = [
      [headers, body, 1528246900],
      [headers, `${body} `, 1528246900],
      [headers, body, 1528247900],
      [{ ...headers, 'webhook-id': 'msg_2' }, body, 1528246900],
    ]
    const ask = `import json, sys\nfor h, b, now in json.loads(sys.argv[1]):\n    print(is_genuine(sys.argv[2], h, b.encode(), now))`
    const script = `${block('python', 'is_genuine')}\n${ask}\n`
    const { stdout } = await runs('python3', ['-c', script, JSON.stringify(asks), secretOf('0000000000000001')], {})
    expect(stdout.trim().split('\n')).toEqual(['True', 'False', 'False', 'False'])
  })
})

describe('a folder', () => {
  const drop = (folder: string, keyFile: string, more: readonly string[] = ['--once']) => {
    const args = ['--hub', hub.url, '--key-file', keyFile, '--dir', folder, ...more]
    return promisify(execFile)(process.execPath, ['local/commands/drop.ts', ...args]).then(
      () => 0,
      ({ code }: { code: number }) => code,
    )
  }

  test('is sent as its markers say, once, and has the receipts beside the files', async () => {
    const { token } = await made('文件夹')
    const [folder, key] = [join(dir, 'drop'), join(dir, 'key')]
    const own = join(folder, COUNTY, 'civil-affairs', '2018-05')
    mkdirSync(own, { recursive: true })
    writeFileSync(key, `${token}\n`)
    const put = (name: string, content: Buffer | string, marked = true) => {
      writeFileSync(join(own, name), content)
      if (marked) writeFileSync(join(own, `${name}.ok`), '')
    }
    put(
      'tekun-full.csv',
      csvOf('tekun', [listed(1, COUNTY, { 特困供养证号: '1', 供养方式: '分散供养', 身份证号码: '' })]),
    )
    put('dibao-new.csv', '无关的内容\r\n')
    put('dibao-full.2.csv', LIST, false)
    put('不是表名.csv', 'x')
    const before = (await stores.uploads.list(COUNTY)).length
    expect(await drop(folder, key)).toBe(1)
    expect(await drop(folder, key)).toBe(1)
    expect((await stores.uploads.list(COUNTY)).length).toBe(before + 2)
    expect(readdirSync(own).sort()).toEqual([
      ...['dibao-full.2.csv', 'dibao-new.csv', 'dibao-new.csv.failed', 'dibao-new.csv.receipt.json'],
      ...['dibao-new.csv.receipt.txt', 'tekun-full.csv', expect.stringMatching(/^tekun-full.csv.(done|failed)$/)],
      ...['tekun-full.csv.receipt.json', 'tekun-full.csv.receipt.txt', '不是表名.csv', '不是表名.csv.ok'],
    ])
    const said = (name: string) => readFileSync(join(own, `${name}.receipt.txt`), 'utf8')
    expect(said('tekun-full.csv')).toContain('全部 1 行都被退回')
    expect(said('tekun-full.csv')).toContain(`${hub.url}/uploads/${COUNTY}/`)
    expect(said('dibao-new.csv')).toContain('结果：')
    writeFileSync(key, 'yb_none')
    expect(await drop(folder, key)).toBe(2)
  })
})

describe('a webhook', () => {
  const wished = (url: string, office = 'civil-affairs'): [string, string][] => [
    ...Object.entries({ office, url }),
    ['events[]', 'upload.settled'],
  ]
  const json = (body: object) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const secretIn = (text: string) => /whsec_[\w+/=]+/.exec(text)?.[0] ?? ''

  test('is set on a page, tells a system what became of a file, and ends', async () => {
    const system = await receiver()
    const made = await page('/webhooks', ADMIN, wished(system.url))
    const id = /webhooks\/([0-9a-f]{16})/.exec(made.text)?.[1] ?? ''
    const key = Buffer.from(secretIn(made.text).replace('whsec_', ''), 'base64')
    expect([made.status, key.length]).toEqual([200, 32])
    // The secret is shown this once, and kept nowhere.
    for (const path of ['/webhooks', `/webhooks/${id}`]) expect(secretIn((await page(path, ADMIN)).text)).toBe('')
    expect(JSON.stringify(await everyItem())).not.toContain(secretIn(made.text))

    expect((await page(`/webhooks/${id}/test`, ADMIN, {})).status).toBe(303)
    const asked = await act.ask('/api/uploads', { by: CLERK, method: 'POST', ...json(FILE) })
    const ticket = (await asked.json()) as { id: string; url: string; headers: Record<string, string> }
    await fetch(ticket.url, { method: 'PUT', body: new Uint8Array(LIST), headers: ticket.headers })
    await hub.idle()
    const heard = system.heard.map(({ body }) => JSON.parse(body) as { type: string; data: object })
    expect(heard.map(({ type }) => type).sort()).toEqual(['upload.settled', 'webhook.test'])
    expect(heard.find(({ type }) => type === 'upload.settled')?.data).toMatchObject({ upload: ticket.id, rows: 2 })
    for (const { headers, body } of system.heard) {
      const signed = createHmac('sha256', key).update(
        `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`,
      )
      expect(headers['webhook-signature']).toBe(`v1,${signed.digest('base64')}`)
    }

    // What was given up is replayed by hand: one, and all.
    const sent = deliveries(work())
    for (const { headers } of system.heard) {
      const delivery = (await sent.get({ webhook: id, id: headers['webhook-id'] ?? '' }))!
      await sent.note({ ...delivery, state: 'dead', last: { at: delivery.at, why: 'timeout' } })
    }
    expect((await page(`/webhooks/${id}`, ADMIN)).text).toContain('未送达（2）')
    await page(`/webhooks/${id}/replay`, ADMIN, { delivery: system.heard[0]?.headers['webhook-id'] ?? '' })
    await hub.idle()
    expect([system.heard.length, (await sent.dead(id)).length]).toEqual([3, 1])
    await page(`/webhooks/${id}/replay`, ADMIN, {})
    await hub.idle()
    expect([system.heard.length, (await sent.dead(id)).length]).toEqual([4, 0])

    // What was not taken is sent again in its time, also where no other schedule is kept, as in the made-up city.
    const [{ headers: first }] = system.heard as [(typeof system.heard)[number]]
    const waiting = (await sent.get({ webhook: id, id: first['webhook-id'] ?? '' }))!
    await sent.note({ ...waiting, state: 'waiting', tries: 1, nextAt: waiting.at })
    hub.keepSchedules('webhooks')
    await expect.poll(() => system.heard.length).toBe(5)
    await hub.idle()
    expect(await sent.waiting(id)).toEqual([])

    expect((await page(`/webhooks/${id}/revoke`, ADMIN, {})).status).toBe(303)
    expect((await page(`/webhooks/${id}`, ADMIN)).status).toBe(404)
    expect(logged.join()).not.toContain(system.url)
    await system.close()
  })

  test.each([
    ['no address', '', 'civil-affairs', 400],
    ['another kind of address', 'ftp://system.example.org/', 'civil-affairs', 400],
    ['an office that is not there', 'https://system.example.org/', 'township', 400],
  ])('is not made with %s', async (_, url, office, status) => {
    const refused = await page('/webhooks', ADMIN, wished(url, office))
    expect(refused.status).toBe(status)
    expect(await stores.webhooks.list(COUNTY)).toEqual([])
  })
})
