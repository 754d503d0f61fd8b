// A delivery on its way: files chosen, each sent with its progress, then read; the report opens by itself.
import { useNavigate } from '@tanstack/react-router'
import { useSpeech } from '../../language.tsx'
import { formatBytes, formatNumber, formatShare } from '../../format.ts'
import { FileDrop } from '../../parts/FileDrop.tsx'
import { mostFiles, type NamedFile } from '../../parts/dropped-files.ts'
import { Problem } from '../../parts/Problem.tsx'
import { useDelivery } from './use-delivery.ts'

interface Props {
  readonly title: string
  readonly lead: string
  readonly isFirst: boolean
}

export function Delivery({ title, lead, isFirst }: Props) {
  const { language, text } = useSpeech()
  const navigate = useNavigate()
  const delivery = useDelivery(
    (importId) => void navigate({ to: '/data/imports/$importId', params: { importId: String(importId) } }),
  )
  const { state } = delivery
  if (state.step === 'idle') {
    return (
      <>
        <FileDrop title={title} lead={lead} isFirst={isFirst} onFiles={delivery.send} />
        {state.isEmpty ? (
          <p className="drop-problem" role="alert">
            {state.isTooMany
              ? text.welcome.tooMany(formatNumber(mostFiles, language))
              : text.welcome.nothingChosen}
          </p>
        ) : null}
      </>
    )
  }
  const isFailed = state.error !== null
  return (
    <section className="card card-body sending" aria-labelledby="sending-title">
      <h1 id="sending-title" className="drop-title">
        {state.step === 'sending' ? text.welcome.sending : text.welcome.reading}
      </h1>
      <p className="note" role="status">
        {text.welcome.files(formatNumber(state.files.length, language), state.files.length)} ·{' '}
        {text.welcome.safe}
      </p>
      <ul className="sending-files">
        {state.files.map((file, index) => (
          <SentFile key={file.name} file={file} share={state.shares[index] ?? 0} />
        ))}
      </ul>
      {isFailed ? <Problem error={state.error} onRetry={delivery.retry} /> : null}
    </section>
  )
}

function SentFile({ file, share }: { readonly file: NamedFile; readonly share: number }) {
  const { language, text } = useSpeech()
  return (
    <li>
      <bdi className="sending-name">{file.name}</bdi>
      <span className="note">{formatBytes(file.file.size, language)}</span>
      <progress value={share} max={1} aria-label={file.name} />
      <span className="note sending-share">
        {share >= 1 ? text.welcome.sent : formatShare(share, language)}
      </span>
    </li>
  )
}
