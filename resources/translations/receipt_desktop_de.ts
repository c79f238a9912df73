<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>AddressEdit</name>
    <message>
      <source>Ollama's address</source>
      <translation>Adresse von Ollama</translation>
    </message>
    <message>
      <source>Use this address</source>
      <translation>Diese Adresse nehmen</translation>
    </message>
    <message>
      <source>Keep the old one</source>
      <translation>Die alte behalten</translation>
    </message>
    <message>
      <source>{host} is another computer. The text of every receipt would leave this one.</source>
      <translation>{host} ist ein anderer Rechner. Der Text jedes Belegs würde diesen verlassen.</translation>
    </message>
  </context>
  <context>
    <name>AlertBanner</name>
    <message>
      <source>Alerts</source>
      <translation>Meldungen</translation>
    </message>
    <message>
      <source>Show the queue</source>
      <translation>Queue zeigen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
  </context>
  <context>
    <name>ApiSection</name>
    <message>
      <source>This computer only</source>
      <translation>Nur von diesem Computer</translation>
    </message>
    <message>
      <source>The whole network</source>
      <translation>Aus dem ganzen Netz</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>Token</translation>
    </message>
    <message>
      <source>Anyone who has it can read, change and delete every receipt.</source>
      <translation>Wer es hat, kann alle Belege lesen, ändern und löschen.</translation>
    </message>
    <message>
      <source>One moment…</source>
      <translation>Einen Moment …</translation>
    </message>
    <message>
      <source>Not responding.</source>
      <translation>Antwortet nicht.</translation>
    </message>
    <message>
      <source>Answers at {address}.</source>
      <translation>Antwortet unter {address}.</translation>
    </message>
    <message>
      <source>Phones, shops, scripts: the documentation of the HTTP API has examples.</source>
      <translation>Telefone, Läden, Skripte: Die Dokumentation der HTTP-API enthält Beispiele.</translation>
    </message>
    <message>
      <source>Without a certificate, token and receipts travel in the clear: anybody on the way can read them.</source>
      <translation>Ohne Zertifikat gehen Token und Belege unverschlüsselt durchs Netz: Wer dazwischen sitzt, kann sie lesen.</translation>
    </message>
  </context>
  <context>
    <name>ApprovalController</name>
    <message>
      <source>Approve without {fields}?</source>
      <translation>Ohne {fields} bestätigen?</translation>
    </message>
    <message>
      <source>Not found in {file}: {fields}. If it is printed, type it in first. If it is not on the receipt, approve without it; the audit log records that.</source>
      <translation>In {file} nicht gefunden: {fields}. Ist die Angabe gedruckt, tragen Sie sie zuerst ein. Steht sie nicht auf dem Beleg, bestätigen Sie ohne sie; das Änderungsprotokoll hält das fest.</translation>
    </message>
    <message>
      <source>Not on the receipt: approve</source>
      <translation>Nicht auf dem Beleg: bestätigen</translation>
    </message>
    <message>
      <source>Keep in review</source>
      <translation>Weiter prüfen</translation>
    </message>
    <message numerus="yes">
      <source>Approve %n receipt(s)?</source>
      <translation>
        <numerusform>%n Beleg bestätigen?</numerusform>
        <numerusform>%n Belege bestätigen?</numerusform>
      </translation>
    </message>
    <message>
      <source>{open} of {all} have open questions.</source>
      <translation>Bei {open} von {all} ist noch etwas offen.</translation>
    </message>
    <message numerus="yes">
      <source>Approve %n receipt(s)</source>
      <translation>
        <numerusform>%n Beleg bestätigen</numerusform>
        <numerusform>%n Belege bestätigen</numerusform>
      </translation>
    </message>
    <message>
      <source>Without {field}: {n}.</source>
      <translation>Ohne {field}: {n}.</translation>
    </message>
  </context>
  <context>
    <name>AttemptView</name>
    <message>
      <source>Attempt {n}</source>
      <translation>Versuch {n}</translation>
    </message>
    <message>
      <source>waited {time}</source>
      <translation>wartete {time}</translation>
    </message>
    <message>
      <source>ran {time}</source>
      <translation>lief {time}</translation>
    </message>
  </context>
  <context>
    <name>AuditTab</name>
    <message>
      <source>Person, deed, file or value</source>
      <translation>Person, Tat, Datei oder Wert</translation>
    </message>
    <message>
      <source>Search the audit log</source>
      <translation>Protokoll durchsuchen</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren…</translation>
    </message>
    <message>
      <source>Audit log</source>
      <translation>Änderungsprotokoll</translation>
    </message>
    <message>
      <source>No change fits. What people and programs change is kept here.</source>
      <translation>Keine Änderung passt. Hier steht, was Personen und Programme ändern.</translation>
    </message>
    <message numerus="yes">
      <source>%n change(s)</source>
      <translation>
        <numerusform>%n Änderung</numerusform>
        <numerusform>%n Änderungen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n change(s) written to {file}.</source>
      <translation>
        <numerusform>%n Änderung in {file} geschrieben.</numerusform>
        <numerusform>%n Änderungen in {file} geschrieben.</numerusform>
      </translation>
    </message>
    <message>
      <source>CSV (*.csv)</source>
      <translation>CSV (*.csv)</translation>
    </message>
    <message>
      <source>JSON lines (*.jsonl)</source>
      <translation>JSON-Zeilen (*.jsonl)</translation>
    </message>
    <message>
      <source>Export the audit log</source>
      <translation>Änderungsprotokoll exportieren</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>Who</source>
      <translation>Wer</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <source>Of what</source>
      <translation>Woran</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Änderung</translation>
    </message>
  </context>
  <context>
    <name>BackupSection</name>
    <message>
      <source>Back up now…</source>
      <translation>Jetzt sichern …</translation>
    </message>
    <message>
      <source>Receipts, originals and settings in one file. Keep it on another disk.</source>
      <translation>Belege, Originale und Einstellungen in einer Datei. Bewahren Sie sie auf einem anderen Datenträger auf.</translation>
    </message>
    <message>
      <source>Protect with a passphrase</source>
      <translation>Mit einer Passphrase schützen</translation>
    </message>
    <message>
      <source>Restore…</source>
      <translation>Wiederherstellen …</translation>
    </message>
    <message>
      <source>Replaces all receipts with those of a backup. The current data is kept.</source>
      <translation>Ersetzt alle Belege durch die einer Sicherung. Die bisherigen Daten bleiben erhalten.</translation>
    </message>
    <message>
      <source>Back up</source>
      <translation>Sichern</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>There was not enough disk space for the last copy.</source>
      <translation>Für die letzte Kopie reichte der Speicherplatz nicht.</translation>
    </message>
    <message>
      <source>The last copy failed: see the Doctor.</source>
      <translation>Die letzte Kopie ist fehlgeschlagen: siehe Diagnose.</translation>
    </message>
    <message>
      <source>Number of database copies kept. The newest is from {day}.</source>
      <translation>Anzahl der aufbewahrten Datenbankkopien. Die neueste ist vom {day}.</translation>
    </message>
    <message>
      <source>Number of database copies kept. The first one will be made soon.</source>
      <translation>Anzahl der aufbewahrten Datenbankkopien. Die erste wird bald angelegt.</translation>
    </message>
    <message>
      <source>Backups (*.tar)</source>
      <translation>Sicherungen (*.tar)</translation>
    </message>
    <message>
      <source>Saving and verifying…</source>
      <translation>Wird gesichert und geprüft …</translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s)</source>
      <translation>
        <numerusform>%n Beleg</numerusform>
        <numerusform>%n Belege</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n original(s)</source>
      <translation>
        <numerusform>%n Original</numerusform>
        <numerusform>%n Originale</numerusform>
      </translation>
    </message>
    <message>
      <source>Saved and verified: {receipts}, {originals}, {size}, in {path}.</source>
      <translation>Gesichert und geprüft: {receipts}, {originals}, {size}, in {path}.</translation>
    </message>
    <message>
      <source>Saved and verified: {originals}, {size}, in {path}. The receipts are in a shared database: save that with pg_dump.</source>
      <translation>Gesichert und geprüft: {originals}, {size}, in {path}. Die Belege liegen in einer gemeinsamen Datenbank: Sichern Sie diese mit pg_dump.</translation>
    </message>
    <message numerus="yes">
      <source>%n original(s) are missing or were changed.</source>
      <translation>
        <numerusform>%n Original fehlt oder wurde verändert.</numerusform>
        <numerusform>%n Originale fehlen oder wurden verändert.</numerusform>
      </translation>
    </message>
    <message>
      <source>Backups and copies (*.tar *.db);;All files (*)</source>
      <translation>Sicherungen und Kopien (*.tar *.db);;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Checking and unpacking…</source>
      <translation>Wird geprüft und entpackt …</translation>
    </message>
    <message>
      <source>The backup has {receipts}. The current data is kept in {folder}. Receipt Desktop will restart.</source>
      <translation>Die Sicherung enthält {receipts}. Die bisherigen Daten bleiben in {folder} erhalten. Receipt Desktop startet neu.</translation>
    </message>
    <message numerus="yes">
      <source>%n original(s) are not in the backup.</source>
      <translation>
        <numerusform>%n Original ist nicht in der Sicherung.</numerusform>
        <numerusform>%n Originale sind nicht in der Sicherung.</numerusform>
      </translation>
    </message>
    <message>
      <source>Restore and restart</source>
      <translation>Wiederherstellen und neu starten</translation>
    </message>
    <message>
      <source>Replace the database with this copy?</source>
      <translation>Die Datenbank durch diese Kopie ersetzen?</translation>
    </message>
    <message>
      <source>Replace everything with the backup of {day}?</source>
      <translation>Alles durch die Sicherung vom {day} ersetzen?</translation>
    </message>
  </context>
  <context>
    <name>ChartPanel</name>
    <message>
      <source>Last hour</source>
      <translation>Letzte Stunde</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
    <message numerus="yes">
      <source>Last %n days</source>
      <translation>
        <numerusform>Letzter %n Tag</numerusform>
        <numerusform>Letzte %n Tage</numerusform>
      </translation>
    </message>
    <message>
      <source>Stretch of time</source>
      <translation>Zeitraum</translation>
    </message>
    <message>
      <source>Nothing was read in this time.</source>
      <translation>In dieser Zeit wurde nichts gelesen.</translation>
    </message>
    <message>
      <source>Throughput</source>
      <translation>Durchsatz</translation>
    </message>
    <message>
      <source>Latency</source>
      <translation>Dauer</translation>
    </message>
    <message>
      <source>completed</source>
      <translation>fertig</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>gescheitert</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>Warten</translation>
    </message>
    <message>
      <source>running</source>
      <translation>Lesen</translation>
    </message>
    <message>
      <source>solid p50, dashed p95</source>
      <translation>voll p50, gestrichelt p95</translation>
    </message>
    <message>
      <source>Latency in seconds</source>
      <translation>Sekunden</translation>
    </message>
  </context>
  <context>
    <name>ClosingDialog</name>
    <message>
      <source>Wait, then close</source>
      <translation>Warten, dann schließen</translation>
    </message>
    <message>
      <source>Stop now</source>
      <translation>Jetzt anhalten</translation>
    </message>
    <message>
      <source>Keep open</source>
      <translation>Offen lassen</translation>
    </message>
    <message numerus="yes">
      <source>Closing when %n receipt(s) are done</source>
      <translation>
        <numerusform>Schließt, sobald %n Beleg fertig ist</numerusform>
        <numerusform>Schließt, sobald %n Belege fertig sind</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing new is taken in or begun meanwhile.</source>
      <translation>Bis dahin wird nichts Neues angenommen oder begonnen.</translation>
    </message>
    <message>
      <source>Nothing new is taken in meanwhile; what waits is read as well.</source>
      <translation>Bis dahin wird nichts Neues angenommen; was wartet, wird noch gelesen.</translation>
    </message>
    <message numerus="yes">
      <source>Still working on %n receipt(s)</source>
      <translation>
        <numerusform>Noch %n Beleg in Arbeit</numerusform>
        <numerusform>Noch %n Belege in Arbeit</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing is lost: what is stopped now is read again at the next start.</source>
      <translation>Nichts geht verloren: Was jetzt angehalten wird, wird beim nächsten Start neu gelesen.</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Wartet</translation>
    </message>
  </context>
  <context>
    <name>ConfidenceMark</name>
    <message>
      <source>Set by you, and still in question</source>
      <translation>Von Ihnen gesetzt, weiterhin fraglich</translation>
    </message>
    <message>
      <source>Set by you</source>
      <translation>Von Ihnen gesetzt</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Nicht gefunden</translation>
    </message>
    <message>
      <source>Doubtful: {percent} sure</source>
      <translation>Zweifelhaft: zu {percent} sicher</translation>
    </message>
    <message>
      <source>A guess: {percent} sure</source>
      <translation>Vermutung: zu {percent} sicher</translation>
    </message>
    <message>
      <source>{percent} sure</source>
      <translation>Zu {percent} sicher</translation>
    </message>
  </context>
  <context>
    <name>ConfirmDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
  </context>
  <context>
    <name>ControlBar</name>
    <message>
      <source>Remove…</source>
      <translation>Entfernen…</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Take no receipt up; what runs is finished.</source>
      <translation>Keinen Beleg mehr aufnehmen; was läuft, wird fertig.</translation>
    </message>
    <message>
      <source>Take in again</source>
      <translation>Wieder annehmen</translation>
    </message>
    <message>
      <source>Drain</source>
      <translation>Leerlaufen</translation>
    </message>
    <message>
      <source>Take in nothing new; finish what waits.</source>
      <translation>Nichts Neues annehmen; was wartet, fertig lesen.</translation>
    </message>
    <message>
      <source>Retry failed</source>
      <translation>Gescheiterte neu</translation>
    </message>
    <message>
      <source>Receipts at a time</source>
      <translation>Belege gleichzeitig</translation>
    </message>
    <message>
      <source>When receipts are read</source>
      <translation>Wann Belege gelesen werden</translation>
    </message>
    <message>
      <source>Completed receipts</source>
      <translation>Fertige Belege</translation>
    </message>
    <message>
      <source>Failed receipts</source>
      <translation>Gescheiterte Belege</translation>
    </message>
    <message>
      <source>Completed and failed receipts</source>
      <translation>Fertige und gescheiterte Belege</translation>
    </message>
    <message>
      <source>At a time</source>
      <translation>Gleichzeitig</translation>
    </message>
    <message>
      <source>Read</source>
      <translation>Lesen</translation>
    </message>
  </context>
  <context>
    <name>CorrectionSaver</name>
    <message>
      <source>Change {field}</source>
      <translation>{field} ändern</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Bestätigen</translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Bestätigung zurücknehmen</translation>
    </message>
  </context>
  <context>
    <name>DetailsTabs</name>
    <message>
      <source>Items</source>
      <translation>Posten</translation>
    </message>
    <message>
      <source>Tax lines</source>
      <translation>Steuerzeilen</translation>
    </message>
    <message>
      <source>Text that was read</source>
      <translation>Gelesener Text</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Details</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
  </context>
  <context>
    <name>DoctorSection</name>
    <message>
      <source>Check again</source>
      <translation>Erneut prüfen</translation>
    </message>
    <message>
      <source>Doctor</source>
      <translation>Diagnose</translation>
    </message>
    <message>
      <source>Checking…</source>
      <translation>Prüfe…</translation>
    </message>
    <message>
      <source>Trying the language model…</source>
      <translation>Das Sprachmodell wird geprüft…</translation>
    </message>
    <message>
      <source>Model test</source>
      <translation>Modelltest</translation>
    </message>
    <message>
      <source>Disk</source>
      <translation>Festplatte</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>Datenordner</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>Datenbank</translation>
    </message>
    <message>
      <source>Originals</source>
      <translation>Originale</translation>
    </message>
    <message>
      <source>Database copies</source>
      <translation>Datenbankkopien</translation>
    </message>
    <message>
      <source>Rebuild</source>
      <translation>Wiederaufbau</translation>
    </message>
  </context>
  <context>
    <name>EmptyState</name>
    <message>
      <source>Drop your receipts here</source>
      <translation>Legen Sie Ihre Belege hier ab</translation>
    </message>
    <message>
      <source>Photos, scans and PDFs, or whole folders.
