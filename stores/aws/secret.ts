/** Secrets, read once a cold start. */
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

function madeOnce<T>(clients: Clients, arn: string, make: (secret: string) => T): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= kept(clients, arn).then((secret) => {
      if (secret.length < 32) throw new Fault('secret-missing', 'a secret is missing or too short')
      return make(secret)
    })
    // A failure is not cached.
    made.catch(() => {
      made = undefined
    })
    return made
  }
}

/** @throws where the secret is empty */
export async function secretText(clients: Clients, arn: string): Promise<string> {
  const secret = await kept(clients, arn)
  if (secret === '') throw new Fault('secret-missing', 'a secret is empty')
  return secret
}

async function kept({ secrets }: Clients, arn: string): Promise<string> {
  const { client, GetSecretValueCommand } = await secrets()
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }))
  return SecretString
}
