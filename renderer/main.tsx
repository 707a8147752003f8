/** Where the page begins. */
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { followPreferences } from './state/preferences.ts'
import { followSession } from './state/session.ts'

followPreferences()
followSession()
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
