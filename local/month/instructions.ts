/**
 * Files for bank and finance of the batches that months have approved. Each is handed out once: by the month that
 * approved it or, where that one was stopped before it was written, by the next one on the same data.
 */
import type { Output } from '../../schemas/records/output.ts'
import type { HubStores } from '../hub/hub-stores.ts'
import { accountOf } from '../hub/identities.ts'

type Stores = Pick<HubStores, 'batches' | 'outbox' | 'outputs'>

const markOf = ({ key }: Output) => `${key}.written`

/** What has not been handed out yet. */
export async function instructionsToWrite(stores: Stores, counties: readonly string[]): Promise<Output[]> {
  const owed: Output[] = []
  for (const county of counties) {
    const approver = accountOf({ duty: 'approver', division: county, office: 'social-insurance' })
    const approved = (await stores.batches.list(county)).filter(({ approvedBy }) => approvedBy?.account === approver)
    const versions = new Set(approved.map(({ at }) => at))
    for (const output of (await stores.outputs.list(county)).filter(isInstruction))
      if ((versions.has(output.version) || isSupplementary(output)) && !(await isMarked(stores, output)))
        owed.push(output)
  }
  return owed
}

/** A damaged mark is one all the same. */
async function isMarked({ outbox }: Stores, output: Output): Promise<boolean> {
  try {
    return (await outbox.size(markOf(output))) !== undefined
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'object-damaged') throw error
    return true
  }
}

/** Only behind the files: a month stopped in between writes the same files once more. */
export async function markWritten({ outbox }: Stores, written: readonly Output[]): Promise<void> {
  for (const output of written) await outbox.put(markOf(output), Buffer.alloc(0))
}

export const isInstruction = ({ folder }: Output): boolean => folder === 'bank' || folder === 'finance'

/** No approved batch has its version. */
const isSupplementary = ({ name }: Output): boolean => /-S\d+\.xlsx$/.test(name)

/** For whoever takes the files to the bank. */
export const lateInstruction = ({ division, name }: Output): string =>
  `${division}/bank/${name}：以前办理时中断、没有写出的缴费登记名单，这次补上；请送银行（同批的资金申请送财政）办理。`
