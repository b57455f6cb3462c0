import { expect, test } from 'vitest'
import { UploadState } from '../../schemas/codes.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { isStep, UPLOAD_STEPS } from '../../schemas/states.ts'
import { periods } from '../../stores/months/periods.ts'
import { seenFiles } from '../../stores/uploads/seen-files.ts'
import { submissions } from '../../stores/uploads/submissions.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { signature } from '../signature.ts'
import { onEveryEngine } from './engines.ts'

const COUNTY = '440222'
const OTHER = '440281'
const AT = '2018-06-06T01:00:00.000Z'
const LATER = '2018-06-07T01:00:00.000Z'

onEveryEngine((on) => {
  test('uploads of one month are read alone; what is open leaves the list when it is replaced, decided or ticked off', async () => {
    const store = uploads(on.work)
    const send = async (id: string, changes: Partial<Upload> = {}) => {
      const period = id.slice(0, 7)
      await store.create({
        ...{ division: OTHER, office: 'civil-affairs', form: 'dibao-new', period, fileName: '低保.csv', size: 0, id },
        ...{ state: 'requested', day: '2018-06-06', requestedAt: AT, policy: 1, sequence: 1, ...changes },
      })
    }
    const settle = (id: string, state: 'accepted' | 'held' | 'refused' | 'withdrawn') =>
      store.settle(OTHER, id, { state }, { at: AT })
    const open = async () => (await store.open(OTHER)).map(({ id }) => id)
    for (const id of ['2018-04-a', '2018-05-a', '2018-05-b', '2018-05-c']) await send(id)
    await send('2018-05-d', { form: 'dibao-full' })
    expect((await store.ofPeriod(OTHER, '2018-05')).map(({ id }) => id)).toHaveLength(4)
    expect(await periods(on.work).list(2)).toEqual(['2018-05', '2018-04'])

    for (const id of ['2018-04-a', '2018-05-a', '2018-05-c']) await settle(id, 'refused')
    await settle('2018-05-d', 'held')
    expect(await open()).toEqual(['2018-04-a', '2018-05-a', '2018-05-c', '2018-05-d'])
    // It replaces what was sent before it, of its own month and form.
    await settle('2018-05-b', 'accepted')
    expect(await open()).toEqual(['2018-04-a', '2018-05-c', '2018-05-d'])
    // What is settled late is replaced all the same.
    await settle('2018-05-a', 'refused')
    expect(await open()).not.toContain('2018-05-a')
    expect(await store.tickOff(OTHER, '2018-05-d', AT)).toBe(false)
    expect(await store.tickOff(OTHER, '2018-05-c', AT)).toBe(true)
    await settle('2018-05-c', 'refused')
    await settle('2018-05-d', 'withdrawn')
    expect(await open()).toEqual(['2018-04-a'])
    expect((await store.get(OTHER, '2018-05-c'))?.tickedOff).toBe(AT)

    // A crash between settling and noting so hides nothing.
    await send('2018-06-a')
    const from = async (period: string) => (await store.ofPeriodsFrom(OTHER, period)).map(({ id }) => id)
    expect(await from('2018-05')).toEqual([...['a', 'b', 'c', 'd'].map((one) => `2018-05-${one}`), '2018-06-a'])
    expect(await from('2018-06')).toEqual(['2018-06-a'])
    expect(await open()).toEqual(['2018-04-a'])
    await on.work.update({ pk: `UPLOAD#${OTHER}`, sk: '2018-06-a' }, { set: { state: 'refused' } })
    expect(await open()).toEqual(['2018-04-a', '2018-06-a'])

    await send('2018-05-e')
    expect(await store.discard(OTHER, '2018-05-a', AT)).toBe(false)
    expect(await store.discard(OTHER, '2018-05-e', AT)).toBe(true)
  })

  test('returned rows stay open until they are mended, let go, or the whole list is said again', async () => {
    const store = uploads(on.work)
    const division = '440229'
    const reading = (returned: number) => ({ sha256: 'x', rows: 9, returned, byCode: {}, unreadSheets: [] })
    let sent = 0
    const send = async (
      id: string,
      returned: number,
      changes: Partial<Upload> = {},
      state: 'accepted' | 'refused' = 'accepted',
    ) => {
      const requestedAt = new Date(Date.parse(AT) + 60_000 * ++sent).toISOString()
      await store.create({
        ...{
          division,
          office: 'civil-affairs',
          form: 'dibao-new',
          period: id.slice(0, 7),
          fileName: '低保.csv',
          size: 0,
        },
        ...{
          id,
          state: 'requested',
          day: '2018-06-06',
          requestedAt,
          policy: 1,
          reading: reading(returned),
          ...changes,
        },
      })
      await store.settle(division, id, { state }, { at: AT })
    }
    const open = async () => (await store.open(division)).map(({ id }) => id)
    await send('2018-05-a', 2)
    // Another list of new persons says nothing of those that came back.
    await send('2018-05-b', 0)
    expect(await open()).toEqual(['2018-05-a'])
    await send('2018-05-c', 0, { mends: { upload: '2018-05-a', rows: [0] } })
    expect(await open()).toEqual(['2018-05-a'])
    // A file that could not be read mends nothing.
    await send('2018-05-cc', 0, { mends: { upload: '2018-05-a', rows: [1] } }, 'refused')
    expect(await open()).toEqual(['2018-05-a', '2018-05-cc'])
    expect(await store.tickOff(division, '2018-05-cc', AT)).toBe(true)
    await send('2018-05-d', 0, { mends: { upload: '2018-05-a', rows: [1] } })
    expect(await open()).toEqual([])
    // What brought a row is taken back: it is missing again.
    const withdrawn = { by: signature('甲'), at: AT, sentBack: false }
    expect(await store.withdraw(division, '2018-05-d', withdrawn, ['accepted'])).toBe(true)
    await store.settle(division, '2018-05-d', { state: 'withdrawn' }, { at: AT })
    expect(await open()).toEqual(['2018-05-a'])
    expect(await store.tickOff(division, '2018-05-a', AT)).toBe(true)
    expect(await open()).toEqual([])

    await send('2018-05-e', 1, { form: 'register', office: 'social-insurance' })
    await send('2018-05-f', 1, { form: 'dibao-full' })
    expect(await open()).toEqual(['2018-05-e', '2018-05-f'])
    // The register of the next month replaces the one before, and says nothing of a list.
    await send('2018-06-a', 0, { form: 'register', office: 'social-insurance' })
    expect(await open()).toEqual(['2018-05-f'])
    // It is taken back, as if it had not been sent: what it had replaced is missing again.
    expect(await store.withdraw(division, '2018-06-a', withdrawn, ['accepted'])).toBe(true)
    await store.settle(division, '2018-06-a', { state: 'withdrawn' }, { at: AT })
    expect(await open()).toEqual(['2018-05-e', '2018-05-f'])
    await send('2018-06-b', 0, { form: 'register', office: 'social-insurance' })
    await send('2018-06-c', 0, { form: 'register', office: 'social-insurance' })
    await store.withdraw(division, '2018-06-c', withdrawn, ['accepted'])
    await store.settle(division, '2018-06-c', { state: 'withdrawn' }, { at: AT })
    expect(await open()).toEqual(['2018-05-f'])

    // Of a file whose rows were all returned another list of new persons says nothing either.
    await send('2018-07-a', 2, {}, 'refused')
    await send('2018-07-b', 0)
    expect(await open()).toEqual(['2018-05-f', '2018-07-a'])
  })

  test('nothing is let go before it came: a file that failed and is read after all waits for its sender', async () => {
    const store = uploads(on.work)
    const upload: Upload = {
      ...{ division: '440233', office: 'civil-affairs', form: 'tekun-new', period: '2018-05', fileName: '特困.csv' },
      ...{ size: 0, id: '2018-05-z', state: 'requested', day: '2018-06-06', requestedAt: AT, policy: 1 },
    }
    const reading = { sha256: 'x', rows: 3, returned: 2, byCode: {}, unreadSheets: [] }
    await store.create(upload)
    expect(await store.tickOff(upload.division, upload.id, AT)).toBe(false)
    await store.fail(upload.division, upload.id, AT)
    expect(await store.tickOff(upload.division, upload.id, AT)).toBe(true)
    expect(await store.open(upload.division)).toEqual([])
    await store.recordReading(upload, { reading })
    await store.settle(upload.division, upload.id, { state: 'accepted' }, { at: AT })
    expect((await store.open(upload.division)).map(({ id }) => id)).toEqual([upload.id])
  })

  test('an upload is read or given up, whichever comes first', async () => {
    const store = uploads(on.work)
    const upload: Upload = {
      ...{ division: OTHER, office: 'civil-affairs', form: 'tekun-new', period: '2018-05', fileName: '特困.csv' },
      ...{ size: 0, id: '2018-05-x', state: 'requested', day: '2018-06-06', requestedAt: AT, policy: 1 },
    }
    const reading = { sha256: 'x', rows: 1, returned: 0, byCode: {}, unreadSheets: [] }
    await store.create(upload)
    expect(await store.discard(OTHER, upload.id, AT)).toBe(true)
    expect(await store.recordReading(upload, { reading })).toBe(false)
    expect((await store.get(OTHER, upload.id))?.reading).toBeUndefined()

    const other = { ...upload, id: '2018-05-y' }
    await store.create(other)
    expect(await store.recordReading(other, { reading })).toBe(true)
    expect(await store.discard(OTHER, other.id, AT)).toBe(false)
  })

  test('uploads: made once, units gathered over settlements, confirmed only while held, the latest first', async () => {
    const store = uploads(on.work)
    const upload: Upload = {
      ...{ division: COUNTY, office: 'civil-affairs', form: 'dibao-full', period: '2018-05', fileName: '低保.csv' },
      ...{ size: 0, id: '1', state: 'requested', day: '2018-06-06', requestedAt: AT, policy: 1, sequence: 1 },
    }
    await store.create(upload)
    await store.create({ ...upload, size: 9 })
    await store.create({ ...upload, id: '2', sequence: 2 })
    expect(await store.get(COUNTY, '1')).toEqual(upload)
    const reading = { sha256: 'x', rows: 2, returned: 1, byCode: { 'id-missing': 1 }, unreadSheets: ['名单2'] }
    await store.recordReading(upload, { reading, returnedKey: 'returned/1' })
    expect(await store.confirm(COUNTY, '1', signature('乙'), undefined)).toBe(false)
    await expect(store.unitDone(COUNTY, 'absent', '1.0')).rejects.toMatchObject({ code: 'upload-missing' })
    const held = { state: 'held' as const, wouldEnd: { active: 30, ended: 20 }, endingsKey: 'e1' }
    const unitsOf = (version: number, ...shards: number[]) => ({
      ...{ version, key: `units/${version}` },
      ranges: shards.map((shard) => ({ shard, start: shard, end: shard + 1 })),
    })
    await store.settle(COUNTY, '1', held, { at: AT, units: unitsOf(1, 0, 1), version: 1 })
    expect(await store.confirm(COUNTY, '1', signature('乙'), 'e0')).toBe(false)
    expect(await store.confirm(COUNTY, '1', signature('乙'), 'e1')).toBe(true)
    await store.unconfirm(COUNTY, '1')
    expect(await store.get(COUNTY, '1')).not.toHaveProperty('confirmedBy')
    expect(await store.confirm(COUNTY, '1', signature('乙'), undefined)).toBe(true)
    // Of two persons the first one answers for it.
    expect(await store.confirm(COUNTY, '1', signature('丙'), undefined)).toBe(false)
    await store.unitDone(COUNTY, '1', '1.1')
    // Who waits and what is done are in one item: each answer has both.
    expect((await store.noteWaiter(COUNTY, '1', 'close#c#1')).unitsDone).toEqual(['1.1'])
    expect((await store.unitDone(COUNTY, '1', '1.1')).awaitedBy).toEqual(['close#c#1'])
    await expect(store.unitDone(COUNTY, 'absent', '1.1')).rejects.toThrow('not there')
    const accepted = { state: 'accepted' as const, wouldEnd: undefined }
    const settling = { at: LATER, units: unitsOf(2, 0), version: 2 }
    await store.settle(COUNTY, '1', accepted, settling)
    const { units, unitObjects, awaitedBy, ...settled } = await store.settle(COUNTY, '1', accepted, settling)
    expect(units?.sort()).toEqual(['1.0', '1.1', '2.0'])
    expect(unitObjects?.map((text) => JSON.parse(text)).sort((a, b) => a.version - b.version)).toEqual([
      unitsOf(1, 0, 1),
      unitsOf(2, 0),
    ])
    expect(awaitedBy).toEqual(['close#c#1'])
    expect(settled).toEqual({
      ...{ ...upload, state: 'accepted', settledAt: LATER, reading, returnedKey: 'returned/1', endingsKey: 'e1' },
      ...{ confirmedBy: signature('乙'), unitsDone: ['1.1'], version: 2 },
    })
    // What an earlier revision said, and somebody slow carries out only now.
    expect((await store.settle(COUNTY, '1', held, { at: AT, version: 1 })).state).toBe('accepted')
    expect(await store.get(COUNTY, '1')).toMatchObject({ state: 'accepted', settledAt: LATER, version: 2 })
    expect((await store.list(COUNTY)).map(({ id }) => id)).toEqual(['2', '1'])
    expect((await store.list(COUNTY, 1)).map(({ id }) => id)).toEqual(['2'])
  })

  test('uploads: settled by the steps of docs/states.md#upload and by no other, and read once', async () => {
    const store = uploads(on.work)
    const states = UploadState.options
    const reading = { sha256: 'x', rows: 1, returned: 0, byCode: {}, unreadSheets: [] }
    for (const from of states) {
      for (const to of states.filter((state) => state !== 'requested')) {
        const upload: Upload = {
          ...{ division: COUNTY, office: 'civil-affairs', form: 'dibao-full', period: '2018-06', fileName: '低保.csv' },
          ...{ size: 0, id: `2018-06-${from}-${to}`, state: from, day: '2018-07-06', requestedAt: AT, policy: 1 },
        }
        await store.create(upload)
        expect(await store.recordReading(upload, { reading })).toBe(from === 'requested')
        const isTaken = from === to || isStep(UPLOAD_STEPS, from, to)
        const { state, settledAt } = await store.settle(COUNTY, upload.id, { state: to }, { at: AT })
        expect([from, to, state, settledAt]).toEqual([from, to, isTaken ? to : from, isTaken ? AT : undefined])
      }
    }
    const withdrawn = { by: signature('甲'), at: AT, sentBack: false }
    await expect(store.withdraw(COUNTY, '2', withdrawn, ['refused'])).rejects.toMatchObject({ code: 'impossible' })
    await expect(store.settle(COUNTY, 'absent', { state: 'refused' }, { at: AT })).rejects.toThrow('not there')
    // What another attempt has read after all is refused no more.
    const slow = { state: 'refused' as const, refusal: { code: 'file-unreadable' as const } }
    await store.settle(COUNTY, '2018-06-requested-refused', slow, { at: AT })
    const read = await store.settle(COUNTY, '2018-06-requested-refused', { state: 'accepted' }, { at: AT, version: 1 })
    expect(read).not.toHaveProperty('refusal')
  })

  test('uploads: taken out once, from a state that is named, and kept after all', async () => {
    const store = uploads(on.work)
    const withdrawn = { by: signature('甲'), at: AT, sentBack: false }
    expect(await store.withdraw(COUNTY, '2', withdrawn, ['accepted', 'held'])).toBe(false)
    expect(await store.withdraw(COUNTY, '2', withdrawn, ['requested', 'held'])).toBe(true)
    expect(await store.withdraw(COUNTY, '2', { ...withdrawn, by: signature('丙') }, ['requested'])).toBe(false)
    expect((await store.get(COUNTY, '2'))?.withdrawn).toEqual(withdrawn)
    await store.keep(COUNTY, '2')
    expect(await store.get(COUNTY, '2')).not.toHaveProperty('withdrawn')
  })

  test('seen files: the first upload of an office and form with the bytes, until another one stands for it', async () => {
    const store = seenFiles(on.work)
    const upload = (id: string, form = 'dibao-full') =>
      ({ id, division: COUNTY, office: 'civil-affairs', form }) as Upload
    expect(await store.first(upload('1'), 'x')).toBe('1')
    expect(await store.first(upload('2'), 'x')).toBe('1')
    expect(await store.first(upload('3', 'tekun-full'), 'x')).toBe('3')
    await store.replace(upload('2'), 'x')
    expect(await store.first(upload('1'), 'x')).toBe('2')
  })

  test('submissions: an upload that is not settled is none', async () => {
    const owed = { division: COUNTY, office: 'civil-affairs', form: 'dibao-full', period: '2018-05' } as const
    const record = submissions(on.work).record({ ...owed, state: 'requested', time: AT, upload: '1' })
    await expect(record).rejects.toMatchObject({ code: 'not-settled' })
  })
})
