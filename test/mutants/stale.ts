/** Names mutants whose text or test is no longer there (docs/contributing.md#mutants). */
import { existsSync, readFileSync } from 'node:fs'
import { countOf, MUTANTS } from './all.ts'

const textOf = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

const names = new Set<string>()
const faults = MUTANTS.flatMap(({ name, file, text, becomes, killedBy: [tests, title = ''] }) => {
  const found = countOf(textOf(file), text)
  const isDouble = names.has(name)
  names.add(name)
  return [
    ...(found === 1 ? [] : [`${name}: its text stands ${found} times in ${file}`]),
    ...(existsSync(tests) && textOf(tests).includes(title) ? [] : [`${name}: no test '${title}' in ${tests}`]),
    ...(text === becomes || isDouble ? [`${name}: changes nothing, or its name is another's`] : []),
  ]
})
for (const fault of faults) console.error(`stale mutant (docs/contributing.md#mutants): ${fault}`)
if (faults.length > 0) process.exitCode = 1
