/** Secrets: that of the keyed hashes, read once a cold start, and such as are asked for as they are. */
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

/** @throws where it is empty */
export async function secretText({ secrets }: Clients, arn: string): Promise<string> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: arn }))
  if (!SecretString) throw new Error('a secret is empty')
  return SecretString
}
