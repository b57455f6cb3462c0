/** Objects of the embedded S3 as a failing disk would leave them. */
import { readFile, writeFile } from 'node:fs/promises'
import type { Engines } from './engines.ts'

export type Damage = (bytes: Buffer) => Buffer

/** One bit at a share of the object's length, 0 being its first byte. */
export const bitAt =
  (share: number): Damage =>
  (bytes) => {
    const copy = Buffer.from(bytes)
    copy[Math.min(Math.floor(copy.length * share), copy.length - 1)]! ^= 1 << Math.floor(share * 7)
    return copy
  }

export const DAMAGES: Record<string, Damage> = {
  'a bit of its beginning': bitAt(0),
  'a bit of its first half': bitAt(0.3),
  'a bit of its second half': bitAt(0.7),
  'a bit of its end': bitAt(1),
  'six bits': (bytes) => [0.1, 0.2, 0.4, 0.5, 0.6, 0.9].reduce((some, share) => bitAt(share)(some), bytes),
  'its end cut off': (bytes) => bytes.subarray(0, -1),
  'half of it cut off': (bytes) => bytes.subarray(0, bytes.length / 2),
  'all of it cut off': () => Buffer.alloc(0),
  'noughts instead of its end': (bytes) => Buffer.concat([bytes.subarray(0, bytes.length / 2)], bytes.length),
}

/** Does the work with the object's file damaged, and puts the file back. */
export async function damaged<T>(file: string, damage: Damage, work: () => Promise<T>): Promise<T> {
  const sound = await readFile(file)
  await writeFile(file, damage(sound))
  try {
    return await work()
  } finally {
    await writeFile(file, sound)
  }
}

/** How the work fails with each kind of damage done to the object in turn; then the object is sound again. */
export async function eachDamage(
  engines: Engines,
  bucket: string,
  key: string,
  work: () => Promise<unknown>,
  damages: Record<string, Damage> = DAMAGES,
): Promise<Record<string, unknown>> {
  const { object, description } = engines.filesOf(bucket, key)
  const found: Record<string, unknown> = {}
  const answer = () =>
    work().then(
      () => 'served',
      ({ code, object }: { code?: string; object?: string }) => (object === key ? code : `${code} of ${object}`),
    )
  for (const [name, damage] of Object.entries(damages)) found[name] = await damaged(object, damage, answer)
  found['its seal lost'] = await damaged(description, () => Buffer.from('{}'), answer)
  return found
}

/** What `eachDamage` answers where every one of them is noticed. */
export const ALL_NOTICED: Record<string, string> = Object.fromEntries(
  [...Object.keys(DAMAGES), 'its seal lost'].map((name) => [name, 'object-damaged']),
)
