@echo off
rem The executable that ELECTRON_OVERRIDE_DIST_PATH points at: the stand-in under the Node 24 of this repository.
if not defined STAND_IN_NODE set "STAND_IN_NODE=%~dp0..\..\node_modules\.bin\node.cmd"
call "%STAND_IN_NODE%" --disable-warning=ExperimentalWarning "%~dp0main.ts" %*
