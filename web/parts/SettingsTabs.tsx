// The pages of the settings, side by side; those that only administrators can use are shown to them only.
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../language.tsx'
import { useIsAdministrator } from '../session.ts'

export function SettingsTabs() {
  const { text } = useSpeech()
  const isAdministrator = useIsAdministrator()
  return (
    <nav className="tabs no-print" aria-label={text.settings.title}>
      <Link to="/settings" activeOptions={{ exact: true, includeSearch: false }}>
        {text.settings.organisation}
      </Link>
      {isAdministrator ? (
        <>
          <Link to="/settings/people">{text.people.title}</Link>
          <Link to="/settings/accounts">{text.accounts.title}</Link>
        </>
      ) : null}
      <Link to="/settings/privacy">{text.privacy.title}</Link>
    </nav>
  )
}
