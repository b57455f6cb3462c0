/** Batches of persons are JSON within JSON, which the SDK writes letter by letter: a sixth of a stage's CPU (ADR 42). */
import { AwsJson1_0Protocol } from '@aws-sdk/core/protocols'

/** Batches are written by V8: their attributes are texts, and DynamoDB refuses what is none. All else is the SDK's. */
export class BatchJson extends AwsJson1_0Protocol {
  constructor(settings: ConstructorParameters<typeof AwsJson1_0Protocol>[0]) {
    super(settings)
    const other = this.serializer
    let batch: Uint8Array | undefined
    this.serializer = {
      setSerdeContext: (context) => other.setSerdeContext(context),
      write(schema, value) {
        batch = Object.hasOwn(Object(value), 'RequestItems') ? Buffer.from(JSON.stringify(value)) : undefined
        if (batch === undefined) other.write(schema, value)
      },
      flush: () => batch ?? other.flush(),
    }
  }
}
