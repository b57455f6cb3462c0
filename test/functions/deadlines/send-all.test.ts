import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../../local/host/engines/engine-process.ts'
import { ToDeadlines } from '../../../schemas/messages/to-deadlines.ts'
import type { Uploads } from '../../../stores/uploads/uploads.ts'
import { signature } from '../../signature.ts'
import { ClockHub, startTables } from './clock-hub.ts'

let tables: Engine
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.stop())

const SMALL = { counties: 1, categories: 1, deadlines: { from: '2018-06-01' } }

describe('what is not sent is visible work', () => {
  const DAY = '2018-06-04'
  const COUNTY = `${DAY}.440203.civil-affairs`

  test('an office without an address', async () => {
    const hub = await ClockHub.begin(tables, { ...SMALL, contacts: false })
    await hub.day(DAY)
    expect(hub.sent).toEqual([])
    expect(await hub.open()).toContain(`${COUNTY} no-address`)
    await hub.deps().notices.close(COUNTY)
    expect((await hub.open()).some((one) => one.startsWith(COUNTY))).toBe(false)
  })

  test('one full mailbox keeps nobody else from being told, and is told with the next day', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    await hub.day('2018-06-03')
    hub.mail.full = 'civil-affairs@440203.invalid'
    await hub.day(DAY)
    expect(hub.sent.filter((id) => id.startsWith(DAY))).toHaveLength(3)
    expect(await hub.open()).toEqual([`${COUNTY} waiting`])
    expect((await hub.deps().notices.get(DAY, COUNTY))?.code).toBe('MessageRejected')
    await hub.day(DAY)
    await hub.day('2018-06-05')
    // The reminder of the 4th, due on the 5th, is still to be told; nobody else is told of anything on that day.
    expect(await hub.open()).toEqual(['2018-06-05.440203.civil-affairs waiting'])
    hub.mail.full = undefined
    await hub.day('2018-06-05')
    expect(hub.sent.slice(-1)).toEqual(['2018-06-05.440203.civil-affairs'])
    expect(await hub.open()).toEqual([])
    const { about } = (await hub.deps().notices.get('2018-06-05', '2018-06-05.440203.civil-affairs'))!
    const told = 'notices' in about ? about.notices.map(({ kind, obligation: o }) => `${kind} ${o.form}`) : []
    expect(told).toEqual(['reminder tekun-new'])
  })

  test('a mail that cannot even be tried keeps nobody else from being told, and is told when the day is run again', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    await hub.day('2018-06-03')
    const { contacts, ...deps } = hub.deps()
    const of: typeof contacts.of = async (to) => {
      if (to.division === '440200') throw new Error('no contacts now')
      return contacts.of(to)
    }
    await expect(hub.day(DAY, { ...deps, contacts: { ...contacts, of } })).rejects.toThrow('no contacts now')
    const others = hub.sent.filter((id) => id.startsWith(DAY))
    expect(others).toContain(COUNTY)
    await hub.day(DAY)
    expect(hub.sent.filter((id) => id.startsWith(DAY)).length).toBeGreaterThan(others.length)
    expect(new Set(hub.sent).size).toBe(hub.sent.length)
  })

  test('a day that another run has not left behind yet is a fault, and told when it is run again', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    await hub.day('2018-06-03')
    const deps = hub.deps()
    const overlapping = { ...deps, deadlines: { ...deps.deadlines, advance: async () => false } }
    await expect(hub.day(DAY, overlapping)).rejects.toMatchObject({ code: 'day-overlaps' })
    await hub.day(DAY)
    expect((await deps.deadlines.state())?.since).toBe(DAY)
  })

  test('a mail that waits is sent later on the same day', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    hub.mail.mood = 'rejects'
    await hub.day(DAY)
    expect((await hub.deps().deadlines.state())?.since).toBe(DAY)
    expect(await hub.open()).toHaveLength(4)
    hub.mail.mood = 'takes'
    await hub.day(DAY)
    expect(hub.sent).toHaveLength(4)
    expect(await hub.open()).toEqual([])
  })

  test('a letter that waits is sent with a later run, and left to the administrator after two weeks', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    const { batches } = hub.deps()
    for (const id of ['n-001', 'n-002']) {
      const batch = { id, county: '440203', period: '2018-05', run: 'r', year: 2018, day: '2018-06-06' }
      const excluded = { key: 'k', sha256: 's', persons: 2, reason: { unlisted: 2 } }
      await batches.create({
        ...batch,
        at: '2018-06-06T00:00:00Z',
        state: 'published',
        preparedBy: signature('a'),
        excluded,
      })
    }
    const say = (batch: string) => hub.run({ type: 'batch.excluded', county: '440203', batch })
    const open = async () => (await hub.open()).filter((one) => one.includes('excluded'))
    hub.mail.full = 'social-insurance@440203.invalid'
    await say('n-001')
    expect(await open()).toEqual(['n-001.batch.excluded.social-insurance waiting'])
    hub.mail.full = undefined
    await hub.day('2018-06-07')
    expect(hub.sent).toContain('n-001.batch.excluded.social-insurance')
    hub.mail.full = 'social-insurance@440203.invalid'
    await say('n-002')
    await hub.day('2018-06-20')
    expect(await open()).toEqual(['n-002.batch.excluded.social-insurance waiting'])
    await hub.day('2018-06-21')
    expect(await open()).toEqual(['n-002.batch.excluded.social-insurance bounced'])
  })

  test('of a list that was told of again the letter that waits is not sent as well', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    const uploads = hub.deps().uploads as Uploads
    const list = { division: '440203', office: 'civil-affairs', form: 'tekun-full', period: '2018-05' } as const
    const sent = { ...list, id: '2018-05-1', day: '2018-06-06', requestedAt: '2018-06-06T00:00:00Z', policy: 1 }
    await uploads.create({ ...sent, fileName: 'a.xlsx', size: 1, state: 'requested' })
    await uploads.settle(list.division, sent.id, { state: 'accepted' }, { version: 1 })
    const say = () => hub.run({ type: 'upload.settled', division: list.division, upload: sent.id })
    const letters = () => hub.sent.filter((id) => id.includes(sent.id))
    hub.mail.full = COUNTY.replace(/.*\.(\d+)\.(.*)/, '$2@$1.invalid')
    await say()
    hub.mail.full = undefined
    const notified = { version: 2, day: '2018-06-07', isChange: true }
    await uploads.settle(list.division, sent.id, { state: 'accepted', notified }, { version: 2 })
    await say()
    await say()
    await hub.day('2018-06-08')
    expect(letters()).toEqual([`440203.${sent.id}.accepted.2.civil-affairs`])
    expect((await hub.open()).filter((one) => one.includes(sent.id))).toEqual([])
  })

  test('a mail that was taken and comes back later', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    await hub.day(DAY)
    expect(await hub.open()).toEqual([])
    const event = (id: string) => ({
      eventType: 'Bounce' as const,
      mail: { headers: [{ name: 'X-Hub-Notice', value: `${DAY}/${id}` }] },
      bounce: { bounceType: 'Permanent' },
    })
    for (const id of [COUNTY, COUNTY, 'none-of-ours']) await hub.run(ToDeadlines.parse(event(id)))
    expect(await hub.open()).toEqual([`${COUNTY} bounced`])
    expect((await hub.deps().notices.get(DAY, COUNTY))?.code).toBe('Bounce.Permanent')
  })

  test.each(['takes and is not heard', 'is not heard'] as const)(
    'a mail of which nobody knows: the server %s. It is not sent again blindly',
    async (mood) => {
      const hub = await ClockHub.begin(tables, SMALL)
      hub.mail.mood = mood
      await hub.day(DAY)
      const taken = hub.sent.length
      expect(await hub.open()).toContain(`${COUNTY} claimed`)
      hub.mail.mood = 'takes'
      await hub.day(DAY)
      expect(hub.sent.length).toBe(taken)
    },
  )

  test('a mail server that is down is said to be so, not asked for each, and what waits is sent when it is back', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    hub.mail.mood = 'throttles'
    await expect(hub.day(DAY)).rejects.toMatchObject({ code: 'mail-down' })
    expect((await hub.deps().deadlines.state())?.since).toBe(DAY)
    expect(await hub.open()).toHaveLength(4)
    const codes = (await hub.deps().notices.ofDay(DAY)).map(({ code }) => code)
    expect(codes.filter((code) => code === 'not-tried')).toHaveLength(1)
    await expect(hub.day(DAY)).rejects.toMatchObject({ code: 'mail-down' })
    hub.mail.mood = 'takes'
    await hub.day(DAY)
    expect(hub.sent).toHaveLength(4)
    expect(await hub.open()).toEqual([])
  })

  test('a mail that never went out is superseded by the next day, which tells the same', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    await hub.day('2018-06-03')
    hub.mail.mood = 'throttles'
    await expect(hub.day(DAY)).rejects.toThrow()
    hub.mail.mood = 'takes'
    await hub.day('2018-06-05')
    expect(hub.sent).toContain('2018-06-05.440203.civil-affairs')
    expect(await hub.open()).toEqual([])
  })
})
