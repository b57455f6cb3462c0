/** A deployed hub forgets its city, so that it need not be deployed anew for the next one. */
import { BatchWriteItemCommand, type BatchWriteItemInput, ScanCommand, type ScanInput } from '@aws-sdk/client-dynamodb'
import { emptyStores } from '../../local/hub/forget-city.ts'
import { type HubAccess, settingsOf } from '../../local/hub/hub-access.ts'
import { makeClients } from '../../stores/aws/clients.ts'

export async function forgetDeployed(hub: HubAccess): Promise<void> {
  const { WORK_TABLE = '', PEOPLE_TABLE = '' } = settingsOf(hub)
  const { dynamodb } = makeClients()
  const call = async <T>(operation: string, body: object) => {
    const input = body as ScanInput & BatchWriteItemInput
    const command = operation === 'Scan' ? new ScanCommand(input) : new BatchWriteItemCommand(input)
    return (await dynamodb.send(command as ScanCommand)) as T
  }
  await emptyStores(hub, call, [WORK_TABLE, PEOPLE_TABLE])
}
