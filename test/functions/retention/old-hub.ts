/** A hub of two counties on the embedded engines, with things that are years old. */
import { chainCheck, type StoredEntry } from '../../../formats/audit-chain.ts'
import { type RetentionDeps, retentionDeps } from '../../../functions/retention/deps.ts'
import { grants } from '../../../functions/retention/grants.ts'
import { run } from '../../../functions/retention/run.ts'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import type { AuditHead } from '../../../schemas/records/audit.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Retention } from '../../../schemas/records/retention.ts'
import { inboxKey, type Upload } from '../../../schemas/records/upload.ts'
import { invitations } from '../../../stores/access/invitations.ts'
import { sessions } from '../../../stores/access/sessions.ts'
import { tries } from '../../../stores/access/tries.ts'
import { workTable } from '../../../stores/aws/work.ts'
import { runs } from '../../../stores/months/determination-runs.ts'
import { objects } from '../../../stores/objects/objects.ts'
import { people } from '../../../stores/people/people.ts'
import { asStage } from '../../faults/as-stage.ts'
import { type Engines, INBOX, OUTBOX } from '../../faults/engines.ts'
import { signature } from '../../signature.ts'

export const CITY = '440200'
export const COUNTY = '440222'

let made = 0

export type OldHub = Awaited<ReturnType<typeof oldHub>>

export async function oldHub(engines: Engines, retention: Partial<Retention> = {}) {
  const n = ++made
  const [PEOPLE_TABLE, WORK_TABLE] = [`people${n}`, `work${n}`]
  await engines.openTables([
    { name: PEOPLE_TABLE, hash: 'h', range: 'sk' },
    { name: WORK_TABLE, hash: 'pk', range: 'sk' },
  ])
  const { clients } = engines
  const config = { PEOPLE_TABLE, WORK_TABLE, INBOX_BUCKET: INBOX, OUTBOX_BUCKET: OUTBOX }
  const deps = retentionDeps(config, clients)
  const whole = defaultPolicy()
  const counties = whole.counties.filter(({ code }) => [COUNTY, '440224'].includes(code))
  const policy: Policy = { ...whole, counties, retention: { ...whole.retention, ...retention } }
  await deps.policies.put(policy)
  const work = workTable(clients, WORK_TABLE)
  const heads: AuditHead[] = []
  let version = 100 * n

  return {
    deps,
    work,
    policy,
    people: people(clients, PEOPLE_TABLE),
    inbox: objects(clients, INBOX),
    outbox: objects(clients, OUTBOX),
    invitations: invitations(work),
    sessions: sessions(work),
    tries: tries(work),
    runs: runs(work),

    /** The nightly run, on a clock that stands at its time, with the rights of its role. */
    run: (time: string, around: Partial<RetentionDeps> = {}) =>
      asStage(engines.clients, { name: 'retention', grants, tables: { people: PEOPLE_TABLE, work: WORK_TABLE } }, () =>
        run({ ...deps, now: () => new Date(time), ...around }, { type: 'retention', time }),
      ),

    async entry(division: string, time: string) {
      await deps.audit.write({ division, kind: 'sign-in', time, outcome: 'allowed', address: '127.0.0.1' })
    },
    async depositHead(division: string, time: string) {
      const [last] = await deps.audit.latest(division, 1)
      if (last) heads.push({ division, seq: last.seq, hash: last.hash, time })
    },
    /** What verifying finds, and the kinds and objects that the chain has. */
    async chain(division: string) {
      const entries: StoredEntry[] = []
      for await (const page of deps.audit.pages(division)) entries.push(...page)
      const check = chainCheck({ division, heads: heads.filter((head) => head.division === division) })
      const broken = entries.map((entry) => check.next(entry)).find(Boolean) ?? check.end()
      const said = entries.filter(({ kind }) => kind === 'deleted').map(({ object }) => object)
      return { seqs: entries.map(({ seq }) => seq), said, broken }
    },

    /** An upload of a list whose every object is there. */
    async upload({ id, ...change }: Partial<Upload> & Pick<Upload, 'id'>): Promise<Upload> {
      const division = change.division ?? COUNTY
      const [returnedKey, rejectionsKey, endingsKey, , units = ''] = keysOf({ division, id, version: ++version })
      const upload: Upload = {
        division,
        office: 'civil-affairs',
        form: 'dibao-full',
        period: '2018-05',
        fileName: '李梅.xlsx',
        size: 4,
        id,
        state: 'accepted',
        day: '2018-06-01',
        requestedAt: '2018-06-01T01:00:00.000Z',
        policy: 1,
        reading: { sha256: 'x', rows: 1, returned: 0, byCode: {}, unreadSheets: [] },
        returnedKey,
        rejectionsKey,
        endingsKey,
        version,
        units: [`${version}.0`],
        unitsDone: [`${version}.0`],
        unitObjects: [JSON.stringify({ key: units, ranges: [], version })],
        ...change,
      }
      await deps.uploads.create(upload)
      for (const key of keysOf(upload)) await this.outbox.put(key, Buffer.from('data'))
      await this.inbox.put(inboxKey(upload), Buffer.from('data'))
      return upload
    },
    /** The keys that are left of an upload's objects. */
    async left(upload: Upload): Promise<string[]> {
      const there = async (store: { size(key: string): Promise<number | undefined> }, keys: readonly string[]) =>
        (await Promise.all(keys.map(async (key) => ((await store.size(key)) === undefined ? [] : [key])))).flat()
      return [...(await there(this.inbox, [inboxKey(upload)])), ...(await there(this.outbox, keysOf(upload)))]
    },
    async close(county: string, period: string) {
      await this.runs.create({
        id: `${period}-close`,
        kind: 'month-close',
        county,
        day: '2018-06-06',
        at: '2018-06-06T01:00:00.000Z',
        period,
        rounds: 0,
        state: 'done',
        snapshot: { key: 'snapshots/none', rows: 0, sha256: '0'.repeat(64) },
      })
    },
    async submit(county: string, period: string) {
      await this.close(county, period)
      const before = await deps.returns.get(county, period)
      const at = '2018-06-06T02:00:00.000Z'
      await deps.returns.submit(before, { version: 1, on: '2018-06-06', at, by: signature('甲') })
    },
    /** The items of the work table but the audit, uploads and the notes of the runs. */
    async kept(): Promise<string[]> {
      const { items } = await work.page()
      const own = items.filter(({ pk }) => !/^(AUDIT|RETENTION|UPLOAD|PERIODS)/.test(String(pk)))
      return own.map((item) => JSON.stringify(item, Object.keys(item).sort())).sort()
    },
  }
}

/** Also an attempt of the same version that no record names, and an earlier ending. */
const keysOf = ({ division, id, version }: Pick<Upload, 'division' | 'id' | 'version'>) => [
  `returned/${division}/${id}.xlsx`,
  `rejections/${division}/${id}.ndjson.gz`,
  `endings/${division}/${id}/a.json`,
  `endings/${division}/${id}/earlier.json`,
  `units/${division}/dibao/${version}-u`,
  `units/${division}/dibao/${version}-lost-attempt`,
]
