/** The part of zip-stream that is used here; it has no types of its own. */
declare module 'zip-stream' {
  import type { Readable } from 'node:stream'

  export default class ZipStream extends Readable {
    constructor(options: { readonly zlib: { readonly level: number } })
    entry(
      source: Readable,
      data: { readonly name: string; readonly date: Date },
      done: (error?: Error | null) => void,
    ): this
    finish(): void
  }
}
