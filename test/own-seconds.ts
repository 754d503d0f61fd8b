// Bounds on time that hold on a busy machine: the processor time of this process, where hostile input would show as work without end.
import process from 'node:process'

/** Begins to count. @returns the seconds of processor time that this process has taken since, its threads included */
export function ownSeconds(): () => number {
  const began = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1e6
  }
}
