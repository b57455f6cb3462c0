import { describe, expect, it } from 'vitest'
import { bufferSource } from '../../../forms/sheet/source.ts'
import { readFast } from './reading.ts'
import { workbookFile } from './workbook-file.ts'
import { zipFile } from './zip-file.ts'

/** A compound file (MS-CFB) whose directory, three sectors behind the header, names these streams. */
function compoundFile(...names: string[]): Buffer {
  const file = Buffer.alloc(512 * 8)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(3, 48)
  file.writeUInt32LE(0, 76)
  // The allocation table in sector 0: the directory goes on from sector 3 to sector 5.
  file.fill(0xff, 512, 1024)
  file.writeUInt32LE(5, 512 + 3 * 4)
  file.writeUInt32LE(0xfffffffe, 512 + 5 * 4)
  ;['Root Entry', ...names].forEach((name, index) => {
    const at = (index < 4 ? 4 : 6) * 512 + (index % 4) * 128
    file.write(name, at, 'utf16le')
    file.writeUInt16LE(name.length * 2 + 2, at + 64)
  })
  return file
}

const html = '<html><table><tr><td>姓名</td></tr></table></html>'
const excel2003 =
  '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
const bmp = Buffer.alloc(60)
bmp.write('BM')
bmp.writeUInt32LE(60, 2)

describe('file-unreadable, told by the content whatever the name', () => {
  const kinds: [title: string, file: Uint8Array, reason: string][] = [
    ['legacy .xls', compoundFile('Workbook'), 'legacy-xls'],
    ['older .xls', compoundFile('Book'), 'legacy-xls'],
    ['.xlsx with a password', compoundFile('EncryptionInfo', 'EncryptedPackage'), 'encrypted'],
    [
      'the same, told in the second sector of the directory',
      compoundFile('a', 'b', 'c', 'EncryptedPackage'),
      'encrypted',
    ],
    ['.doc', compoundFile('1Table', 'WordDocument'), 'word'],
    ['another compound file', compoundFile('PowerPoint Document'), 'unknown'],
    ['a compound file without directory', compoundFile('Workbook').subarray(0, 544), 'damaged'],
    ['the first bytes of one', compoundFile().subarray(0, 100), 'damaged'],
    ['Excel of 1990', Buffer.from([0x09, 0x04, 0x06, 0, 0, 0, 0x10, 0]), 'legacy-xls'],
    ['Excel 2003 XML', Buffer.from(excel2003), 'legacy-xls'],
    ['.xlsb', workbookFile({ 'xl/workbook.xml': undefined, 'xl/workbook.bin': 'x' }), 'legacy-xls'],
    ['.docx', zipFile({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }), 'word'],
    ['.pptx', zipFile({ '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<p/>' }), 'unknown'],
    ['.ods', zipFile({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }), 'unknown'],
    ['a zip of files', zipFile({ '名单.xlsx': 'x' }), 'archive'],
    ['an empty zip', zipFile({}), 'archive'],
    ['rar', Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), 'archive'],
    ['7z', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'archive'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'archive'],
    ['PDF', Buffer.from('%PDF-1.4\n'), 'pdf'],
    ['PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'image'],
    ['JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image'],
    ['BMP', bmp, 'image'],
    ['HTML', Buffer.from(html), 'html'],
    [
      'HTML with a byte order mark, a declaration and a comment',
      Buffer.from(`\ufeff <?xml version="1.0"?><!-- a --><!DOCTYPE HTML>${html}`),
      'html',
    ],
    ['HTML in UTF-16', Buffer.from(`\ufeff${html}`, 'utf16le'), 'utf-16'],
    ['a web page of Excel in one file', Buffer.from('MIME-Version: 1.0\r\n'), 'html'],
    ['RTF', Buffer.from('{\\rtf1'), 'word'],
    ['other XML', Buffer.from('<?xml version="1.0"?><a/>'), 'unknown'],
    ['zeros', Buffer.alloc(1000), 'unknown'],
    ['noise', Buffer.from([...Array(999).keys()].map((index) => (index * index * 31 + 128) & 0xff)), 'unknown'],
  ]
  it.each(kinds)('%s', async (_, file, reason) => {
    expect(await readFast(bufferSource(file))).toEqual({ refused: `file-unreadable: ${reason}` })
  })
})
