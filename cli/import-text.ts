// The report of an import as a terminal shows it: a table of what each file was taken for and what became of its rows,
// then what could not be taken, what was noticed, and what asks for a confirmation.
import type { Words } from '../metric/words.ts'
import type { Decision, FileReport, ImportReport } from '../sources/ingest/index.ts'
import type { Surroundings } from './command.ts'
import { decimal } from './figures.ts'
import { type Column, table, wrap } from './table.ts'
import { verdictOf } from './import-json.ts'

/** Refused rows that a terminal shows; the download has them all. */
const mostShown = 20

const states: Record<ImportReport['state'], Words> = {
  reading: { fr: 'en lecture', en: 'being read' },
  staged: { fr: 'lu, en attente de confirmation', en: 'read, waiting for a confirmation' },
  visible: { fr: 'visible', en: 'visible' },
  refused: { fr: 'refusé', en: 'refused' },
  discarded: { fr: 'abandonné', en: 'discarded' },
  undone: { fr: 'annulé', en: 'undone' },
  interrupted: { fr: 'interrompu', en: 'interrupted' },
}

export function stateName(state: ImportReport['state']): Words {
  return states[state]
}

/** The whole report. `isDryRun`: nothing was kept, and that is as it was asked. */
export function importText(around: Surroundings, report: ImportReport, isDryRun: boolean): string {
  const { language, columns } = around
  const fr = language === 'fr'
  const lines = [headline(report, isDryRun, fr), '', filesTable(around, report.files).trimEnd()]
  if (report.refusal !== null) lines.push('', wrap(report.refusal[language], columns))
  for (const file of report.files) lines.push(...remarksOf(around, file))
  if (report.findings.length > 0) {
    lines.push('', fr ? 'Constaté :' : 'Noticed:')
    for (const { sentence } of report.findings) lines.push(wrap(`· ${sentence[language]}`, columns, '  '))
  }
  if (report.provisionalPeople.length > 0) {
    lines.push(
      '',
      fr ? 'Personnes provisoires, nommées sans être connues :' : 'Provisional people, named and not known:',
    )
    lines.push(wrap(report.provisionalPeople.join(', '), columns, '  '))
  }
  lines.push(...decisionLines(around, report.decisions))
  return `${lines.join('\n')}\n`
}

function headline(report: ImportReport, isDryRun: boolean, fr: boolean): string {
  const number = fr ? `Import n° ${report.importId}` : `Import no. ${report.importId}`
  if (verdictOf(report) === 'reject')
    return fr ? `${number} : rien n’a été gardé` : `${number}: nothing was kept`
  if (isDryRun) return fr ? `${number} : à blanc, rien n’a été gardé` : `${number}: dry run, nothing was kept`
  const state = states[report.state]
  return fr ? `${number} : ${state.fr}` : `${number}: ${state.en}`
}

function filesTable(around: Surroundings, files: readonly FileReport[]): string {
  const { language } = around
  const fr = language === 'fr'
  const number = (value: number): string => decimal(value, language, 0)
  const right = (title: string): Column => ({ title, align: 'right' })
  return table(
    [
      { title: fr ? 'Fichier' : 'File', isFlexible: true },
      { title: fr ? 'Compris comme' : 'Taken for', isFlexible: true },
      right(fr ? 'Lignes' : 'Rows'),
      right(fr ? 'Acceptées' : 'Accepted'),
      right(fr ? 'Refusées' : 'Refused'),
      right(fr ? 'Nouvelles' : 'New'),
      right(fr ? 'Modifiées' : 'Changed'),
      right(fr ? 'Inchangées' : 'Unchanged'),
    ],
    files.map((file) => [
      file.name,
      takenFor(file, around),
      ...[file.rows, file.accepted, file.rejected, file.added, file.changed, file.unchanged].map(number),
    ]),
    around.columns,
  )
}

function takenFor(file: FileReport, { language }: Surroundings): string {
  const fr = language === 'fr'
  if (file.verdict === 'left-out') return fr ? '(laissé de côté)' : '(left out)'
  if (file.entityName === null) return fr ? '(pas compris)' : '(not understood)'
  const isVendor = file.vendor !== null && !['generic', 'template'].includes(file.vendor)
  return file.entityName[language] + (isVendor ? ` · ${file.vendor}` : '')
}

function remarksOf(around: Surroundings, file: FileReport): string[] {
  const { language, columns } = around
  const fr = language === 'fr'
  const lines: string[] = []
  if (
    file.verdict === 'left-out' ||
    file.entity === null ||
    (file.verdict === 'reject' && file.errors.length === 0)
  )
    lines.push(wrap(file.reason[language], columns, '  '))
  for (const warning of file.warnings)
    lines.push(wrap(`! ${warning.sentence[language]} (${warning.code})`, columns, '  '))
  for (const check of file.checks) lines.push(wrap(`= ${check.name[language]} ${check.value}`, columns, '  '))
  const shown = file.errors.slice(0, mostShown)
  for (const error of shown) {
    const row = fr ? `ligne ${error.row}` : `row ${error.row}`
    const place = error.row === 0 ? '' : `${row}${error.column === null ? '' : `, ${error.column}`} · `
    const value = error.value === null ? '' : ` [${error.value}]`
    lines.push(wrap(`✗ ${place}${error.sentence[language]}${value} (${error.code})`, columns, '  '))
  }
  const more = file.rejected - new Set(shown.map((error) => error.row)).size
  if (more > 0 && shown.length >= mostShown)
    lines.push(
      fr
        ? `  … et ${decimal(more, language, 0)} autres lignes refusées`
        : `  … and ${decimal(more, language, 0)} more refused rows`,
    )
  return lines.length === 0 ? [] : ['', file.name, ...lines]
}

/** What decides the figures, with how to answer. */
export function decisionLines(around: Surroundings, decisions: readonly Decision[]): string[] {
  const { language, columns } = around
  const open = decisions.filter((decision) => !decision.isConfirmed)
  if (open.length === 0) return []
  const fr = language === 'fr'
  const lines = [
    '',
    fr ? 'À confirmer (la proposition vaut en attendant) :' : 'To confirm (the proposal holds meanwhile):',
  ]
  for (const decision of open) {
    const choice =
      decision.choices.find((one) => one.value === decision.proposal)?.name[language] ?? decision.proposal
    const weight = decision.weight === null ? '' : ` (${decision.weight[language]})`
    lines.push(wrap(`· ${decision.question[language]}${weight} → ${choice}`, columns, '  '))
    lines.push(wrap(`douze decisions "${decision.id}=${decision.proposal}"`, null, '      '))
  }
  return lines
}
