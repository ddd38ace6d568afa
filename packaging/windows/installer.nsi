; The installer for Windows, for one user and without administrator's rights. packaging/build compiles it and says with -D
; what goes in: VERSION, SOURCE (the folder of the program), ICON, LICENCE, FILETYPES (macros that list the types of file)
; and OUTPUT.
Unicode true
SetCompressor /SOLID lzma
!include MUI2.nsh
!include FileFunc.nsh
!include "${FILETYPES}"

!define TITLE "Checkpoint Inspector"
!define WINDOW "Checkpoint Inspector.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\CheckpointInspector"
!define CLASSES "Software\Classes"
!define APPLICATION "Software\CheckpointInspector"

Name "${TITLE}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${TITLE}"
InstallDirRegKey HKCU "${APPLICATION}" "Folder"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${TITLE}"
VIAddVersionKey "FileDescription" "${TITLE}: installer"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"

; The program is offered for a type of file. It opens it by default only where nothing else does.
!macro Associate SUFFIX CLASS NAME
  WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "${CLASSES}\.${SUFFIX}\OpenWithProgids" "${CLASS}" ""
  WriteRegStr HKCU "${APPLICATION}\Capabilities\FileAssociations" ".${SUFFIX}" "${CLASS}"
  ReadRegStr $0 HKCR ".${SUFFIX}" ""
  StrCmp $0 "" 0 +2
    WriteRegStr HKCU "${CLASSES}\.${SUFFIX}" "" "${CLASS}"
!macroend

!macro Dissociate SUFFIX CLASS NAME
  DeleteRegKey HKCU "${CLASSES}\${CLASS}"
  DeleteRegValue HKCU "${CLASSES}\.${SUFFIX}\OpenWithProgids" "${CLASS}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.${SUFFIX}\OpenWithProgids"
  ReadRegStr $0 HKCU "${CLASSES}\.${SUFFIX}" ""
  StrCmp $0 "${CLASS}" 0 +2
    DeleteRegValue HKCU "${CLASSES}\.${SUFFIX}" ""
  DeleteRegKey /ifempty HKCU "${CLASSES}\.${SUFFIX}"
!macroend

; A program that runs keeps its files from being replaced or removed. It is asked to be closed before anything is touched;
; a silent run, which can't ask, ends with status 2 and has changed nothing. Writing to a file that runs is refused.
!macro RefuseWhileRunning FILE
  !define AGAIN again_${__LINE__}
  !define FREE free_${__LINE__}
  ${AGAIN}:
  IfFileExists "$INSTDIR\${FILE}" 0 ${FREE}
  ClearErrors
  FileOpen $0 "$INSTDIR\${FILE}" a
  IfErrors +3
    FileClose $0
    Goto ${FREE}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE} is running. Close it, then try again." /SD IDCANCEL IDRETRY ${AGAIN}
  SetErrorLevel 2
  Quit
  ${FREE}:
  !undef AGAIN
  !undef FREE
!macroend

; Tell the desktop that types of file have changed: SHCNE_ASSOCCHANGED.
!macro RefreshDesktop
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
!macroend

Section "!${TITLE}"
  SectionIn RO
  !insertmacro RefuseWhileRunning "${WINDOW}"
  !insertmacro RefuseWhileRunning "checkpoint-inspector.exe"
  ; What an earlier version left would be loaded along with this one.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${APPLICATION}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${APPLICATION}\Capabilities" "ApplicationName" "${TITLE}"
  WriteRegStr HKCU "${APPLICATION}\Capabilities" "ApplicationDescription" "See what is in a checkpoint, without running it"
  WriteRegStr HKCU "Software\RegisteredApplications" "${TITLE}" "${APPLICATION}\Capabilities"
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\checkpoint-inspector.exe" "" "$INSTDIR\checkpoint-inspector.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Checkpoint Inspector contributors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "Start menu"
  CreateShortCut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${WINDOW}"
SectionEnd

Section "Open checkpoints by double-click"
  !insertmacro AssociateAll
  !insertmacro RefreshDesktop
SectionEnd

Section /o "Icon on the desktop"
  CreateShortCut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${WINDOW}"
SectionEnd

Section "Uninstall"
  !insertmacro RefuseWhileRunning "${WINDOW}"
  !insertmacro RefuseWhileRunning "checkpoint-inspector.exe"
  ; By name, so that a folder that also holds something else keeps it.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\checkpoint-inspector.exe"
  ; What something else has open, such as a scanner for viruses, goes when Windows starts the next time.
  IfFileExists "$INSTDIR\_internal\*.*" 0 +4
    RMDir /r /REBOOTOK "$INSTDIR\_internal"
    DetailPrint "Some files are in use; they are removed when Windows restarts."
    MessageBox MB_OK|MB_ICONINFORMATION "Some files are in use. They are removed when Windows restarts." /SD IDOK
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  !insertmacro DissociateAll
  DeleteRegKey HKCU "${CLASSES}\Applications\${WINDOW}"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\checkpoint-inspector.exe"
  DeleteRegValue HKCU "Software\RegisteredApplications" "${TITLE}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${APPLICATION}"
  !insertmacro RefreshDesktop
SectionEnd
