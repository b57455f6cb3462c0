/** 零报告 is refused where such a list of the month was taken, and only there. */
import { join } from 'node:path'
import { csvTable } from '../read-files.ts'
import type { Model } from './model.ts'
import type { MonthFiles } from './month-files.ts'

export function checkNilReturns(_: Model, files: MonthFiles): string[] {
  return csvTable(join(files.folder, 'nil.csv')).flatMap(({ division, office, form, answer }) => {
    const isTaken = files.sent.some(
      (file) =>
        file.division === division &&
        file.folder === office &&
        file.form === form &&
        file.act !== 'withdrawn' &&
        (file.receipt?.state === 'accepted' || file.act === 'confirmed'),
    )
    const expected = isTaken ? 'refused' : 'taken'
    return answer === expected
      ? []
      : [`零报告 of ${division} ${office} ${form} is ${answer}, and should be ${expected}`]
  })
}
