// Why a form was refused, beside its button: the server's sentence, and when trying again makes sense.
import { RequestError } from '../client.ts'
import { formatNumber } from '../format.ts'
import { useSpeech } from '../language.tsx'
import { Problem } from './Problem.tsx'

export function Refusal({ error }: { readonly error: unknown }) {
  const { language, text, say } = useSpeech()
  if (!(error instanceof RequestError) || error.words === null || (error.status ?? 500) >= 500)
    return <Problem error={error} />
  const minutes = error.retryAfter === null ? null : Math.ceil(error.retryAfter / 60)
  return (
    <p className="refusal" role="alert">
      {say(error.words)}
      {minutes === null ? null : ` ${text.access.wait(formatNumber(minutes, language), minutes)}`}
    </p>
  )
}
