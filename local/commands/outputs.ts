/** `npm run outputs`: what a deployed hub is called by. */
import { parseArgs } from 'node:util'
import { variableName } from '../../schemas/setting-names.ts'
import { deployedHub } from '../cloud/deployed-hub.ts'

const USAGE = `npm run outputs -- --hub hub.json

  列出云上平台的数据表、存储桶、密钥、队列等的名称。--hub 是部署时用 --outputs-file 得到的文件`

const KINDS: readonly (readonly [what: string, RegExp])[] = [
  ['网址', /^(URL|PORTAL_TARGET)$/],
  ['邮件域名记录', /^MAIL_RECORD/],
  ['数据表', /_TABLE$/],
  ['存储桶', /_BUCKET$/],
  ['密钥', /_(SECRET|KEY)_ARN$/],
  ['搁置的消息', /_DEAD_QUEUE_URL$/],
  ['队列', /_QUEUE_URL$/],
  ['主题', /_TOPIC_ARN$/],
  ['其他', /^[A-Z_0-9]+$/],
]

let file: string
try {
  const { hub } = parseArgs({ options: { hub: { type: 'string' } } }).values
  if (hub === undefined) throw new Error()
  file = hub
} catch {
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

try {
  const { outputs } = deployedHub(file)
  const kindOf = (name: string) => KINDS.find(([, pattern]) => pattern.test(variableName(name)))?.[0]
  // cdk's own names of what one stack tells the other.
  const told = Object.keys(outputs).filter((name) => !/^(Exports|Publish)Output/.test(name))
  for (const [kind] of KINDS) {
    const own = told.filter((name) => kindOf(name) === kind).sort()
    if (own.length > 0) process.stdout.write(`${kind}\n`)
    for (const name of own) process.stdout.write(`  ${name}  ${outputs[name]}${heading(variableName(name))}\n`)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}

function heading(variable: string): string {
  const queue = /^(\w+)_DEAD_QUEUE_URL$/.exec(variable)?.[1]
  return queue ? `  （docs/runbook.md#${queue.toLowerCase()}）` : ''
}
