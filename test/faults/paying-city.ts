/** A city with a closed period and persons to be paid for, on the tables' engine; objects and messages in memory. */

import { gunzipSync } from 'node:zlib'
import { keyedHash } from '../../formats/keyed-hash.ts'
import type { BatchDeps } from '../../functions/batch/deps.ts'
import { namesKey, registers } from '../../functions/shared/registers/registers.ts'
import { freeze, thaw } from '../../functions/shared/work/frozen.ts'
import { determine } from '../../rules/determination/determine.ts'
import { snapshotRow } from '../../rules/determination/snapshot-row.ts'
import { BatchRow, Excluded } from '../../schemas/records/batch.ts'
import type { CaseRow } from '../../schemas/records/case.ts'
import type { Person } from '../../schemas/records/person.ts'
import { workTable } from '../../stores/aws/work.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { instructions } from '../../stores/objects/instructions.ts'
import type { Objects } from '../../stores/objects/objects.ts'
import { batches } from '../../stores/payments/batches.ts'
import { caseBooks } from '../../stores/payments/case-books.ts'
import { fundingRequests } from '../../stores/payments/funding-requests.ts'
import { payments } from '../../stores/payments/payments.ts'
import { heads } from '../../stores/people/heads.ts'
import { people } from '../../stores/people/people.ts'
import { policies } from '../../stores/policy/policies.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { DAY, HERE, person, policy, registersOf } from '../rules/determination/perfect-person.ts'
import { signature } from '../signature.ts'
import { type Engine, PEOPLE, WORK } from '../stores/engines.ts'
import { Mortal } from './mortal.ts'

const HASH = keyedHash('a secret of at least 32 characters')
const YEAR = 2018
const PERIOD = '2018-06'
const LIST = { sequence: 1, upload: 'u', mode: 'full' as const, held: false, confirmed: false }
const WRITES = /^(Put|Update|Delete|BatchWrite|BatchExecute)/

export class PayingCity {
  readonly mortal = new Mortal()
  readonly deps: BatchDeps
  readonly messages: string[] = []
  readonly #objects = new Map<string, Uint8Array>()

