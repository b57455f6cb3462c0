/** Keys of offices' own systems, made without their administrator. */
import { createHash } from 'node:crypto'
import { tokenOf } from '../../formats/api-key-token.ts'
import type { HubStores } from '../../local/hub/hub-stores.ts'
import type { Office } from '../../schemas/codes.ts'
import type { Scope } from '../../schemas/duties.ts'

export interface KeyHolder {
  readonly duty: Scope
  readonly division: string
  readonly office: Office
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** @returns the headers with which it asks */
export function keysOf({ apiKeys }: Pick<HubStores, 'apiKeys'>) {
  const known = new Map<string, Promise<{ authorization: string }>>()
  const make = async ({ duty, division, office }: KeyHolder) => {
    const name = `${duty} ${division} ${office}`
    const id = digest(name).toString('hex').slice(0, 16)
    const { token, hash } = tokenOf(id, digest(`${name} secret`))
    await apiKeys.create({
      ...{ id, hash, name, division, office, scopes: [duty], until: '2999-12-31' },
      ...{ by: '0'.repeat(16), madeAt: '2018-06-01T00:00:00.000Z' },
    })
    return { authorization: `Bearer ${token}` }
  }
  return (key: KeyHolder) => {
    const name = Object.values(key).join(' ')
    const headers = known.get(name) ?? make(key)
    known.set(name, headers)
    return headers
  }
}
