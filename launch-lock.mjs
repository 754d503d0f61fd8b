// One launcher at a time prepares a checkout. The lock is a file with the holder's pid that the holder touches
// while it works: a file of a dead process, or one that nobody touched for a while, is taken over.
import * as fs from 'node:fs'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'

const touchEvery = 3000
const staleAfter = 30_000

/**
 * Waits for the lock and takes it.
 * @param onWait called once when somebody else holds it
 * @returns a function that gives it back
 */
export async function holdLock(file, onWait) {
  let hasWaited = false
  while (!take(file)) {
    if (removeStale(file)) continue
    if (!hasWaited) onWait()
    hasWaited = true
    await pause(200)
  }
  const heartbeat = setInterval(() => touch(file), touchEvery)
  heartbeat.unref()
  return () => {
    clearInterval(heartbeat)
    fs.rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function removeStale(file) {
  let holder
  let age
  try {
    holder = fs.readFileSync(file, 'utf8')
    age = Date.now() - fs.statSync(file).mtimeMs
  } catch {
    return true
  }
  // A file just made may not hold its pid yet.
  if (age < staleAfter && (holder === '' || isAlive(Number(holder)))) return false
  const aside = `${file}.${process.pid}`
  try {
    fs.renameSync(file, aside)
    // Somebody may have taken the lock between the look and the rename: then it is put back.
    if (fs.readFileSync(aside, 'utf8') !== holder) fs.linkSync(aside, file)
    fs.rmSync(aside, { force: true })
  } catch {
    // Another one was quicker.
  }
  return true
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function touch(file) {
  try {
    const now = new Date()
    fs.utimesSync(file, now, now)
  } catch {
    // Gone: the work is nearly done or somebody cleaned the folder.
  }
}
