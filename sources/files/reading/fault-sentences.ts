// What a person reads for each fault of a file and each warning: what is wrong, and what to do about it.
import type { FileFault, FileFaultCode, ReadingWarning, RowFault, WarningCode } from './fault.ts'
import { rowSentences } from './row-sentences.ts'
import type { Sayable, Sentence, Sentences } from './sentence.ts'

export type Language = 'fr' | 'en'

const w = (fr: string, en: string): Sentence => ({ fr, en })

const fileSentences: Record<FileFaultCode, Sentences> = {
  FILE_EMPTY: w('Le fichier ne contient rien.', 'The file holds nothing.'),
  FILE_TOO_LARGE: ({ detail }) =>
    detail['bytes'] === undefined
      ? w(
          'Une valeur est trop longue à la ligne {line} (au plus {limit|size}). Rien n’a été gardé.',
          'A value is too long at line {line} (at most {limit|size}). Nothing was kept.',
        )
      : w(
          'Le fichier est trop gros ({bytes|size}, au plus {limit|size}).',
          'The file is too large ({bytes|size}, at most {limit|size}).',
        ),
  FILE_TRUNCATED: w(
    'La fin du fichier manque : il s’arrête au milieu de la ligne {row}. Le transfert a sans doute été coupé ; refaites l’export.',
    'The end of the file is missing: it stops in the middle of row {row}. The transfer was probably cut; export it again.',
  ),
  FILE_TYPE_MISMATCH: sayMismatch,
  FILE_TYPE_REFUSED: sayRefusedType,
  ENCODING_INVALID: w(
    'Ce n’est pas du texte lisible. Enregistrez le fichier en « CSV UTF-8 », puis envoyez-le à nouveau.',
    'This is not readable text. Save the file as “CSV UTF-8”, then send it again.',
  ),
  ENCODING_MIXED: w(
    'Le fichier mélange deux encodages, ou n’est pas un texte : à la ligne {row} (octet {byteOffset}), un caractère n’est pas en UTF-8 comme le reste. Deviner abîmerait des noms ; enregistrez tout le fichier en UTF-8.',
    'The file mixes two encodings, or is no text: in row {row} (byte {byteOffset}) a character is not UTF-8 like the rest. Guessing would garble names; save the whole file as UTF-8.',
  ),
  CSV_UNTERMINATED_QUOTE: w(
    'Un guillemet ouvert à la ligne {row} n’est jamais refermé : tout ce qui suit se confond. Corrigez cette ligne.',
    'A quote opened in row {row} is never closed: everything after it runs together. Correct that row.',
  ),
  CSV_TOO_MANY_COLUMNS: ({ row }) =>
    row === 0
      ? w('Il y a plus de {limit} colonnes.', 'There are more than {limit} columns.')
      : w(
          'La ligne {row} a plus de {limit} colonnes. Le séparateur est-il le bon ?',
          'Row {row} has more than {limit} columns. Is the delimiter right?',
        ),
  HEADER_MISSING: sayMissingHeader,
  HEADER_DUPLICATE: w(
    'Deux colonnes s’appellent « {column} » ({first}ᵉ et {second}ᵉ). Renommez-en une : on ne sait pas laquelle lire.',
    'Two columns are called “{column}” (numbers {first} and {second}). Rename one: which to read is unclear.',
  ),
  TOO_MANY_BAD_ROWS: w(
    'Plus de la moitié des lignes sont illisibles ({rejected} sur {rows}) : une colonne ou un format est sans doute pris pour un autre. Rien n’a été gardé.',
    'Over half of the rows cannot be read ({rejected} of {rows}): a column or a format is probably taken for another. Nothing was kept.',
  ),
  ARCHIVE_TOO_LARGE: sayLargeArchive,
  ARCHIVE_CORRUPT: w(
    'Le fichier compressé est abîmé ou incomplet. Refaites l’export ou le transfert.',
    'The compressed file is damaged or incomplete. Export or transfer it again.',
  ),
  ARCHIVE_UNSAFE_PATH: sayUnsafePath,
  XLSX_CORRUPT: sayCorruptWorkbook,
  XLSX_ENCRYPTED: w(
    'Le classeur est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe.',
    'The workbook is protected by a password. Save a copy without it.',
  ),
  XML_DTD_FORBIDDEN: w(
    'Le classeur contient une déclaration qu’aucun tableur n’écrit (« {member} ») et qui peut être dangereuse. Il est refusé.',
    'The workbook holds a declaration that no spreadsheet writes (“{member}”) and that can be harmful. It is refused.',
  ),
  IMAGE_TOO_LARGE: w(
    'L’image annonce {pixels} pixels ; au plus {limit} sont acceptés.',
    'The image declares {pixels} pixels; at most {limit} are accepted.',
  ),
  ICS_CORRUPT: w(
    'La fin de l’agenda manque. Refaites l’export.',
    'The end of the calendar is missing. Export it again.',
  ),
  JSON_INVALID: w(
    'Le JSON est mal formé à la ligne {line}. Rien n’a été gardé.',
    'The JSON is not well formed at line {line}. Nothing was kept.',
  ),
  JSON_TOO_DEEP: w('Le JSON a trop de niveaux imbriqués.', 'The JSON has too many nested levels.'),
  PARQUET_CORRUPT: w(
    'Le fichier Parquet est incomplet : sa fin manque.',
    'The Parquet file is incomplete: its end is missing.',
  ),
  TEMPLATE_EXTERNAL: w(
    'Le modèle fait référence à un document extérieur. Retirez cette référence.',
    'The template refers to a document outside of it. Remove that reference.',
  ),
  SCHEMA_MISSING: w(
    'Une ligne de données arrive avant la description de sa table.',
    'A row of data comes before the description of its table.',
  ),
  SCHEMA_CHANGED: w(
    'La description de la table a changé en route.',
    'The description of the table changed on the way.',
  ),
  SCHEMA_VIOLATION: w(
    'La ligne {row} ne respecte pas la description de sa table.',
    'Row {row} does not follow the description of its table.',
  ),
}

