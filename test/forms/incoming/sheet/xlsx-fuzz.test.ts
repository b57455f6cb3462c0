import { describe, expect, it } from 'vitest'
import { bufferSource } from '../../../../forms/incoming/sheet/bytes/source.ts'
import { Kind, type Row } from '../../../../forms/incoming/sheet/sheet.ts'
import fc, { runs } from '../../../fc.ts'
import { readBoth, readFast } from './reading.ts'
import { styles, table, workbookFile, worksheet } from './workbook-file.ts'

/** A cell of the model: what is written, and what must be read. */
interface Cell {
  write: (place: string, shared: string[]) => string
  text: string
  kind: Kind
}

const escapeXml = (text: string) =>
  text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_').replace(/[&<>\r]/g, (c) => `&#${c.charCodeAt(0)};`)
const isXmlCharacter = (character: string) =>
  character.isWellFormed() && (character >= ' ' || '\t\n\r'.includes(character)) && !'\ufffe\uffff'.includes(character)
const texts = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[甲𠮷·a_x00D<>&\]"'\r\n ]{1,30}$/u))
  .filter((text) => [...text].every(isXmlCharacter))
const kindOf = (text: string) => (text === '' ? Kind.blank : Kind.text)

const textCell = fc
  .tuple(texts, fc.constantFrom('shared', 'inline', 'rich', 'str', 'cdata'))
  .map(([text, form]): Cell => {
    const xml = escapeXml(text)
    const phonetic = '<rPh sb="0" eb="1"><t>yin</t></rPh>'
    const half = xml.length >> 1
    const cut = /^[^&_]*$/.test(xml) && xml.slice(0, half).isWellFormed() ? half : 0
    const rich = `<r><rPr><b/></rPr><t xml:space="preserve">${xml.slice(0, cut)}</t></r><r><t xml:space="preserve">${xml.slice(cut)}</t></r>${phonetic}`
    return {
      text,
      kind: kindOf(text),
      write(place, shared) {
        if (form === 'shared')
          return `<c${place} t="s"><v>${shared.push(`<t xml:space="preserve">${xml}</t>`) - 1}</v></c>`
        if (form === 'rich') return `<c${place} t="s"><v>${shared.push(rich) - 1}</v></c>`
        if (form === 'str') return `<c${place} t="str"><f>A1&amp;"x"</f><v>${xml}</v></c>`
        if (form === 'cdata' && !/[\r_]/.test(text) && !text.includes(']]>'))
          return `<c${place} t="inlineStr"><is><t><![CDATA[${text}]]></t></is></c>`
        return `<c${place} t="inlineStr"><is><t xml:space="preserve">${xml}</t></is></c>`
      },
    }
  })
const plainCell = fc.oneof(
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map(
      (value): Cell => ({ write: (place) => `<c${place}><v>${value}</v></c>`, text: String(value), kind: Kind.number }),
    ),
  fc.integer({ min: 61, max: 2_958_465 }).map(
    (serial): Cell => ({
      write: (place) => `<c${place} s="1"><v>${serial}</v></c>`,
      text: new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10),
      kind: Kind.date,
    }),
  ),
  fc.boolean().map(
    (value): Cell => ({
      write: (place) => `<c${place} t="b"><v>${Number(value)}</v></c>`,
      text: value ? 'TRUE' : 'FALSE',
      kind: Kind.boolean,
    }),
  ),
  fc.constant<Cell>({ write: (place) => `<c${place} t="e"><v>#REF!</v></c>`, text: '#REF!', kind: Kind.error }),
  fc
    .constantFrom('<f>A1</f>', '<f/>', '<f>A1</f><v/>', '<f t="shared" si="0"/><v></v>')
    .map((inside): Cell => ({ write: (place) => `<c${place} s="1">${inside}</c>`, text: '', kind: Kind.formula })),
  fc.constant<Cell>({ write: (place) => `<c${place} s="1"/>`, text: '', kind: Kind.blank }),
)
const rows = fc.array(
  fc.record({
    gap: fc.constantFrom(0, 0, 0, 1, 40),
    cells: fc.array(fc.record({ gap: fc.constantFrom(0, 0, 0, 1, 100), cell: fc.oneof(textCell, plainCell) }), {
      maxLength: 6,
    }),
    addressed: fc.boolean(),
    between: fc.constantFrom('', '', '\n', '<!-- </row> -->'),
  }),
  { maxLength: 12 },
)

