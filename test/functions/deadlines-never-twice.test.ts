import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../local/host/engines/engine-process.ts'
import { isLong } from '../long.ts'
import { ClockHub, startTables } from './deadlines/clock-hub.ts'

let tables: Engine
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.stop())

/** 4 June: a county is reminded, and told of what was due on 20 May, as is the city. */
const SMALL = { counties: 1, categories: 1 }
const DAY = '2018-06-04'

const small = async () => {
  const hub = await ClockHub.begin(tables, SMALL)
  await hub.day('2018-06-03')
  return hub
}

/** What a day sends where nothing goes wrong. */
async function whole(): Promise<string[]> {
  const hub = await small()
  await hub.day(DAY)
  return hub.sent
}

/** The notices of a day on which nothing goes wrong. */
async function idsOf(day: string): Promise<string[]> {
  const hub = await small()
  await hub.day(day)
  const mailings = await hub.deps().notices.ofDay(day)
  return mailings.flatMap(({ about }) => ('notices' in about ? about.notices.map(({ id }) => id) : []))
}

describe('a notice is never sent twice, and a lost one is visible', () => {
  test('though the day is run again and again', async () => {
    const hub = await small()
    for (let i = 0; i < 3; i++) await hub.day(DAY)
    expect(hub.sent).toEqual(await whole())
    expect(hub.sent.length).toBe(new Set(hub.sent).size)
    expect(hub.sent).toContain('2018-06-04.440203.civil-affairs')
    expect(await hub.open()).toEqual([])
  })

  test('though several run at once', async () => {
    const expected = await whole()
    const hub = await small()
    await Promise.all([hub.day(DAY), hub.day(DAY), hub.day(DAY)])
    expect([...hub.sent].sort()).toEqual([...expected].sort())
    expect(await hub.open()).toEqual([])
  })

  test('though a day was given up half-way and the next one tells the rest', async () => {
    const hub = await small()
    let sends = 0
    const deps = hub.deps({
      aroundWrite: async (command, send) => {
        if (command === 'SendMail' && ++sends > 2) throw new Error('died')
        if (sends > 2) throw new Error('died')
        return send()
      },
    })
    await expect(hub.day(DAY, deps)).rejects.toThrow()
    await hub.day('2018-06-05')
    const { notices } = hub.deps()
    const mailings = [...(await notices.ofDay(DAY)), ...(await notices.ofDay('2018-06-05'))]
    const ids = mailings.flatMap(({ about }) => ('notices' in about ? about.notices.map(({ id }) => id) : []))
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(ids)).toEqual(new Set(await idsOf(DAY)))
  })

  // What dies after a write leaves what dies before the next one.
  test.each(isLong ? (['before', 'after'] as const) : (['before'] as const))(
    'though the function dies %s any of its writes',
    async (when) => {
      const expected = await whole()
      for (let fatal = 1; ; fatal++) {
        const hub = await small()
        let writes = 0
        const deps = hub.deps({
          aroundWrite: async (_, send) => {
            writes++
            // Dead is dead: nothing gets out any more.
            if (writes > fatal || (when === 'before' && writes === fatal)) throw new Error('died')
            const result = await send()
            if (writes === fatal) throw new Error('died')
            return result
          },
        })
        const died = await hub.day(DAY, deps).then(
          () => false,
          () => true,
        )
        await hub.day(DAY)
        await hub.day(DAY)
        expect(new Set(hub.sent).size).toBe(hub.sent.length)
        const open = await hub.open()
        const uncertain = open.map((one) => one.replace(/ claimed$/, ''))
        // Whatever was not sent, and whatever was sent without anybody knowing, is on the list.
        for (const id of expected)
          expect(hub.sent.includes(id) || uncertain.includes(id), `${id} at ${fatal}`).toBe(true)
        expect(open.length).toBeLessThanOrEqual(1)
        expect((await hub.deps().deadlines.state())?.since).toBe(DAY)
        hub.mail.close()
        if (!died && writes < fatal) break
      }
    },
  )
})
