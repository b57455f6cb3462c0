/** `npm run test:cloud [-- CITY …]`: a hub deployed from nothing by the commands of docs/deploy.md, months, its next version, and its end. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deployedHub } from '../../local/cloud/deployed-hub.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { hasOpenssl, pythonOf, startEmulator } from './emulator.ts'
import { GAPS } from './gaps.ts'
import { commandsOf, runCommand } from './guide.ts'
import { expectLeft } from './left.ts'
import { probe } from './probe.ts'

/** Of a person's terminal: it is asked before anything is changed. */
const UNASKED = { deploy: '--require-approval never', destroy: '--force', import: '' }

/** Of two hubs, as docs/deploy.md#tearing-down says; KMS keys, which stay too, have no name of their own. */
const OUTLIVES = { tables: 4, buckets: 6, secrets: 8 }

const say = (text: string) => process.stdout.write(`${text}\n`)
const python = await pythonOf()
if (!python || !(await hasOpenssl())) {
  const lacking = python ? 'openssl, which makes its certificate' : 'Python 3.10 or later with venv, in which it runs'
  say(`test:cloud: nothing was tested, since the emulator needs ${lacking}.`)
  process.exit(0)
}

let failed = 0
let isBrokenOff = false
async function check(what: string, work: () => Promise<void>): Promise<void> {
  if (isBrokenOff) await new Promise(() => {})
  const begun = performance.now()
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`
  try {
    await work()
    say(`✓ ${what} (${seconds()})`)
  } catch (error) {
    failed++
    say(`✗ ${what} (${seconds()})\n${error instanceof Error ? error.message : error}`)
  }
}

const dir = mkdtempSync(join(tmpdir(), 'yingbao-cloud-'))
const emulator = await startEmulator(python, dir)
// It is in a group of its own, and would outlive a run that is broken off.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    isBrokenOff = true
    void emulator.stop().finally(() => process.exit(1))
  })
const hubFile = join(dir, 'hub.json')
let assembly = join(dir, 'cdk.out')
/** What the hub is made with. */
const made: Record<string, string> = {}

/** The guide's own command, on the emulator; a deployment makes what later commands go on with. */
async function guided(command: string): Promise<string> {
  const [, act] = /^npx cdk (deploy|destroy|import)/.exec(command) ?? []
  const own = command.replaceAll('hub.json', hubFile).replaceAll('adopt.json', join(dir, 'adopt.json'))
  if (!act) return runCommand(own, emulator.env)
  // One template with what it refers to, another without.
  const output = act === 'import' ? `${assembly}.import` : assembly
  const app = existsSync(join(output, 'manifest.json'))
    ? `--app ${output}`
    : `--app "node test/cloud/app.ts" --output ${output}`
  return runCommand(`${own} ${UNASKED[act as keyof typeof UNASKED]} ${app}`, { ...emulator.env, ...made })
}

async function follow(heading: string): Promise<string> {
  let printed = ''
  for (const command of commandsOf(heading)) printed += await guided(command)
  return printed
}

const secondFile = join(dir, 'second.json')

/** @returns when its update began */
async function deploySecond(): Promise<number> {
  const [command = ''] = commandsOf('Deploy')
  let begun = 0
  for (const more of ['', ' -c alarmMail=second@example.org']) {
    const own = `${command.replace('hub.json', secondFile).replace(/ -c alarmMail=\S+/, '')} -c city=second -c stage=dev${more}`
    const output = join(dir, `second${more.length}`)
    const app = `--app "node test/cloud/app.ts" --output ${output} ${UNASKED.deploy}`
    begun = performance.now()
    await runCommand(`${own} ${app}`, emulator.env, 600)
  }
  return begun
}

/** Prints what a script says was seen; what the SDK says of the emulator's address of queues is no news. */
async function seen(script: string, seconds: number): Promise<void> {
  await runCommand(`node test/cloud/${script}`, emulator.env, seconds, (line) => {
    if (/^(a|the) /.test(line)) say(`  ${line}`)
  })
}

try {
  await check('the account is prepared', async () => void (await follow('Account')))
  await check('the hub is deployed from nothing', async () => void (await follow('Deploy')))
  await check('the first policy and the first accounts', async () => {
    const printed = await follow('First policy and accounts')
    const links = printed.match(/https:\/\/\S+\/invitations\/\S+/g) ?? []
    if (links.length !== 3) throw new Error(`three links expected:\n${printed}`)
  })
  await check('all sample months by signed URLs, while a second hub is deployed, and deployed anew', async () => {
    const named = process.argv.slice(2)
    const play = async () => {
      await seen(['play.ts', hubFile, join(dir, 'months'), ...named].join(' '), 3600)
      return performance.now()
    }
    const both = [play(), deploySecond()] as const
    // One that fails waits for the other.
    await Promise.allSettled(both)
    const [played, updated] = await Promise.all(both)
    if (named.length === 0 && played < updated)
      throw new Error('The months were over before the second hub was updated.')
  })
  await check('two hubs of one account have nothing in common', async () => {
    const [one, other] = [hubFile, secondFile].map((file) => new Set(Object.values(settingsOf(deployedHub(file)))))
    const both = [...one!].filter((value) => /[:/.-]/.test(value) && other!.has(value))
    if (both.length > 0 || other!.size < 20) throw new Error(`both hubs have ${both.join(', ') || 'few outputs'}`)
    // What looks at the account hereafter finds the first alone.
    const second = `Hub-second-dev Hub-second-dev-data ${UNASKED.destroy} --app ${join(dir, 'second0')}`
    await runCommand(`npx cdk destroy ${second}`, emulator.env)
  })
  const kept = async () => void (await runCommand(`node test/cloud/kept.ts ${hubFile}`, emulator.env))
  await check('the next version leaves everything as it is', async () => {
    await kept()
    assembly += '.next'
    made.HASTENED = '1'
    const printed = await follow('Deploy')
    if (/\(no changes\)/.test(printed)) throw new Error(`Nothing was deployed:\n${printed}`)
    await kept()
  })
  await check("a clerk's browser", () => seen(`browser-upload.ts ${hubFile}`, 600))
  await check('mail, schedule, dead letters, alarms', () => seen(`watched.ts ${hubFile}`, 900))
  await check('the end of the hub keeps its data, and nothing else', async () => {
    await follow('Tearing down')
    await kept()
    // The queue of what offices have sent stands with the data, and its dead letters.
    await expectLeft(emulator, { ...OUTLIVES, queues: 2 })
  })
  await check('a hub deployed again has the same data, and the same key of persons', async () => {
    await follow('Deploy')
    await kept()
  })
  await check('data whose stack is gone are found for a new one, as far as the emulator goes', async () => {
    await guided('npx cdk destroy Hub Hub-data')
    await kept()
    await expectLeft(emulator, OUTLIVES)
    const failure = await follow('Taking up what is there').then(
      () => 'The emulator imports tables and buckets now: go on with Deploy, and look what is kept.',
      (error: Error) => error.message,
    )
    if (!/secret\/Resource: importing using Id=arn:[\s\S]* is in UNAVAILABLE status/.test(failure))
      throw new Error(failure)
  })
  const found = await probe(emulator)
  for (const { what, isOpen } of GAPS)
    await check(`the emulator's gap is still there: ${what}`, async () => {
      if (!isOpen(found)) throw new Error('It is closed: take it out of test/cloud/gaps.ts, with its workaround.')
    })
} finally {
  await emulator.stop()
  if (failed > 0) say(`The emulator's log and what was made are in ${dir}`)
  else rmSync(dir, { recursive: true, force: true })
}
say(failed > 0 ? `test:cloud: ${failed} failed` : 'test:cloud: all passed')
process.exitCode = failed > 0 ? 1 : 0