  constructor({ clients }: Engine) {
    const { around } = this.mortal
    clients.dynamodb.around((operation, _, send) => (WRITES.test(operation) ? around(send) : send()))
    const work = workTable(clients, WORK)
    const tell = (message: object) => around(async () => void this.messages.push(JSON.stringify(message)))
    const outbox: Pick<Objects, 'get' | 'freeze'> = {
      get: async (key) => Buffer.from(this.#objects.get(key)!),
      freeze: (key, bytes) => around(async () => void this.#objects.set(key, bytes)),
    }
    this.deps = {
      capacity: clients.capacity,
      later: async () => {},
      now: () => new Date(),
      people: people(clients, PEOPLE),
      // One claim a request: a death between any two of them is tried.
      payments: payments(clients, PEOPLE, 1),
      batches: batches(work),
      caseBooks: caseBooks(work),
      funding: fundingRequests(work),
      runs: runs(work),
      policies: policies(work),
      heads: heads(work),
      uploads: uploads(work),
      keyedHash: async () => HASH,
      registers: registers({ heads: heads(work), outbox, keyedHash: async () => HASH }),
      outbox: outbox as Objects,
      instructions: instructions(outbox, {
        keys: async (prefix) => [...this.#objects.keys()].filter((key) => key.startsWith(prefix)),
      }),
      deadlinesQueue: { send: tell },
      frozen: { publish: tell },
    }
    this.#heads = heads(work)
  }
  readonly #heads: ReturnType<typeof heads>

  async begin(): Promise<void> {
    await this.deps.policies.put(policy)
    const name = `${HERE}#register`
    this.#objects.set(namesKey('none'), Buffer.alloc(0))
    const pending = { version: 1, upload: 'u', states: [], firstRegister: true }
    await this.#heads.advance(await this.#heads.get(name), { roster: 'none', lists: [LIST], pending })
    await this.#heads.clear(name, 1)
  }

  /** So many persons listed, enrolled and unpaid, their period closed, and a batch asked for. */
  async closed(
    serial: number,
    count: number,
    change: (one: Person, i: number) => Person = (one) => one,
  ): Promise<{ batch: string; persons: Person[] }> {
    const mark = String(serial).padStart(3, '0')
    const id = `${HERE}-${YEAR}-${mark}`
    const at = `${DAY}T02:00:00.000Z`
    const persons = Array.from({ length: count }, (_, i): Person => {
      const made = change({ ...person({}), key: `${i}${mark}`.padEnd(30, '0') }, i)
      return { ...made, decisions: determine(made, { day: DAY, policy, ...registersOf({}) }) }
    })
    await this.deps.people.put(persons)
    const rows = persons.map((one) => snapshotRow(one, HERE, DAY, policy)!)
    const run = {
      id: `review-${mark}`,
      county: HERE,
      day: DAY,
      at,
      period: PERIOD,
      kind: 'month-close' as const,
      rounds: 0,
      state: 'open' as const,
    }
    await this.deps.runs.create(run)
    const snapshot = await freeze(this.deps.outbox, `snapshots/${mark}`, rows)
    const cases = await freeze(this.deps.outbox, `cases/${mark}`, [])
    await this.deps.runs.freeze(run, { snapshot, cases, frozenAt: `${PERIOD}-28T00:00:00.000Z` })
    await this.#keepCases(run.id, at, persons)
    await this.deps.runs.finish(run)
    await this.deps.batches.create({
      id,
      county: HERE,
      period: PERIOD,
      run: run.id,
      year: YEAR,
      day: DAY,
      at,
      state: 'preparing',
      preparedBy: signature('经办人'),
    })
    return { batch: id, persons }
  }

  /** Cases of earlier periods are left out: their persons have a batch. */
  async #keepCases(run: string, at: string, persons: readonly Person[]): Promise<void> {
    const cases = persons.map(({ key, decisions }, i): CaseRow => {
      const number = `${HERE}-${YEAR}-${key.slice(1, 4)}${String(i).padStart(2, '0')}`
      const { outcome } = decisions[HERE]!
      const kind = outcome === 'claim' ? 'claim' : 'contribution'
      const close = { state: 'ready' as const, since: DAY, at, day: DAY, outcome }
      return { number, key, kind, year: YEAR, begunAt: at, close }
    })
    const version = ((await this.deps.caseBooks.get(HERE))?.version ?? 0) + 1
    const table = await freeze(this.deps.outbox, `cases/${HERE}/${version}`, cases)
    await this.deps.caseBooks.move({ county: HERE, version, run, period: PERIOD, at, table })
  }

  approve(batch: string): Promise<boolean> {
    return this.deps.batches.advance({ county: HERE, id: batch }, 'prepared', {
      state: 'approving',
      approvedBy: signature('复核人'),
    })
  }

  claimElsewhere = (key: string) =>
    this.deps.payments.claim(key, YEAR, { county: '440229', batch: 'of another county' })

  /** What is left in the end; of what tells two runs apart, nothing. */
  async state(serial: number, batch: string, persons: readonly Person[]): Promise<unknown> {
    const { deps } = this
    const record = (await deps.batches.get(HERE, batch))!
    const { prepared, frozen, excluded } = record
    const sha256 = /[0-9a-f]{64}/g
    const claims = await deps.payments.get(
      persons.map(({ key }) => key),
      YEAR,
    )
    const own = (await deps.funding.list(HERE)).filter(({ id }) => id === batch)
    const left = {
      requests: own.map(({ total, netted, requested }) => [total, netted, requested]),
      state: record.state,
      totals: [prepared, frozen].map((one) => one && [one.rows, one.fen]),
      prepared: prepared && (await thaw(deps.outbox, prepared, BatchRow)),
      frozen: frozen && (await thaw(deps.outbox, frozen, BatchRow)),
      excluded: excluded && [excluded.persons, await this.#excluded(excluded.key)],
      claims: [...claims].sort(([a], [b]) => (a < b ? -1 : 1)),
      // Told twice is as good as once: whoever hears it says it once.
      messages: [...new Set(this.messages.filter((message) => message.includes(batch)))].sort(),
    }
    const mark = String(serial).padStart(3, '0')
    const text = JSON.stringify(left)
      .replaceAll(batch, 'B')
      .replaceAll(new RegExp(`"(\\d)${mark}0{26}"`, 'g'), '"$1"')
      .replaceAll(`${HERE}-${YEAR}-${mark}`, 'C')
    return JSON.parse(text.replaceAll('\\', '').replaceAll(sha256, '*').replaceAll('"{', '{').replaceAll('}"', '}'))
  }

  async #excluded(key: string): Promise<Excluded[]> {
    const lines = gunzipSync(this.#objects.get(key)!).toString().trim().split('\n')
    return lines.map((line) => Excluded.parse(JSON.parse(line)))
  }
}
