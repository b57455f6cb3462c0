import { describe, expect, test } from 'vitest'
import { onEveryEngine } from '../engines.ts'

const KB = 1024

onEveryEngine((on) => {
  describe('the work table', () => {
    test('of two that put the same new item at once one does, and it stays as that one wrote it', async () => {
      const key = { pk: 'NEW', sk: '1' }
      const put = [1, 2].map((by) => on.work.putNew(key, { by }))
      const won = (await Promise.all(put)).indexOf(true) + 1
      expect((await Promise.all(put)).filter(Boolean)).toHaveLength(1)
      expect(await on.work.putNew(key, { by: 3 })).toBe(false)
      expect(await on.work.get(key)).toMatchObject({ by: won })
    })

    test('SET, REMOVE and ADD in one update; a set grows by what is new; after is what it is then', async () => {
      const key = { pk: 'UPDATE', sk: '1' }
      await on.work.putNew(key, { state: 'open', note: 'x', kept: { deep: [1, null, 'a'], left: undefined } })
      const change = { set: { state: 'done', note: undefined }, add: { count: 2, shards: new Set([1, 2]) } }
      await on.work.update(key, change)
      const { ok, after } = await on.work.update(key, {
        add: { count: 3, shards: new Set([2, 3]), words: new Set(['a']) },
      })
      expect(ok).toBe(true)
      const { shards, ...rest } = after
      expect(rest).toEqual({ ...key, state: 'done', kept: { deep: [1, null, 'a'] }, count: 5, words: ['a'] })
      expect([...(shards as number[])].sort()).toEqual([1, 2, 3])
      expect(await on.work.get(key)).toEqual(after)
    })

    test('a condition that fails changes nothing; one that is broken is an error, not a no', async () => {
      const key = { pk: 'UPDATE', sk: '2' }
      await on.work.putNew(key, { version: 1 })
      const condition = { condition: '#version = :before', values: { before: 2 } }
      expect((await on.work.update(key, { set: { version: 3 }, ...condition })).ok).toBe(false)
      expect(await on.work.get(key)).toEqual({ ...key, version: 1 })
      await expect(on.work.update(key, { set: { version: 3 }, condition: '#version = = :before' })).rejects.toThrow()
      expect(await on.work.get({ pk: 'UPDATE', sk: 'absent' })).toBeUndefined()
    })

    test('additions at once are all counted', async () => {
      const key = { pk: 'COUNT', sk: '1' }
      const after = await Promise.all(Array.from({ length: 20 }, () => on.work.update(key, { add: { n: 1 } })))
      expect(after.map(({ after: { n } }) => n as number).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, i) => i + 1),
      )
    })

    test('a partition of more than a page (1 MB) is listed whole, in order, from either end', async () => {
      const keys = Array.from({ length: 12 }, (_, i) => ({ pk: 'PAGES', sk: String(i).padStart(3, '0') }))
      for (const key of keys) await on.work.putNew(key, { text: 'a'.repeat(200 * KB) })
      const order = keys.map(({ sk }) => sk)
      let listed: Record<string, unknown>[] = []
      const list = (options?: object) => async () => {
        listed = await on.work.list('PAGES', options)
      }
      expect(await on.sentBy('Query', list())).toBeGreaterThan(1)
      expect(listed.map(({ sk }) => sk)).toEqual(order)
      await list({ latestFirst: true })()
      expect(listed.map(({ sk }) => sk)).toEqual([...order].reverse())
      expect(await on.sentBy('Query', list({ latestFirst: true, limit: 8 }))).toBeGreaterThan(1)
      expect(listed.map(({ sk }) => sk)).toEqual([...order].reverse().slice(0, 8))
      await on.work.remove(keys[0]!)
      await on.work.remove(keys[0]!)
      await list({ limit: 1 })()
      expect(listed.map(({ sk }) => sk)).toEqual(['001'])
    })
  })
})
