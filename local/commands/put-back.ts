/** `npm run put-back`: the tables of a deployed hub become what restored copies of them are. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { present } from '../../schemas/present.ts'
import { putBack } from '../../stores/upkeep/put-back.ts'
import { deployedHub } from '../cloud/deployed-hub.ts'
import { settingsOf } from '../hub/hub-access.ts'

const USAGE = `npm run put-back -- --hub hub.json --work 恢复出的表 --people 恢复出的表 [--write]

  把云上平台的两张表改回恢复出的样子（步骤见 docs/deploy.md 的 Backup 一节）。
  不写 --write 的，只数出有多少条不同，不作改动；写明 --write 的，照恢复出的表改写，多出的删除。
  --hub    部署时用 --outputs-file 得到的文件，以本机的云账号凭据办理
  --work   由 WorkTable 恢复出的表
  --people 由 PeopleTable 恢复出的表，须恢复到同一时刻`

function readOptions() {
  try {
    const text = { type: 'string' } as const
    const options = { hub: text, work: text, people: text, write: { type: 'boolean' } } as const
    const { hub, work, people, write = false } = parseArgs({ options }).values
    if (hub && work && people && existsSync(hub)) return { hub, work, people, isWritten: write }
  } catch {}
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

const { hub, work, people, isWritten } = readOptions()
try {
  const settings = settingsOf(deployedHub(hub))
  for (const [variable, from, keys] of [
    ['WORK_TABLE', work, ['pk', 'sk']],
    ['PEOPLE_TABLE', people, ['h', 'sk']],
  ] as const) {
    const to = present(settings[variable], variable)
    const { put, deleted } = await putBack({ from, to, keys, isWritten })
    const done = isWritten ? `改写${put}条，删除${deleted}条。` : `将改写${put}条，将删除${deleted}条；未作改动。`
    process.stdout.write(`${to}：${done}\n`)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
