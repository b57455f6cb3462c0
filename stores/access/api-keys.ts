/** Keys of offices' own systems: `API-KEY#<id>`; those of a division that are not revoked by `API-KEYS#<division>` / id. */
import { ApiKey } from '../../schemas/records/api-key.ts'
import type { WorkTable } from '../aws/work.ts'

export interface ApiKeys {
  create(key: ApiKey): Promise<void>
  get(id: string): Promise<ApiKey | undefined>
  /** Without those that were revoked. */
  list(division: string): Promise<ApiKey[]>
  /** A key that was revoked meanwhile stays so. */
  use(id: string, usedAt: string): Promise<void>
  revoke(key: Pick<ApiKey, 'id' | 'division'>, revokedAt: string): Promise<void>
}

/** Days after its end for which a key is still known, to whoever asks what it was. */
const KEPT = 400

const keyOf = (id: string) => ({ pk: `API-KEY#${id}`, sk: 'KEY' })
const listed = ({ division, id }: Pick<ApiKey, 'id' | 'division'>) => ({ pk: `API-KEYS#${division}`, sk: id })

export function apiKeys(work: WorkTable): ApiKeys {
  const get: ApiKeys['get'] = async (id) => {
    const item = await work.get(keyOf(id))
    return item && ApiKey.parse(item)
  }
  return {
    async create(key) {
      const expires = Math.ceil(Date.parse(key.until) / 1000) + KEPT * 86_400
      await work.putNew(keyOf(key.id), { ...ApiKey.parse(key), expires })
      await work.putNew(listed(key), { expires })
    },
    get,
    async list(division) {
      const listed = await work.list(`API-KEYS#${division}`)
      const keys = await work.getAll(listed.map(({ sk }) => keyOf(String(sk))))
      return keys.flatMap((key) => (key ? [ApiKey.parse(key)] : [])).sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1))
    },
    async use(id, usedAt) {
      await work.update(keyOf(id), { set: { usedAt }, condition: 'attribute_exists(#pk)', names: ['pk'] })
    },
    async revoke(key, revokedAt) {
      await work.update(keyOf(key.id), { set: { revokedAt }, condition: 'attribute_exists(#pk)', names: ['pk'] })
      await work.remove(listed(key))
    },
  }
}
