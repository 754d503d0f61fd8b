// The register of processing (article 30 GDPR), printed from the declarations of the schema: every table and column
// with its purpose, legal basis, retention and readers, in French or in English. Nothing in it is written by hand.
import { audienceWords, basisWords, purposeWords, retentionWords } from '../../model/care-words.ts'
import type { Column } from '../../model/table.ts'
import { allTables, type AnyTable } from './links.ts'

export type RegisterLanguage = 'fr' | 'en'

/** Markdown: one section a table, one line a column. */
export function processingRegister(language: RegisterLanguage): string {
  const fr = language === 'fr'
  const personal = allTables.filter(isPersonal).length
  return [
    fr ? '# Registre des traitements' : '# Register of processing',
    '',
    fr
      ? `Imprimé depuis le schéma de la base : ${allTables.length} tables, dont ${personal} avec des données personnelles.`
      : `Printed from the schema of the database: ${allTables.length} tables, ${personal} of them with personal data.`,
    '',
    ...allTables.flatMap((table) => section(table, language)),
  ].join('\n')
}

/** Whether a table holds any column that is declared as personal data. */
export function isPersonal(table: AnyTable): boolean {
  return Object.values(table.columns).some(({ basis }) => basis !== 'not personal')
}

function section(table: AnyTable, language: RegisterLanguage): string[] {
  const fr = language === 'fr'
  const titles = fr
    ? ['Colonne', 'Finalité', 'Base légale', 'Conservation', 'Lecteurs']
    : ['Column', 'Purpose', 'Legal basis', 'Retention', 'Readers']
  return [
    `## ${table.title[language]} (\`${table.name}\`)`,
    '',
    fr ? `Une ligne de la table : ${table.grain.fr}.` : `One row per ${table.grain.en}.`,
    '',
    `| ${titles.join(' | ')} |`,
    `| ${titles.map(() => '---').join(' | ')} |`,
    ...Object.entries(table.columns).map(([name, column]) => line(name, column, language)),
    '',
  ]
}

function line(name: string, column: Column<unknown>, language: RegisterLanguage): string {
  const cells = [
    `\`${name}\``,
    purposeWords[column.purpose][language],
    basisWords[column.basis][language],
    retentionWords[column.retention][language],
    column.readers.map((reader) => audienceWords[reader][language]).join(', '),
  ]
  return `| ${cells.join(' | ')} |`
}
