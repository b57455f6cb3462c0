/** What a browser is asked for a passkey, and whether its answer holds (docs/adr/0023-passkeys.md). */
import { hash, randomBytes } from 'node:crypto'
import type * as z from 'zod'
import { PRODUCT } from '../../../../schemas/product.ts'
import type { Account, Holder } from '../../../../schemas/records/account.ts'
import {
  ClientData,
  type MadeAnswer,
  type Passkey,
  type PasskeyChallenge,
  type SignedAnswer,
} from '../../../../schemas/records/passkey.ts'
import type { WebDeps } from '../../deps.ts'
import { refuse } from '../../http/refuse.ts'

type Deps = Pick<WebDeps, 'passkeys' | 'portal' | 'now'>
type Asker = Pick<PasskeyChallenge, 'purpose' | 'account'>

const MINUTES = 5
const timeout = MINUTES * 60_000

/** Most requests ask for no passkey. */
const library = () => import('@simplewebauthn/server')

/** Passkeys are of one address. @returns it, where the page was opened by another */
export function passkeysElsewhere({ portal }: Pick<WebDeps, 'portal'>, host: string): string | undefined {
  return portal.host === host ? undefined : portal.origin
}

/** @throws 409 naming the address that has passkeys */
export function onlyHere(deps: Pick<WebDeps, 'portal'>, host: string): void {
  const address = passkeysElsewhere(deps, host)
  if (address !== undefined) throw refuse('passkeys-elsewhere', address)
}

const hashOf = (challenge: string) => hash('sha256', challenge, 'hex')

async function challengeFor({ passkeys, now }: Deps, asker: Asker): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(randomBytes(32))
  const until = new Date(now().getTime() + timeout).toISOString()
  await passkeys.putChallenge(hashOf(Buffer.from(bytes).toString('base64url')), { ...asker, until })
  return bytes
}

/** @returns options of `navigator.credentials.get`, which finds the account by itself */
export async function optionsToSign(deps: Deps): Promise<object> {
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: deps.portal.hostname,
    challenge: await challengeFor(deps, { purpose: 'sign-in' }),
    userVerification: 'required',
    timeout,
  })
}

/** @returns options of `navigator.credentials.create` */
export async function optionsToMake(
  deps: Deps,
  { id, name, signInName }: Pick<Account, 'id'> & Holder,
  purpose: 'add' | 'first-use',
  kept: readonly Passkey[],
): Promise<object> {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: PRODUCT,
    rpID: deps.portal.hostname,
    userID: new Uint8Array(Buffer.from(id)),
    userName: signInName,
    userDisplayName: name,
    challenge: await challengeFor(deps, { purpose, account: id }),
    attestationType: 'none',
    excludeCredentials: kept.map((passkey) => ({ id: passkey.id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout,
  })
}

/** @returns the challenge that is answered: this hub's own, for this purpose, of the last minutes, and only once */
export async function takeChallenge(
  { passkeys, now }: Deps,
  { response: { clientDataJSON } }: MadeAnswer | SignedAnswer,
  { purpose, account }: Asker,
): Promise<string | undefined> {
  const challenge = clientData(clientDataJSON)?.challenge
  const asked = challenge && (await passkeys.takeChallenge(hashOf(challenge)))
  if (!asked || asked.until <= now().toISOString()) return undefined
  return asked.purpose === purpose && asked.account === account ? challenge : undefined
}

function clientData(text: string): z.infer<typeof ClientData> | undefined {
  try {
    return ClientData.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data
  } catch {
    return undefined
  }
}

const expected = ({ portal }: Deps, challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: portal.origin,
  expectedRPID: portal.hostname,
  requireUserVerification: true,
})

/** A page of somebody else's may not hold this hub's in a frame. */
const isFramed = ({ response: { clientDataJSON } }: MadeAnswer | SignedAnswer) =>
  clientData(clientDataJSON)?.crossOrigin === true

/** @returns the new passkey, or nothing where the answer does not hold */
export async function madeBy(
  deps: Deps,
  response: MadeAnswer,
  challenge: string,
): Promise<Pick<Passkey, 'id' | 'publicKey' | 'counter'> | undefined> {
  const { verifyRegistrationResponse } = await library()
  if (isFramed(response)) return undefined
  const found = await verifyRegistrationResponse({ response, ...expected(deps, challenge) }).catch(() => undefined)
  if (!found?.verified) return undefined
  const { id, publicKey, counter } = found.registrationInfo.credential
  return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter }
}

/** @returns the passkey's counter, or nothing where the answer does not hold */
export async function signedBy(
  deps: Deps,
  response: SignedAnswer,
  challenge: string,
  { id, publicKey, counter }: Passkey,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await library()
  if (isFramed(response)) return undefined
  const credential = { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter }
  const asked = { response, credential, ...expected(deps, challenge) }
  const found = await verifyAuthenticationResponse(asked).catch(() => undefined)
  return found?.verified ? found.authenticationInfo.newCounter : undefined
}