const warningSentences: Record<WarningCode, Sentences> = {
  ENCODING_ASSUMED: w(
    'Le texte n’est pas en UTF-8 : il a été lu comme du Windows-1252. Vérifiez les accents : « {value} ».',
    'The text is not UTF-8: it was read as Windows-1252. Check the accents: “{value}”.',
  ),
  TIME_AMBIGUOUS: w(
    'L’heure {value} arrive deux fois ce jour-là (passage à l’heure d’hiver) : la première a été retenue.',
    'The time {value} comes twice on that day (clocks go back): the first was taken.',
  ),
  NO_ROWS: w(
    'Le fichier n’a que son en-tête : rien n’a été ajouté, ni retiré.',
    'The file holds only its header: nothing was added, or removed.',
  ),
  ROWS_LEFT_OUT: w(
    'Lignes laissées de côté sous le tableau : {rows} (« {value} »).',
    'Rows left out below the table: {rows} (“{value}”).',
  ),
  TITLE_LINES_SKIPPED: w(
    'Lignes de titre laissées de côté au-dessus de l’en-tête : {lines} (« {value} »).',
    'Title lines left out above the header: {lines} (“{value}”).',
  ),
  NO_TITLES: w(
    'Aucune ligne de titres n’a été trouvée : la première ligne est lue comme les autres, et les colonnes sont numérotées. Dites ce qu’est chacune.',
    'No line of titles was found: the first line is read like the others, and the columns are numbered. Say what each one is.',
  ),
  SHEET_HIDDEN: w(
    'La feuille masquée « {value} » n’a pas été lue.',
    'The hidden sheet “{value}” was not read.',
  ),
}

/** Kinds of content in words, for "this file is ...". */
const kinds: Record<string, Sentence> = {
  html: w(
    'une page web (peut-être une page de connexion, si la session avait expiré)',
    'a web page (perhaps a sign-in page, if the session had expired)',
  ),
  text: w('un simple texte', 'plain text'),
  ole: w('un ancien fichier Office (.xls, .doc, .msg)', 'an old Office file (.xls, .doc, .msg)'),
  xlsb: w('un classeur binaire (.xlsb)', 'a binary workbook (.xlsb)'),
  opendocument: w('un document OpenDocument', 'an OpenDocument file'),
  docx: w('un document Word', 'a Word document'),
  pptx: w('une présentation PowerPoint', 'a PowerPoint presentation'),
  pdf: w('un PDF', 'a PDF'),
  png: w('une image', 'an image'),
  image: w('une image', 'an image'),
  svg: w('une image SVG, qui peut contenir un programme', 'an SVG image, which can hold a program'),
  media: w('un son ou un film', 'a sound or a film'),
  postscript: w('un document PostScript', 'a PostScript document'),
  rtf: w('un document RTF', 'an RTF document'),
  json: w('du JSON', 'JSON'),
  xml: w('du XML', 'XML'),
  parquet: w('un fichier Parquet', 'a Parquet file'),
  ics: w('un agenda', 'a calendar'),
  mbox: w('une boîte de messages', 'a mailbox'),
  zip: w('une archive', 'an archive'),
  archive: w('une archive', 'an archive'),
  program: w('un programme', 'a program'),
  database: w('une base de données', 'a database'),
}

function kindOf({ detail }: Sayable): Sentence {
  return kinds[String(detail['kind'] ?? '')] ?? w('un fichier d’un autre type', 'a file of another kind')
}

function sayMismatch(fault: Sayable): Sentence {
  const kind = kindOf(fault)
  return w(
    `Le contenu ne correspond pas au nom : c’est ${kind.fr}. Refaites l’export depuis l’outil d’origine.`,
    `The content does not match the name: it is ${kind.en}. Export it again from the tool it comes from.`,
  )
}

