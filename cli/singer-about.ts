// What `target-douze --about` says: who it is, what it can do, which settings it takes; as text, or as JSON in the form of the Meltano SDK.
import { singerSettings } from './singer-settings.ts'

const name = 'target-douze'
const description = 'Loads Singer and Airbyte records into Douze, which measures sales enablement from them.'
const capabilities = [
  'about',
  'activate-version',
  'batch',
  'soft-delete',
  'schema-updates',
  'validate-records',
]

export function singerAbout(version: string, isJson: boolean): string {
  if (isJson)
    return `${JSON.stringify({ name, description, version, capabilities, settings: settingsSchema() }, null, 2)}\n`
  const lines = [`${name} ${version}`, description, '', 'Settings:']
  for (const [key, setting] of Object.entries(singerSettings)) lines.push(`  ${key}: ${setting.description}`)
  return `${lines.join('\n')}\n`
}

function settingsSchema(): object {
  const properties = Object.entries(singerSettings).map(
    ([key, { type, description: words, choices, isSecret }]) => [
      key,
      {
        type: [type, 'null'],
        description: words,
        ...(choices === undefined ? {} : { enum: choices }),
        ...(isSecret === true ? { secret: true, writeOnly: true } : {}),
      },
    ],
  )
  return { type: 'object', properties: Object.fromEntries(properties) as object, required: [] }
}
