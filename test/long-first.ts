/** Files that play whole stages come first: a long one that begins last would leave the other worker idle. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const LONG = /\/test\/(delivery|faults)\//

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // Files of one project stay together: they go on in the same process.
    const byProject = Map.groupBy(await super.sort(files), ({ project }) => project.name)
    const isShort = ({ moduleId }: TestSpecification) => Number(!LONG.test(moduleId))
    return [...byProject.values()].flatMap((own) => own.sort((a, b) => isShort(a) - isShort(b)))
  }
}
