/**
 * `npm run permissions`: the tests that run stages with the rights of their roles, and then what is granted that none of them has
 * used, whether all of them pass or not; `-- DIR` only compares what earlier runs have noted there (`HUB_GRANTS=DIR npx vitest run …`).
 */
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { synthesise } from '../../infra/synth.ts'
import { grantName } from '../../local/host/functions/guard-calls.ts'
import { readPlan } from '../../local/host/template/plan.ts'
import { loadTemplate } from '../../local/host/template/template.ts'

/** Used where no test looks, with the reason. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  's3:ListBucket': 'S3 itself asks for it where an object is not there: 404, and not 403',
  's3:PutObject inbox': 'by a signed URL, which the browser asks and not the function; the canary is its own browser',
}

/** Whole hubs, and stages that run with their rights without one. */
const ROOMS = ['test/flow', 'test/api', 'test/browser', 'test/local', 'test/functions', 'test/delivery', 'test/faults']
let [notes] = process.argv.slice(2)
if (!notes) {
  notes = mkdtempSync(join(tmpdir(), 'yingbao-grants-'))
  const env = { ...process.env, HUB_GRANTS: notes }
  const { status } = spawnSync('npx', ['vitest', 'run', ...ROOMS], { stdio: 'inherit', env })
  if (status !== 0) process.stdout.write('not all tests have passed: what is not used may be for their sake\n')
  process.exitCode = status === 0 ? 0 : 1
}

const used = new Set(globSync(join(notes, '*.grants')).flatMap((file) => readFileSync(file, 'utf8').split('\n')))
const { templates, assets } = await synthesise()
const { functions } = readPlan(loadTemplate(templates), assets, { queues: 1, web: 'http://localhost' })
const granted = functions.flatMap(({ name, permissions }) =>
  permissions.flatMap(({ actions, resources, keys = [''] }) =>
    actions.flatMap((action) =>
      resources.flatMap((arn) => keys.map((key) => ({ name, grant: grantName(action, arn, key) }))),
    ),
  ),
)
const shortOf = ({ name, grant }: (typeof granted)[number]) =>
  [name.replace(/function.*/, ''), ...grant.split('\t').map(plain)].join('\t')
const unused = granted
  .filter((one) => !used.has(`${one.name}\t${one.grant}`) && !used.has(shortOf(one)))
  .map((one) => shortOf(one).replaceAll('\t', ' ').trim())
const reasonOf = (grant: string) => Object.entries(ELSEWHERE).find(([known]) => grant.includes(known))?.[1]
const unanswered = unused.filter((grant) => reasonOf(grant) === undefined)
for (const grant of unanswered) process.stdout.write(`not used: ${grant}\n`)
for (const reason of new Set(unused.flatMap((grant) => reasonOf(grant) ?? [])))
  process.stdout.write(`${unused.filter((grant) => reasonOf(grant) === reason).length} used elsewhere: ${reason}\n`)
process.stdout.write(`${granted.length} granted, ${unanswered.length} not used\n`)

function plain(text: string): string {
  return text.replace(/^stores(\w+?)(table|bucket)[0-9a-f]{8}/i, '$1')
}
