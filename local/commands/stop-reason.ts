/** The sentence for whoever reads the terminal when the hub cannot start or go on. */

import { saysFull } from '../host/machine/fault.ts'

const BECAUSE: Record<string, string> = {
  DiskFull: '磁盘空间不足，平台已停止，没有办完的下次启动时接着办。请腾出磁盘空间，再重新启动。',
  EngineDied:
    '平台的存储程序意外停止，平台已停止，没有办完的下次启动时接着办。请重新启动；再次出现的，请把下面一行告知平台管理员。',
  DataDamaged: '数据文件夹中有文件已损坏，平台没有启动，数据没有改动。请用备份的数据文件夹恢复，再重新启动。',
  OtherLayout:
    '数据文件夹是用另一版本的平台建立的，本版本不能接着用。平台没有启动，数据没有改动。请用原来的版本启动，或用 --data 换一个新的数据文件夹。',
  KeepLost:
    '数据文件夹中的密钥文件 keep.json 和 keep.copy.json 都已丢失或损坏，没有它们，原有数据无法使用。平台没有启动，数据没有改动。请从备份恢复其中一个，再重新启动。',
}

export function stopReason({ name, message }: Error): string {
  const sentence = BECAUSE[saysFull(message) ? 'DiskFull' : name]
  return sentence === undefined ? message : `${sentence}\n（${message}）`
}
