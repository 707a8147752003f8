/**
 * The dialplan an Asterisk server needs for Faxdesk, for its administrator to paste; only TRUNK is to be changed. Each half
 * of a call says what became of it twice: as an event, for whoever listens, and in a file beside the document, for
 * whoever did not. A document that is not there yet is fetched, and emptied again once the call is over. It dials with a document in hand only, and goes over to T.38 by itself where the trunk allows that.
 */
export const asteriskDialplan = `; Faxdesk. Paste into extensions.conf, put the name of your trunk for TRUNK,
; then run: asterisk -rx "dialplan reload"

[faxdesk-dial]
exten => _[+0-9].,1,Set(FXD_FILE=\${FXD_FOLDER}/\${FILTER(a-z0-9,\${FXD_REF})})
 same => n,GotoIf($["\${FXD_URL}" = ""]?look)
 same => n,Set(CURLOPT(conntimeout)=5)
 same => n,Set(CURLOPT(httptimeout)=30)
 same => n,Set(CURLOPT(ssl_verifypeer)=1)
 same => n,Set(CURL(\${FXD_URL})=\${FXD_FILE}.tif)
 same => n(look),GotoIf($["\${FILE(\${FXD_FILE}.tif,0,2)}" = "II"]?found)
 same => n,Set(FILE(\${FXD_FILE}.txt)=no-file)
 same => n,UserEvent(Faxdesk,Ref: \${FXD_REF},Stage: no-file)
 same => n,Hangup(41)
 same => n(found),Set(FILE(\${FXD_FILE}.txt)=dialling)
 same => n,UserEvent(Faxdesk,Ref: \${FXD_REF},Stage: dialling)
 same => n,Dial(PJSIP/\${FILTER(+0-9,\${EXTEN})}@TRUNK,45)
 same => n,Set(FILE(\${FXD_FILE}.txt)=not-connected|\${DIALSTATUS}|\${HANGUPCAUSE})
 same => n,UserEvent(Faxdesk,Ref: \${FXD_REF},Stage: not-connected,Dial: \${DIALSTATUS},Cause: \${HANGUPCAUSE})
 same => n,ExecIf($["\${FXD_URL}" != ""]?Set(FILE(\${FXD_FILE}.tif)=))
 same => n,Hangup(\${HANGUPCAUSE})

[faxdesk-answered]
exten => s,1,Set(FXD_FILE=\${FXD_FOLDER}/\${FILTER(a-z0-9,\${FXD_REF})})
 same => n,Set(CHANNEL(hangup_handler_push)=faxdesk-report,s,1)
 same => n,Set(FAXOPT(ecm)=yes)
 same => n,Set(FAXOPT(localstationid)=\${FXD_STATION})
 same => n,SendFAX(\${FXD_FILE}.tif,zf)
 same => n,Hangup()

[faxdesk-report]
exten => s,1,Set(FILE(\${FXD_FILE}.txt)=finished|\${FAXSTATUS}|\${FAXPAGES}|\${FAXERROR})
 same => n,UserEvent(Faxdesk,Ref: \${FXD_REF},Stage: finished,Status: \${FAXSTATUS},Pages: \${FAXPAGES},Error: \${FAXERROR})
 same => n,ExecIf($["\${FXD_URL}" != ""]?Set(FILE(\${FXD_FILE}.tif)=))
 same => n,Return()
`
