// A link that was just made for somebody: shown this once, to be handed over in person.
import { formatInstant } from '../format.ts'
import { useSpeech } from '../language.tsx'
import { CopyText } from './CopyText.tsx'

interface Props {
  readonly kind: 'invitation' | 'reset'
  readonly email: string
  readonly token: string
  readonly expiresAt: string
  readonly timeZone: string
}

export function IssuedLink({ kind, email, token, expiresAt, timeZone }: Props) {
  const { language, text } = useSpeech()
  return (
    <div className="issued" role="status">
      <p>{text.accounts.link(email, formatInstant(expiresAt, timeZone, language))}</p>
      {/* Behind the #, so that no server and no log on the way gets to see it. */}
      <CopyText label={text.accounts.linkName(email)} value={`${window.location.origin}/${kind}#${token}`} />
    </div>
  )
}
