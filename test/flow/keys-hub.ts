/** A hub whose county's administrator makes keys and webhooks for an office's own system. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { lastEnd } from '../../rules/access/api-key-rules.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { workTable } from '../../stores/aws/work.ts'
import { acting } from '../acting.ts'
import { COUNTY, csvOf, listed } from '../faults/lists.ts'

export const ADMIN: Identity = { duty: 'administrator', division: COUNTY }
export const CLERK: Identity = { duty: 'clerk', division: COUNTY, office: 'civil-affairs' }
export const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
export const LIST = csvOf('dibao', [listed(1), listed(2)])
export const FILE = {
  ...{ division: COUNTY, office: 'civil-affairs', form: 'dibao-full', period: '2018-05' },
  ...{ fileName: '名单.csv', size: LIST.length },
}

export const wish = (name: string, changes: Record<string, string> = {}): [string, string][] => [
  ...Object.entries({ name, office: 'civil-affairs', until: lastEnd(today), ...changes }),
  ['scopes[]', 'send-files'],
  ['scopes[]', 'read-states'],
]

export const tokenIn = (text: string) => /yb_([0-9a-f]{16})_[\w-]{43}/.exec(text) ?? ['', '']

export async function startKeysHub() {
  const dir = mkdtempSync(join(tmpdir(), 'yingbao-keys-'))
  const logged: string[] = []
  const hub = await startHub({
    dataDir: join(dir, 'data'),
    port: 0,
    letters: true,
    log: (line) => void logged.push(JSON.stringify(line)),
  })
  const stores = hubStores(hub)
  await beginCity(stores)
  const act = acting(hub)
  const clients = () => makeClients({ environment: hub.env })
  const tableName = () => Object.values(hub.functions).find(({ WORK_TABLE }) => WORK_TABLE)?.WORK_TABLE ?? ''
  const page = async (path: string, by: Identity, fields?: Record<string, string> | [string, string][]) => {
    const answer = await fetch(hub.url + path, {
      redirect: 'manual',
      headers: { origin: hub.url, ...(await act.as(by)) },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    })
    return { status: answer.status, text: await answer.text() }
  }
  return {
    ...{ dir, logged, hub, stores, act, page },
    async made(name: string): Promise<{ token: string; id: string }> {
      const { status, text } = await page('/keys', ADMIN, wish(name))
      expect(status).toBe(200)
      const [token, id = ''] = tokenIn(text)
      expect(token).not.toBe('')
      return { token, id }
    },
    work: () => workTable(clients(), tableName()),
    async everyItem(): Promise<unknown[]> {
      const { Items = [] } = await clients().dynamodb.send('Scan', { TableName: tableName() })
      return Items
    },
    async end() {
      await hub.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
