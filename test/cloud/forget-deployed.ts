/** A deployed hub forgets its city, so that it need not be deployed anew for the next one. */
import { emptyStores } from '../../local/hub/forget-city.ts'
import { type HubAccess, settingsOf } from '../../local/hub/hub-access.ts'
import { makeClients } from '../../stores/aws/clients.ts'

export async function forgetDeployed(hub: HubAccess): Promise<void> {
  const { WORK_TABLE = '', PEOPLE_TABLE = '' } = settingsOf(hub)
  const { dynamodb } = makeClients()
  const call = async <T>(operation: string, body: object) =>
    (await dynamodb.send(operation as 'Scan', body as never)) as T
  await emptyStores(hub, call, [WORK_TABLE, PEOPLE_TABLE])
}
