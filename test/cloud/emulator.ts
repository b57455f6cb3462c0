/** MiniStack, an emulator of AWS from PyPI, in a virtual environment that is thrown away. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const MINISTACK = 'ministack==1.5.33'
const MINUTE = 60_000

export interface Emulator {
  readonly url: string
  /** Of a command that talks to it as the account's owner. */
  readonly env: Record<string, string>
  readonly python: string
  stop(): Promise<void>
}

/** Some systems have a Python whose `venv` lacks what it makes an environment with. */
const IS_FIT = 'import sys, venv, ensurepip; print(sys.version_info >= (3, 10))'

/** @returns undefined where there is no Python that can run it */
export async function pythonOf(): Promise<string | undefined> {
  for (const name of ['python3', 'python']) if ((await said(name, '-c', IS_FIT)) === 'True') return name
  return undefined
}

/** By which the emulator's certificate is made. */
export const hasOpenssl = async (): Promise<boolean> => (await said('openssl', 'version')) !== ''

const said = (name: string, ...asked: string[]): Promise<string> =>
  run(name, asked).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  )

/** Signatures, policies and TLS are enforced. */
export async function startEmulator(python: string, dir: string): Promise<Emulator> {
  const own = join(dir, 'venv')
  await run(python, ['-m', 'venv', own], { timeout: 2 * MINUTE })
  await run(join(own, 'bin/pip'), ['install', '--quiet', MINISTACK], { timeout: 5 * MINUTE })
  const { certificate, key } = await makeCertificate(dir)
  const port = await freePort()
  const url = `https://127.0.0.1:${port}`
  const log = join(dir, 'ministack.log')
  const plain = {
    ...process.env,
    // Functions run in the Node that the hub is made for.
    PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  }
  const child = spawn(join(own, 'bin/ministack'), {
    cwd: dir,
    env: {
      ...plain,
      ...{ AUTH: 'true', USE_SSL: '1', GATEWAY_PORT: String(port), BIND_HOST: '127.0.0.1' },
      ...{ MINISTACK_SSL_CERT: certificate, MINISTACK_SSL_KEY: key, NODE_EXTRA_CA_CERTS: certificate },
      ...{ TMPDIR: dir, LOG_LEVEL: 'INFO' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its workers end with it.
    detached: true,
  })
  const lines = createWriteStream(log)
  child.stdout.pipe(lines)
  child.stderr.pipe(lines)
  try {
    await untilUp(child, port)
  } catch (error) {
    await end(child)
    throw error
  }
  const env = {
    ...plain,
    ...{
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: url,
      NODE_EXTRA_CA_CERTS: certificate,
      AWS_CA_BUNDLE: certificate,
    },
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    // Names below localhost are this machine's (RFC 6761), which not every resolver knows.
    NODE_OPTIONS: `--import ${new URL('./localhost.mjs', import.meta.url)}`,
  }
  return { url, env, python: join(own, 'bin/python'), stop: () => end(child) }
}

/** Its own names this machine alone, and no API's. */
async function makeCertificate(dir: string): Promise<{ certificate: string; key: string }> {
  const [certificate, key] = [join(dir, 'server.crt'), join(dir, 'server.key')]
  const names = 'subjectAltName=DNS:localhost,DNS:*.execute-api.localhost,IP:127.0.0.1'
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
  await run('openssl', [
    ...made,
    '-addext',
    names,
    '-addext',
    'basicConstraints=CA:FALSE',
    '-keyout',
    key,
    '-out',
    certificate,
  ])
  return { certificate, key }
}

async function untilUp(child: ChildProcess, port: number): Promise<void> {
  const until = Date.now() + MINUTE
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`MiniStack ended with ${child.exitCode}`)
    if (await answers(port)) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('MiniStack did not come up within a minute')
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(!!socket.end()))
    socket.on('error', () => resolve(false))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-child.pid, 'SIGTERM')
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5000))])
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Everybody has gone.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
