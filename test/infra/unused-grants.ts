/**
 * `npm run permissions`: the tests whose hubs are whole, and then what is granted that none of them has used; `-- DIR` only
 * compares what earlier runs have noted there (`HUB_GRANTS=DIR npx vitest run …`).
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
  'web s3:PutObject inbox': 'by a signed URL, which the browser uses and not the function',
}

/** Whole hubs, and stages that run with their rights without one. */
const ROOMS = [
  'test/flow',
  'test/api',
  'test/browser',
  'test/local',
  'test/functions/retention',
  'test/delivery',
  'test/faults',
]
let [notes] = process.argv.slice(2)
if (!notes) {
  notes = mkdtempSync(join(tmpdir(), 'yingbao-grants-'))
  const env = { ...process.env, HUB_GRANTS: notes }
  const { status } = spawnSync('npx', ['vitest', 'run', ...ROOMS], { stdio: 'inherit', env })
  if (status !== 0) process.exit(1)
}

const used = new Set(globSync(join(notes, '*.grants')).flatMap((file) => readFileSync(file, 'utf8').split('\n')))
const { templates, assets } = await synthesise()
const { functions } = readPlan(loadTemplate(templates), assets, { queues: 1, web: 'http://localhost' })
const unused = functions.flatMap(({ name, permissions }) =>
  permissions.flatMap(({ actions, resources, keys = [''] }) =>
    actions.flatMap((action) =>
      resources.flatMap((arn) =>
        keys
          .map((key) => grantName(action, arn, key))
          .filter((grant) => !used.has(`${name}\t${grant}`))
          .map((grant) => [name.replace(/function.*/, ''), ...grant.split('\t').map(plain)].join('\t'))
          .filter((grant) => !used.has(grant))
          .map((grant) => grant.replaceAll('\t', ' ').trim()),
      ),
    ),
  ),
)
for (const grant of unused.filter((one) => !Object.keys(ELSEWHERE).some((known) => one.includes(known))))
  process.stdout.write(`not used: ${grant}\n`)

function plain(text: string): string {
  return text.replace(/^stores(\w+?)(table|bucket)[0-9a-f]{8}/i, '$1')
}
