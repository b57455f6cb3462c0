import { describe, expect, test } from 'vitest'
import type { Head, PendingChange } from '../../schemas/records/head.ts'
import type { Person } from '../../schemas/records/person.ts'
import { heads } from '../../stores/people/heads.ts'
import { people } from '../../stores/people/people.ts'
import { onEveryEngine, PEOPLE } from './engines.ts'

const COUNTY = '440222'
const AT = '2018-06-06T01:00:00.000Z'
const KB = 1024
const personKey = (n: number) => n.toString(16).padStart(30, '0')

const person = (n: number, village = '太平居委会'): Person => ({
  key: personKey(n),
  id: '',
  lists: { [`${COUNTY}#dibao`]: { version: 1, row: { name: '李梅', township: '440222100', village }, rowVersion: 1 } },
  register: {},
  rejectionFlags: [],
  taken: {},
  decisions: {},
})

onEveryEngine((on) => {
  describe('people', () => {
    test('more than one request holds, read strongly and eventually at half the units', async () => {
      const store = people(on.clients, PEOPLE)
      const persons = Array.from({ length: 260 }, (_, i) => person(i))
      await store.put(persons)
      const keys = [...persons.map(({ key }) => key), personKey(9999)]
      const { capacity } = on.clients
      const read = async (consistency: 'strong' | 'eventual') => {
        const before = capacity.read
        expect(await store.get(keys, consistency)).toEqual(new Map(persons.map((p) => [p.key, p])))
        return capacity.read - before
      }
      expect(await on.sentBy('BatchGetItem', () => read('strong'))).toBe(3)
      const strong = await read('strong')
      expect(await read('eventual')).toBe(strong / 2)
      expect(await store.get([], 'strong')).toEqual(new Map())
      await store.put([person(7, '别处')])
      expect((await store.get([personKey(7)], 'strong')).get(personKey(7))).toEqual(person(7, '别处'))
    })

    test('items that together exceed one answer are all read', async () => {
      const store = people(on.clients, PEOPLE)
      const persons = Array.from({ length: Math.ceil(on.most / 300) + 3 }, (_, i) =>
        person(1000 + i, 'a'.repeat(300 * KB)),
      )
      await store.put(persons)
      const keys = persons.map(({ key }) => key)
      let found = new Map<string, Person>()
      const read = async () => {
        found = await store.get(keys, 'strong')
      }
      expect(await on.sentBy('BatchGetItem', read)).toBeGreaterThan(1)
      expect(found).toEqual(new Map(persons.map((p) => [p.key, p])))
    })

    test('an event stands beside its person, who stays as they are', async () => {
      const store = people(on.clients, PEOPLE)
      await store.put([person(2000)])
      await store.putEvents([
        { key: personKey(2000), at: AT, source: 'u1', day: '2018-06-06', mergedAt: AT, nth: 0, undo: {} },
      ])
      expect(await store.get([personKey(2000)], 'strong')).toEqual(new Map([[personKey(2000), person(2000)]]))
    })
  })

  describe('heads', () => {
    const head = `${COUNTY}#dibao`
    const pending = (version: number): PendingChange => ({
      version,
      upload: `u${version}`,
      states: [],
      firstRegister: false,
    })
    const to = (version: number, roster: string) => ({
      roster,
      lists: [] as Head['lists'],
      pending: pending(version),
    })

    test('an empty head, and places in the order that are each given once', async () => {
      const store = heads(on.work)
      expect(await store.get(head)).toEqual({ head, issued: 0, version: 0, lists: [] })
      const places = await Promise.all(Array.from({ length: 8 }, () => store.issue(head)))
      expect(places.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    })

    test('many are read at once: each at its name’s place, an empty one where there is none, a name twice', async () => {
      const store = heads(on.work)
      const names = Array.from({ length: 120 }, (_, i) => `${COUNTY}#many-${i}`)
      for (const i of [3, 110]) await store.issue(names[i]!)
      const found = await store.all([...names, names[3]!])
      expect(found.map((one) => one.head)).toEqual([...names, names[3]])
      expect(found.flatMap(({ issued }, i) => (issued === 1 ? [i] : []))).toEqual([3, 110, 120])
      expect(await store.all([])).toEqual([])
    })

    test('one of two moves it on, nobody while something is pending, and only that revision is cleared', async () => {
      const store = heads(on.work)
      const empty = await store.get(head)
      const answers = await Promise.all(['a', 'b'].map((roster) => store.advance(empty, to(1, roster))))
      expect(answers.filter(Boolean)).toHaveLength(1)
      const first = await store.get(head)
      expect(first).toMatchObject({
        issued: 8,
        version: 1,
        roster: ['a', 'b'][answers.indexOf(true)],
        pending: { version: 1 },
      })
      expect(await store.advance(first, to(2, 'c'))).toBe(false)
      await store.clear(head, 2)
      expect(await store.get(head)).toEqual(first)
      await store.clear(head, 1)
      const { pending: _, ...cleared } = first
      expect(await store.get(head)).toEqual(cleared)
      expect(await store.advance(empty, to(1, 'd'))).toBe(false)
      expect(await store.advance(cleared, to(2, 'c'))).toBe(true)
      expect(await store.get(head)).toMatchObject({ version: 2, roster: 'c', pending: { upload: 'u2' } })
    })
  })
})
