// The document's title: the page first, then the product.
import { useEffect } from 'react'

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Douze' : `${title} · Douze`
  }, [title])
}
