// The place where files enter: drop files or folders on it, or choose them; every way works by keyboard too.
import { useId, useRef, useState, type DragEvent } from 'react'
import { useSpeech } from '../language.tsx'
import { droppedFiles, type NamedFile } from './dropped-files.ts'
import { Icon } from './Icon.tsx'

interface Props {
  readonly title: string
  readonly lead: string
  readonly isFirst: boolean
  readonly onFiles: (files: readonly NamedFile[]) => void
}

export function FileDrop({ title, lead, isFirst, onFiles }: Props) {
  const { text } = useSpeech()
  const filesInput = useRef<HTMLInputElement>(null)
  const folderInput = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const filesId = useId()
  const folderId = useId()

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void droppedFiles(event.dataTransfer).then(onFiles)
  }
  const onChoice = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])]
    onFiles(
      files.map((file) => ({
        file,
        name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
      })),
    )
    input.value = ''
  }
  return (
    <div
      className="drop"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={onDrop}
    >
      <Icon name="upload" size={30} />
      {isFirst ? <h1>{title}</h1> : <h1 className="drop-title">{title}</h1>}
      <p className="drop-lead">{isOver ? text.welcome.dropNow : lead}</p>
      <p className="drop-actions">
        <button type="button" className="button primary" onClick={() => filesInput.current?.click()}>
          {text.welcome.chooseFiles}
        </button>
        <button type="button" className="button" onClick={() => folderInput.current?.click()}>
          {text.welcome.chooseFolder}
        </button>
      </p>
      <label className="unseen" htmlFor={filesId}>
        {text.welcome.chooseFiles}
      </label>
      <input
        id={filesId}
        ref={filesInput}
        className="unseen"
        type="file"
        multiple
        tabIndex={-1}
        onChange={(event) => onChoice(event.currentTarget)}
      />
      <label className="unseen" htmlFor={folderId}>
        {text.welcome.chooseFolder}
      </label>
      <input
        id={folderId}
        ref={(input) => {
          folderInput.current = input
          input?.setAttribute('webkitdirectory', '')
        }}
        className="unseen"
        type="file"
        multiple
        tabIndex={-1}
        onChange={(event) => onChoice(event.currentTarget)}
      />
    </div>
  )
}
