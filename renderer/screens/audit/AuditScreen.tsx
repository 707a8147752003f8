/** Audit & reports: the record with the state of its chain first, and reports of it. */
import { useId, useState } from 'react'
import { words } from '#app/words/index.ts'
import { Tabs } from '#renderer/parts/form/Tabs.tsx'
import { useAlerts } from '#renderer/state/told/alerts.ts'
import { Activity } from './Activity.tsx'
import { Alerts } from './alerts/Alerts.tsx'
import { Export } from './reports/Export.tsx'
import { Reports } from './reports/Reports.tsx'

type Tab = 'activity' | 'alerts' | 'reports'

export function AuditScreen() {
  const [tab, setTab] = useState<Tab>('activity')
  const open = useAlerts((state) => state.view?.open ?? 0)
  const id = useId()
  return (
    <>
      <div className="page-head aud-head">
        <h1 className="txl">{words.audit.title}</h1>
        <span className="end">
          <Export />
        </span>
      </div>
      <Tabs
        id={id}
        label={words.audit.title}
        value={tab}
        tabs={[
          { value: 'activity', label: words.auditScreen.activity },
          { value: 'alerts', label: words.alerts.tab(open) },
          { value: 'reports', label: words.auditScreen.reports },
        ]}
        onChange={setTab}
      />
      <div className="aud-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${tab}`}>
        {tab === 'activity' && <Activity />}
        {tab === 'alerts' && <Alerts />}
        {tab === 'reports' && <Reports />}
      </div>
    </>
  )
}
