/** The model's word on a city's months, from their folders alone. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkMonth } from './model/check-month.ts'
import { Model } from './model/model.ts'

/** @returns a sentence for each thing that does not hold, with its month */
export function checkFolder(dir: string): string[] {
  const model = new Model()
  const months = readdirSync(dir)
    .filter((name) => /^\d{4}-\d\d$/.test(name))
    .sort()
  // A run that was stopped has left a month half way.
  const done = months.filter((month) => existsSync(join(dir, month, 'out', 'summary.json')))
  return done.flatMap((month) => checkMonth(model, join(dir, month)).map((sentence) => `${month}: ${sentence}`))
}

/** One city, or the cities of several seeds. */
export function checkFolders(dir: string): string[] {
  if (readdirSync(dir).some((name) => /^\d{4}-\d\d$/.test(name))) return checkFolder(dir)
  const seeds = readdirSync(dir).filter((name) => existsSync(join(dir, name)) && !name.includes('.json'))
  return seeds.flatMap((seed) => checkFolder(join(dir, seed)).map((sentence) => `seed ${seed}, ${sentence}`))
}
