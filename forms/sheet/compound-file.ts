/**
 * What an OLE2 compound file (MS-CFB) is: legacy Excel and Word files are such, and so is an .xlsx with a password.
 * The names of its directory's entries tell.
 */
import type { ByteSource, UnreadableReason } from './sheet.ts'
import { readRange } from './source.ts'

export const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const LAST_SECTOR = 0xfffffffa
/** Enough of the directory: the streams that tell stand in its first sectors. */
const MOST_SECTORS = 64

export async function compoundFileReason(source: ByteSource): Promise<UnreadableReason> {
  const names = await directoryNames(source)
  const has = (...wanted: string[]) => wanted.some((name) => names.includes(name.toLowerCase()))
  if (has('EncryptedPackage', 'EncryptionInfo')) return 'encrypted'
  if (has('Workbook', 'Book')) return 'legacy-xls'
  if (has('WordDocument')) return 'word'
  return names.includes('root entry') ? 'unknown' : 'damaged'
}

async function directoryNames(source: ByteSource): Promise<string[]> {
  if (source.size < 512) return []
  const header = await readRange(source, 0, 512)
  const shift = header.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) return []
  const size = 1 << shift
  const sectorAt = async (sector: number) => {
    const at = (sector + 1) * size
    return at + size <= source.size ? await readRange(source, at, at + size) : undefined
  }
  const names: string[] = []
  let sector = header.readUInt32LE(48)
  for (let count = 0; count < MOST_SECTORS && sector < LAST_SECTOR; count++) {
    const directory = await sectorAt(sector)
    if (!directory) break
    for (let at = 0; at < size; at += 128) {
      const length = Math.min(64, directory.readUInt16LE(at + 64))
      if (length > 2) names.push(directory.toString('utf16le', at, at + length - 2).toLowerCase())
    }
    // The next sector of the chain stands in the allocation table, whose first 109 sectors the header lists.
    const perSector = size / 4
    const table = Math.floor(sector / perSector)
    const allocation = table < 109 ? await sectorAt(header.readUInt32LE(76 + table * 4)) : undefined
    if (!allocation) break
    sector = allocation.readUInt32LE((sector % perSector) * 4)
  }
  return names
}
