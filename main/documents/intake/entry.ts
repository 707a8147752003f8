/** Where a child for pictures begins: finds its port, and serves. Nothing else may be done here. */
import { findPort } from '../service/port.ts'
import { serve } from '../service/serve.ts'
import { startPictures } from './pictures.ts'

serve(findPort(), startPictures)
