/**
 * Excel's default password: a workbook merely protected against changes is encrypted under it (MS-OFFCRYPTO 2.3.4,
 * 2.3.6, 2.3.7).
 */
import { createDecipheriv, createHash } from 'node:crypto'
import { UnreadableFile } from '../sheet.ts'
import type { CompoundFile } from './compound-file.ts'

const PASSWORD = Buffer.from('VelvetSweatshop', 'utf16le')
const encrypted = () => new UnreadableFile('file-unreadable', 'encrypted')
const damaged = () => new UnreadableFile('file-unreadable', 'damaged')

/** `at`: the body's place in the stream. */
export type Decipher = (body: Buffer, at: number) => Buffer

/** @throws UnreadableFile for another password */
export function biffDecipher(filePass: Buffer, biff8: boolean): Decipher {
  const type = biff8 ? filePass.readUInt16LE(0) : 0
  if (type === 0) return xorDecipher(filePass.readUInt16LE(biff8 ? 4 : 2))
  if (type !== 1 || filePass.length < 54) throw encrypted()
  const version = filePass.readUInt16LE(2)
  return version === 1 ? rc4Decipher(filePass.subarray(6)) : cryptoApiDecipher(filePass.subarray(6))
}

/** The password and its verifier by 2.3.7.2. */
const XOR = Buffer.from('876b9ae21ee305621e699660986e9404', 'hex')
const XOR_VERIFIER = 0x9a0a

function xorDecipher(verifier: number): Decipher {
  if (verifier !== XOR_VERIFIER) throw encrypted()
  return (body, at) => {
    const plain = Buffer.alloc(body.length)
    for (let index = 0; index < body.length; index++) {
      const byte = (body[index] ?? 0) ^ (XOR[(at + body.length + index) & 15] ?? 0)
      plain[index] = (byte << 3) | (byte >> 5)
    }
    return plain
  }
}

function rc4Decipher(header: Buffer): Decipher {
  const salt = header.subarray(0, 16)
  const first = Buffer.concat([hash('md5', PASSWORD).subarray(0, 5), salt])
  const base = hash('md5', ...Array.from({ length: 16 }, () => first)).subarray(0, 5)
  return inBlocks((block) => hash('md5', base, little(block)), 'md5', header.subarray(16, 32), header.subarray(32, 48))
}

function cryptoApiDecipher(header: Buffer): Decipher {
  const size = header.readUInt32LE(4)
  const bits = header.readUInt32LE(8 + 16) || 40
  const verifier = header.subarray(8 + size)
  if (verifier.length < 60 || bits > 128) throw encrypted()
  const base = hash('sha1', verifier.subarray(4, 20), PASSWORD)
  const keyOf = (block: number) => {
    const key = hash('sha1', base, little(block)).subarray(0, bits / 8)
    return bits === 40 ? Buffer.concat([key, Buffer.alloc(11)]) : key
  }
  return inBlocks(keyOf, 'sha1', verifier.subarray(20, 36), verifier.subarray(40, 60))
}

const BLOCK = 1024

/** RC4 begins anew every 1,024 bytes, plain ones counted. */
function inBlocks(keyOf: (block: number) => Buffer, kind: string, verifier: Buffer, verified: Buffer): Decipher {
  const check = xor(
    Buffer.concat([verifier, verified]),
    new KeyStream(keyOf(0)).take(verifier.length + verified.length),
  )
  if (!hash(kind, check.subarray(0, 16)).equals(check.subarray(16))) throw encrypted()
  let block = -1
  let stream = Buffer.alloc(0)
  return (body, at) => {
    const plain = Buffer.alloc(body.length)
    for (let index = 0; index < body.length; index++) {
      const here = Math.floor((at + index) / BLOCK)
      if (here !== block) {
        block = here
        stream = new KeyStream(keyOf(block)).take(BLOCK)
      }
      plain[index] = (body[index] ?? 0) ^ (stream[(at + index) % BLOCK] ?? 0)
    }
    return plain
  }
}

/** OpenSSL no longer has RC4. */
class KeyStream {
  private readonly state = Uint8Array.from({ length: 256 }, (_, index) => index)
  private i = 0
  private j = 0

  constructor(key: Buffer) {
    let j = 0
    for (let i = 0; i < 256; i++) {
      j = (j + this.at(i) + (key[i % key.length] ?? 0)) & 255
      this.swap(i, j)
    }
  }

  take(length: number): Buffer<ArrayBuffer> {
    const bytes = Buffer.alloc(length)
    for (let at = 0; at < length; at++) {
      this.i = (this.i + 1) & 255
      this.j = (this.j + this.at(this.i)) & 255
      this.swap(this.i, this.j)
      bytes[at] = this.at((this.at(this.i) + this.at(this.j)) & 255)
    }
    return bytes
  }

  private swap(i: number, j: number): void {
    const kept = this.at(i)
    this.state[i] = this.at(j)
    this.state[j] = kept
  }

  private at(place: number): number {
    return this.state[place] ?? 0
  }
}