function build(model: typeof rows extends fc.Arbitrary<infer T> ? T : never): { file: Buffer; rows: Row[] } {
  const shared: string[] = []
  const expected: Row[] = []
  let xml = ''
  let number = 0
  for (const { gap, cells, addressed, between } of model) {
    number += 1 + gap
    const kinds: Kind[] = []
    const row: Row = { number, texts: [], kinds }
    let column = -1
    let inside = ''
    for (const { gap: skip, cell } of cells) {
      column += 1 + skip
      inside += cell.write(addressed || skip > 0 ? ` r="${name(column)}${number}"` : '', shared)
      if (cell.kind === Kind.blank) continue
      while (row.texts.length < column) {
        row.texts.push('')
        kinds.push(Kind.blank)
      }
      row.texts.push(cell.text)
      kinds.push(cell.kind)
    }
    xml += `${between}<row${addressed || gap > 0 ? ` r="${number}"` : ''}>${inside}</row>`
    if (row.texts.length > 0) expected.push(row)
  }
  const file = workbookFile({
    'xl/worksheets/sheet1.xml': worksheet(xml),
    'xl/sharedStrings.xml': table(shared.map((item) => `<si>${item}</si>`).join('')),
    'xl/styles.xml': styles('<xf numFmtId="0"/><xf numFmtId="14"/>'),
  })
  return { file, rows: expected }
}

const name = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : name(Math.floor(column / 26) - 1) + name(column % 26)

describe('any workbook (fast-check)', () => {
  it('what is written is read, by the scanner and by saxes, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 300 }), async (model, piece) => {
        const { file, rows } = build(model)
        expect(await readBoth(file, piece)).toMatchObject({ sheets: [{ rows }] })
      }),
      { numRuns: runs(300, 12) },
    )
  })

  it('a file with bytes changed or cut off is read alike or refused, never anything else', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(rows, changes, fc.option(fc.nat()), async (model, changed, cut) => {
        const { file } = build(model)
        for (const [at, byte] of changed) file[at % file.length] = byte
        const bytes = cut === null ? file : file.subarray(0, cut % file.length)
        // Without its first bytes it is no workbook: then there is no second way to hold it against.
        if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) await readBoth(bytes)
        else await readFast(bufferSource(bytes))
      }),
      { numRuns: runs(500, 12) },
    )
  })

  it('XML with characters changed, in an archive that is whole, is read alike or refused', async () => {
    const parts = [
      '<c r="A1" t="s"><v>0</v></c>',
      '<row r="3">',
      '</row>',
      '<v>',
      '</v>',
      '<is><t>',
      ' t="str"',
      ' s="1"',
      '&amp;',
      '&#x4e2d;',
      ']]>',
      '<![CDATA[',
      '<!--',
      '-->',
      '"',
      "'",
      '<',
      '>',
      '/',
      ' ',
      '\r',
      '甲',
      '_x000D_',
      'x:',
      'xmlns="a"',
      '\u0001',
      '\ufffe',
      '<f a="1">',
      '<rPh>',
      '</is>',
      '</c>',
      'r="B7"',
    ]
    const row =
      '<row r="1" spans="1:2" ht="15" x:a="1"><c r="A1" s="1"><v>43221</v></c><c r="B1" t="s"><v>1</v></c></row>\n<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve">甲 乙</t></is></c><c r="C2" t="str"><f t="shared" si="0">A1</f><v>丙</v></c><c r="D2" t="e"><v>#N/A</v></c></row>'
    const items = '<si><t>一</t></si>\n<si><t xml:space="preserve"> 二</t></si><si><r><t>三</t></r></si>'
    const splice = (text: string, edits: [number, number, string][]) =>
      edits.reduce(
        (all, [at, length, insert]) => all.slice(0, at % all.length) + insert + all.slice((at % all.length) + length),
        text,
      )
    const edits = fc.array(
      fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.oneof(fc.constant(''), fc.constantFrom(...parts))),
      { maxLength: 3 },
    )
    await fc.assert(
      fc.asyncProperty(edits, edits, async (inSheet, inTable) => {
        const file = workbookFile({
          'xl/worksheets/sheet1.xml': worksheet(splice(row, inSheet)).replace(
            '<worksheet',
            '<worksheet xmlns:x="urn:x"',
          ),
          'xl/sharedStrings.xml': table(splice(items, inTable)),
          'xl/styles.xml': styles('<xf numFmtId="0"/><xf numFmtId="14"/>'),
        })
        await readBoth(file)
      }),
      { numRuns: runs(1500, 12) },
    )
  })
})
