// Something beside the page, read and closed again: the native dialog, focus kept inside and given back by the browser.
import { useEffect, useRef, type ReactNode } from 'react'
import { useSpeech } from '../language.tsx'
import { Icon } from './Icon.tsx'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Open for as long as it is drawn. */
export function Panel({ title, onClose, children }: Props) {
  const { text } = useSpeech()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="panel" aria-label={title} onClose={onClose}>
      <div className="panel-head">
        <h2>
          <bdi>{title}</bdi>
        </h2>
        <button
          type="button"
          className="button tool"
          aria-label={text.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="cross" />
        </button>
      </div>
      {children}
    </dialog>
  )
}
