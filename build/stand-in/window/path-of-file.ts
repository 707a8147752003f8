/** `webUtils.getPathForFile` must answer at once, so the preload stands still on a debugger statement until the path is set. */
import type { Peer } from '../chromium/cdp.ts'
import type { Payload } from '../chromium/protocol.ts'

export function answerPathForFile(cdp: Peer): void {
  cdp.on('Debugger.paused', ({ callFrames }) => {
    void setPath(cdp, callFrames[0])
      .catch(() => {}) // a File made by a script has no path
      .then(() => cdp.send('Debugger.resume'))
      .catch(() => {})
  })
}

async function setPath(cdp: Peer, frame: Payload<'Debugger.paused'>['callFrames'][number] | undefined): Promise<void> {
  if (frame?.functionName !== 'standInPathForFile') return
  const { callFrameId } = frame
  const { result } = await cdp.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: 'file' })
  if (!result.objectId) return
  const { path: value } = await cdp.send('DOM.getFileInfo', { objectId: result.objectId })
  await cdp.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: `answer.path = ${JSON.stringify(value)}` })
}
