/** Seal of an object, in S3 metadata: its length and a CRC-32 a block. */
import { crc32 } from 'node:zlib'

/** Bytes; sums of more than `MOST` blocks exceed S3's 2 KB of metadata. */
export const BLOCK = 256 * 1024
const MOST = 320

export function blockOf(size: number): number {
  let block = BLOCK
  while (size > block * MOST) block *= 2
  return block
}

export interface Seal {
  readonly size: number
  /** 4 bytes a block. */
  readonly sums: Buffer
}

export const sealText = ({ size, sums }: Seal): string => `${size}.${sums.toString('base64')}`

export function readSeal(text: string | undefined): Seal | undefined {
  const [, digits, base64 = ''] = /^(\d{1,15})\.([\w+/=]*)$/.exec(text ?? '') ?? []
  if (digits === undefined) return undefined
  const [size, sums] = [Number(digits), Buffer.from(base64, 'base64')]
  return sums.length === Math.ceil(size / blockOf(size)) * 4 ? { size, sums } : undefined
}

export class BlockSums {
  readonly #block: number
  readonly #sums: number[] = []
  #left: number
  #crc = 0
  #size = 0

  /** @param size of the whole object */
  constructor(size: number) {
    this.#block = blockOf(size)
    this.#left = this.#block
  }

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + this.#left)
      this.#crc = crc32(part, this.#crc)
      at += part.length
      this.#size += part.length
      this.#left -= part.length
      if (this.#left === 0) this.#close()
    }
  }

  end(): Seal {
    if (this.#left < this.#block) this.#close()
    const sums = Buffer.alloc(this.#sums.length * 4)
    this.#sums.forEach((sum, n) => {
      sums.writeUInt32BE(sum, n * 4)
    })
    return { size: this.#size, sums }
  }

  #close(): void {
    this.#sums.push(this.#crc)
    this.#crc = 0
    this.#left = this.#block
  }
}
