// Scenes that are fetched when they are first opened, also while the server is silent.
import { lazyRouteComponent } from '@tanstack/react-router'
import { RequestError } from './client.ts'

/**
 * The component of a route, fetched when it is first shown. The router loads the whole page anew when a part is not there, as after a
 * new build; of a server that is silent nothing would be left but the browser's own words, so that this one is told as any request is.
 */
export function lazyScene<Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(
    () =>
      load().catch(async (error: unknown) => {
        throw (await isAnswering()) ? error : new RequestError('offline', null, null)
      }),
    name,
  )
}

/** Loads the page anew once the server answers; a part that failed is not asked for twice by browsers. */
export async function reloadOnceAnswering(): Promise<void> {
  if (await isAnswering()) window.location.reload()
}

async function isAnswering(): Promise<boolean> {
  try {
    await fetch('/', { method: 'HEAD', cache: 'no-store' })
    return true
  } catch {
    return false
  }
}
