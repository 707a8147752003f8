/** `app.commandLine`: switches for Chromium, final once the main script has run. */
import { addSwitch } from '../chromium/launch.ts'
import { closed } from '../fidelity/not-here.ts'

/** Name → value, '' where a switch has none. */
export const switches = new Map<string, string>()

export const commandLine = closed('commandLine', {
  appendSwitch: (name: string, value = ''): void => addSwitch(switches, name, value),
  hasSwitch: (name: string): boolean => switches.has(name),
  getSwitchValue: (name: string): string => switches.get(name) ?? '',
  removeSwitch: (name: string): void => void switches.delete(name),
})
