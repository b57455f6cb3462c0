/** Asks a hub's routes as a form or a system does, and reads what is answered. */
import type { Hub } from '../../local/host/hub.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { Scope } from '../../schemas/duties.ts'
import type { Acting } from '../acting.ts'
import { textsOf } from '../forms/bytes-of.ts'
import type { AccessRow } from './access-row.ts'
import type { KeyHolder, keysOf } from './keys-of.ts'

export type Asker = Identity | KeyHolder
export const isKey = (asker: Asker): asker is KeyHolder => Scope.safeParse(asker.duty).success

export interface Look extends Pick<AccessRow, 'route' | 'body'> {
  readonly path: string
}

/** @param day that the hub is told it is; today where absent */
export function asking(hub: Hub, act: Acting, keys: ReturnType<typeof keysOf>, day?: string) {
  const played = day === undefined ? {} : hub.playedOn(day)
  const request = async (route: string, path: string, body: AccessRow['body'], by?: Asker): Promise<Response> => {
    const [method = 'GET'] = route.split(' ')
    const isApi = path.startsWith('/api/')
    const headers = {
      ...played,
      ...(by && (await (isKey(by) ? keys(by) : act.as(by)))),
      ...(method === 'POST' && { origin: hub.url, 'content-type': contentType(isApi, route === 'POST /api/policy') }),
    }
    const fields = Object.entries(body ?? {}).map(([name, value]): [string, string] => [name, String(value)])
    const content = isApi ? JSON.stringify(body ?? {}) : new URLSearchParams(fields).toString()
    return fetch(hub.url + path, { method, headers, redirect: 'manual', ...(method === 'POST' && { body: content }) })
  }
  /** Of a page, or of all cells of the file to which it leads. */
  const textOf = async ({ route, path, body }: Look, by?: Asker): Promise<string> => {
    const first = await request(route, path, body, by)
    const told = first.status === 201 ? await first.text() : ''
    const next = pathIn(told) ?? first.headers.get('location')
    if (told && !next) return told
    const answer = next?.startsWith('/') ? await request('GET ', next, undefined, by) : first
    const file = answer.status === 302 ? await fetch(answer.headers.get('location') ?? '') : answer
    const bytes = new Uint8Array(await file.arrayBuffer())
    const text = Buffer.from(bytes).toString()
    if (!text.startsWith('PK')) return told + text
    const sheets = await textsOf(bytes)
    return told + JSON.stringify([...sheets.values()])
  }
  return { request, textOf }
}

function pathIn(told: string): string | undefined {
  return /"path":"(\/[^"]*)"/.exec(told)?.[1]
}

function contentType(isApi: boolean, isFile: boolean): string {
  if (isFile) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return isApi ? 'application/json' : 'application/x-www-form-urlencoded'
}
