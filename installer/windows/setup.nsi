; The installer of Receipt Desktop for one person: no administrator rights, no change outside the
; person's own folders and registry. build.py gives VERSION, NUMBERS, KILOBYTES, ICON, BANNER, OUTPUT
; and the list of files.
;
; Silent: setup.exe /S [/D=C:\folder]          (/D comes last, without quotes)
;         uninstall.exe /S [/DELETEDATA]       data stay unless /DELETEDATA is given
; Exit codes: 0 done, 1 cancelled, 2 failed, 4 Receipt Desktop is running.
Unicode true
Target amd64-unicode
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave off
ManifestDPIAware true
ManifestSupportedOS Win10
ManifestLongPathAware true

!include MUI2.nsh
!include FileFunc.nsh
!include x64.nsh
!include WinVer.nsh
!include LogicLib.nsh

!define NAME "Receipt Desktop"
!define PROGRAM "receipt-desktopw.exe"
!define COMMAND "receipt-desktop.exe"
!define DOCUMENT "ReceiptDesktop.Document"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define RUNNING 4

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} Setup"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT License"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_SHOWREADME
!define MUI_FINISHPAGE_SHOWREADME_TEXT "$(DesktopShortcut)"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION CreateDesktopShortcut
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "German"

LangString DesktopShortcut ${LANG_ENGLISH} "Create a desktop shortcut"
LangString DesktopShortcut ${LANG_FRENCH} "Créer un raccourci sur le bureau"
LangString DesktopShortcut ${LANG_GERMAN} "Verknüpfung auf dem Desktop anlegen"
LangString IsRunning ${LANG_ENGLISH} "${NAME} is running. Close it, then choose Retry."
LangString IsRunning ${LANG_FRENCH} "${NAME} est ouvert. Fermez-le, puis cliquez sur Réessayer."
LangString IsRunning ${LANG_GERMAN} "${NAME} ist geöffnet. Schließen Sie es, und wählen Sie dann Wiederholen."
LangString NeedsWindows ${LANG_ENGLISH} "${NAME} needs a 64-bit Windows 10 or newer."
LangString NeedsWindows ${LANG_FRENCH} "${NAME} requiert Windows 10 ou une version ultérieure, en 64 bits."
LangString NeedsWindows ${LANG_GERMAN} "${NAME} benötigt Windows 10 oder neuer mit 64 Bit."
LangString DeleteData ${LANG_ENGLISH} "Also delete your receipts and settings in$\r$\n$0?$\r$\n$\r$\nThis cannot be undone."
LangString DeleteData ${LANG_FRENCH} "Supprimer aussi vos reçus et vos réglages dans$\r$\n$0 ?$\r$\n$\r$\nCette opération est irréversible."
LangString DeleteData ${LANG_GERMAN} "Auch Ihre Belege und Einstellungen in$\r$\n$0 löschen?$\r$\n$\r$\nDas lässt sich nicht rückgängig machen."

; Windows opens no running program for writing: this is how a running one is noticed.
!macro DefineStopWhileRunning PREFIX
Function ${PREFIX}StopWhileRunning
  ${Do}
    StrCpy $3 ""
    Push "$INSTDIR\${PROGRAM}"
    Call ${PREFIX}ProbeFile
    Push "$INSTDIR\${COMMAND}"
    Call ${PREFIX}ProbeFile
    Push "$INSTDIR\runtime\python.exe"
    Call ${PREFIX}ProbeFile
    ${If} $3 == ""
      Return
    ${EndIf}
    SetErrorLevel ${RUNNING}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IsRunning)" /SD IDCANCEL IDRETRY +2
    Abort
    SetErrorLevel 0
  ${Loop}
FunctionEnd

; Sets $3 when the file exists and is in use.
Function ${PREFIX}ProbeFile
  Exch $1
  ${If} ${FileExists} "$1"
    ClearErrors
    FileOpen $2 "$1" a
    ${If} ${Errors}
      StrCpy $3 "in use"
    ${Else}
      FileClose $2
    ${EndIf}
  ${EndIf}
  Pop $1
FunctionEnd
!macroend
!insertmacro DefineStopWhileRunning ""
!insertmacro DefineStopWhileRunning "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(NeedsWindows)" /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
FunctionEnd

Function CreateDesktopShortcut
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
FunctionEnd

!macro OpenWith SUFFIX
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\SupportedTypes" "${SUFFIX}" ""
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${DOCUMENT}" ""
!macroend

!macro ForEachSuffix ACTION
  !insertmacro ${ACTION} ".jpg"
  !insertmacro ${ACTION} ".jpeg"
  !insertmacro ${ACTION} ".png"
  !insertmacro ${ACTION} ".webp"
  !insertmacro ${ACTION} ".tif"
  !insertmacro ${ACTION} ".tiff"
  !insertmacro ${ACTION} ".bmp"
  !insertmacro ${ACTION} ".gif"
  !insertmacro ${ACTION} ".heic"
  !insertmacro ${ACTION} ".heif"
  !insertmacro ${ACTION} ".avif"
  !insertmacro ${ACTION} ".pdf"
  !insertmacro ${ACTION} ".zip"
  !insertmacro ${ACTION} ".eml"
  !insertmacro ${ACTION} ".emlx"
  !insertmacro ${ACTION} ".msg"
!macroend

!macro NoLongerOpenWith SUFFIX
  DeleteRegValue HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${DOCUMENT}"
!macroend

!macro TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section "install"
  Call StopWhileRunning
  ; Files of an older version that the new one no longer has would be found by its imports.
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\runtime"
  ClearErrors
  SetOverwrite on
  !include "files.nsh"
  ${If} ${Errors}
    SetErrorLevel 2
    Abort
  ${EndIf}
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "${CLASSES}\${DOCUMENT}" "" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\${DOCUMENT}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\${DOCUMENT}\shell\open" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\${DOCUMENT}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  !insertmacro ForEachSuffix OpenWith
  WriteRegStr HKCU "${APP_PATHS}\${PROGRAM}" "" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${APP_PATHS}\${COMMAND}" "" "$INSTDIR\${COMMAND}"

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  !insertmacro TellExplorer
SectionEnd

Section "Uninstall"
  Call un.StopWhileRunning
  ; Only what the installer made: the person may have chosen a folder with other files in it.
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\runtime"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\${COMMAND}"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ; They name the copy that was installed last: another one, in another folder, keeps them.
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $0 == ""
  ${OrIf} $0 == "$INSTDIR"
    Call un.DeleteEntries
  ${EndIf}
  Call un.DeleteData
SectionEnd

Function un.DeleteEntries
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${CLASSES}\${DOCUMENT}"
  DeleteRegKey HKCU "${CLASSES}\Applications\${PROGRAM}"
  !insertmacro ForEachSuffix NoLongerOpenWith
  DeleteRegKey HKCU "${APP_PATHS}\${PROGRAM}"
  DeleteRegKey HKCU "${APP_PATHS}\${COMMAND}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  !insertmacro TellExplorer
FunctionEnd

; Data stay unless the person says otherwise.
Function un.DeleteData
  StrCpy $0 "$LOCALAPPDATA\receipt-desktop"
  ${IfNot} ${FileExists} "$0\*.*"
    Return
  ${EndIf}
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/DELETEDATA" $2
  ${If} ${Errors}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DeleteData)" /SD IDNO IDYES +2
    Return
  ${EndIf}
  RMDir /r "$0"
FunctionEnd
