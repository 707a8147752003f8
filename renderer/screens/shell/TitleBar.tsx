/** Our own bar. The system draws its window buttons over it: on the right, on a Mac as traffic lights on the left. */
import { Eye, EyeOff, Search } from 'lucide-react'
import { words } from '#app/words/index.ts'
import { Brand } from '#renderer/parts/Brand.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Kbd } from '#renderer/parts/Kbd.tsx'
import { onMac, readable } from '#renderer/state/keys.ts'
import { useLayout } from '#renderer/state/layout.ts'
import { usePreferences } from '#renderer/state/preferences.ts'

export function TitleBar() {
  const show = useLayout((state) => state.show)
  const { hideDetails, change } = usePreferences()
  const label = hideDetails ? words.shell.showDetails : words.shell.hideDetails
  return (
    <header className="titlebar">
      <div className="tb-left">
        <Brand />
      </div>
      <button className="omni" type="button" onClick={() => show('palette')}>
        <Search className="i i-14" aria-hidden />
        <span className="ell">{words.shell.search}</span>
        <Kbd keys="mod+k" />
      </button>
      <div className="tb-right">
        <IconButton
          icon={hideDetails ? Eye : EyeOff}
          label={label}
          title={`${label} (${readable('mod+shift+h', onMac())})`}
          pressed={hideDetails}
          onClick={() => void change({ hideDetails: !hideDetails })}
        />
      </div>
    </header>
  )
}
