import type { Category } from './categories.ts'
import type { ListRow } from './listing.ts'
import { random } from './random.ts'
import type { RegisterRow } from './register-row.ts'
import type { Returned } from './returned.ts'

type Spoil<Row> = (row: Row, otherCounty: string) => Partial<Row>
type Spoils<Row> = Partial<Record<Returned, Spoil<Row>>>
type Common = { readonly idNumber: string; readonly name: string; readonly county: string }

const otherCheck = (id: string) => id.slice(0, 17) + (id.endsWith('1') ? '2' : '1')

const COMMON: Spoils<Common> = {
  'id-missing': () => ({ idNumber: '' }),
  // Excel's number, pasted as text.
  'id-numeric': ({ idNumber }) => ({ idNumber: `${idNumber[0]}.${idNumber.slice(1, 6)}E+17` }),
  'id-15-digit': ({ idNumber }) => ({ idNumber: idNumber.slice(0, 6) + idNumber.slice(8, 17) }),
  'id-format': ({ idNumber }) => ({ idNumber: idNumber.slice(0, 17) }),
  'id-birthdate': ({ idNumber }) => ({ idNumber: `${idNumber.slice(0, 10)}0230${idNumber.slice(14)}` }),
  'id-checksum': ({ idNumber }) => ({ idNumber: otherCheck(idNumber) }),
  'name-missing': () => ({ name: '' }),
  'name-invalid': ({ name }) => ({ name: `${name}1` }),
  'division-mismatch': (_row, otherCounty) => ({ county: otherCounty }),
  'duplicate-row': () => ({}),
}

const LIST: Spoils<ListRow> = {
  ...COMMON,
  'sex-mismatch': ({ sex }) => ({ sex: sex === '男' ? '女' : '男' }),
  'birthdate-mismatch': ({ birthDate }) => ({
    birthDate: `${birthDate.slice(0, 8)}${birthDate.endsWith('01') ? '02' : '01'}`,
  }),
  'township-unknown': () => ({ township: '' }),
  'code-unknown': () => ({ recognisedOn: '2018-02-31' }),
}

const DISABLED: Spoils<ListRow> = {
  ...LIST,
  'certificate-mismatch': ({ certificate }) => ({ certificate: certificate.slice(0, 17) }),
  'disability-not-covered': ({ idNumber }) => ({ certificate: `${idNumber}43`, disability: '肢体', grade: '三级' }),
}

const REGISTER: Spoils<RegisterRow> = {
  ...COMMON,
  'code-unknown': () => ({ status: '参保' }),
}

/**
 * A share of rows gets one slip of the pen, labelled with its one code.
 * @param key the same key has the same fate
 */
function spoil<Row extends Common & { readonly returned?: Returned }>(
  row: Row,
  spoils: Spoils<Row>,
  share: number,
  otherCounty: string,
  key: (string | number)[],
): readonly Row[] {
  if (share === 0) return [row]
  const draw = random(...key, 'slip')
  if (!draw.chance(share)) return [row]
  const [returned, change] = draw.pick(Object.entries(spoils)) as [Returned, Spoil<Row>]
  const bad = { ...row, ...change(row, otherCounty), returned }
  return returned === 'duplicate-row' ? [row, bad] : [bad]
}

export const spoilListRow = (
  row: ListRow,
  category: Category,
  share: number,
  otherCounty: string,
  key: (string | number)[],
): readonly ListRow[] => spoil(row, category === 'disabled' ? DISABLED : LIST, share, otherCounty, key)

export const spoilRegisterRow = (
  row: RegisterRow,
  share: number,
  otherCounty: string,
  key: (string | number)[],
): readonly RegisterRow[] => spoil(row, REGISTER, share, otherCounty, key)
