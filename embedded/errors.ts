// The ways in which the PostgreSQL that ships with Douze can fail to serve, each with a sentence in French
// and in English that says what to do.

/** A sentence in both languages of the product. */
export interface Words {
  fr: string
  en: string
}

/** What `startEmbeddedPostgres` throws. `code` is stable; `words` is what a person reads; `message` is the English. */
export class EmbeddedPostgresError extends Error {
  readonly code: string
  readonly words: Words

  constructor(code: string, words: Words, cause?: unknown) {
    super(words.en, cause === undefined ? undefined : { cause })
    this.name = 'EmbeddedPostgresError'
    this.code = code
    this.words = words
  }
}

/** No PostgreSQL was installed for this platform. */
export function binariesMissing(platform: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'embedded-binaries-missing',
    {
      fr: `Aucun PostgreSQL n'est installé avec Douze pour ce système (${platform}). Relancez npm install sans --omit=optional, ou indiquez votre propre PostgreSQL 15 ou plus récent dans DATABASE_URL.`,
      en: `No PostgreSQL is installed with Douze for this system (${platform}). Run npm install again without --omit=optional, or name your own PostgreSQL 15 or later in DATABASE_URL.`,
    },
    cause,
  )
}

/** The programs are there and do not run (another C library, a folder mounted without execution ...). */
export function binariesUnusable(file: string, detail: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('embedded-binaries-unusable', {
    fr: `Le PostgreSQL livré avec Douze ne s'exécute pas sur ce système (${file} : ${detail}). Indiquez votre propre PostgreSQL 15 ou plus récent dans DATABASE_URL.`,
    en: `The PostgreSQL that ships with Douze does not run on this system (${file}: ${detail}). Name your own PostgreSQL 15 or later in DATABASE_URL.`,
  })
}

/** The data were written by another major version. */
export function otherMajor(dataFolder: string, found: string, ours: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError('embedded-other-major', {
    fr: `Les données de ${dataFolder} ont été écrites par PostgreSQL ${found} et cette version de Douze apporte PostgreSQL ${ours}. Rien n'a été touché. Lancez « douze upgrade », ou reprenez la version précédente de Douze.`,
    en: `The data in ${dataFolder} were written by PostgreSQL ${found} and this version of Douze brings PostgreSQL ${ours}. Nothing was touched. Run "douze upgrade", or go back to the previous version of Douze.`,
  })
}

/** Something that is not a PostgreSQL data folder stands where ours should be. */
export function foreignFolder(dataFolder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('embedded-foreign-folder', {
    fr: `${dataFolder} contient autre chose que des données PostgreSQL. Rien n'a été touché. Déplacez ce contenu ou choisissez un autre dossier avec DOUZE_DATA.`,
    en: `${dataFolder} holds something other than PostgreSQL data. Nothing was touched. Move it away or choose another folder with DOUZE_DATA.`,
  })
}

/** The folder cannot be written to. */
export function folderUnwritable(folder: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'embedded-folder-unwritable',
    {
      fr: `Douze ne peut pas écrire dans ${folder} (${reason(cause)}). Donnez-lui le droit d'y écrire ou choisissez un autre dossier avec DOUZE_DATA.`,
      en: `Douze cannot write in ${folder} (${reason(cause)}). Grant it the right to write there or choose another folder with DOUZE_DATA.`,
    },
    cause,
  )
}

/** No room is left on the disk. */
export function diskFull(folder: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'embedded-disk-full',
    {
      fr: `Le disque qui contient ${folder} est plein. Libérez de la place (au moins 200 Mo) puis relancez ; ce qui était enregistré le reste.`,
      en: `The disk that holds ${folder} is full. Free some room (200 MB at least) and start again; what was saved stays saved.`,
    },
    cause,
  )
}