They are copied and read on this computer; nothing leaves it.</source>
      <translation>Fotos, Scans und PDFs oder ganze Ordner.
Sie werden kopiert und auf diesem Rechner gelesen; nichts verlässt ihn.</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
      <source>Try with sample receipts</source>
      <translation>Mit Beispielbelegen ausprobieren</translation>
    </message>
  </context>
  <context>
    <name>FailuresTab</name>
    <message>
      <source>Causes</source>
      <translation>Ursachen</translation>
    </message>
    <message>
      <source>Failed receipts</source>
      <translation>Gescheiterte Belege</translation>
    </message>
    <message>
      <source>Retry this group</source>
      <translation>Diese Gruppe neu</translation>
    </message>
    <message>
      <source>Retry chosen</source>
      <translation>Gewählte neu</translation>
    </message>
    <message>
      <source>Retry all failed</source>
      <translation>Gescheiterte wiederholen</translation>
    </message>
    <message>
      <source>Show job</source>
      <translation>Ablauf zeigen</translation>
    </message>
    <message>
      <source>Remove chosen</source>
      <translation>Gewählte entfernen</translation>
    </message>
    <message>
      <source>Nothing has failed.</source>
      <translation>Nichts ist gescheitert.</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>Cause</source>
      <translation>Ursache</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Last</source>
      <translation>Zuletzt</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
  </context>
  <context>
    <name>FieldRow</name>
    <message>
      <source>Type an amount such as {example}.</source>
      <translation>Geben Sie einen Betrag wie {example} ein.</translation>
    </message>
    <message>
      <source>Type a date such as {example}.</source>
      <translation>Geben Sie ein Datum wie {example} ein.</translation>
    </message>
    <message>
      <source>Type a time such as {example}.</source>
      <translation>Geben Sie eine Uhrzeit wie {example} ein.</translation>
    </message>
    <message>
      <source>Type the last four digits of the card.</source>
      <translation>Geben Sie die letzten vier Ziffern der Karte ein.</translation>
    </message>
  </context>
  <context>
    <name>FilePathEdit</name>
    <message>
      <source>None</source>
      <translation>Keine</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Auswählen …</translation>
    </message>
    <message>
      <source>Choose a file: {name}</source>
      <translation>Datei auswählen: {name}</translation>
    </message>
  </context>
  <context>
    <name>FilterBar</name>
    <message>
      <source>Search</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Search receipts</source>
      <translation>Belege suchen</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Offen</translation>
    </message>
    <message>
      <source>To review</source>
      <translation>Zu prüfen</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Gescheitert</translation>
    </message>
  </context>
  <context>
    <name>findings</name>
    <message>
      <source>Got it</source>
      <translation>Verstanden</translation>
    </message>
  </context>
  <context>
    <name>HealthHeader</name>
    <message>
      <source>Asking the queue…</source>
      <translation>Frage die Warteschlange…</translation>
    </message>
    <message>
      <source>The queue does not work</source>
      <translation>Die Warteschlange arbeitet nicht</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>Takes in nothing new; what waits is finished</source>
      <translation>Nimmt nichts Neues an; was wartet, wird fertig</translation>
    </message>
    <message>
      <source>The queue works, with a limitation</source>
      <translation>Die Warteschlange arbeitet eingeschränkt</translation>
    </message>
    <message>
      <source>Everything works</source>
      <translation>Alles läuft</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Hinweis</translation>
    </message>
  </context>
  <context>
    <name>HealthMark</name>
    <message>
      <source>Good</source>
      <translation>Gut</translation>
    </message>
    <message>
      <source>Limited</source>
      <translation>Eingeschränkt</translation>
    </message>
    <message>
      <source>Broken</source>
      <translation>Gestört</translation>
    </message>
  </context>
  <context>
    <name>InboxController</name>
    <message>
      <source>Receipts ({kinds})</source>
      <translation>Belege ({kinds})</translation>
    </message>
    <message>
      <source>Add files</source>
      <translation>Dateien hinzufügen</translation>
    </message>
    <message>
      <source>Add a folder</source>
      <translation>Ordner hinzufügen</translation>
    </message>
    <message>
      <source>The window is about to close; add these at the next start.</source>
      <translation>Das Fenster schließt gleich; fügen Sie diese beim nächsten Start hinzu.</translation>
    </message>
    <message>
      <source>There is no picture and no file to paste.</source>
      <translation>Es gibt weder Bild noch Datei zum Einfügen.</translation>
    </message>
    <message>
      <source>Pasted {when}.png</source>
      <translation>Eingefügt {when}.png</translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s) were there already.</source>
      <translation>
        <numerusform>%n Beleg war schon da.</numerusform>
        <numerusform>%n Belege waren schon da.</numerusform>
      </translation>
    </message>
    <message>
      <source>There are no files in it.</source>
      <translation>Es sind keine Dateien darin.</translation>
    </message>
    <message numerus="yes">
      <source>… and %n more.</source>
      <translation>
        <numerusform>… und %n weitere.</numerusform>
        <numerusform>… und %n weitere.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Approved %n receipt(s)</source>
      <translation>
        <numerusform>%n Beleg bestätigt</numerusform>
        <numerusform>%n Belege bestätigt</numerusform>
      </translation>
    </message>
    <message>
      <source>Export as {format}</source>
      <translation>Als {format} exportieren</translation>
    </message>
    <message numerus="yes">
      <source>%n row(s) written to {file}.</source>
      <translation>
        <numerusform>%n Zeile in {file} geschrieben.</numerusform>
        <numerusform>%n Zeilen in {file} geschrieben.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>InboxPage</name>
    <message>
      <source>No receipt fits.</source>
      <translation>Kein Beleg passt.</translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s)</source>
      <translation>
        <numerusform>%n Beleg</numerusform>
        <numerusform>%n Belege</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>JobDetailPane</name>
    <message>
      <source>Lines of the log</source>
      <translation>Zeilen des Logs</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Log</translation>
    </message>
    <message>
      <source>Choose a job to see how it went.</source>
      <translation>Wählen Sie einen Auftrag, um seinen Ablauf zu sehen.</translation>
    </message>
  </context>
  <context>
    <name>JobRow</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Cancelled. Nothing was changed.</source>
      <translation>Abgebrochen. Nichts wurde verändert.</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>Wird abgebrochen …</translation>
    </message>
  </context>
  <context>
    <name>JobsTab</name>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>Ausgang</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Waited</source>
      <translation>Wartete</translation>
    </message>
    <message>
      <source>Ran</source>
      <translation>Lief</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>Worker</source>
      <translation>Arbeiter</translation>
    </message>
    <message>
      <source>File, id, worker or error</source>
      <translation>Datei, Id, Arbeiter oder Fehler</translation>
    </message>
    <message>
      <source>Search jobs</source>
      <translation>Aufträge suchen</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>Aufträge</translation>
    </message>
    <message numerus="yes">
      <source>%n job(s)</source>
      <translation>
        <numerusform>%n Auftrag</numerusform>
        <numerusform>%n Aufträge</numerusform>
      </translation>
    </message>
    <message>
      <source>All outcomes</source>
      <translation>Alle Ausgänge</translation>
    </message>
    <message>
      <source>No job fits. Jobs appear here when receipts are read.</source>
      <translation>Kein Auftrag passt. Aufträge erscheinen hier, wenn Belege gelesen werden.</translation>
    </message>
  </context>
  <context>
    <name>KeyFigures</name>
    <message>
      <source>waiting</source>
      <translation>warten</translation>
    </message>
    <message>
      <source>in work</source>
      <translation>in Arbeit</translation>
    </message>
    <message>
      <source>done</source>
      <translation>fertig</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>gescheitert</translation>
    </message>
    <message>
      <source>to review</source>
      <translation>zu prüfen</translation>
    </message>
    <message>
      <source>a minute</source>
      <translation>pro Minute</translation>
    </message>
    <message>
      <source>until done</source>
      <translation>bis fertig</translation>
    </message>
    <message>
      <source>longest wait</source>
      <translation>am längsten</translation>
    </message>
    <message numerus="yes">
      <source>%n paused</source>
      <translation>
        <numerusform>%n Pause</numerusform>
        <numerusform>%n Pause</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>language</name>
    <message>
      <source>en</source>
      <translation>de</translation>
    </message>
  </context>
  <context>
    <name>LanguageList</name>
    <message>
      <source>Chosen automatically</source>
      <translation>Automatisch gewählt</translation>
    </message>
    <message>
      <source>Languages to read</source>
      <translation>Zu lesende Sprachen</translation>
    </message>
  </context>
  <context>
    <name>LeftoverRow</name>
    <message>
      <source>Clean up</source>
      <translation>Aufräumen</translation>
    </message>
    <message>
      <source>Nothing is left of removed receipts.</source>
      <translation>Von entfernten Belegen ist nichts übrig.</translation>
    </message>
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation>
        <numerusform>%n Datei</numerusform>
        <numerusform>%n Dateien</numerusform>
      </translation>
    </message>
    <message>
      <source>{files}, {size}, of removed receipts and broken-off runs.</source>
      <translation>{files}, {size}, von entfernten Belegen und abgebrochenen Läufen.</translation>
    </message>
    <message>
      <source>{files} deleted, {size} freed.</source>
      <translation>{files} gelöscht, {size} frei geworden.</translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) could not be deleted.</source>
      <translation>
        <numerusform>%n Datei konnte nicht gelöscht werden.</numerusform>
        <numerusform>%n Dateien konnten nicht gelöscht werden.</numerusform>
      </translation>
    </message>
    <message>
      <source>Leftovers</source>
      <translation>Reste</translation>
    </message>
  </context>
  <context>
    <name>LineItemsModel</name>
    <message>
      <source>Item</source>
      <translation>Posten</translation>
    </message>
    <message>
      <source>Qty</source>
      <translation>Menge</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>Preis</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>Steuer</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>Betrag</translation>
    </message>
  </context>
  <context>
    <name>menus</name>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Einfügen</translation>
    </message>
    <message>
      <source>Export as {format}…</source>
      <translation>Als {format} exportieren…</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Choose all</source>
      <translation>Alle auswählen</translation>
    </message>
    <message>
      <source>&amp;Receipt</source>
      <translation>Be&amp;leg</translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Bestätigung zurücknehmen</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>Neu lesen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Read next</source>
      <translation>Als nächsten lesen</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Priority</source>
      <translation>Vorrang</translation>
    </message>
    <message>
      <source>High</source>
      <translation>Hoch</translation>
    </message>
    <message>
      <source>Normal</source>
      <translation>Normal</translation>
    </message>
    <message>
      <source>Low</source>
      <translation>Niedrig</translation>
    </message>
    <message>
      <source>Approve {n} receipts</source>
      <translation>{n} Belege bestätigen</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Bestätigen</translation>
    </message>
  </context>
  <context>
    <name>ModelSection</name>
    <message>
      <source>Get a model</source>
      <translation>Modell holen</translation>
    </message>
    <message>
      <source>This is not an address.</source>
      <translation>Das ist keine Adresse.</translation>
    </message>
    <message>
      <source>The text of receipts goes to {host}.</source>
      <translation>Der Text der Belege geht an {host}.</translation>
    </message>
    <message>
      <source>Asking Ollama…</source>
      <translation>Frage Ollama…</translation>
    </message>
    <message>
      <source>Ollama does not answer at this address.</source>
      <translation>Ollama antwortet unter dieser Adresse nicht.</translation>
    </message>
    <message>
      <source>Ollama answers. It has no model yet.</source>
      <translation>Ollama antwortet. Es hat noch kein Modell.</translation>
    </message>
    <message>
      <source>Ollama {version} answers with {model}.</source>
      <translation>Ollama {version} antwortet mit {model}.</translation>
    </message>
    <message>
      <source>This model is not installed.</source>
      <translation>Dieses Modell ist nicht installiert.</translation>
    </message>
    <message>
      <source>Best installed</source>
      <translation>Bestes installiertes</translation>
    </message>
  </context>
  <context>
    <name>NoticeBar</name>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
  </context>
  <context>
    <name>OrphanRow</name>
    <message>
      <source>Read in again</source>
      <translation>Wieder einlesen</translation>
    </message>
    <message numerus="yes">
      <source>%n original(s)</source>
      <translation>
        <numerusform>%n Original</numerusform>
        <numerusform>%n Originale</numerusform>
      </translation>
    </message>
    <message>
      <source>{originals} without a receipt, {size}. None is deleted.</source>
      <translation>{originals} ohne Beleg, {size}. Keines wird gelöscht.</translation>
    </message>
    <message>
      <source>Reading in…</source>
      <translation>Wird eingelesen …</translation>
    </message>
    <message>
      <source>{originals} read in again.</source>
      <translation>{originals} wieder eingelesen.</translation>
    </message>
    <message numerus="yes">
      <source>%n original(s) could not be read in.</source>
      <translation>
        <numerusform>%n Original konnte nicht eingelesen werden.</numerusform>
        <numerusform>%n Originale konnten nicht eingelesen werden.</numerusform>
      </translation>
    </message>
    <message>
      <source>Originals</source>
      <translation>Originale</translation>
    </message>
  </context>
  <context>
    <name>OverviewTab</name>
    <message>
      <source>Workers</source>
      <translation>Arbeiter</translation>
    </message>
  </context>
  <context>
    <name>pages</name>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>Queue</source>
      <translation>Queue</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
  </context>
  <context>
    <name>PassphraseDialog</name>
    <message>
      <source>Without the passphrase nobody can open the backup, not even you. Keep it safe.</source>
      <translation>Ohne die Passphrase kann niemand die Sicherung öffnen, auch Sie nicht. Bewahren Sie sie gut auf.</translation>
    </message>
    <message>
      <source>This backup is encrypted.</source>
      <translation>Diese Sicherung ist verschlüsselt.</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>Passphrase</translation>
    </message>
    <message>
      <source>Repeat</source>
      <translation>Wiederholen</translation>
    </message>
  </context>
  <context>
    <name>PicturePanel</name>
    <message>
      <source>Previous page</source>
      <translation>Vorige Seite</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>Nächste Seite</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Verkleinern</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Vergrößern</translation>
    </message>
    <message>
      <source>Fit the width</source>
      <translation>An Breite anpassen</translation>
    </message>
    <message>
      <source>Whole page</source>
      <translation>Ganze Seite</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} von {count}</translation>
    </message>
    <message>
      <source>No picture was kept.</source>
      <translation>Es wurde kein Bild behalten.</translation>
    </message>
  </context>
  <context>
    <name>PictureView</name>
    <message>
      <source>Picture of the receipt</source>
      <translation>Bild des Belegs</translation>
    </message>
  </context>
  <context>
    <name>PullRow</name>
    <message>
      <source>Name of the model to get</source>
      <translation>Name des zu holenden Modells</translation>
    </message>
    <message>
      <source>Pull model</source>
      <translation>Modell laden</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Download of the model</source>
      <translation>Herunterladen des Modells</translation>
    </message>
    <message>
      <source>Cancelled.</source>
      <translation>Abgebrochen.</translation>
    </message>
    <message>
      <source>Asking Ollama…</source>
      <translation>Frage Ollama…</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>Halte an…</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} von {total}</translation>
    </message>
    <message>
      <source>{name} is installed.</source>
      <translation>{name} ist installiert.</translation>
    </message>
  </context>
  <context>
    <name>queue</name>
    <message>
      <source>In work</source>
      <translation>In Arbeit</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Gescheitert</translation>
    </message>
    <message>
      <source>Tried again</source>
      <translation>Wiederholt</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Abgebrochen</translation>
    </message>
    <message>
      <source>Worker lost</source>
      <translation>Arbeiter weg</translation>
    </message>
    <message>
      <source>Put back</source>
      <translation>Zurückgelegt</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Als nächster</translation>
    </message>
    <message>
      <source>High</source>
      <translation>Hoch</translation>
    </message>
    <message>
      <source>Normal</source>
      <translation>Normal</translation>
    </message>
    <message>
      <source>Low</source>
      <translation>Niedrig</translation>
    </message>
    <message>
      <source>Last</source>
      <translation>Zuletzt</translation>
    </message>
    <message>
      <source>Waits until nobody is at the computer</source>
      <translation>Wartet, bis niemand am Rechner ist</translation>
    </message>
    <message>
      <source>Waits for mains power</source>
      <translation>Wartet auf Netzstrom</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>Fenster</translation>
    </message>
    <message>
      <source>Command</source>
      <translation>Befehl</translation>
    </message>
    <message>
      <source>Worker</source>
      <translation>Arbeiter</translation>
    </message>
    <message>
      <source>Interface for programs</source>
      <translation>Schnittstelle</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>Hinzugefügt</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>Neu gelesen</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Bestätigt</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>Resumed</source>
      <translation>Fortgesetzt</translation>
    </message>
    <message>
      <source>Reordered</source>
      <translation>Umgereiht</translation>
    </message>
    <message>
      <source>Corrected</source>
      <translation>Korrigiert</translation>
    </message>
    <message>
      <source>Correction undone</source>
      <translation>Korrektur zurück</translation>
    </message>
    <message>
      <source>Removed</source>
      <translation>Entfernt</translation>
    </message>
    <message>
      <source>Brought back</source>
      <translation>Zurückgeholt</translation>
    </message>
    <message>
      <source>Added again</source>
      <translation>Erneut hinzugefügt</translation>
    </message>
    <message>
      <source>Deleted for good</source>
      <translation>Endgültig gelöscht</translation>
    </message>
    <message>
      <source>Exported</source>
      <translation>Exportiert</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Cleaned up</source>
      <translation>Aufgeräumt</translation>
    </message>
    <message>
      <source>Originals read in again</source>
      <translation>Originale wieder eingelesen</translation>
    </message>
    <message>
      <source>Queue paused</source>
      <translation>Queue angehalten</translation>
    </message>
    <message>
      <source>Queue resumed</source>
      <translation>Queue fortgesetzt</translation>
    </message>
    <message>
      <source>Drain begun</source>
      <translation>Leerlauf begonnen</translation>
    </message>
    <message>
      <source>Drain ended</source>
      <translation>Leerlauf beendet</translation>
    </message>
    <message>
      <source>Approval withdrawn</source>
      <translation>Bestätigung zurückgenommen</translation>
    </message>
    <message>
      <source>Approved without {fields}</source>
      <translation>Bestätigt ohne {fields}</translation>
    </message>
    <message>
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
    <message>
      <source>Waiting for a reader</source>
      <translation>Warte auf Leser</translation>
    </message>
    <message>
      <source>Waiting for the model</source>
      <translation>Warte auf Modell</translation>
    </message>
  </context>
  <context>
    <name>QueueCommands</name>
    <message numerus="yes">
      <source>Read %n failed receipt(s) again?</source>
      <translation>
        <numerusform>%n gescheiterten Beleg neu lesen?</numerusform>
        <numerusform>%n gescheiterte Belege neu lesen?</numerusform>
      </translation>
    </message>
    <message>
      <source>They go to the end of the queue.</source>
      <translation>Sie kommen ans Ende der Warteschlange.</translation>
    </message>
    <message numerus="yes">
      <source>Read %n again</source>
      <translation>
        <numerusform>%n neu lesen</numerusform>
        <numerusform>%n neu lesen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %n completed receipt(s)?</source>
      <translation>
        <numerusform>%n fertigen Beleg entfernen?</numerusform>
        <numerusform>%n fertige Belege entfernen?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %n failed receipt(s)?</source>
      <translation>
        <numerusform>%n gescheiterten Beleg entfernen?</numerusform>
        <numerusform>%n gescheiterte Belege entfernen?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %n completed and failed receipt(s)?</source>
      <translation>
        <numerusform>%n fertigen oder gescheiterten Beleg entfernen?</numerusform>
        <numerusform>%n fertige und gescheiterte Belege entfernen?</numerusform>
      </translation>
    </message>
    <message>
      <source>They leave the list with everything that was read from them. You can undo this until the program ends.</source>
      <translation>Sie verlassen die Liste mit allem, was aus ihnen gelesen wurde. Sie können das rückgängig machen, bis das Programm endet.</translation>
    </message>
    <message numerus="yes">
      <source>Remove %n</source>
      <translation>
        <numerusform>%n entfernen</numerusform>
        <numerusform>%n entfernen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %n receipt(s)</source>
      <translation>
        <numerusform>%n Beleg entfernt</numerusform>
        <numerusform>%n Belege entfernt</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>QueuePage</name>
    <message>
      <source>Waiting</source>
      <translation>Wartend</translation>
    </message>
    <message>
      <source>Failures</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Overview</source>
      <translation>Überblick</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>Aufträge</translation>
    </message>
    <message>
      <source>Statistics</source>
      <translation>Statistik</translation>
    </message>
    <message>
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <source>Audit</source>
      <translation>Protokoll</translation>
    </message>
  </context>
  <context>
    <name>ReceiptBar</name>
    <message>
      <source>Read again</source>
      <translation>Neu lesen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Read next</source>
      <translation>Als nächsten lesen</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Priority: {priority}</source>
      <translation>Vorrang: {priority}</translation>
    </message>
  </context>
  <context>
    <name>ReceiptController</name>
    <message numerus="yes">
      <source>Cancelled %n receipt(s)</source>
      <translation>
        <numerusform>%n Beleg abgebrochen</numerusform>
        <numerusform>%n Belege abgebrochen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %n receipt(s)</source>
      <translation>
        <numerusform>%n Beleg entfernt</numerusform>
        <numerusform>%n Belege entfernt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Paused %n receipt(s)</source>
      <translation>
        <numerusform>%n Beleg angehalten</numerusform>
        <numerusform>%n Belege angehalten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Resumed %n receipt(s)</source>
      <translation>
        <numerusform>%n Beleg fortgesetzt</numerusform>
        <numerusform>%n Belege fortgesetzt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Changed the order of %n receipt(s)</source>
      <translation>
        <numerusform>Reihenfolge von %n Beleg geändert</numerusform>
        <numerusform>Reihenfolge von %n Belegen geändert</numerusform>
      </translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
  </context>
  <context>
    <name>ReceiptHeader</name>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Bestätigen</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s) selected. Corrections apply to this one, approval to all of them.</source>
      <translation>
        <numerusform>%n Beleg ausgewählt. Korrekturen gelten für diesen, die Bestätigung gilt für alle.</numerusform>
        <numerusform>%n Belege ausgewählt. Korrekturen gelten für diesen, die Bestätigung gilt für alle.</numerusform>
      </translation>
    </message>
    <message>
      <source>about {time} left</source>
      <translation>noch etwa {time}</translation>
    </message>
    <message numerus="yes">
      <source>Approve %n receipt(s)</source>
      <translation>
        <numerusform>%n Beleg bestätigen</numerusform>
        <numerusform>%n Belege bestätigen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Withdraw %n approval(s)</source>
      <translation>
        <numerusform>%n Bestätigung zurücknehmen</numerusform>
        <numerusform>%n Bestätigungen zurücknehmen</numerusform>
      </translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Bestätigung zurücknehmen</translation>
    </message>
  </context>
  <context>
    <name>ReceiptList</name>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
  </context>
  <context>
    <name>remote_model</name>
    <message>
      <source>Send the text of receipts to {host}?</source>
      <translation>Text der Belege an {host} senden?</translation>
    </message>
    <message>
      <source>The language model is on another computer, {host}. The text of every receipt would leave this one. Without it, receipts are read by rules alone.</source>
      <translation>Das Sprachmodell ist auf einem anderen Computer, {host}. Der Text jedes Belegs würde diesen hier verlassen. Ohne das Modell werden Belege nur mit Regeln gelesen.</translation>
    </message>
    <message>
      <source>Send it</source>
      <translation>Senden</translation>
    </message>
    <message>
      <source>Keep it here</source>
      <translation>Hier behalten</translation>
    </message>
  </context>
  <context>
    <name>ReviewPane</name>
    <message>
      <source>Choose a receipt to see it here.</source>
      <translation>Wählen Sie einen Beleg, um ihn hier zu sehen.</translation>
    </message>
    <message>
      <source>Nothing was read from this file.</source>
      <translation>Aus dieser Datei wurde nichts gelesen.</translation>
    </message>
    <message>
      <source>Picture and values appear when it is read.</source>
      <translation>Bild und Werte erscheinen, wenn er gelesen ist.</translation>
    </message>
  </context>
  <context>
    <name>settings</name>
    <message>
      <source>HTTP API</source>
      <translation>HTTP-API</translation>
    </message>
    <message>
      <source>Let other programs submit and fetch receipts</source>
      <translation>Andere Programme dürfen Belege einreichen und abholen</translation>
    </message>
    <message>
      <source>Reachable from</source>
      <translation>Erreichbar</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Port</translation>
    </message>
    <message>
      <source>Certificate</source>
      <translation>Zertifikat</translation>
    </message>
    <message>
      <source>PEM files, for https.</source>
      <translation>PEM-Dateien, für https.</translation>
    </message>
    <message>
      <source>Private key</source>
      <translation>Privater Schlüssel</translation>
    </message>
    <message>
      <source>Reading</source>
      <translation>Lesen</translation>
    </message>
    <message>
      <source>Language model</source>
      <translation>Sprachmodell</translation>
    </message>
    <message>
      <source>Queue</source>
      <translation>Queue</translation>
    </message>
    <message>
      <source>CSV export</source>
      <translation>CSV-Export</translation>
    </message>
    <message>
      <source>Other programs</source>
      <translation>Andere Programme</translation>
    </message>
    <message>
      <source>Window and data</source>
      <translation>Fenster und Daten</translation>
    </message>
    <message>
      <source>Backup</source>
      <translation>Datensicherung</translation>
    </message>
    <message>
      <source>System default</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Regional default</source>
      <translation>Wie in Ihrer Region</translation>
    </message>
    <message>
      <source>Comma</source>
      <translation>Komma</translation>
    </message>
    <message>
      <source>Receipts at a time</source>
      <translation>Belege gleichzeitig</translation>
    </message>
    <message>
      <source>Automatic, the best for each receipt</source>
      <translation>Automatisch, der beste für jeden Beleg</translation>
    </message>
    <message>
      <source>Reader</source>
      <translation>Leser</translation>
    </message>
    <message>
      <source>Languages</source>
      <translation>Sprachen</translation>
    </message>
    <message>
      <source>For Tesseract. Fewer is faster.</source>
      <translation>Für Tesseract. Je weniger, desto schneller.</translation>
    </message>
    <message>
      <source>PDF files</source>
      <translation>PDF-Dateien</translation>
    </message>
    <message>
      <source>Each page of a PDF is a separate receipt</source>
      <translation>Jede Seite eines PDFs ist ein eigener Beleg</translation>
    </message>
    <message>
      <source>Time limit</source>
      <translation>Zeitlimit</translation>
    </message>
    <message>
      <source>For one attempt at one receipt.</source>
      <translation>Für einen Versuch je Beleg.</translation>
    </message>
    <message>
      <source> s</source>
      <translation> s</translation>
    </message>
    <message>
      <source>Second opinion</source>
      <translation>Zweite Meinung</translation>
    </message>
    <message>
      <source>Finds more but takes longer. Without it, only rules are used.</source>
      <translation>Findet mehr, dauert aber länger. Ohne Modell werden nur Regeln verwendet.</translation>
    </message>
    <message>
      <source>Ask a local model through Ollama</source>
      <translation>Ein lokales Modell über Ollama fragen</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Always</source>
      <translation>Immer</translation>
    </message>
    <message>
      <source>When the computer is idle</source>
      <translation>Wenn der Computer nicht benutzt wird</translation>
    </message>
    <message>
      <source>On mains power only</source>
      <translation>Nur bei Netzbetrieb</translation>
    </message>
    <message>
      <source>When idle and on mains power</source>
      <translation>Bei Netzbetrieb, wenn er nicht benutzt wird</translation>
    </message>
    <message>
      <source>Read receipts</source>
      <translation>Belege lesen</translation>
    </message>
    <message>
      <source>Stall alert</source>
      <translation>Stillstandswarnung</translation>
    </message>
    <message>
      <source>Alert when nothing completes for this long while receipts are waiting.</source>
      <translation>Warnt, wenn so lange nichts fertig wird, obwohl Belege warten.</translation>
    </message>
    <message>
      <source> min</source>
      <translation> min</translation>
    </message>
    <message>
      <source>Failure alert</source>
      <translation>Fehlerwarnung</translation>
    </message>
    <message>
      <source>Alert when more than this share of the last hour's receipts failed.</source>
      <translation>Warnt, wenn mehr als dieser Anteil der Belege der letzten Stunde gescheitert ist.</translation>
    </message>
    <message>
      <source>One per receipt</source>
      <translation>Eine je Beleg</translation>
    </message>
    <message>
      <source>One per line item</source>
      <translation>Eine je Posten</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>Zeilen</translation>
    </message>
    <message>
      <source>Semicolon</source>
      <translation>Semikolon</translation>
    </message>
    <message>
      <source>Tab</source>
      <translation>Tabulator</translation>
    </message>
    <message>
      <source>Delimiter</source>
      <translation>Trennzeichen</translation>
    </message>
    <message>
      <source>Point</source>
      <translation>Punkt</translation>
    </message>
    <message>
      <source>Decimal separator</source>
      <translation>Dezimaltrennzeichen</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>Kodierung</translation>
    </message>
    <message>
      <source>Mark the file as UTF-8, for Excel</source>
      <translation>Datei als UTF-8 kennzeichnen, für Excel</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Takes effect at the next start.</source>
      <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Erscheinungsbild</translation>
    </message>
    <message>
      <source>Daily copies</source>
      <translation>Tägliche Kopien</translation>
    </message>
  </context>
  <context>
    <name>SettingsSection</name>
    <message>
      <source>Set by {variable} in the environment.</source>
      <translation>Durch {variable} in der Umgebung gesetzt.</translation>
    </message>
  </context>
  <context>
    <name>StageTimeline</name>
    <message>
      <source>Stages of the attempt</source>
      <translation>Schritte des Versuchs</translation>
    </message>
  </context>
  <context>
    <name>StartFailureDialog</name>
    <message>
      <source>Receipt Desktop cannot start.</source>
      <translation>Receipt Desktop kann nicht starten.</translation>
    </message>
  </context>
  <context>
    <name>Statistics</name>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>Average</source>
      <translation>Mittel</translation>
    </message>
    <message>
      <source>Day</source>
      <translation>Tag</translation>
    </message>
    <message>
      <source>Completed</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Gescheitert</translation>
    </message>
    <message>
      <source>Success</source>
      <translation>Erfolg</translation>
    </message>
    <message>
      <source>Waiting p50 / p95</source>
      <translation>Warten p50 / p95</translation>
    </message>
    <message>
      <source>Running p50 / p95</source>
      <translation>Lesen p50 / p95</translation>
    </message>
  </context>
  <context>
    <name>StatisticsTab</name>
    <message>
      <source>There is nothing to count yet: no receipt was read.</source>
      <translation>Noch gibt es nichts zu zählen: Kein Beleg wurde gelesen.</translation>
    </message>
    <message>
      <source>Processed</source>
      <translation>Verarbeitet</translation>
    </message>
    <message>
      <source>Completed</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Gescheitert</translation>
    </message>
    <message>
      <source>Success rate</source>
      <translation>Erfolgsquote</translation>
    </message>
    <message>
      <source>In the last hour</source>
      <translation>In der letzten Stunde</translation>
    </message>
    <message>
      <source>Longest wait now</source>
      <translation>Wartet am längsten</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Warten</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>Lesen</translation>
    </message>
    <message>
      <source>Durations</source>
      <translation>Dauern</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
    </message>
    <message numerus="yes">
      <source>The last %n days</source>
      <translation>
        <numerusform>Der letzte %n Tag</numerusform>
        <numerusform>Die letzten %n Tage</numerusform>
      </translation>
    </message>
    <message>
      <source>Durations of one receipt</source>
      <translation>Dauer für einen Beleg</translation>
    </message>
    <message>
      <source>Day by day</source>
      <translation>Tag für Tag</translation>
    </message>
  </context>
  <context>
    <name>StatusChip</name>
    <message>
      <source>Status</source>
      <translation>Status</translation>
    </message>
  </context>
  <context>
    <name>StatusStrip</name>
    <message>
      <source>How the queue stands</source>
      <translation>Stand der Warteschlange</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>Starte…</translation>
    </message>
    <message>
      <source>The queue does not answer.</source>
      <translation>Die Warteschlange antwortet nicht.</translation>
    </message>
    <message numerus="yes">
      <source>Paused · %n waiting</source>
      <translation>
        <numerusform>Angehalten · %n wartet</numerusform>
        <numerusform>Angehalten · %n warten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n paused</source>
      <translation>
        <numerusform>%n angehalten</numerusform>
        <numerusform>%n angehalten</numerusform>
      </translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Bereit</translation>
    </message>
    <message numerus="yes">
      <source>Reading %n</source>
      <translation>
        <numerusform>Lese %n</numerusform>
        <numerusform>Lese %n</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n waiting</source>
      <translation>
        <numerusform>%n wartet</numerusform>
        <numerusform>%n warten</numerusform>
      </translation>
    </message>
    <message>
      <source>about {time} left</source>
      <translation>noch etwa {time}</translation>
    </message>
  </context>
  <context>
    <name>SystemTab</name>
    <message>
      <source>Processes</source>
      <translation>Prozesse</translation>
    </message>
    <message>
      <source>Our own</source>
      <translation>Der eigene</translation>
    </message>
    <message>
      <source>Shared</source>
      <translation>Gemeinsamer</translation>
    </message>
    <message>
      <source>no limit</source>
      <translation>ohne Grenze</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Server</translation>
    </message>
    <message>
      <source>Does not answer</source>
      <translation>Antwortet nicht</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Version</translation>
    </message>
    <message>
      <source>Memory</source>
      <translation>Speicher</translation>
    </message>
    <message>
      <source>Answers in</source>
      <translation>Antwortet in</translation>
    </message>
    <message>
      <source>Ids in the queue</source>
      <translation>Ids in der Queue</translation>
    </message>
    <message>
      <source>Persistence</source>
      <translation>Dauerhaft</translation>
    </message>
    <message>
      <source>When memory is full</source>
      <translation>Bei vollem Speicher</translation>
    </message>
    <message>
      <source>Restarts</source>
      <translation>Neustarts</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>Answers</source>
      <translation>Antwortet</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>Ja</translation>
    </message>
    <message>
      <source>No</source>
      <translation>Nein</translation>
    </message>
    <message>
      <source>Turned off in Settings</source>
      <translation>In den Einstellungen aus</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>In memory</source>
      <translation>Im Speicher</translation>
    </message>
    <message>
      <source>Tokens a second</source>
      <translation>Token pro Sekunde</translation>
    </message>
    <message>
      <source>Last seen</source>
      <translation>Zuletzt gesehen</translation>
    </message>
    <message>
      <source>No damage</source>
      <translation>Kein Schaden</translation>
    </message>
    <message>
      <source>Not checked yet</source>
      <translation>Noch nicht geprüft</translation>
    </message>
    <message>
      <source>Free on the disk</source>
      <translation>Frei auf der Platte</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>Datenbank</translation>
    </message>
    <message>
      <source>Integrity</source>
      <translation>Unversehrtheit</translation>
    </message>
    <message>
      <source>Checked</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <source>none; the queue needs none</source>
      <translation>keine; die Queue braucht keine</translation>
    </message>
    <message>
      <source>{number} ms</source>
      <translation>{number} ms</translation>
    </message>
    <message>
      <source>Redis</source>
      <translation>Redis</translation>
    </message>
    <message>
      <source>Language model</source>
      <translation>Sprachmodell</translation>
    </message>
    <message>
      <source>Disk and database</source>
      <translation>Platte und Datenbank</translation>
    </message>
    <message>
      <source>Process</source>
      <translation>Prozess</translation>
    </message>
    <message>
      <source>Computer</source>
      <translation>Rechner</translation>
    </message>
    <message>
      <source>At a time</source>
      <translation>Gleichzeitig</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>Seit</translation>
    </message>
    <message>
      <source>Seen</source>
      <translation>Gesehen</translation>
    </message>
    <message>
      <source>{kind} (this one)</source>
      <translation>{kind} (dieses)</translation>
    </message>
  </context>
  <context>
    <name>TaxLinesModel</name>
    <message>
      <source>Rate</source>
      <translation>Satz</translation>
    </message>
    <message>
      <source>Net</source>
      <translation>Netto</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>Steuer</translation>
    </message>
  </context>
  <context>
    <name>texts</name>
    <message>
      <source>Total</source>
      <translation>Gesamt</translation>
    </message>
    <message>
      <source>total</source>
      <translation>Gesamtsumme</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Währung</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>Merchant</source>
      <translation>Händler</translation>
    </message>
    <message>
      <source>merchant</source>
      <translation>Händler</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Uhrzeit</translation>
    </message>
    <message>
      <source>Subtotal</source>
      <translation>Zwischensumme</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>Steuer</translation>
    </message>
    <message>
      <source>Tip</source>
      <translation>Trinkgeld</translation>
    </message>
    <message>
      <source>Payment</source>
      <translation>Zahlung</translation>
    </message>
    <message>
      <source>Card, last 4</source>
      <translation>Karte, letzte 4</translation>
    </message>
    <message>
      <source>Receipt number</source>
      <translation>Belegnummer</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Telephone</source>
      <translation>Telefon</translation>
    </message>
    <message>
      <source>Tax number</source>
      <translation>Steuernummer</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Kategorie</translation>
    </message>
    <message>
      <source>CSV</source>
      <translation>CSV</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Wartet</translation>
    </message>
    <message>
      <source>Reading</source>
      <translation>Liest</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Gescheitert</translation>
    </message>
    <message>
      <source>To review</source>
      <translation>Zu prüfen</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Bestätigt</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Abgebrochen</translation>
    </message>
    <message>
      <source>Trying again</source>
      <translation>Neuer Versuch</translation>
    </message>
    <message>
      <source>Again in {n} s</source>
      <translation>Erneut in {n} s</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>Waiting for its turn</source>
      <translation>Wartet, bis er dran ist</translation>
    </message>
    <message>
      <source>Opening the file</source>
      <translation>Öffne die Datei</translation>
    </message>
    <message>
      <source>Reading the text</source>
      <translation>Lese den Text</translation>
    </message>
    <message>
      <source>Finding the values</source>
      <translation>Suche die Werte</translation>
    </message>
    <message>
      <source>Asking the language model</source>
      <translation>Frage das Sprachmodell</translation>
    </message>
    <message>
      <source>Checking the sums</source>
      <translation>Prüfe die Summen</translation>
    </message>
    <message>
      <source>Saving</source>
      <translation>Speichere</translation>
    </message>
    <message>
      <source>Groceries</source>
      <translation>Lebensmittel</translation>
    </message>
    <message>
      <source>Restaurant</source>
      <translation>Restaurant</translation>
    </message>
    <message>
      <source>Fuel</source>
      <translation>Kraftstoff</translation>
    </message>
    <message>
      <source>Transport</source>
      <translation>Verkehr</translation>
    </message>
    <message>
      <source>Lodging</source>
      <translation>Übernachtung</translation>
    </message>
    <message>
      <source>Electronics</source>
      <translation>Elektronik</translation>
    </message>
    <message>
      <source>Household</source>
      <translation>Haushalt</translation>
    </message>
    <message>
      <source>Clothing</source>
      <translation>Kleidung</translation>
    </message>
    <message>
      <source>Health</source>
      <translation>Gesundheit</translation>
    </message>
    <message>
      <source>Office</source>
      <translation>Büro</translation>
    </message>
    <message>
      <source>Leisure</source>
      <translation>Freizeit</translation>
    </message>
    <message>
      <source>Services</source>
      <translation>Dienstleistungen</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>Sonstiges</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Karte</translation>
    </message>
    <message>
      <source>Cash</source>
      <translation>Bar</translation>
    </message>
    <message>
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
    <message>
      <source>{n} min</source>
      <translation>{n} min</translation>
    </message>
    <message>
      <source>{n} h</source>
      <translation>{n} h</translation>
    </message>
  </context>
  <context>
    <name>TokenRow</name>
    <message>
      <source>Token</source>
      <translation>Token</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Zeigen</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>New token…</source>
      <translation>Neues Token …</translation>
    </message>
    <message>
      <source>Hide</source>
      <translation>Verbergen</translation>
    </message>
    <message>
      <source>Copied.</source>
      <translation>Kopiert.</translation>
    </message>
    <message>
      <source>Make a new token?</source>
      <translation>Neues Token anlegen?</translation>
    </message>
    <message>
      <source>The current token stops working immediately. Every program that uses it needs the new one.</source>
      <translation>Das bisherige Token gilt sofort nicht mehr. Jedes Programm, das es verwendet, braucht das neue.</translation>
    </message>
    <message>
      <source>Make a new token</source>
      <translation>Neues Token anlegen</translation>
    </message>
    <message>
      <source>This is the new token.</source>
      <translation>Das ist das neue Token.</translation>
    </message>
  </context>
  <context>
    <name>TraceView</name>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Stack trace</source>
      <translation>Stapelspur</translation>
    </message>
    <message>
      <source>Hide stack trace</source>
      <translation>Stapelspur verbergen</translation>
    </message>
    <message>
      <source>Show stack trace</source>
      <translation>Stapelspur zeigen</translation>
    </message>
  </context>
  <context>
    <name>troubles</name>
    <message>
      <source>Since {time}.</source>
      <translation>Seit {time}.</translation>
    </message>
  </context>
  <context>
    <name>WaitingTab</name>
    <message>
      <source>Waiting receipts</source>
      <translation>Wartende Belege</translation>
    </message>
    <message>
      <source>Nothing waits.</source>
      <translation>Nichts wartet.</translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s) waiting</source>
      <translation>
        <numerusform>%n Beleg wartet</numerusform>
        <numerusform>%n Belege warten</numerusform>
      </translation>
    </message>
    <message>
      <source>Read next</source>
      <translation>Als nächste</translation>
    </message>
    <message>
      <source>High priority</source>
      <translation>Vorrang hoch</translation>
    </message>
    <message>
      <source>Low priority</source>
      <translation>Vorrang niedrig</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Priority</source>
      <translation>Vorrang</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>Waiting for</source>
      <translation>Wartet seit</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>Last error</source>
      <translation>Letzter Fehler</translation>
    </message>
  </context>
  <context>
    <name>WindowSection</name>
    <message>
      <source>Data folder</source>
      <translation>Datenordner</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Open the data folder</source>
      <translation>Datenordner öffnen</translation>
    </message>
  </context>
  <context>
    <name>WorkersModel</name>
    <message>
      <source>Process</source>
      <translation>Prozess</translation>
    </message>
    <message>
      <source>Worker</source>
      <translation>Arbeiter</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Stage</source>
      <translation>Schritt</translation>
    </message>
    <message>
      <source>Attempt</source>
      <translation>Versuch</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>For</source>
      <translation>Seit</translation>
    </message>
    <message>
      <source>This window</source>
      <translation>Dieses Fenster</translation>
    </message>
    <message>
      <source>Waits for work</source>
      <translation>Wartet auf Arbeit</translation>
    </message>
    <message>
      <source>Has stopped</source>
      <translation>Steht</translation>
    </message>
  </context>
</TS>
