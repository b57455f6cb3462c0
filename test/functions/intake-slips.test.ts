/**
 * Slips in lists that are otherwise right: nobody whose row was slipped is ended unless a second person confirms, and
 * nobody in a register is dropped from it, to be enrolled or paid a second time. `npm run fuzz:endings` tries 2,000.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keyAt, type Roster } from '../../formats/roster.ts'
import { isFlag } from '../../formats/slots.ts'
import { readFile } from '../../functions/intake/reader/read-file.ts'
import { ReturnedSpool } from '../../functions/intake/reader/returned-spool.ts'
import { RowSpool } from '../../functions/intake/reader/row-spool.ts'
import { type Merged, mergeList } from '../../rules/roster/merge-list.ts'
import { random } from '../../samples/random.ts'
import { contextFor, hash } from './intake/memory-hub.ts'
import { PERSONS, people, rightFile, type SentFile, type Someone, slippedFile } from './intake/slips.ts'

const LISTS = Number(process.env.FUZZ_LISTS ?? 40)
const LIMITS = { percent: 20, persons: 10 }
const dir = mkdtempSync(join(tmpdir(), 'yingbao-slips-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const EMPTY: Roster = Buffer.alloc(0)

/** What becomes of the roster; undefined where the file is refused, which changes nothing. */
async function taken(
  before: Roster,
  form: 'dibao-full' | 'register',
  { name, bytes }: Pick<SentFile, 'name' | 'bytes'>,
  period: string,
): Promise<Merged | undefined> {
  const path = join(dir, name)
  writeFileSync(path, bytes)
  const spool = new ReturnedSpool(`${path}.spool`)
  const rows = new RowSpool(`${path}.register`)
  try {
    const read = await readFile(path, contextFor(form, period), { returned: spool, rows })
    return 'refusal' in read ? undefined : mergeList(before, read.list, LIMITS, 'judged')
  } finally {
    spool.dispose()
    rows.dispose()
  }
}

function keysIn(roster: Roster): Set<string> {
  const keys = Array.from({ length: roster.length / 32 }, (_, i) => keyAt(roster, i * 32))
  return new Set(keys.filter(({ slot }) => !isFlag(slot)).map(({ person }) => person))
}

interface Tried {
  readonly lost: string[]
  readonly count: Record<string, number>
}

/** Each list follows a right one, since when some have left and some have come. */
async function tryAll(form: 'dibao-full' | 'register'): Promise<Tried> {
  const lost: string[] = []
  const count: Record<string, number> = { refused: 0, held: 0, accepted: 0, ended: 0, slipped: 0 }
  for (let n = 0; n < LISTS; n++) {
    const draw = random('slips', form, n)
    const known = people(draw, PERSONS + 4)
    const before = await taken(
      EMPTY,
      form,
      { name: 'x.csv', bytes: rightFile(form, known.slice(0, PERSONS)) },
      '2018-05',
    )
    const on: Someone[] = known.slice(draw.int(3), PERSONS + draw.int(5))
    const file = await slippedFile(form, on.slice(0, PERSONS), [n, form, 'file'])
    const after = await taken(before!.roster, form, file, '2018-06')
    count[after === undefined ? 'refused' : after.held ? 'held' : 'accepted']!++
    count.slipped! += file.slipped.length
    count.ended! += after && !after.held ? after.ending : 0
    if (!after) continue
    const [was, is] = [keysIn(before!.roster), keysIn(after.roster)]
    for (const { id, slip = file.what } of file.slipped) {
      const key = hash.personKeyHex(id)
      if (was.has(key) && !is.has(key)) lost.push(`${form} ${n} ${slip}`)
    }
  }
  return { lost, count }
}

test.each(['dibao-full', 'register'] as const)(
  '%s: nobody whose row was slipped is ended unseen',
  { timeout: 3_600_000 },
  async (form) => {
    const { lost, count } = await tryAll(form)
    if (process.env.FUZZ_LISTS) console.info(form, count)
    expect(lost).toEqual([])
    // That would be so if everything were refused or held, too.
    expect(count.accepted!).toBeGreaterThan(LISTS / 5)
    expect(count.ended!).toBeGreaterThan(0)
  },
)

test('an old list again, under its own period, ends nobody whom a later one has named', async () => {
  for (let n = 0; n < Math.min(LISTS, 200) / 4; n++) {
    const draw = random('old', n)
    const known = people(draw, PERSONS + 9)
    const old = { name: 'x.csv', bytes: rightFile('dibao-full', known.slice(0, PERSONS)) }
    const first = await taken(EMPTY, 'dibao-full', old, '2018-05')
    const came = 1 + draw.int(9)
    const later = { name: 'x.csv', bytes: rightFile('dibao-full', known.slice(0, PERSONS + came)) }
    const second = await taken(first!.roster, 'dibao-full', later, '2018-06')
    const again = await taken(second!.roster, 'dibao-full', old, '2018-05')
    expect(again).toMatchObject({ ending: 0, protected: came, held: false })
    expect(keysIn(again!.roster).size).toBe(PERSONS + came)
  }
})
