/** The commands of docs/deploy.md, as a person would type them. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from './emulator.ts'

/** Of one heading, in their order: the lines of its `sh` blocks, continued lines as one. */
export function commandsOf(heading: string): string[] {
  const text = readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8')
  const section = text.split(/^## /m).find((one) => one.startsWith(`${heading}\n`))
  if (section === undefined) throw new Error(`docs/deploy.md has no heading ${heading}`)
  const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block)
  return blocks.flatMap((block) =>
    block
      .replaceAll(/ \\\n\s*/g, ' ')
      .trim()
      .split('\n'),
  )
}

/**
 * @param tell each line that it prints, at once
 * @throws with the end of what it printed, where it fails or takes too long
 */
export function runCommand(
  command: string,
  env: Record<string, string | undefined>,
  seconds = 300,
  tell?: (line: string) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', command], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let printed = ''
    const late = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), seconds * 1000)
    if (tell) createInterface(child.stdout).on('line', tell)
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes) => {
        printed += bytes
      })
    child.on('close', (code) => {
      clearTimeout(late)
      if (code === 0) resolve(printed)
      else reject(new Error(`${command}\nended with ${code ?? 'no time left'}\n${printed.slice(-3000)}`))
    })
  })
}
