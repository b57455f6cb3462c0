/** Objects that stages could not read, as their log lines name them. */

export interface UnreadObject {
  readonly key: string
  readonly isGone: boolean
}

export interface UnreadObjects {
  /** @returns whether the log line is about such an object */
  take(line: Record<string, unknown>): boolean
  /** By key: stages went on without them, and no message was lost. */
  readonly passedOver: ReadonlyMap<string, UnreadObject>
  of(messageId: string): UnreadObject | undefined
}

export function unreadObjects(): UnreadObjects {
  const passedOver = new Map<string, UnreadObject>()
  const failed = new Map<string, UnreadObject>()
  return {
    take(line) {
      const object = unreadIn(line)
      if (line.what === 'gone on without an object' && object) passedOver.set(object.key, object)
      if (line.what === 'failed') {
        if (object) failed.set(String(line.message), object)
        else failed.delete(String(line.message))
      }
      return object !== undefined
    },
    passedOver,
    of: (messageId) => failed.get(messageId),
  }
}

function unreadIn({ object, code, error }: Record<string, unknown>): UnreadObject | undefined {
  const isGone = String(error).startsWith('NoSuchKey ')
  return typeof object === 'string' && (isGone || code === 'object-damaged') ? { key: object, isGone } : undefined
}
