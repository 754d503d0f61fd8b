// A question before something that cannot be seen to be undone: the native dialog, focus kept inside by the browser.
import { useEffect, useRef, type ReactNode } from 'react'
import { useSpeech } from '../language.tsx'

interface Props {
  readonly isOpen: boolean
  readonly question: string
  readonly actionName: string
  readonly onAction: () => void
  readonly onClose: () => void
  /** On the button that does nothing; 'Keep' by default. */
  readonly keepName?: string
  /** False while what the action needs is not filled in. */
  readonly isReady?: boolean
  readonly children?: ReactNode
}

export function Dialog({
  isOpen,
  question,
  actionName,
  onAction,
  onClose,
  keepName,
  isReady = true,
  children,
}: Props) {
  const { text } = useSpeech()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  return (
    <dialog ref={dialog} onClose={onClose} aria-label={question}>
      <p className="dialog-question">{question}</p>
      {children}
      <p className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {keepName ?? text.imports.keep}
        </button>
        <button
          type="button"
          className="button danger"
          disabled={!isReady}
          onClick={() => {
            onAction()
            onClose()
          }}
        >
          {actionName}
        </button>
      </p>
    </dialog>
  )
}
