/** Stands wherever something went, or would go, over the training line. */
import { GraduationCap } from 'lucide-react'
import { words } from '#app/words/index.ts'
import { Badge } from './Badge.tsx'

export const TrainingMark = () => (
  <Badge tone="info" icon={GraduationCap} title={words.common.trainingNote}>
    {words.common.training}
  </Badge>
)
