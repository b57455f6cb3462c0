/** What a failing disk did to rosters, registers' tables and endings is made good from the lists, to the byte or not at all. */
import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rebuild } from '../../functions/intake/rebuild.ts'
import { registerTables } from '../../functions/shared/registers/register-tables.ts'
import { namesKey } from '../../functions/shared/registers/registers.ts'
import { tableKey } from '../../functions/shared/registers/take-registers.ts'
import { inboxKey } from '../../schemas/records/upload.ts'
import { objects } from '../../stores/objects/objects.ts'
import { bitAt } from './damage.ts'
import { type Engines, INBOX, OUTBOX, startEngines } from './engines.ts'
import { COUNTY, csvOf, listed, registered } from './lists.ts'
import { uploadsOf } from './state.ts'
import { World } from './world.ts'

let engines: Engines
let world: World
beforeAll(async () => {
  engines = await startEngines()
  world = await World.begin(engines)
  const dibao = (...persons: number[]) =>
    csvOf(
      'dibao',
      persons.map((n) => listed(n, COUNTY, n === 9 ? { 姓名: '' } : {})),
    )
  const register = (...persons: number[]) =>
    csvOf(
      'register',
      persons.map((n) => registered(n, { ...(n === 9 && { 险种: '' }), ...(n > 11 && { 身份证号码: '' }) })),
    )
  const sent: [form: string, content: Buffer][] = [
    ['dibao-full', dibao(1, 2, 3, 4, 5, 6)],
    ['register', register(1, 2, 3, 9, 11, 12)],
    ['dibao-full', dibao(1, 2, 3, 4, 5, 7)],
    ['dibao-new', dibao(8, 9)],
    // Held, and confirmed; then one that stays held, and one that is taken back.
    ['dibao-full', dibao(1, 8)],
    ['register', register(1, 2, 3, 8, 9, 13)],
    ['dibao-full', dibao(1)],
    ['dibao-new', dibao(14)],
  ]
  for (const [form, content] of sent) {
    await world.deliver(await world.send({ form, content }))
    const uploads = await uploadsOf(world)
    if (uploads.length === 5) await world.deliver(await world.confirm(uploads.at(-1)!))
  }
  await world.deliver(await world.takeOut((await uploadsOf(world)).find(({ id }) => id.includes('u008-'))!))
})
afterAll(() => engines.stop())

const rebuildHead = async (name: string) => {
  const outbox = objects(engines.clients, OUTBOX, { again: true })
  const head = await world.intake.heads.get(`${COUNTY}#${name}`)
  return rebuild({ ...world.intake, outbox, tables: registerTables(outbox) }, head)
}

/** All objects of a head's rosters: itself and before each list but the first, and whom each list ended. */
async function objectsOf(name: string): Promise<string[]> {
  const { roster, lists } = await world.intake.heads.get(`${COUNTY}#${name}`)
  const rosters = [...lists.flatMap(({ before }) => before ?? []), roster!]
  const uploads = (await uploadsOf(world)).filter(({ id }) => lists.some(({ upload }) => upload === id))
  const endings = uploads.flatMap(({ endingsKey }) => endingsKey ?? [])
  return [
    ...endings,
    ...rosters,
    ...(name === 'register' ? rosters.flatMap((key) => [tableKey(key), namesKey(key)]) : []),
  ]
}

const fileOf = (key: string) => engines.filesOf(OUTBOX, key).object

test.each(['dibao', 'register'])('all that belongs to a roster of %s, damaged at once', async (name) => {
  const keys = await objectsOf(name)
  expect(keys.length).toBeGreaterThanOrEqual(name === 'dibao' ? 10 : 6)
  const sound = await Promise.all(keys.map((key) => readFile(fileOf(key))))
  for (const [i, key] of keys.entries()) await writeFile(fileOf(key), bitAt(0.5)(sound[i]!))
  const { made, lost } = await rebuildHead(name)
  expect({ made: made.toSorted(), lost }).toEqual({ made: keys.toSorted(), lost: [] })
  expect(await Promise.all(keys.map((key) => readFile(fileOf(key))))).toEqual(sound)
  expect(await rebuildHead(name)).toEqual({ made: [], lost: [] })
})

test('what cannot be made of the list as it came stays as it is, and is told', async () => {
  const { roster, lists } = await world.intake.heads.get(`${COUNTY}#dibao`)
  const [key, file] = [roster!, fileOf(roster!)]
  const sound = await readFile(file)
  const upload = (await uploadsOf(world)).find(({ id }) => id === lists.at(-1)!.upload)!
  const original = engines.filesOf(INBOX, inboxKey(upload)).object
  const sent = await readFile(original)
  await writeFile(file, bitAt(0.5)(sound))
  await writeFile(original, bitAt(0.5)(sent))
  expect(await rebuildHead('dibao')).toEqual({ made: [], lost: [{ key, because: inboxKey(upload) }] })
  expect(await readFile(file)).toEqual(bitAt(0.5)(sound))
  await writeFile(original, sent)
  // Without its seal nobody knows what was there.
  const { description } = engines.filesOf(OUTBOX, key)
  const described = await readFile(description)
  await writeFile(description, '{}')
  expect(await rebuildHead('dibao')).toEqual({ made: [], lost: [{ key, because: key }] })
  await writeFile(description, described)
  expect(await rebuildHead('dibao')).toEqual({ made: [key], lost: [] })
})
