// One file of a delivery: what it was taken for and why, its columns, its counts, and the rows it lost.
import { addressOf } from '../../client.ts'
import { formatNumber, formatNumberText } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { SortableTable } from '../../parts/SortableTable.tsx'
import type { FileReportJson, ImportReportJson } from '../../shapes.ts'
import type { Text } from '../../text/en.ts'
import { AllowAtOnce } from './AllowAtOnce.tsx'
import { columnTitle } from './column-title.ts'
import { Correction } from './Correction.tsx'
import { FirstLine } from './FirstLine.tsx'
import { SayOnce } from './SayOnce.tsx'
import { UnknownTimeWords } from './UnknownTimeWords.tsx'

const counted = ['rows', 'accepted', 'rejected', 'duplicates', 'added', 'changed', 'unchanged'] as const

interface Props {
  readonly file: FileReportJson
  readonly report: ImportReportJson
}

export function FileCard({ file, report }: Props) {
  const { language, text, say } = useSpeech()
  const title = `file-${file.fileId}`
  const canBeReadAgain = (report.state === 'staged' || report.state === 'refused') && file.columns.length > 0
  const asked = file.warnings.flatMap(({ words }) => words ?? [])
  const technical = [
    file.encoding === null ? null : `${text.imports.encoding} ${file.encoding}`,
    file.delimiter === null
      ? null
      : `${text.imports.delimiter} ${separators(text)[file.delimiter] ?? text.quoted(file.delimiter)}`,
  ].filter((part) => part !== null)
  return (
    <section className="card card-body file" aria-labelledby={title}>
      <div className="card-head">
        <div>
          <h2 id={title}>
            <bdi>{file.name}</bdi>
          </h2>
          <p>
            {file.entityName === null
              ? text.imports.notUnderstood
              : text.imports.takenFor(say(file.entityName))}
            {file.vendor === null ? '' : ` · ${text.imports.from(file.vendor)}`}
          </p>
          <p className="note">
            {say(file.reason)}
            {file.verdict === 'reject' && file.errors[0] !== undefined ? (
              <code> {file.errors[0].code}</code>
            ) : null}
            {technical.length === 0 ? '' : ` · ${technical.join(', ')}`}
          </p>
        </div>
        <span className="file-verdict" data-verdict={file.verdict}>
          {text.imports.verdicts[file.verdict]}
        </span>
      </div>
      {file.rows === 0 ? null : (
        <dl className="file-counts">
          {counted.map((name) => (
            <div key={name} data-none={file[name] === 0 || undefined}>
              <dt>{text.imports.counts[name]}</dt>
              <dd>{formatNumber(file[name], language)}</dd>
            </div>
          ))}
        </dl>
      )}
      {file.checks.length === 0 ? null : (
        <p className="note">
          {text.imports.checks}
          {language === 'fr' ? '\u202f: ' : ': '}
          {file.checks.map((check, index) => (
            <span key={check.code}>
              {index === 0 ? '' : ', '}
              {say(check.name)} <strong>{formatNumberText(check.value, language)}</strong>
            </span>
          ))}
        </p>
      )}
      {file.warnings.length === 0 ? null : (
        <div className="file-warnings">
          <h3>{text.imports.warnings}</h3>
          <ul>
            {file.warnings.map((warning) => (
              <li key={warning.code + warning.sentence.en}>{say(warning.sentence)}</li>
            ))}
          </ul>
        </div>
      )}
      {report.state === 'staged' && file.warnings.some(({ code }) => code.startsWith('DAY_OF_LIST')) ? (
        <SayOnce
          report={report}
          label={text.imports.dayOfList}
          help={text.imports.dayOfListHelp}
          type="date"
          saying={(asOf) => ({ asOf })}
        />
      ) : null}
      {report.state === 'staged' && file.warnings.some(({ code }) => code === 'SHARER_UNSAID') ? (
        <SayOnce
          report={report}
          label={text.imports.sharedBy}
          help={text.imports.sharedByHelp}
          type="email"
          saying={(sharedBy) => ({ sharedBy })}
        />
      ) : null}
      {report.state === 'staged' && asked.length > 0 ? (
        <UnknownTimeWords words={asked} file={file} report={report} />
      ) : null}
      {canBeReadAgain ? <AllowAtOnce file={file} report={report} /> : null}
      <Errors file={file} report={report} />
      <Columns file={file} />
      {canBeReadAgain ? (
        <>
          <FirstLine file={file} report={report} />
          <Correction file={file} report={report} />
        </>
      ) : null}
    </section>
  )
}

