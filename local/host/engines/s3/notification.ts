import type { BucketPlan } from '../../template/plan.ts'

export interface ObjectEvent {
  eventName: string
  eventTime: string
  s3: { bucket: { name: string }; object: { key: string; size?: number; eTag?: string; sequencer: string } }
}

/**
 * Messages have S3's shape, event version 2.1.
 * @returns the queues' names with the bodies
 */
export function notificationsFor(buckets: BucketPlan[], seen: ObjectEvent): { queue: string; body: string }[] {
  const eventName = seen.eventName.replace(/:Post$/, ':CompleteMultipartUpload')
  const event = { ...seen, eventName }
  const bucket = buckets.find(({ name }) => name === event.s3.bucket.name)
  const { key } = event.s3.object
  return (bucket?.notifications ?? [])
    .filter(({ event: pattern }) => matches(pattern, `s3:${event.eventName}`))
    .filter(({ prefix, suffix }) => key.startsWith(prefix) && key.endsWith(suffix))
    .map(({ queue }) => ({ queue, body: JSON.stringify({ Records: [record(event)] }) }))
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}

function record({ eventName, eventTime, s3 }: ObjectEvent) {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: 'us-east-1',
    eventTime,
    eventName,
    userIdentity: { principalId: 'local' },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: {},
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'template',
      bucket: { name: s3.bucket.name, ownerIdentity: { principalId: 'local' }, arn: `arn:aws:s3:::${s3.bucket.name}` },
      object: { ...s3.object, key: urlEncoded(s3.object.key) },
    },
  }
}

function urlEncoded(key: string): string {
  return encodeURIComponent(key)
    .replace(/%20/g, '+')
    .replace(/%2F/g, '/')
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
