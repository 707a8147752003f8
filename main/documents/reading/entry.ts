/** Where a child that reads scans begins: finds its port, and serves. Nothing else may be done here. */
import { findPort } from '../service/port.ts'
import { serve } from '../service/serve.ts'
import { startReading } from './read-page.ts'

serve(findPort(), startReading)
