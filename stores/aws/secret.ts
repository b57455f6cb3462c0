/** Secrets, read once a cold start. */

import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { type AccountSecrets, accountSecrets } from '../../formats/account-secrets.ts'
import { type KeyedHash, keyedHash } from '../../formats/keyed-hash.ts'
import { type NilTokens, nilTokens } from '../../formats/nil-tokens.ts'
import { type WebhookSecrets, webhookSecrets } from '../../formats/webhook-signature.ts'
import { Fault } from '../../schemas/fault.ts'
import type { Clients } from './clients.ts'

export function keyedHashFrom(clients: Clients, arn: string): () => Promise<KeyedHash> {
  return madeOnce(clients, arn, keyedHash)
}

export function nilTokensFrom(clients: Clients, arn: string): () => Promise<NilTokens> {
  return madeOnce(clients, arn, nilTokens)
}

export function accountSecretsFrom(clients: Clients, arn: string): () => Promise<AccountSecrets> {
  return madeOnce(clients, arn, accountSecrets)
}

export function webhookSecretsFrom(clients: Clients, arn: string): () => Promise<WebhookSecrets> {
  return madeOnce(clients, arn, webhookSecrets)
}

function madeOnce<T>({ secrets }: Clients, arn: string, make: (secret: string) => T): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= secrets.send(new GetSecretValueCommand({ SecretId: arn })).then(({ SecretString }) => {
      if (!SecretString || SecretString.length < 32)
        throw new Fault('secret-missing', 'a secret is missing or too short')
      return make(SecretString)
    })
    // A failure is not cached.
    made.catch(() => {
      made = undefined
    })
    return made
  }
}

/** @throws where the secret is empty */
export async function secretText({ secrets }: Clients, arn: string): Promise<string> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: arn }))
  if (!SecretString) throw new Fault('secret-missing', 'a secret is empty')
  return SecretString
}
