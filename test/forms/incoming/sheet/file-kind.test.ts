import { describe, expect, it } from 'vitest'
import { bufferSource } from '../../../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../../../forms/incoming/sheet/open.ts'
import { readFast } from './reading.ts'
import { workbookFile } from './workbook-file.ts'
import { zipFile } from './xlsx/zip-file.ts'

/** A compound file (MS-CFB) whose directory, three sectors behind the header, names these streams. */
function compoundFile(...names: string[]): Buffer {
  const file = Buffer.alloc(512 * 8)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(3, 48)
  file.fill(0xff, 68, 512)
  file.writeUInt32LE(0, 76)
  // The allocation table in sector 0: the directory goes on from sector 3 to sector 5.
  file.fill(0xff, 512, 1024)
  file.writeUInt32LE(5, 512 + 3 * 4)
  file.writeUInt32LE(0xfffffffe, 512 + 5 * 4)
  ;['Root Entry', ...names].forEach((name, index) => {
    const at = (index < 4 ? 4 : 6) * 512 + (index % 4) * 128
    file.write(name, at, 'utf16le')
    file.writeUInt16LE(name.length * 2 + 2, at + 64)
    file[at + 66] = index === 0 ? 5 : 2
  })
  return file
}

const page = '<html><head><title>登录</title></head><body><form>请登录</form></body></html>'
const bmp = Buffer.alloc(60)
bmp.write('BM')
bmp.writeUInt32LE(60, 2)

const dbf = Buffer.alloc(97)
dbf.set([0x03, 118, 5, 31, 9, 0, 0, 0, 65, 0])
dbf[64] = 0x0d

/** Bytes without any order, the same each time. */
function noise(length: number): Buffer {
  let state = 1
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0
      return state >>> 24
    }),
  )
}

describe('file-unreadable, told by the content whatever the name', () => {
  const kinds: [title: string, file: Uint8Array, reason: string][] = [
    ['a .xls without its workbook', compoundFile('Workbook'), 'damaged'],
    ['.xlsx with a password, cut off', compoundFile('EncryptionInfo', 'EncryptedPackage'), 'damaged'],
    ['rights management', compoundFile('a', 'b', 'c', '\u0009DRMContent'), 'rights-managed'],
    ['.doc', compoundFile('1Table', 'WordDocument'), 'word'],
    ['.ppt', compoundFile('PowerPoint Document'), 'slides'],
    ['another compound file', compoundFile('Contents'), 'unknown'],
    ['a compound file without directory', compoundFile('Workbook').subarray(0, 544), 'damaged'],
    ['the first bytes of one', compoundFile().subarray(0, 100), 'damaged'],
    ['Excel of 1990', Buffer.from([0x09, 0x04, 0x06, 0, 0, 0, 0x10, 0]), 'old-excel'],
    ['.xlsb', workbookFile({ 'xl/workbook.xml': undefined, 'xl/workbook.bin': 'x' }), 'xlsb'],
    ['.docx', zipFile({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }), 'word'],
    ['.pptx', zipFile({ '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<p/>' }), 'slides'],
    ['.ods', zipFile({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }), 'ods'],
    [
      '.ods as one text',
      Buffer.from(
        '<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>',
      ),
      'ods',
    ],
    ['Numbers', zipFile({ 'Index/Document.iwa': 'x', 'preview.jpg': 'x' }), 'numbers'],
    ['SYLK', Buffer.from('ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"a"\r\n'), 'sylk'],
    ['DIF', Buffer.from('TABLE\r\n0,1\r\n"EXCEL"\r\n'), 'sylk'],
    ['dBASE', dbf, 'database'],
    ['Access', Buffer.from('\0\x01\0\0Standard Jet DB\0', 'latin1'), 'database'],
    ['绿盾', Buffer.from('%TSD-Header-###%\x01\x02\x03', 'latin1'), 'wrapped'],
    ['亿赛通', Buffer.from('\x62\x14\x23\x65\x00\x01E-SafeNet\0\0\0LOCK', 'latin1'), 'wrapped'],
    ['亿赛通, by its name alone', Buffer.from('\x01\x14\x00\x01E-SafeNet\0\0\0LOCK', 'latin1'), 'wrapped'],
    ['a zip of files', zipFile({ '名单.xlsx': 'x' }), 'archive'],
    ['an empty zip', zipFile({}), 'archive'],
    ['rar', Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), 'archive'],
    ['7z', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'archive'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'archive'],
    ['PDF', Buffer.from('%PDF-1.4\n'), 'pdf'],
    ['PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'image'],
    ['JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image'],
    ['BMP', bmp, 'image'],
    ['a web page without tables', Buffer.from(page), 'html'],
    ['the same in UTF-16', Buffer.from(`\ufeff${page}`, 'utf16le'), 'html'],
    ['behind kilobytes of blank lines', Buffer.from(' \r\n'.repeat(500_000) + page), 'html'],
    ['a web page of Excel in one file', Buffer.from('\r\nMIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n'), 'mhtml'],
    ['an answer of a system', Buffer.from('\ufeff\n{"code":500,"msg":"导出失败"}'), 'json'],
    ['several answers', Buffer.from('[ {"code":500} ]'), 'json'],
    ['a link to a document elsewhere', Buffer.from('[InternetShortcut]\r\nURL=https://kdocs.cn/l/x\r\n'), 'cloud-link'],
    ['what stands for a document elsewhere', Buffer.from('{"link":"https://www.kdocs.cn/l/x"}'), 'cloud-link'],
    ['RTF', Buffer.from('{\\rtf1'), 'word'],
    ['other XML', Buffer.from('<?xml version="1.0"?><a/>'), 'html'],
    ['zeros', Buffer.alloc(1000), 'zeros'],
    ['noise', noise(999), 'unknown'],
  ]
  it.each(kinds)('%s', async (_, file, reason) => {
    expect(await readFast(bufferSource(file))).toEqual({ refused: `file-unreadable: ${reason}` })
  })

  it('a CSV that has something of them is a CSV', async () => {
    for (const text of ['ID;PNAME\n1;x\n', '"{""a"":1}",b\n', '[1],b\n', 'TABLE,x\n']) {
      expect((await readFast(bufferSource(Buffer.from(text)))).kind).toBe('csv')
    }
  })

  it('without somebody to read them, other makes are told to be saved as .xlsx', async () => {
    for (const file of [compoundFile('Workbook'), Buffer.from('<table></table>')]) {
      await expect(openWorkbook(bufferSource(file), { isHeader: () => true })).rejects.toMatchObject({
        reason: 'legacy-xls',
      })
    }
  })
})
