// PostgreSQL's settings, written at each start so that a newer Douze brings its own. What an administrator wants
// otherwise goes into local.conf beside them, which is read last and never written by us.
import { totalmem } from 'node:os'

/** What the settings depend on. */
export interface Machine {
  memoryBytes: number
  /** Room in /dev/shm, or null where there is none. Containers often have 64 MB, too little for parallel queries. */
  sharedMemoryBytes: number | null
  platform: string
}

/** Memory that this process may use: of its container where there is one, else of the machine. */
export function availableMemory(): number {
  const limit = process.constrainedMemory()
  return limit && limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

/**
 * The text of postgresql.conf. `throwaway` is for data that may be lost (tests): nothing is forced to the disk.
 * Connections come through `socketFolder` alone; on Windows through loopback alone.
 */
export function postgresConf(machine: Machine, socketFolder: string, throwaway: boolean): string {
  const mb = Math.floor(machine.memoryBytes / 2 ** 20)
  const onWindows = machine.platform === 'win32'
  const settings: [string, string | number][] = [
    ['listen_addresses', onWindows ? '127.0.0.1' : ''],
    // A list of folders: the inner quotes keep a comma in the path from cutting it.
    ...(onWindows
      ? []
      : ([['unix_socket_directories', `"${socketFolder.replaceAll('"', '""')}"`]] as [string, string][])),
    ['unix_socket_permissions', '0700'],
    ['max_connections', 60],
    ['password_encryption', 'scram-sha-256'],
    ['shared_buffers', `${mb < 4096 ? 128 : 256}MB`],
    ['effective_cache_size', `${Math.max(256, Math.floor(mb / 2))}MB`],
    ['work_mem', mb < 2048 ? '8MB' : '32MB'],
    ['maintenance_work_mem', mb < 2048 ? '64MB' : '256MB'],
    ['random_page_cost', '1.1'],
    ['jit', 'off'],
    ...(machine.platform === 'linux' && (machine.sharedMemoryBytes ?? 0) < 2 ** 28
      ? ([['dynamic_shared_memory_type', 'mmap']] as [string, string][])
      : []),
    // No replica can follow a minimal log, and none does: a load into a new table then skips the log altogether.
    ['wal_level', 'minimal'],
    ['max_wal_senders', 0],
    ['max_logical_replication_workers', 0],
    ['max_wal_size', '2GB'],
    ['checkpoint_timeout', '15min'],
    ['wal_compression', 'on'],
    ['fsync', throwaway ? 'off' : 'on'],
    ['synchronous_commit', throwaway ? 'off' : 'on'],
    ['full_page_writes', throwaway ? 'off' : 'on'],
    ['autovacuum', 'on'],
    ['timezone', 'UTC'],
    ['log_timezone', 'UTC'],
    ['datestyle', 'iso, ymd'],
    ['lc_messages', 'C'],
    ['lc_monetary', 'C'],
    ['lc_numeric', 'C'],
    ['lc_time', 'C'],
    ['default_text_search_config', 'pg_catalog.simple'],
    // The server's own life and nothing else: errors and statements would carry personal data into a text file.
    ['log_destination', 'stderr'],
    ['log_min_messages', 'log'],
    ['log_min_error_statement', 'panic'],
    ['log_error_verbosity', 'terse'],
    ['log_checkpoints', 'off'],
    ['log_autovacuum_min_duration', -1],
  ]
  const lines = settings.map(
    ([name, value]) => `${name} = ${typeof value === 'number' ? value : quote(value)}`,
  )
  return [
    '# Written by Douze at each start: changes here are lost. Put your own in local.conf, in this folder.',
    ...lines,
    "include_if_exists = 'local.conf'",
    '',
  ].join('\n')
}

/** Who may connect: whoever can reach the private socket folder; on Windows, who knows the password kept with the data. */
export function hbaConf(platform: string): string {
  return platform === 'win32'
    ? 'host all all 127.0.0.1/32 scram-sha-256\n'
    : '# The socket folder is closed to every other account.\nlocal all all trust\n'
}

function quote(value: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n')
  return `'${escaped}'`
}