/** Signs that do not show. */
const separators = ({ imports }: Text): Readonly<Record<string, string>> => ({
  '\t': imports.tab,
  ' ': imports.blanks,
})

/** Enough to see what is wrong; the download has them all. */
const mostShown = 20

function Errors({ file, report }: Props) {
  const { language, text, say } = useSpeech()
  // A file refused for one reason has it under its name already.
  const isSaid = file.rejected === 0 && file.errors.every((fault) => fault.sentence.en === file.reason.en)
  if (isSaid) return null
  const count = formatNumber(file.rejected, language)
  const label = file.rejected === 0 ? text.imports.sentence : text.imports.errors(count, file.rejected)
  const shown = file.errors.slice(0, mostShown)
  return (
    <div className="file-errors">
      <h3>
        {label} <span className="note">{file.name}</span>
      </h3>
      <SortableTable
        label={`${label}, ${file.name}`}
        columns={[
          { id: 'row', name: text.imports.row },
          { id: 'column', name: text.imports.column },
          { id: 'value', name: text.imports.badValue },
          { id: 'sentence', name: text.imports.sentence },
          { id: 'code', name: text.imports.code },
        ]}
        rows={shown.map((fault, index) => ({
          key: String(index),
          cells: [
            fault.row === 0 ? text.imports.wholeFile : formatNumber(fault.row, language),
            <bdi key="column">{columnTitle(file, fault.column ?? '', text)}</bdi>,
            <bdi key="value" className="bad-value">
              {fault.value ?? ''}
            </bdi>,
            say(fault.sentence),
            <code key="code">{fault.code}</code>,
          ],
        }))}
      />
      {file.rejected === 0 ? null : (
        <p className="table-tools">
          <a
            className="button"
            href={addressOf('refusedRows', { path: { importId: report.importId }, query: { language } })}
            download
          >
            {text.imports.downloadRefused}
          </a>
          {file.rejected > shown.length ? (
            <span className="note">{text.imports.errorsFirst(formatNumber(shown.length, language))}</span>
          ) : null}
        </p>
      )}
    </div>
  )
}

function Columns({ file }: { readonly file: FileReportJson }) {
  const { language, text, say } = useSpeech()
  if (file.columns.length === 0) return null
  const read = file.columns.filter((column) => column.field !== null).length
  const label = text.imports.columns(
    formatNumber(file.columns.length, language),
    formatNumber(read, language),
  )
  return (
    <details className="as-table">
      <summary>
        {label}
        <span className="unseen"> ({file.name})</span>
      </summary>
      <SortableTable
        label={`${label}, ${file.name}`}
        isTall
        columns={[
          { id: 'column', name: text.imports.column },
          { id: 'field', name: text.imports.field },
          { id: 'reading', name: text.imports.readAs },
          { id: 'samples', name: text.imports.samples },
          { id: 'why', name: text.imports.why },
        ]}
        rows={file.columns.map((column, index) => ({
          key: `${index} ${column.column}`,
          cells: [
            <bdi key="column">{columnTitle(file, column.column, text)}</bdi>,
            column.fieldName === null ? (
              <span key="field" className="note">
                {text.imports.unused}
              </span>
            ) : (
              say(column.fieldName)
            ),
            column.reading === null ? '' : say(column.reading),
            <bdi key="samples" className="samples">
              {column.samples.slice(0, 3).join(' · ')}
            </bdi>,
            <span key="why" className="note">
              {say(column.reason)}
            </span>,
          ],
        }))}
      />
    </details>
  )
}
