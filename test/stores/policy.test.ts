import { expect, test } from 'vitest'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { LAYOUT } from '../../schemas/layout.ts'
import { policies } from '../../stores/policy/policies.ts'
import { onEveryEngine } from './engines.ts'

onEveryEngine((on) => {
  test('policies: the next revision is put once, and all are kept', async () => {
    const store = policies(on.work)
    expect(await store.current()).toBeUndefined()
    await expect(store.inForce()).rejects.toMatchObject({ code: 'policy-missing' })
    const first = defaultPolicy()
    expect(await store.put(first)).toBe(true)
    expect(await store.put({ ...first, version: 3 })).toBe(false)
    expect(await store.put({ ...first, version: 2, province: '乙' })).toBe(true)
    expect(await store.put({ ...first, version: 2, province: '丙' })).toBe(false)
    expect(await policies(on.work).current()).toEqual({ ...first, version: 2, province: '乙' })
    expect(await policies(on.work).get(1)).toEqual(first)
  })

  test('policies: true is answered for what comes into force, whoever was quicker or gave up half-way', async () => {
    const current = (await policies(on.work).current())!
    const next = (province: string) => ({ ...current, version: current.version + 1, province })
    // Somebody stored the revision and died before it came into force.
    const key = { pk: 'POLICY', sk: `VERSION#${String(current.version + 1).padStart(6, '0')}` }
    await on.work.putNew(key, { policy: next('丁') })
    expect(await policies(on.work).put(next('戊'))).toBe(false)
    expect(await policies(on.work).current()).toEqual(next('丁'))
    const later = (province: string) => ({ ...current, version: current.version + 2, province })
    const answers = await Promise.all(['己', '庚'].map((province) => policies(on.work).put(later(province))))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await policies(on.work).current()).toEqual(later(['己', '庚'][answers.indexOf(true)]!))
  })

  test('policies: nothing is read or put where the table is keyed otherwise, but by a host that answers for it itself', async () => {
    const [deployed, embedded] = [LAYOUT, undefined].map((layout) => policies({ ...on.work, layout }))
    const current = (await deployed!.current())!
    for (const layout of [undefined, '1']) {
      await on.work.update({ pk: 'POLICY', sk: 'CURRENT' }, { set: { layout } })
      const next = { ...current, version: current.version + 1 }
      for (const act of [() => deployed!.current(), () => deployed!.inForce(), () => deployed!.put(next)])
        await expect(act()).rejects.toMatchObject({
          code: 'other-layout',
          message: expect.stringContaining('layout 1'),
        })
      expect(await embedded!.current()).toEqual(current)
    }
    expect(await embedded!.put({ ...current, version: current.version + 1 })).toBe(true)
    expect(await deployed!.current()).toMatchObject({ version: current.version + 1 })
  })
})