function sayRefusedType(fault: Sayable): Sentence {
  if (fault.detail['reason'] === 'password')
    return w(
      'L’archive est protégée par un mot de passe. Envoyez les fichiers sans mot de passe.',
      'The archive is protected by a password. Send the files without it.',
    )
  if (fault.detail['kind'] === 'tracker')
    return w(
      'C’est l’export d’un outil de suivi d’activité : seule sa personne l’envoie, dans « Mon temps ».',
      'It is the export of an activity tracker: only its person sends it, in “My time”.',
    )
  const kind = kindOf(fault)
  return w(
    `C’est ${kind.fr} : on ne peut pas y lire de tableau. Enregistrez les données en CSV ou en XLSX.`,
    `It is ${kind.en}: no table can be read from it. Save the data as CSV or XLSX.`,
  )
}

function sayMissingHeader({ detail }: Sayable): Sentence {
  if (detail['reasonFr'] !== undefined) return w('{reasonFr}', '{reasonEn}')
  if (detail['missing'] === undefined)
    return w(
      'La première ligne ne porte pas les noms des colonnes.',
      'The first row does not hold the names of the columns.',
    )
  return w('Il manque des colonnes : {missing}.', 'Columns are missing: {missing}.')
}

function sayLargeArchive({ detail }: Sayable): Sentence {
  if (detail['members'] !== undefined)
    return w(
      'L’archive contient {members} fichiers ; au plus {limit} sont acceptés.',
      'The archive holds {members} files; at most {limit} are accepted.',
    )
  return w(
    'Une fois décompressé, le fichier dépasse {limit|size}. Envoyez-le en plusieurs parties.',
    'Once unpacked, the file is larger than {limit|size}. Send it in several parts.',
  )
}

function sayUnsafePath({ detail }: Sayable): Sentence {
  if (detail['reason'] === 'nested')
    return w(
      'L’archive en contient une autre (« {member} »). Envoyez les fichiers directement.',
      'The archive holds another one (“{member}”). Send the files themselves.',
    )
  return w(
    'L’archive contient un chemin qui en sort (« {member} »). Elle est refusée.',
    'The archive holds a path that leads out of it (“{member}”). It is refused.',
  )
}

function sayCorruptWorkbook({ row }: Sayable): Sentence {
  if (row === 0)
    return w(
      'Le classeur est abîmé. Ouvrez-le dans un tableur et enregistrez-le à nouveau.',
      'The workbook is damaged. Open it in a spreadsheet program and save it again.',
    )
  return w(
    'Le classeur est abîmé à la ligne {row}. Ouvrez-le dans un tableur et enregistrez-le à nouveau.',
    'The workbook is damaged in row {row}. Open it in a spreadsheet program and save it again.',
  )
}

/** The sentence for a fault of a file or a row, or a warning, in one language. */
export function faultSentence(
  fault: FileFault | RowFault | ReadingWarning | Sayable,
  language: Language,
): string {
  // JSON_INVALID and SCHEMA_VIOLATION are of both; a fault with a line of its own is a row's.
  const isOfRow = fault.row > 0 && fault.line !== undefined
  const found = (isOfRow ? rowWords.get(fault.code) : undefined) ?? words.get(fault.code)
  if (found === undefined) return fault.code
  const sentence = typeof found === 'function' ? found(fault) : found
  return fill(sentence[language], fault, language)
}

const rowWords: ReadonlyMap<string, Sentences> = new Map(Object.entries(rowSentences))
const words: ReadonlyMap<string, Sentences> = new Map([
  ...rowWords,
  ...Object.entries(fileSentences),
  ...Object.entries(warningSentences),
  // What is wrong with a learning record is told by whoever checked it.
  ['XAPI_INVALID', { fr: '{fr}', en: '{en}' }],
])

function fill(text: string, fault: Sayable, language: Language): string {
  return text.replace(/\{(\w+)(?:\|(size))?\}/g, (_, name: string, form: string | undefined) => {
    const found =
      name === 'row' ? fault.row : name === 'line' ? fault.line : (fault.detail[name] ?? undefined)
    const shown = found ?? (name === 'column' ? fault.column : name === 'value' ? fault.value : undefined)
    if (shown === undefined) return '…'
    if (typeof shown === 'string') return shown
    return form === 'size' ? sayBytes(shown, language) : sayCount(shown, language)
  })
}

function sayCount(value: number, language: Language): string {
  return value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB')
}

function sayBytes(bytes: number, language: Language): string {
  const units = language === 'fr' ? ['octets', 'Kio', 'Mio', 'Gio'] : ['bytes', 'KiB', 'MiB', 'GiB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < 3) {
    value /= 1024
    unit++
  }
  const shown = value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 1 })
  return `${shown} ${units[unit] ?? ''}`
}
