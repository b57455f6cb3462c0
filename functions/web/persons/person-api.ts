/** The API of persons' files. */
import { FileWish, PersonFile, PlainNotice } from '../../../schemas/api/person-file.ts'
import { PersonsFound, SearchWish } from '../../../schemas/api/person-search.ts'
import { Purpose } from '../../../schemas/purposes.ts'
import { actorOf } from '../http/allow.ts'
import { apiRoute } from '../http/api-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { findPersons } from './find-persons.ts'
import { personFile } from './person-file.ts'
import { personParams, seesFile } from './person-pages.ts'
import { noticeOf } from './plain-notice.ts'

export const personApi: readonly Route[] = [
  apiRoute({
    method: 'POST',
    path: '/api/persons/:county/search',
    summary: 'Finds persons of a county by case number, name or ID number',
    does: seesFile,
    params: { county: personParams.county },
    body: SearchWish,
    answer: PersonsFound,
    run: (deps, { params: { county }, body: { wanted } }) => findPersons(deps, county, wanted),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/persons/:county/:person/notice',
    summary: 'The plain notice: why a person is paid for or not and what to do, in plain words',
    does: seesFile,
    params: personParams,
    body: Purpose,
    answer: PlainNotice,
    run: (deps, { params, caller }) => noticeOf(deps, params, found(actorOf(caller))),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/persons/:county/:person/file',
    summary: 'A person’s file as of a day, for a purpose',
    does: seesFile,
    params: personParams,
    body: FileWish,
    answer: PersonFile,
    run: (deps, { params, body: { asOf }, caller }) => personFile(deps, { ...params, asOf }, found(actorOf(caller))),
  }),
]
