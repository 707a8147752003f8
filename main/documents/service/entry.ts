/** Where a child for pages begins: finds its port, and serves. Nothing else may be done here. */
import { startPages } from './pages.ts'
import { findPort } from './port.ts'
import { serve } from './serve.ts'

serve(findPort(), startPages)