/** The .xlsx inside. @throws UnreadableFile for another password or cipher */
export function decryptPackage(file: CompoundFile): Buffer {
  const info = file.stream('EncryptionInfo')
  if (info.length < 8) throw damaged()
  const [major, minor] = [info.readUInt16LE(0), info.readUInt16LE(2)]
  const decrypt = major === 4 && minor === 4 ? agile(info) : minor === 2 ? standard(info) : undefined
  if (!decrypt) throw encrypted()
  const whole = file.stream('EncryptedPackage')
  if (whole.length < 8) throw damaged()
  const size = Number(whole.readBigUInt64LE(0))
  const plain = decrypt(whole.subarray(8))
  if (plain.length < size) throw damaged()
  return plain.subarray(0, size)
}

/** Office 2007. */
function standard(info: Buffer): (cipher: Buffer) => Buffer {
  const size = info.readUInt32LE(8)
  const header = info.subarray(12, 12 + size)
  const verifier = info.subarray(12 + size)
  if (header.length < 20 || verifier.length < 72) throw damaged()
  const bits = header.readUInt32LE(16)
  if (![128, 192, 256].includes(bits)) throw encrypted()
  const last = hash('sha1', spun('sha1', verifier.subarray(4, 20), 50_000), little(0))
  const half = (pad: number) => hash('sha1', xor(Buffer.alloc(64, pad), Buffer.concat([last, Buffer.alloc(44)])))
  const key = Buffer.concat([half(0x36), half(0x5c)]).subarray(0, bits / 8)
  const decrypt = (bytes: Buffer) => aes(`aes-${bits}-ecb`, key, null, bytes)
  const expected = decrypt(verifier.subarray(40, 72)).subarray(0, 20)
  if (!hash('sha1', decrypt(verifier.subarray(20, 36))).equals(expected)) throw encrypted()
  return decrypt
}

/** Office asks for 100,000; more is an attack on our time. */
const MOST_SPINS = 1_000_000
const SEGMENT = 4096

/** Office 2010 and later. */
function agile(info: Buffer): (cipher: Buffer) => Buffer {
  const xml = info.toString('utf8', 8)
  const data = attributesOf(xml, 'keyData')
  const own = attributesOf(xml, 'encryptedKey')
  const spins = Number(own('spinCount'))
  if (!(spins >= 0 && spins <= MOST_SPINS)) throw encrypted()
  const salt = binary(own('saltValue'))
  const base = spun(digestOf(own), salt, spins)
  const unlock = (block: string, value: string) => {
    const key = padded(hash(digestOf(own), base, Buffer.from(block, 'hex')), Number(own('keyBits')) / 8)
    return aes(cipherOf(own), key, padded(salt, Number(own('blockSize'))), binary(own(value)))
  }
  const tried = hash(digestOf(own), unlock('fea7d2763b4b9e79', 'encryptedVerifierHashInput'))
  const expected = unlock('d7aa0f6d3061344e', 'encryptedVerifierHashValue')
  if (!tried.equals(expected.subarray(0, tried.length))) throw encrypted()
  const key = unlock('146e0be7abacd0d6', 'encryptedKeyValue').subarray(0, Number(data('keyBits')) / 8)
  return (cipher) => {
    const pieces: Buffer[] = []
    for (let at = 0; at < cipher.length; at += SEGMENT) {
      const iv = padded(
        hash(digestOf(data), binary(data('saltValue')), little(at / SEGMENT)),
        Number(data('blockSize')),
      )
      pieces.push(aes(cipherOf(data), key, iv, cipher.subarray(at, at + SEGMENT)))
    }
    return Buffer.concat(pieces)
  }
}

type Attributes = (name: string) => string

function attributesOf(xml: string, element: string): Attributes {
  const tag = new RegExp(`<(?:\\w{1,20}:)?${element}\\s([^<>]{1,4000})>`).exec(xml)?.[1] ?? ''
  const found = new Map([...tag.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))
  return (name) => found.get(name) ?? ''
}

const binary = (text: string) => Buffer.from(text, 'base64')

function digestOf(of: Attributes): string {
  const name = of('hashAlgorithm').replace('-', '').toLowerCase()
  if (!['sha1', 'sha256', 'sha384', 'sha512', 'md5'].includes(name)) throw encrypted()
  return name
}

function cipherOf(of: Attributes): string {
  if (of('cipherAlgorithm') !== 'AES' || of('cipherChaining') !== 'ChainingModeCBC') throw encrypted()
  return `aes-${of('keyBits')}-cbc`
}

const padded = (bytes: Buffer, length: number) =>
  Buffer.concat([bytes, Buffer.alloc(Math.max(0, Math.min(64, length) - bytes.length), 0x36)]).subarray(0, length)

function spun(kind: string, salt: Buffer, spins: number): Buffer {
  let value = hash(kind, salt, PASSWORD)
  for (let turn = 0; turn < spins; turn++) value = hash(kind, little(turn), value)
  return value
}

function aes(cipher: string, key: Buffer, iv: Buffer | null, bytes: Buffer): Buffer {
  try {
    const decipher = createDecipheriv(cipher, key, iv).setAutoPadding(false)
    // Some writers leave out the last block's filling.
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 16))
    return Buffer.concat([decipher.update(whole), decipher.final()])
  } catch {
    throw encrypted()
  }
}

function hash(kind: string, ...parts: Buffer[]): Buffer {
  const made = createHash(kind)
  for (const part of parts) made.update(part)
  return made.digest()
}

const xor = (one: Buffer, other: Buffer) => Buffer.from(one.map((byte, index) => byte ^ (other[index] ?? 0)))

function little(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(number)
  return bytes
}
