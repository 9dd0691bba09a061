import type { Ports } from '../../core/ports/ports.ts'
import { toBody } from '../../core/to-body.ts'
import type { SubjectResult } from '../../record/subject-repository.ts'
import { tryEach } from '../deliver/try-each.ts'

/** Answers the tasks that go on because of a decision. */
export const answerTasks = ({ tasks }: Pick<Ports, 'tasks'>, { answers }: SubjectResult): Promise<void> =>
  tryEach(
    answers.map(
      ({ token, next }) =>
        () =>
          tasks.succeed(token, toBody(next)),
    ),
  )
