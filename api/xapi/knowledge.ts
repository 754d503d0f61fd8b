// The resources that only tell: about the store, an activity, an agent.
import { housekeeper } from '../../model/reader.ts'
import {
  agentKeyOf,
  activityKey,
  badParameter,
  definitionIn,
  iriOf,
  isObject,
  type JsonObject,
  languagesOf,
  namedOf,
  parseJson,
  readActivities,
  reasons,
  writeJson,
  isAgentSeen,
  isActivitySeen,
} from '../../sources/xapi/index.ts'
import type { XapiAnswer } from './answer.ts'
import type { XapiCall } from './call.ts'
import { json } from './statements.ts'

/** Which versions are spoken at this address. */
export function about({ version }: XapiCall): XapiAnswer {
  const older = ['1.0.0', '1.0.1', '1.0.2', '1.0.3']
  return json(JSON.stringify({ version: version === '1.0' ? older : [...older, '2.0.0'], extensions: {} }))
}

export async function activities({ place, program, parameters, header }: XapiCall): Promise<XapiAnswer> {
  onlyParameter(parameters, 'activityId')
  const iri = iriOf(parameters, 'activityId')
  if (iri === null) throw badParameter('activityId', reasons.missing)
  const key = activityKey(iri)
  const known = await place.database.read(housekeeper, async (query) =>
    (await isActivitySeen(query, program.credentialId, key)) ? await readActivities(query, [key]) : null,
  )
  const definition = known?.get(key)?.definition
  const languages = languagesOf(header('accept-language'))
  const activity: JsonObject = { objectType: 'Activity', id: iri }
  if (definition !== undefined && Object.keys(definition).length > 0)
    activity['definition'] = languages.length > 0 ? definitionIn(definition, languages) : definition
  return json(writeJson(activity))
}

/** The agent as a person, with every way of writing that is known here: those that this program sent itself. */
export async function agents({ place, program, parameters, version }: XapiCall): Promise<XapiAnswer> {
  onlyParameter(parameters, 'agent')
  const text = parameters['agent']
  if (text === undefined) throw badParameter('agent', reasons.missing)
  const key = agentKeyOf(text, version)
  const agent = parseJson(text)
  const seen = await place.database.read(housekeeper, (query) =>
    isAgentSeen(query, program.credentialId, key),
  )
  const names = [isObject(agent) ? (namedOf(agent)?.name ?? null) : null, seen?.name ?? null]
  const person: JsonObject = { objectType: 'Person' }
  const known = [...new Set(names.filter((name) => name !== null))]
  if (known.length > 0) person['name'] = known
  for (const way of ['mbox', 'mbox_sha1sum', 'openid', 'account'])
    if (isObject(agent) && Object.hasOwn(agent, way)) person[way] = [agent[way] ?? null]
  return json(writeJson(person))
}

function onlyParameter(parameters: Readonly<Record<string, string>>, name: string): void {
  const unknown = Object.keys(parameters).find((one) => one !== name)
  if (unknown !== undefined) throw badParameter(unknown.slice(0, 60), reasons.unknown)
}
