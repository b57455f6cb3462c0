/** Counties whose list was damaged or gone when another office's work looked at it. */

export const notCompared = (counties: readonly string[]) =>
  `${counties.join('、')}的名单文件已损坏或丢失，没有比对。平台修复后，请重新报送本名单。`

export const notCounted = (counties: readonly string[]) =>
  `${counties.join('、')}的名单文件已损坏或丢失，人数没有计入。`
