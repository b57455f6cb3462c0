/** The secret of the keyed hashes, read once a cold start. */
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { type KeyedHash, keyedHash } from '../rules/keyed-hash.ts'
import type { Clients } from './clients.ts'

/** Reads on the first call; whoever asks again gets the same. */
export function keyedHashFrom({ secrets }: Clients, arn: string): () => Promise<KeyedHash> {
  let made: Promise<KeyedHash> | undefined
  return () => {
    made ??= secrets.send(new GetSecretValueCommand({ SecretId: arn })).then(({ SecretString }) => {
      if (!SecretString || SecretString.length < 32) throw new Error('the key secret is missing or too short')
      return keyedHash(SecretString)
    })
    // A fault is not kept: the next event tries again.
    made.catch(() => {
      made = undefined
    })
    return made
  }
}
