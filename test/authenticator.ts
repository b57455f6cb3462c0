/** An authenticator in software: makes passkeys and signs as WebAuthn has it, or wrongly where a test wishes. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export interface Options {
  readonly challenge: string
  readonly rp?: { readonly id: string }
  readonly rpId?: string
  readonly user?: { readonly id: string }
}

/** @param page the text of the page that asks the browser */
export function optionsOf(page: string): Options {
  const written = /data-options="([^"]+)"/.exec(page)?.[1] ?? ''
  return JSON.parse(written.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
}

/** What differs from a right answer. */
export interface Twist {
  readonly origin?: string
  readonly rpId?: string
  readonly counter?: number
  readonly isVerified?: false
  readonly isFramed?: true
  readonly userHandle?: string
}

const PRESENT = 0x01
const VERIFIED = 0x04
const HAS_KEY = 0x40

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const uint = (value: number, bytes: number) => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}

export class Passkey {
  readonly id = randomBytes(32)
  readonly #origin: string
  readonly #key: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  #counter = 0
  #handle = ''

  constructor(origin: string) {
    this.#origin = origin
  }

  #authData(rpId: string, flags: number, { rpId: other, isVerified, counter }: Twist, more = Buffer.alloc(0)): Buffer {
    this.#counter = counter ?? this.#counter + 1
    const all = flags | PRESENT | (isVerified === false ? 0 : VERIFIED)
    return Buffer.concat([sha256(other ?? rpId), uint(all, 1), uint(this.#counter, 4), more])
  }

  #clientData(type: string, challenge: string, { origin, isFramed }: Twist): Buffer {
    const said = { type, challenge, origin: origin ?? this.#origin, crossOrigin: isFramed ?? false }
    return Buffer.from(JSON.stringify(said))
  }

  #answer(response: Record<string, Buffer | string>): string {
    const id = this.id.toString('base64url')
    const parts = Object.entries(response).map(([name, part]) => [
      name,
      typeof part === 'string' ? part : part.toString('base64url'),
    ])
    return JSON.stringify({ id, rawId: id, type: 'public-key', response: Object.fromEntries(parts) })
  }

  /** What the browser answers to `navigator.credentials.create`. */
  make({ challenge, rp, user }: Options, twist: Twist = {}): string {
    this.#handle = user?.id ?? ''
    const { x = '', y = '' } = this.#key.publicKey.export({ format: 'jwk' })
    const [across, up] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
    const key = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), across, Buffer.from('225820', 'hex'), up])
    const credential = Buffer.concat([Buffer.alloc(16), uint(this.id.length, 2), this.id, key])
    const authData = this.#authData(rp?.id ?? '', HAS_KEY, twist, credential)
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3, 0x63, ...Buffer.from('fmt'), 0x64, ...Buffer.from('none'), 0x67, ...Buffer.from('attStmt')]),
      Buffer.from([0xa0, 0x68, ...Buffer.from('authData'), 0x59]),
      ...[uint(authData.length, 2), authData],
    ])
    return this.#answer({ attestationObject, clientDataJSON: this.#clientData('webauthn.create', challenge, twist) })
  }

  /** What the browser answers to `navigator.credentials.get`. */
  sign({ challenge, rpId = '' }: Options, twist: Twist = {}): string {
    const authenticatorData = this.#authData(rpId, 0, twist)
    const clientDataJSON = this.#clientData('webauthn.get', challenge, twist)
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientDataJSON)]), this.#key.privateKey)
    const userHandle = twist.userHandle ?? this.#handle
    return this.#answer({ authenticatorData, clientDataJSON, signature, userHandle })
  }
}