/** The data belong to another account, which alone can open them. */
export function otherOwner(folder: string, owner: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('embedded-other-owner', {
    fr: `Les données de ${folder} appartiennent à un autre compte (${owner}). Lancez Douze avec ce compte, ou choisissez un autre dossier avec DOUZE_DATA.`,
    en: `The data in ${folder} belong to another account (${owner}). Run Douze under that account, or choose another folder with DOUZE_DATA.`,
  })
}

/** PostgreSQL refuses to run under the account at hand and no other is available. */
export function noAccount(uid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError('embedded-no-account', {
    fr: `PostgreSQL refuse de tourner en root ou sous un compte sans nom (numéro ${uid}), et aucun autre compte n'est utilisable ici. Lancez Douze avec un compte ordinaire, ou indiquez votre propre PostgreSQL dans DATABASE_URL.`,
    en: `PostgreSQL refuses to run as root or under an account without a name (number ${uid}), and no other account can be used here. Run Douze under an ordinary account, or name your own PostgreSQL in DATABASE_URL.`,
  })
}

/** We are root, and no folder can be found that PostgreSQL's account may enter. */
export function unreachableFolder(folder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('embedded-unreachable-folder', {
    fr: `PostgreSQL refuse de tourner en root, et le compte ordinaire qui le ferait tourner ne peut pas entrer dans ${folder}. Choisissez avec DOUZE_DATA un dossier qui lui soit accessible, par exemple sous /srv.`,
    en: `PostgreSQL refuses to run as root, and the ordinary account that would run it cannot enter ${folder}. Choose a folder that it can enter with DOUZE_DATA, for example under /srv.`,
  })
}

/** No private folder could be made for the sockets. */
export function noSocketFolder(tried: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'embedded-no-socket-folder',
    {
      fr: `Aucun dossier privé n'a pu être créé pour joindre PostgreSQL (essayé : ${tried}). Choisissez avec DOUZE_DATA un dossier au chemin plus court, sur un disque local.`,
      en: `No private folder could be made to reach PostgreSQL through (tried: ${tried}). Choose a folder with a shorter path, on a local disk, with DOUZE_DATA.`,
    },
    cause,
  )
}

/** A PostgreSQL of ours runs and does not answer. */
export function notAnswering(dataFolder: string, pid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError('embedded-not-answering', {
    fr: `Le PostgreSQL de ${dataFolder} tourne (processus ${pid}) mais ne répond pas. Attendez puis relancez ; s'il ne répond toujours pas, arrêtez ce processus.`,
    en: `The PostgreSQL of ${dataFolder} is running (process ${pid}) but does not answer. Wait and start again; if it still does not answer, end that process.`,
  })
}

/** PostgreSQL ended with words of its own. */
export function startFailed(dataFolder: string, said: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('embedded-start-failed', {
    fr: `PostgreSQL n'a pas pu démarrer sur ${dataFolder}. Il a dit : ${said || 'rien'}`,
    en: `PostgreSQL could not start on ${dataFolder}. It said: ${said || 'nothing'}`,
  })
}

/** The error that fits what PostgreSQL's programs said, for the causes that a person can mend. */
export function fromWords(folder: string, said: string): EmbeddedPostgresError {
  if (/No space left on device|disk full|Disk quota exceeded/i.test(said)) return diskFull(folder, said)
  if (/Permission denied|Read-only file system|Operation not permitted/i.test(said))
    return folderUnwritable(folder, said)
  return startFailed(folder, said)
}

/** The error that fits a failed file operation in `folder`; whatever is not one is given back as it is. */
export function fromFileError(folder: string, cause: unknown): unknown {
  if (cause instanceof EmbeddedPostgresError) return cause
  const code = codeOf(cause)
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, cause)
  return /^E[A-Z0-9]+$/.test(code) ? folderUnwritable(folder, cause) : cause
}

/** The system's error code (`ENOENT` ...) of something thrown, or an empty text. */
export function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown)) return ''
  return typeof thrown.code === 'string' ? thrown.code : ''
}

function reason(cause: unknown): string {
  if (typeof cause === 'string') return cause.trim()
  return codeOf(cause) || (cause instanceof Error ? cause.message : String(cause))
}
