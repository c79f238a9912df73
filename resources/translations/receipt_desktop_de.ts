<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>AboutDialog</name>
    <message>
      <source>About Receipt Desktop</source>
      <translation>Über Receipt Desktop</translation>
    </message>
    <message>
      <source>Version {version}</source>
      <translation>Version {version}</translation>
    </message>
    <message>
      <source>Free software under the MIT licence.</source>
      <translation>Freie Software unter der MIT-Lizenz.</translation>
    </message>
    <message>
      <source>Your data are in {folder}.</source>
      <translation>Ihre Daten liegen in {folder}.</translation>
    </message>
    <message>
      <source>Open the data folder</source>
      <translation>Datenordner öffnen</translation>
    </message>
  </context>
  <context>
    <name>AddressEdit</name>
    <message>
      <source>Ollama's address</source>
      <translation>Adresse von Ollama</translation>
    </message>
    <message>
      <source>Use this address</source>
      <translation>Diese Adresse verwenden</translation>
    </message>
    <message>
      <source>Keep the current address</source>
      <translation>Bisherige Adresse behalten</translation>
    </message>
    <message>
      <source>{host} is another computer. The text of every receipt will be sent to it.</source>
      <translation>{host} ist ein anderer Computer. Der Text jedes Belegs wird dorthin gesendet.</translation>
    </message>
  </context>
  <context>
    <name>AddressQuestion</name>
    <message numerus="yes">
      <source>Fetch %Ln file(s) from {host}?</source>
      <translation>
        <numerusform>%Ln Datei von {host} abrufen?</numerusform>
        <numerusform>%Ln Dateien von {host} abrufen?</numerusform>
      </translation>
    </message>
    <message>
      <source>The browser handed over an address only. Receipt Desktop fetches the file from there, without your sign-in at this site. The site learns that it was fetched.</source>
      <translation>Der Browser hat nur eine Adresse übergeben. Receipt Desktop ruft die Datei dort ab, ohne Ihre Anmeldung bei dieser Website. Die Website erfährt, dass sie abgerufen wurde.</translation>
    </message>
    <message>
      <source>Fetch</source>
      <translation>Abrufen</translation>
    </message>
    <message>
      <source>Fetch from {host} without asking until I quit</source>
      <translation>Bis zum Beenden ohne Rückfrage von {host} abrufen</translation>
    </message>
  </context>
  <context>
    <name>AlertBanner</name>
    <message>
      <source>Alerts</source>
      <translation>Warnungen</translation>
    </message>
    <message>
      <source>Show queue</source>
      <translation>Warteschlange anzeigen</translation>
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
      <translation>Aus dem gesamten Netzwerk</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>Token</translation>
    </message>
    <message>
      <source>Anyone with this token can read, change and delete every receipt.</source>
      <translation>Wer dieses Token kennt, kann alle Belege lesen, ändern und löschen.</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>Wird gestartet …</translation>
    </message>
    <message>
      <source>Running at {address}.</source>
      <translation>Erreichbar unter {address}.</translation>
    </message>
    <message>
      <source>For phones, shops and scripts. See the HTTP API documentation for examples.</source>
      <translation>Für Telefone, Shops und Skripte. Beispiele stehen in der Dokumentation der HTTP-API.</translation>
    </message>
    <message>
      <source>Without a certificate, the token and the receipts are sent unencrypted. Anyone on the network can read them.</source>
      <translation>Ohne Zertifikat werden Token und Belege unverschlüsselt übertragen. Jeder im Netzwerk kann sie mitlesen.</translation>
    </message>
    <message>
      <source>Not responding.</source>
      <translation>Keine Antwort.</translation>
    </message>
  </context>
  <context>
    <name>ApprovalController</name>
    <message>
      <source>Approve without {fields}?</source>
      <translation>Ohne {fields} bestätigen?</translation>
    </message>
    <message>
      <source>Not found in {file}: {fields}. If it is printed, enter it first. If it is not on the receipt, approve without it; the audit log records that.</source>
      <translation>In {file} nicht gefunden: {fields}. Ist die Angabe gedruckt, tragen Sie sie zuerst ein. Steht sie nicht auf dem Beleg, bestätigen Sie ohne sie; das Änderungsprotokoll hält das fest.</translation>
    </message>
    <message>
      <source>Not on the receipt, approve</source>
      <translation>Nicht auf dem Beleg, bestätigen</translation>
    </message>
    <message>
      <source>Keep in review</source>
      <translation>Noch nicht bestätigen</translation>
    </message>
    <message numerus="yes">
      <source>Approve %Ln receipt(s)?</source>
      <translation>
        <numerusform>%Ln Beleg bestätigen?</numerusform>
        <numerusform>%Ln Belege bestätigen?</numerusform>
      </translation>
    </message>
    <message>
      <source>{open} of {all} still need review.</source>
      <translation>{open} von {all} sind noch zu prüfen.</translation>
    </message>
    <message numerus="yes">
      <source>Approve %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg bestätigen</numerusform>
        <numerusform>%Ln Belege bestätigen</numerusform>
      </translation>
    </message>
    <message>
      <source>Without {field}: {n}.</source>
      <translation>Ohne {field}: {n}.</translation>
    </message>
  </context>
  <context>
    <name>AttachArea</name>
    <message>
      <source>No picture</source>
      <translation>Kein Bild</translation>
    </message>
    <message>
      <source>Drop a photo, scan or PDF here.
What you have typed stays.</source>
      <translation>Foto, Scan oder PDF hier ablegen.
Ihre Eingaben bleiben.</translation>
    </message>
    <message>
      <source>Attach picture…</source>
      <translation>Bild anfügen …</translation>
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
      <translation>Wartezeit {time}</translation>
    </message>
    <message>
      <source>ran {time}</source>
      <translation>Laufzeit {time}</translation>
    </message>
  </context>
  <context>
    <name>AuditTab</name>
    <message>
      <source>User, action, file or value</source>
      <translation>Benutzer, Aktion, Datei oder Wert</translation>
    </message>
    <message>
      <source>Search audit log</source>
      <translation>Änderungsprotokoll durchsuchen</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren …</translation>
    </message>
    <message>
      <source>Audit log</source>
      <translation>Änderungsprotokoll</translation>
    </message>
    <message>
      <source>No matching entries.</source>
      <translation>Keine passenden Einträge.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln entry(s)</source>
      <translation>
        <numerusform>%Ln Eintrag</numerusform>
        <numerusform>%Ln Einträge</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Exported %Ln entry(s) to {file}.</source>
      <translation>
        <numerusform>%Ln Eintrag nach {file} exportiert.</numerusform>
        <numerusform>%Ln Einträge nach {file} exportiert.</numerusform>
      </translation>
    </message>
    <message>
      <source>JSON Lines (*.jsonl)</source>
      <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
      <source>Export audit log</source>
      <translation>Änderungsprotokoll exportieren</translation>
    </message>
    <message>
      <source>User</source>
      <translation>Benutzer</translation>
    </message>
    <message>
      <source>Action</source>
      <translation>Aktion</translation>
    </message>
    <message>
      <source>Item</source>
      <translation>Objekt</translation>
    </message>
    <message>
      <source>CSV (*.csv)</source>
      <translation>CSV (*.csv)</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Zeitpunkt</translation>
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
      <source>Not enough disk space for the last copy.</source>
      <translation>Für die letzte Kopie reichte der Speicherplatz nicht.</translation>
    </message>
    <message>
      <source>The last copy failed. See Doctor.</source>
      <translation>Die letzte Kopie ist fehlgeschlagen. Siehe Diagnose.</translation>
    </message>
    <message>
      <source>Saved and verified: {originals}, {size}, in {path}. The receipts are in a shared database. Back it up with pg_dump.</source>
      <translation>Gesichert und geprüft: {originals}, {size}, in {path}. Die Belege liegen in einer gemeinsamen Datenbank. Sichern Sie diese mit pg_dump.</translation>
    </message>
    <message>
      <source>The backup contains {receipts}. The current data is kept in {folder}. Receipt Desktop will restart.</source>
      <translation>Die Sicherung enthält {receipts}. Die bisherigen Daten bleiben in {folder} erhalten. Receipt Desktop startet neu.</translation>
    </message>
    <message>
      <source>Replace all data with the backup of {day}?</source>
      <translation>Alle Daten durch die Sicherung vom {day} ersetzen?</translation>
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
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg</numerusform>
        <numerusform>%Ln Belege</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s)</source>
      <translation>
        <numerusform>%Ln Original</numerusform>
        <numerusform>%Ln Originale</numerusform>
      </translation>
    </message>
    <message>
      <source>Saved and verified: {receipts}, {originals}, {size}, in {path}.</source>
      <translation>Gesichert und geprüft: {receipts}, {originals}, {size}, in {path}.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s) are missing or were changed.</source>
      <translation>
        <numerusform>%Ln Original fehlt oder wurde verändert.</numerusform>
        <numerusform>%Ln Originale fehlen oder wurden verändert.</numerusform>
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
    <message numerus="yes">
      <source>%Ln original(s) are not in the backup.</source>
      <translation>
        <numerusform>%Ln Original ist nicht in der Sicherung.</numerusform>
        <numerusform>%Ln Originale sind nicht in der Sicherung.</numerusform>
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
  </context>
  <context>
    <name>BatchesDialog</name>
    <message>
      <source>Past exports</source>
      <translation>Frühere Exporte</translation>
    </message>
    <message>
      <source>Exports with a profile are listed here. Nothing has been exported with one yet.</source>
      <translation>Hier stehen Exporte mit einem Profil. Mit einem Profil wurde noch nichts exportiert.</translation>
    </message>
    <message>
      <source>Count as not exported</source>
      <translation>Als nicht exportiert zählen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Count as exported</source>
      <translation>Als exportiert zählen</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>Stapel</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>Target</source>
      <translation>Ziel</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>Taken back</source>
      <translation>Zurückgenommen</translation>
    </message>
    <message>
      <source>Exported</source>
      <translation>Exportiert</translation>
    </message>
    <message>
      <source>A profile remembers what it has exported. If an import went wrong, let the batch count as not exported, correct the receipts and export them again.</source>
      <translation>Ein Profil merkt sich, was mit ihm exportiert wurde. Ist ein Import fehlgeschlagen, lassen Sie den Stapel als nicht exportiert zählen, berichtigen Sie die Belege und exportieren Sie sie erneut.</translation>
    </message>
    <message>
      <source>Head of the audit log: {head}</source>
      <translation>Kopf des Änderungsprotokolls: {head}</translation>
    </message>
  </context>
  <context>
    <name>BookkeepingController</name>
    <message>
      <source>By hand {when}</source>
      <translation>Von Hand {when}</translation>
    </message>
    <message>
      <source>New receipt by hand</source>
      <translation>Neuer Beleg von Hand</translation>
    </message>
    <message>
      <source>Receipts ({kinds})</source>
      <translation>Belege ({kinds})</translation>
    </message>
    <message>
      <source>Attach picture</source>
      <translation>Bild anfügen</translation>
    </message>
    <message>
      <source>Attached {file}</source>
      <translation>{file} angefügt</translation>
    </message>
  </context>
  <context>
    <name>BookkeepingRows</name>
    <message>
      <source>Bookkeeping</source>
      <translation>Buchführung</translation>
    </message>
  </context>
  <context>
    <name>BulkEditDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Leave it empty if it is not on the receipts.</source>
      <translation>Leer lassen, wenn es nicht auf den Belegen steht.</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>Feld</translation>
    </message>
    <message>
      <source>New value</source>
      <translation>Neuer Wert</translation>
    </message>
    <message numerus="yes">
      <source>Change %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg ändern</numerusform>
        <numerusform>%Ln Belege ändern</numerusform>
      </translation>
    </message>
    <message>
      <source>Keep the tags they have</source>
      <translation>Vorhandene Schlagwörter behalten</translation>
    </message>
    <message>
      <source>Leave it empty to clear it.</source>
      <translation>Leer lassen, um den Wert zu löschen.</translation>
    </message>
  </context>
  <context>
    <name>CandidatesBar</name>
    <message>
      <source>{field} may be:</source>
      <translation>{field} – möglich:</translation>
    </message>
    <message>
      <source>Not on the receipt</source>
      <translation>Nicht auf dem Beleg</translation>
    </message>
  </context>
  <context>
    <name>CategoriesDialog</name>
    <message>
      <source>Categories</source>
      <translation>Kategorien</translation>
    </message>
    <message>
      <source>New</source>
      <translation>Neu</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>Up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>Down</source>
      <translation>Nach unten</translation>
    </message>
    <message>
      <source>Merge into</source>
      <translation>Zusammenführen mit</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>New category</source>
      <translation>Neue Kategorie</translation>
    </message>
    <message>
      <source>Add category</source>
      <translation>Kategorie hinzufügen</translation>
    </message>
    <message>
      <source>Change category {name}</source>
      <translation>Kategorie {name} ändern</translation>
    </message>
    <message>
      <source>There is already a category named {name}. Merge the two instead.</source>
      <translation>Es gibt schon eine Kategorie namens {name}. Führen Sie die beiden zusammen.</translation>
    </message>
    <message>
      <source>Rename category to {name}</source>
      <translation>Kategorie in {name} umbenennen</translation>
    </message>
    <message>
      <source>Merge {name} into {target}</source>
      <translation>{name} mit {target} zusammenführen</translation>
    </message>
    <message>
      <source>Delete category {name}</source>
      <translation>Kategorie {name} löschen</translation>
    </message>
    <message>
      <source>Arrange categories</source>
      <translation>Kategorien anordnen</translation>
    </message>
    <message>
      <source>Receipts have this category. Merge it into another one.</source>
      <translation>Belege haben diese Kategorie. Führen Sie sie mit einer anderen zusammen.</translation>
    </message>
    <message>
      <source>Other…</source>
      <translation>Andere …</translation>
    </message>
    <message>
      <source>Double-click a name to change it. A new name is written to all receipts that have the category.</source>
      <translation>Doppelklicken Sie auf einen Namen, um ihn zu ändern. Ein neuer Name gilt für alle Belege mit dieser Kategorie.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
  </context>
  <context>
    <name>CategoriesTable</name>
    <message>
      <source>As printed</source>
      <translation>Wie gedruckt</translation>
    </message>
    <message>
      <source>Not deductible</source>
      <translation>Nicht abziehbar</translation>
    </message>
    <message>
      <source>Exempt</source>
      <translation>Steuerfrei</translation>
    </message>
    <message>
      <source>Reverse charge</source>
      <translation>Reverse Charge</translation>
    </message>
    <message>
      <source>Categories</source>
      <translation>Kategorien</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Kategorie</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>Steuer</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>Offered</source>
      <translation>Angeboten</translation>
    </message>
    <message>
      <source>Tax of {name}</source>
      <translation>Steuer von {name}</translation>
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
      <translation>Letzte 24 Stunden</translation>
    </message>
    <message numerus="yes">
      <source>Last %Ln days</source>
      <translation>
        <numerusform>Letzter %Ln Tag</numerusform>
        <numerusform>Letzte %Ln Tage</numerusform>
      </translation>
    </message>
    <message>
      <source>Period</source>
      <translation>Zeitraum</translation>
    </message>
    <message>
      <source>No receipts were processed in this period.</source>
      <translation>In diesem Zeitraum wurden keine Belege verarbeitet.</translation>
    </message>
    <message>
      <source>Throughput</source>
      <translation>Durchsatz</translation>
    </message>
    <message>
      <source>Latency</source>
      <translation>Latenz</translation>
    </message>
    <message>
      <source>completed</source>
      <translation>fertig</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>fehlgeschlagen</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>Wartezeit</translation>
    </message>
    <message>
      <source>running</source>
      <translation>Verarbeitung</translation>
    </message>
    <message>
      <source>solid p50, dashed p95</source>
      <translation>Linie p50, Striche p95</translation>
    </message>
    <message>
      <source>Latency in seconds</source>
      <translation>Latenz in Sekunden</translation>
    </message>
  </context>
  <context>
    <name>CellEditor</name>
    <message>
      <source>There is no category “{name}”.</source>
      <translation>Eine Kategorie „{name}“ gibt es nicht.</translation>
    </message>
    <message>
      <source>Did you mean “{name}”?</source>
      <translation>Meinten Sie „{name}“?</translation>
    </message>
  </context>
  <context>
    <name>ClosableDialog</name>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
  </context>
  <context>
    <name>ClosingDialog</name>
    <message>
      <source>Finish, then close</source>
      <translation>Fertigstellen, dann schließen</translation>
    </message>
    <message>
      <source>Stop now</source>
      <translation>Jetzt abbrechen</translation>
    </message>
    <message>
      <source>Keep open</source>
      <translation>Nicht schließen</translation>
    </message>
    <message numerus="yes">
      <source>Closing when %Ln receipt(s) are done</source>
      <translation>
        <numerusform>Schließt, sobald %Ln Beleg fertig ist</numerusform>
        <numerusform>Schließt, sobald %Ln Belege fertig sind</numerusform>
      </translation>
    </message>
    <message>
      <source>No new receipts are accepted or started.</source>
      <translation>Es werden keine neuen Belege angenommen oder begonnen.</translation>
    </message>
    <message>
      <source>No new receipts are accepted. Waiting receipts are still processed.</source>
      <translation>Es werden keine neuen Belege angenommen. Wartende Belege werden noch verarbeitet.</translation>
    </message>
    <message numerus="yes">
      <source>Still processing %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg wird noch verarbeitet</numerusform>
        <numerusform>%Ln Belege werden noch verarbeitet</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing is lost. Stopped receipts are processed again at the next start.</source>
      <translation>Nichts geht verloren. Abgebrochene Belege werden beim nächsten Start neu verarbeitet.</translation>
    </message>
    <message>
      <source>Finishing</source>
      <translation>Wird fertiggestellt</translation>
    </message>
  </context>
  <context>
    <name>CompanyDialog</name>
    <message>
      <source>New company</source>
      <translation>Neues Unternehmen</translation>
    </message>
    <message>
      <source>Rename company</source>
      <translation>Unternehmen umbenennen</translation>
    </message>
    <message>
      <source>Browse…</source>
      <translation>Durchsuchen …</translation>
    </message>
    <message>
      <source>Create</source>
      <translation>Anlegen</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Data folder of the company</source>
      <translation>Datenordner des Unternehmens</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>Datenordner</translation>
    </message>
    <message>
      <source>Receipts, settings and exports of a company are kept apart from the others.</source>
      <translation>Belege, Einstellungen und Exporte eines Unternehmens bleiben von den anderen getrennt.</translation>
    </message>
  </context>
  <context>
    <name>CompanyMenu</name>
    <message>
      <source>{name} is off the list. Nothing was deleted: {folder}</source>
      <translation>{name} steht nicht mehr auf der Liste. Es wurde nichts gelöscht: {folder}</translation>
    </message>
  </context>
  <context>
    <name>ComparisonTable</name>
    <message>
      <source>Fields of both receipts</source>
      <translation>Felder beider Belege</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>Feld</translation>
    </message>
    <message>
      <source>Line items</source>
      <translation>Positionen</translation>
    </message>
    <message>
      <source>Tax lines</source>
      <translation>Steuerzeilen</translation>
    </message>
  </context>
  <context>
    <name>ComparisonView</name>
    <message>
      <source>Merge</source>
      <translation>Zusammenführen</translation>
    </message>
    <message>
      <source>Remove this one</source>
      <translation>Diesen entfernen</translation>
    </message>
    <message>
      <source>Keep both</source>
      <translation>Beide behalten</translation>
    </message>
    <message>
      <source>Ignore for this supplier</source>
      <translation>Bei diesem Lieferanten ignorieren</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Receipts of one day of {supplier} are no duplicates.</source>
      <translation>Belege von {supplier} vom selben Tag sind keine Duplikate.</translation>
    </message>
    <message>
      <source>The deleted receipt is not kept.</source>
      <translation>Der gelöschte Beleg ist nicht mehr vorhanden.</translation>
    </message>
    <message>
      <source>Kept</source>
      <translation>Bleibt</translation>
    </message>
    <message>
      <source>Merged into it</source>
      <translation>Geht darin auf</translation>
    </message>
    <message>
      <source>All fields are the same.</source>
      <translation>Alle Felder sind gleich.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln field(s) differ(s).</source>
      <translation>
        <numerusform>%Ln Feld ist verschieden.</numerusform>
        <numerusform>%Ln Felder sind verschieden.</numerusform>
      </translation>
    </message>
    <message>
      <source>{side}: {name}</source>
      <translation>{side}: {name}</translation>
    </message>
    <message>
      <source>Deleted</source>
      <translation>Gelöscht</translation>
    </message>
    <message>
      <source>This one</source>
      <translation>Dieser</translation>
    </message>
  </context>
  <context>
    <name>ConfidenceMark</name>
    <message>
      <source>Entered by you, needs checking</source>
      <translation>Von Ihnen eingegeben, noch zu prüfen</translation>
    </message>
    <message>
      <source>Entered by you</source>
      <translation>Von Ihnen eingegeben</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Nicht gefunden</translation>
    </message>
    <message>
      <source>Stated in the QR code or electronic invoice</source>
      <translation>Im QR-Code oder in der elektronischen Rechnung angegeben</translation>
    </message>
    <message>
      <source>Uncertain ({percent})</source>
      <translation>Unsicher ({percent})</translation>
    </message>
    <message>
      <source>Guess ({percent})</source>
      <translation>Vermutung ({percent})</translation>
    </message>
    <message>
      <source>Confidence {percent}</source>
      <translation>Sicherheit {percent}</translation>
    </message>
    <message>
      <source>Set by a rule of the supplier</source>
      <translation>Durch eine Regel des Lieferanten gesetzt</translation>
    </message>
    <message>
      <source>Set by the rule for where it came from</source>
      <translation>Durch die Regel für die Herkunft gesetzt</translation>
    </message>
    <message>
      <source>{certainty}, read by the language model</source>
      <translation>{certainty}, vom Sprachmodell gelesen</translation>
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
    <name>ContentIntake</name>
    <message>
      <source>Pasted {when}</source>
      <translation>Eingefügt {when}</translation>
    </message>
  </context>
  <context>
    <name>ControlBar</name>
    <message>
      <source>Remove…</source>
      <translation>Entfernen …</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Retry failed</source>
      <translation>Fehlgeschlagene wiederholen</translation>
    </message>
    <message>
      <source>Receipts at a time</source>
      <translation>Belege gleichzeitig</translation>
    </message>
    <message>
      <source>Stop starting new receipts. Running ones finish.</source>
      <translation>Keine weiteren Belege beginnen. Laufende werden fertig.</translation>
    </message>
    <message>
      <source>Resume accepting</source>
      <translation>Wieder annehmen</translation>
    </message>
    <message>
      <source>Stop accepting</source>
      <translation>Nichts mehr annehmen</translation>
    </message>
    <message>
      <source>Stop accepting receipts. Finish the queue.</source>
      <translation>Keine Belege mehr annehmen. Warteschlange abarbeiten.</translation>
    </message>
    <message>
      <source>When to process receipts</source>
      <translation>Wann Belege verarbeitet werden</translation>
    </message>
    <message>
      <source>Completed receipts</source>
      <translation>Fertige Belege</translation>
    </message>
    <message>
      <source>Failed receipts</source>
      <translation>Fehlgeschlagene Belege</translation>
    </message>
    <message>
      <source>Completed and failed receipts</source>
      <translation>Fertige und fehlgeschlagene Belege</translation>
    </message>
    <message>
      <source>At a time</source>
      <translation>Gleichzeitig</translation>
    </message>
    <message>
      <source>Process</source>
      <translation>Verarbeiten</translation>
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
    <message>
      <source>Change line items</source>
      <translation>Positionen ändern</translation>
    </message>
    <message>
      <source>Change tax lines</source>
      <translation>Steuerzeilen ändern</translation>
    </message>
    <message>
      <source>Accept as printed</source>
      <translation>Wie gedruckt übernehmen</translation>
    </message>
    <message>
      <source>Flag</source>
      <translation>Markieren</translation>
    </message>
    <message>
      <source>Remove flag</source>
      <translation>Markierung entfernen</translation>
    </message>
    <message>
      <source>Postpone</source>
      <translation>Zurückstellen</translation>
    </message>
    <message>
      <source>Take up again</source>
      <translation>Wieder aufnehmen</translation>
    </message>
    <message>
      <source>Keep both</source>
      <translation>Beide behalten</translation>
    </message>
    <message>
      <source>Ignore for this supplier</source>
      <translation>Bei diesem Lieferanten ignorieren</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>Zusammenführen</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
  </context>
  <context>
    <name>CurrencyChoice</name>
    <message>
      <source>Of the home country</source>
      <translation>Wie in Ihrem Land</translation>
    </message>
  </context>
  <context>
    <name>DataFolderRow</name>
    <message>
      <source>Move…</source>
      <translation>Verschieben …</translation>
    </message>
    <message>
      <source>Move data folder</source>
      <translation>Datenordner verschieben</translation>
    </message>
    <message>
      <source>Receipt Desktop closes, copies everything to {folder}, compares the copies and opens again. Then the files in the old folder are deleted.</source>
      <translation>Receipt Desktop wird geschlossen, kopiert alles nach {folder}, vergleicht die Kopien und öffnet sich wieder. Danach werden die Dateien im alten Ordner gelöscht.</translation>
    </message>
    <message>
      <source>Move your data?</source>
      <translation>Ihre Daten verschieben?</translation>
    </message>
    <message>
      <source>Move and restart</source>
      <translation>Verschieben und neu starten</translation>
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
    <name>DetailsTabs</name>
    <message>
      <source>Tax lines</source>
      <translation>Steuerzeilen</translation>
    </message>
    <message>
      <source>Line items</source>
      <translation>Positionen</translation>
    </message>
    <message>
      <source>Recognized text</source>
      <translation>Erkannter Text</translation>
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
      <translation>Wird geprüft …</translation>
    </message>
    <message>
      <source>Testing the language model…</source>
      <translation>Sprachmodell wird getestet …</translation>
    </message>
    <message>
      <source>Model test</source>
      <translation>Modelltest</translation>
    </message>
    <message>
      <source>Disk</source>
      <translation>Datenträger</translation>
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
    <message>
      <source>Verification</source>
      <translation>Prüfung</translation>
    </message>
  </context>
  <context>
    <name>DocumentationBrowser</name>
    <message>
      <source>Page</source>
      <translation>Seite</translation>
    </message>
  </context>
  <context>
    <name>DocumentationWindow</name>
    <message>
      <source>Receipt Desktop documentation</source>
      <translation>Dokumentation von Receipt Desktop</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Forward</source>
      <translation>Vorwärts</translation>
    </message>
    <message>
      <source>Search the documentation</source>
      <translation>Dokumentation durchsuchen</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
  </context>
  <context>
    <name>DuplicateReview</name>
    <message>
      <source>Merged</source>
      <translation>Zusammengeführt</translation>
    </message>
    <message>
      <source>keep both</source>
      <translation>beide behalten</translation>
    </message>
    <message>
      <source>back</source>
      <translation>zurück</translation>
    </message>
    <message>
      <source>merge</source>
      <translation>zusammenführen</translation>
    </message>
    <message>
      <source>choose a side</source>
      <translation>Seite wählen</translation>
    </message>
    <message>
      <source>field</source>
      <translation>Feld</translation>
    </message>
    <message>
      <source>ignore for this supplier</source>
      <translation>bei diesem Lieferanten ignorieren</translation>
    </message>
    <message>
      <source>Both are kept</source>
      <translation>Beide bleiben</translation>
    </message>
    <message>
      <source>Ignored for {supplier}</source>
      <translation>Bei {supplier} ignoriert</translation>
    </message>
    <message>
      <source>remove this one</source>
      <translation>diesen entfernen</translation>
    </message>
  </context>
  <context>
    <name>EmptyState</name>
    <message>
      <source>Drop your receipts here</source>
      <translation>Legen Sie Ihre Belege hier ab</translation>
    </message>
    <message>
      <source>Photos, scans, PDFs or whole folders.
You get total, date, merchant and tax, for a spreadsheet or your bookkeeping program.
Everything is processed on this computer; nothing leaves it.</source>
      <translation>Fotos, Scans, PDFs oder ganze Ordner.
Sie erhalten Gesamtbetrag, Datum, Händler und Steuer, für eine Tabelle oder Ihre Buchführung.
Alles wird auf diesem Computer verarbeitet; nichts verlässt ihn.</translation>
    </message>
    <message>
      <source>Add folder…</source>
      <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
      <source>Try with sample receipts</source>
      <translation>Mit Beispielbelegen ausprobieren</translation>
    </message>
  </context>
  <context>
    <name>MappingTable</name>
    <message>
      <source>Double-click to add…</source>
      <translation>Doppelklick zum Hinzufügen …</translation>
    </message>
  </context>
  <context>
    <name>ExportBar</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Progress of the export</source>
      <translation>Fortschritt des Exports</translation>
    </message>
    <message>
      <source>Exporting {n} of {all}</source>
      <translation>Export: {n} von {all}</translation>
    </message>
  </context>
  <context>
    <name>ExportController</name>
    <message>
      <source>Plain chart</source>
      <translation>Einfacher Kontenplan</translation>
    </message>
    <message>
      <source>Export as {format}</source>
      <translation>Als {format} exportieren</translation>
    </message>
    <message numerus="yes">
      <source>Exported %Ln row(s) to {file}.</source>
      <translation>
        <numerusform>%Ln Zeile nach {file} exportiert.</numerusform>
        <numerusform>%Ln Zeilen nach {file} exportiert.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) was/were left out.</source>
      <translation>
        <numerusform>%Ln Beleg wurde ausgelassen.</numerusform>
        <numerusform>%Ln Belege wurden ausgelassen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Batch {label}.</source>
      <translation>Stapel {label}.</translation>
    </message>
    <message>
      <source>Show file</source>
      <translation>Datei anzeigen</translation>
    </message>
    <message>
      <source>{n} receipts of {label} count as not exported.</source>
      <translation>{n} Belege aus {label} zählen als nicht exportiert.</translation>
    </message>
    <message>
      <source>{n} receipts of {label} count as exported.</source>
      <translation>{n} Belege aus {label} zählen als exportiert.</translation>
    </message>
  </context>
  <context>
    <name>ExportDialog</name>
    <message>
      <source>Export</source>
      <translation>Export</translation>
    </message>
    <message>
      <source>Edit profiles…</source>
      <translation>Profile bearbeiten …</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Without (not remembered)</source>
      <translation>Ohne (wird nicht gemerkt)</translation>
    </message>
    <message>
      <source>Target</source>
      <translation>Ziel</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren …</translation>
    </message>
    <message numerus="yes">
      <source>Export %Ln receipt(s)…</source>
      <translation>
        <numerusform>%Ln Beleg exportieren …</numerusform>
        <numerusform>%Ln Belege exportieren …</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FailedFilesDialog</name>
    <message>
      <source>Files that could not be added</source>
      <translation>Dateien, die nicht hinzugefügt werden konnten</translation>
    </message>
    <message>
      <source>All files of this folder were added.</source>
      <translation>Alle Dateien dieses Ordners wurden hinzugefügt.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Ignore</source>
      <translation>Ignorieren</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
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
      <translation>Fehlgeschlagene Belege</translation>
    </message>
    <message>
      <source>Retry all failed</source>
      <translation>Alle wiederholen</translation>
    </message>
    <message>
      <source>Show job</source>
      <translation>Auftrag anzeigen</translation>
    </message>
    <message>
      <source>Retry group</source>
      <translation>Gruppe wiederholen</translation>
    </message>
    <message>
      <source>Retry selected</source>
      <translation>Auswahl wiederholen</translation>
    </message>
    <message>
      <source>Remove selected</source>
      <translation>Auswahl entfernen</translation>
    </message>
    <message>
      <source>No failed receipts.</source>
      <translation>Keine fehlgeschlagenen Belege.</translation>
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
      <source>Last seen</source>
      <translation>Zuletzt</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeitpunkt</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Versuche</translation>
    </message>
  </context>
  <context>
    <name>FieldRow</name>
    <message>
      <source>Enter an amount such as {example}.</source>
      <translation>Geben Sie einen Betrag wie {example} ein.</translation>
    </message>
    <message>
      <source>Enter a date such as {example}.</source>
      <translation>Geben Sie ein Datum wie {example} ein.</translation>
    </message>
    <message>
      <source>Enter a time such as {example}.</source>
      <translation>Geben Sie eine Uhrzeit wie {example} ein.</translation>
    </message>
    <message>
      <source>Enter the last four digits of the card.</source>
      <translation>Geben Sie die letzten vier Ziffern der Karte ein.</translation>
    </message>
    <message>
      <source>Not on the receipt</source>
      <translation>Nicht auf dem Beleg</translation>
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
      <source>Enter yes or no.</source>
      <translation>Geben Sie Ja oder Nein ein.</translation>
    </message>
    <message>
      <source>Choose a category</source>
      <translation>Kategorie auswählen</translation>
    </message>
  </context>
  <context>
    <name>FieldsForm</name>
    <message numerus="yes">
      <source>%Ln empty field(s)</source>
      <translation>
        <numerusform>%Ln leeres Feld</numerusform>
        <numerusform>%Ln leere Felder</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FilePathEdit</name>
    <message>
      <source>None</source>
      <translation>Keine Datei</translation>
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
      <source>In progress</source>
      <translation>In Arbeit</translation>
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
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>Merchant, file, values and all printed text. 12.50 also finds 12,50.</source>
      <translation>Händler, Datei, Werte und der ganze gedruckte Text. 12.50 findet auch 12,50.</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
      <source>Add folder…</source>
      <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Hinzufügen</translation>
    </message>
    <message>
      <source>Add receipts</source>
      <translation>Belege hinzufügen</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filtern</translation>
    </message>
    <message>
      <source>Views</source>
      <translation>Ansichten</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>Spalten</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>Vorschau</translation>
    </message>
    <message>
      <source>New receipt by hand</source>
      <translation>Neuer Beleg von Hand</translation>
    </message>
  </context>
  <context>
    <name>FilterChips</name>
    <message>
      <source>Remove this filter</source>
      <translation>Diesen Filter entfernen</translation>
    </message>
    <message>
      <source>Merchant: {name}</source>
      <translation>Händler: {name}</translation>
    </message>
    <message>
      <source>Without category</source>
      <translation>Ohne Kategorie</translation>
    </message>
    <message>
      <source>Without currency</source>
      <translation>Ohne Währung</translation>
    </message>
    <message>
      <source>With a problem</source>
      <translation>Mit einem Problem</translation>
    </message>
    <message>
      <source>Duplicates</source>
      <translation>Duplikate</translation>
    </message>
    <message>
      <source>{least} or more</source>
      <translation>{least} oder mehr</translation>
    </message>
    <message>
      <source>{most} or less</source>
      <translation>{most} oder weniger</translation>
    </message>
    <message>
      <source>Tag: {name}</source>
      <translation>Schlagwort: {name}</translation>
    </message>
    <message>
      <source>Without tags</source>
      <translation>Ohne Schlagwörter</translation>
    </message>
    <message>
      <source>Project: {name}</source>
      <translation>Projekt: {name}</translation>
    </message>
    <message>
      <source>Without project</source>
      <translation>Ohne Projekt</translation>
    </message>
    <message>
      <source>Paid by: {name}</source>
      <translation>Bezahlt von: {name}</translation>
    </message>
    <message>
      <source>Without payer</source>
      <translation>Ohne Zahler</translation>
    </message>
    <message>
      <source>Reimbursable</source>
      <translation>Zu erstatten</translation>
    </message>
    <message>
      <source>Not reimbursable</source>
      <translation>Nicht zu erstatten</translation>
    </message>
    <message>
      <source>Archived only</source>
      <translation>Nur archivierte</translation>
    </message>
    <message>
      <source>With archived ones</source>
      <translation>Mit archivierten</translation>
    </message>
    <message>
      <source>Not exported yet</source>
      <translation>Noch nicht exportiert</translation>
    </message>
    <message>
      <source>Exported</source>
      <translation>Exportiert</translation>
    </message>
    <message>
      <source>Changed since their export</source>
      <translation>Seit dem Export geändert</translation>
    </message>
    <message>
      <source>Without merchant</source>
      <translation>Ohne Händler</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Bestätigt</translation>
    </message>
    <message>
      <source>Without a date</source>
      <translation>Ohne Datum</translation>
    </message>
    <message>
      <source>As in the report</source>
      <translation>Wie im Bericht</translation>
    </message>
  </context>
  <context>
    <name>FilterPanel</name>
    <message>
      <source>With a problem</source>
      <translation>Mit einem Problem</translation>
    </message>
    <message>
      <source>Duplicates</source>
      <translation>Duplikate</translation>
    </message>
    <message>
      <source>Clear filters</source>
      <translation>Filter löschen</translation>
    </message>
    <message>
      <source>Any category</source>
      <translation>Alle Kategorien</translation>
    </message>
    <message>
      <source>Without category</source>
      <translation>Ohne Kategorie</translation>
    </message>
    <message>
      <source>Any currency</source>
      <translation>Alle Währungen</translation>
    </message>
    <message>
      <source>Without currency</source>
      <translation>Ohne Währung</translation>
    </message>
    <message>
      <source>from</source>
      <translation>von</translation>
    </message>
    <message>
      <source>to</source>
      <translation>bis</translation>
    </message>
    <message>
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
    <message>
      <source>Lowest total</source>
      <translation>Kleinster Gesamtbetrag</translation>
    </message>
    <message>
      <source>Highest total</source>
      <translation>Größter Gesamtbetrag</translation>
    </message>
    <message>
      <source>Period</source>
      <translation>Zeitraum</translation>
    </message>
    <message>
      <source>Merchant</source>
      <translation>Händler</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Kategorie</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Währung</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Gesamt</translation>
    </message>
    <message>
      <source>All receipts</source>
      <translation>Alle Belege</translation>
    </message>
    <message>
      <source>All duplicates</source>
      <translation>Alle Duplikate</translation>
    </message>
    <message>
      <source>Any tag</source>
      <translation>Jedes Schlagwort</translation>
    </message>
    <message>
      <source>Without tags</source>
      <translation>Ohne Schlagwörter</translation>
    </message>
    <message>
      <source>Any project</source>
      <translation>Jedes Projekt</translation>
    </message>
    <message>
      <source>Without project</source>
      <translation>Ohne Projekt</translation>
    </message>
    <message>
      <source>Anybody</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Without payer</source>
      <translation>Ohne Zahler</translation>
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
      <source>Any</source>
      <translation>Beliebig</translation>
    </message>
    <message>
      <source>Archived only</source>
      <translation>Nur archivierte</translation>
    </message>
    <message>
      <source>Hidden</source>
      <translation>Ausgeblendet</translation>
    </message>
    <message>
      <source>Shown</source>
      <translation>Eingeblendet</translation>
    </message>
    <message>
      <source>Tag</source>
      <translation>Schlagwort</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projekt</translation>
    </message>
    <message>
      <source>Paid by</source>
      <translation>Bezahlt von</translation>
    </message>
    <message>
      <source>Reimbursable</source>
      <translation>Zu erstatten</translation>
    </message>
    <message>
      <source>Archive</source>
      <translation>Archiv</translation>
    </message>
    <message>
      <source>Exported or not</source>
      <translation>Exportiert oder nicht</translation>
    </message>
    <message>
      <source>Not exported yet</source>
      <translation>Noch nicht exportiert</translation>
    </message>
    <message>
      <source>Exported</source>
      <translation>Exportiert</translation>
    </message>
    <message>
      <source>Changed since their export</source>
      <translation>Seit dem Export geändert</translation>
    </message>
    <message>
      <source>Exports</source>
      <translation>Exporte</translation>
    </message>
    <message>
      <source>Any source</source>
      <translation>Jede Quelle</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Quelle</translation>
    </message>
  </context>
  <context>
    <name>FolderDialog</name>
    <message>
      <source>Watched folder</source>
      <translation>Überwachter Ordner</translation>
    </message>
    <message>
      <source>Browse…</source>
      <translation>Durchsuchen …</translation>
    </message>
    <message>
      <source>Include subfolders</source>
      <translation>Mit Unterordnern</translation>
    </message>
    <message>
      <source>Look every 10 seconds, as on a network drive</source>
      <translation>Alle 10 Sekunden nachsehen, wie auf einem Netzlaufwerk</translation>
    </message>
    <message>
      <source>Watch folder</source>
      <translation>Ordner überwachen</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Erledigt</translation>
    </message>
    <message>
      <source>Folder to watch</source>
      <translation>Zu überwachender Ordner</translation>
    </message>
    <message>
      <source>Leave them out, add new files only</source>
      <translation>Auslassen, nur neue Dateien hinzufügen</translation>
    </message>
    <message>
      <source>Add them too</source>
      <translation>Auch hinzufügen</translation>
    </message>
    <message>
      <source>Leave them where they are</source>
      <translation>An ihrem Ort lassen</translation>
    </message>
    <message>
      <source>Move them to a subfolder</source>
      <translation>In einen Unterordner verschieben</translation>
    </message>
    <message>
      <source>For example *.txt; drafts/*</source>
      <translation>Zum Beispiel *.txt; Entwürfe/*</translation>
    </message>
    <message>
      <source>The folder of your scanner or a shared folder</source>
      <translation>Der Ordner Ihres Scanners oder ein freigegebener Ordner</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Files that are there now</source>
      <translation>Dateien, die jetzt da sind</translation>
    </message>
    <message>
      <source>Once they are added</source>
      <translation>Nach dem Hinzufügen</translation>
    </message>
    <message>
      <source>Name of the subfolder</source>
      <translation>Name des Unterordners</translation>
    </message>
    <message>
      <source>Ignore</source>
      <translation>Ignorieren</translation>
    </message>
    <message>
      <source>Receipts from this folder get</source>
      <translation>Belege aus diesem Ordner erhalten</translation>
    </message>
    <message>
      <source>Each file is copied first and never deleted. Hidden, temporary and unfinished files are left out. Network drives are recognised.</source>
      <translation>Jede Datei wird zuerst kopiert und nie gelöscht. Verborgene, temporäre und unfertige Dateien werden ausgelassen. Netzlaufwerke werden erkannt.</translation>
    </message>
  </context>
  <context>
    <name>HelpMenu</name>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>Documentation</source>
      <translation>Dokumentation</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <source>Welcome page…</source>
      <translation>Willkommensseite …</translation>
    </message>
    <message>
      <source>Save a problem report…</source>
      <translation>Problembericht speichern …</translation>
    </message>
    <message>
      <source>Check for updates…</source>
      <translation>Nach Updates suchen …</translation>
    </message>
    <message>
      <source>Licences</source>
      <translation>Lizenzen</translation>
    </message>
    <message>
      <source>About Receipt Desktop</source>
      <translation>Über Receipt Desktop</translation>
    </message>
    <message>
      <source>Receipt Desktop {version} is available.</source>
      <translation>Receipt Desktop {version} ist verfügbar.</translation>
    </message>
    <message>
      <source>Details…</source>
      <translation>Details …</translation>
    </message>
  </context>
  <context>
    <name>ImportController</name>
    <message numerus="yes">
      <source>Imported %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg importiert</numerusform>
        <numerusform>%Ln Belege importiert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln failed</source>
      <translation>
        <numerusform>%Ln fehlgeschlagen</numerusform>
        <numerusform>%Ln fehlgeschlagen</numerusform>
      </translation>
    </message>
    <message>
      <source>Exports of other programs (*.csv *.zip)</source>
      <translation>Exporte anderer Programme (*.csv *.zip)</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>Importieren</translation>
    </message>
  </context>
  <context>
    <name>ImportDialog</name>
    <message numerus="yes">
      <source>Import %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg importieren</numerusform>
        <numerusform>%Ln Belege importieren</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) from {program} come in</source>
      <translation>
        <numerusform>%Ln Beleg aus {program} wird hinzugefügt</numerusform>
        <numerusform>%Ln Belege aus {program} werden hinzugefügt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln with a picture</source>
      <translation>
        <numerusform>%Ln mit Bild</numerusform>
        <numerusform>%Ln mit Bild</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln line(s) are left out.</source>
      <translation>
        <numerusform>%Ln Zeile wird ausgelassen.</numerusform>
        <numerusform>%Ln Zeilen werden ausgelassen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln picture(s) belong to no line.</source>
      <translation>
        <numerusform>%Ln Bild gehört zu keiner Zeile.</numerusform>
        <numerusform>%Ln Bilder gehören zu keiner Zeile.</numerusform>
      </translation>
    </message>
    <message>
      <source>Import {file}</source>
      <translation>{file} importieren</translation>
    </message>
    <message>
      <source>Receipts to import</source>
      <translation>Zu importierende Belege</translation>
    </message>
    <message>
      <source>Reading the file…</source>
      <translation>Datei wird gelesen …</translation>
    </message>
    <message>
      <source>Folder with pictures…</source>
      <translation>Ordner mit Bildern …</translation>
    </message>
    <message>
      <source>Folder with pictures</source>
      <translation>Ordner mit Bildern</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>Importieren</translation>
    </message>
    <message>
      <source>Line</source>
      <translation>Zeile</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>Merchant</source>
      <translation>Händler</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Summe</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>Bild</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Hinweis</translation>
    </message>
    <message>
      <source>Columns that are not imported: {columns}.</source>
      <translation>Spalten, die nicht importiert werden: {columns}.</translation>
    </message>
  </context>
  <context>
    <name>LicencesDialog</name>
    <message>
      <source>Licences</source>
      <translation>Lizenzen</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Receipt Desktop is free software under the MIT licence. It contains these parts, each under its own licence.</source>
      <translation>Receipt Desktop ist freie Software unter der MIT-Lizenz. Es enthält diese Bestandteile, jeden unter seiner eigenen Lizenz.</translation>
    </message>
    <message>
      <source>Part</source>
      <translation>Bestandteil</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Version</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Text of the licence</source>
      <translation>Text der Lizenz</translation>
    </message>
    <message>
      <source>The package names its licence only.</source>
      <translation>Das Paket nennt nur den Namen seiner Lizenz.</translation>
    </message>
    <message>
      <source>See its text</source>
      <translation>Siehe Text</translation>
    </message>
  </context>
  <context>
    <name>MailAccountForm</name>
    <message>
      <source>Other provider</source>
      <translation>Anderer Anbieter</translation>
    </message>
    <message>
      <source>Test connection</source>
      <translation>Verbindung testen</translation>
    </message>
    <message>
      <source>Unchanged</source>
      <translation>Unverändert</translation>
    </message>
    <message>
      <source>The password is kept in the keyring of the system.</source>
      <translation>Das Passwort liegt im Schlüsselbund des Systems.</translation>
    </message>
    <message>
      <source>This system has no keyring that can be used. The password is not saved, and is asked for again after each start.</source>
      <translation>Dieses System hat keinen nutzbaren Schlüsselbund. Das Passwort wird nicht gespeichert, sondern nach jedem Start erneut erfragt.</translation>
    </message>
    <message>
      <source>TLS from the start</source>
      <translation>TLS von Anfang an</translation>
    </message>
    <message>
      <source>None, on this computer only</source>
      <translation>Keine, nur auf diesem Computer</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Port</translation>
    </message>
    <message>
      <source>Provider</source>
      <translation>Anbieter</translation>
    </message>
    <message>
      <source>Mail address or user name</source>
      <translation>Mailadresse oder Benutzername</translation>
    </message>
    <message>
      <source>Password or app password</source>
      <translation>Passwort oder App-Passwort</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Server</translation>
    </message>
    <message>
      <source>Encryption</source>
      <translation>Verschlüsselung</translation>
    </message>
  </context>
  <context>
    <name>MailDialog</name>
    <message>
      <source>Mailbox</source>
      <translation>Postfach</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Add mailbox</source>
      <translation>Postfach hinzufügen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Connecting…</source>
      <translation>Verbindung wird hergestellt …</translation>
    </message>
    <message>
      <source>Choose at least one folder.</source>
      <translation>Wählen Sie mindestens einen Ordner.</translation>
    </message>
    <message>
      <source>Choose another folder to move the messages to.</source>
      <translation>Wählen Sie einen anderen Ordner als Ziel für die Nachrichten.</translation>
    </message>
    <message>
      <source>The connection works. Folders: {count}.</source>
      <translation>Die Verbindung steht. Ordner: {count}.</translation>
    </message>
    <message>
      <source>This server cannot move messages; they are only flagged.</source>
      <translation>Dieser Server kann Nachrichten nicht verschieben; sie werden nur markiert.</translation>
    </message>
    <message>
      <source>Account</source>
      <translation>Konto</translation>
    </message>
    <message>
      <source>Messages</source>
      <translation>Nachrichten</translation>
    </message>
    <message>
      <source>Senders</source>
      <translation>Absender</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Regel</translation>
    </message>
    <message>
      <source>Not taken</source>
      <translation>Nicht übernommen</translation>
    </message>
  </context>
  <context>
    <name>MailMessagesForm</name>
    <message>
      <source>Also messages from</source>
      <translation>Auch Nachrichten ab</translation>
    </message>
    <message>
      <source>Mark as read</source>
      <translation>Als gelesen markieren</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source> min</source>
      <translation> min</translation>
    </message>
    <message>
      <source>Folder for messages that were taken</source>
      <translation>Ordner für übernommene Nachrichten</translation>
    </message>
    <message>
      <source>Flag them</source>
      <translation>Markieren</translation>
    </message>
    <message>
      <source>Move them to</source>
      <translation>Verschieben nach</translation>
    </message>
    <message>
      <source>Leave them as they are</source>
      <translation>Unverändert lassen</translation>
    </message>
    <message>
      <source>New messages, and</source>
      <translation>Neue Nachrichten</translation>
    </message>
    <message>
      <source>Look every</source>
      <translation>Nachsehen alle</translation>
    </message>
    <message>
      <source>Messages that were taken</source>
      <translation>Übernommene Nachrichten</translation>
    </message>
    <message>
      <source>Test the connection to list the folders. No message is ever deleted.</source>
      <translation>Testen Sie die Verbindung, um die Ordner aufzulisten. Nachrichten werden nie gelöscht.</translation>
    </message>
  </context>
  <context>
    <name>MailProblemsList</name>
    <message>
      <source>Messages that were not taken</source>
      <translation>Nicht übernommene Nachrichten</translation>
    </message>
    <message>
      <source>These messages are not looked at again. Save their attachments, then add them.</source>
      <translation>Diese Nachrichten werden nicht erneut geprüft. Speichern Sie ihre Anhänge und fügen Sie sie dann hinzu.</translation>
    </message>
  </context>
  <context>
    <name>MailSendersForm</name>
    <message>
      <source>Only messages from these senders</source>
      <translation>Nur Nachrichten dieser Absender</translation>
    </message>
    <message>
      <source>Never messages from these senders</source>
      <translation>Nie Nachrichten dieser Absender</translation>
    </message>
    <message>
      <source>Print messages without attached receipts from</source>
      <translation>Nachrichten ohne angehängte Belege drucken von</translation>
    </message>
    <message>
      <source>Addresses or domains, such as billing@example.com or example.com. Printed messages contain their text and tables; nothing is loaded from the Internet.</source>
      <translation>Adressen oder Domains, etwa rechnung@example.com oder example.com. Gedruckte Nachrichten enthalten Text und Tabellen; aus dem Internet wird nichts geladen.</translation>
    </message>
  </context>
  <context>
    <name>MergeDialog</name>
    <message>
      <source>Merge suppliers</source>
      <translation>Lieferanten zusammenführen</translation>
    </message>
    <message>
      <source>Which supplier is also {name}?</source>
      <translation>Welcher Lieferant ist ebenfalls {name}?</translation>
    </message>
    <message>
      <source>Its receipts, keys and rules move to {name}. Rules of {name} win.</source>
      <translation>Belege, Merkmale und Regeln gehen an {name} über. Regeln von {name} haben Vorrang.</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Suppliers</source>
      <translation>Lieferanten</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>Zusammenführen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
  </context>
  <context>
    <name>ModelChoice</name>
    <message>
      <source>Use a language model on this computer (Ollama)</source>
      <translation>Sprachmodell auf diesem Computer verwenden (Ollama)</translation>
    </message>
    <message>
      <source>Finds more values on unusual receipts. A small model takes about {size} on the disk and 3 GB of memory; without a graphics card, expect ten seconds or more for each receipt. Nothing leaves this computer.</source>
      <translation>Findet auf ungewöhnlichen Belegen mehr Werte. Ein kleines Modell belegt etwa {size} auf der Festplatte und 3 GB Arbeitsspeicher; ohne Grafikkarte dauert jeder Beleg zehn Sekunden oder länger. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Looking for Ollama…</source>
      <translation>Ollama wird gesucht …</translation>
    </message>
    <message>
      <source>Ollama is on another computer. See Settings &gt; Language model.</source>
      <translation>Ollama läuft auf einem anderen Computer. Siehe Einstellungen &gt; Sprachmodell.</translation>
    </message>
    <message>
      <source>Ollama was not found. Receipts are read without it; you can install it later from {link}.</source>
      <translation>Ollama wurde nicht gefunden. Belege werden ohne Sprachmodell gelesen; Sie können Ollama später von {link} installieren.</translation>
    </message>
    <message>
      <source>Ollama {version} is running. It has no model yet; you can download one:</source>
      <translation>Ollama {version} läuft, hat aber noch kein Modell. Sie können eines herunterladen:</translation>
    </message>
    <message>
      <source>Ollama {version} is running.</source>
      <translation>Ollama {version} läuft.</translation>
    </message>
    <message>
      <source>Best installed model</source>
      <translation>Bestes installiertes Modell</translation>
    </message>
  </context>
  <context>
    <name>ReceiptTable</name>
    <message>
      <source>Date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>Merchant</source>
      <translation>Händler</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Kategorie</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Gesamt</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>Steuer</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Währung</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>Hinzugefügt</translation>
    </message>
    <message>
      <source>Confidence</source>
      <translation>Sicherheit</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>Default columns</source>
      <translation>Standardspalten</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>Schlagwörter</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projekt</translation>
    </message>
    <message>
      <source>Paid by</source>
      <translation>Bezahlt von</translation>
    </message>
    <message>
      <source>Reimbursable</source>
      <translation>Zu erstatten</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Notiz</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Quelle</translation>
    </message>
  </context>
  <context>
    <name>ReportDialog</name>
    <message>
      <source>Problem report</source>
      <translation>Problembericht</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>Speichern …</translation>
    </message>
    <message>
      <source>Save a problem report</source>
      <translation>Problembericht speichern</translation>
    </message>
    <message>
      <source>The ZIP file contains versions, settings, logs and what the Doctor finds. It contains nothing of your receipts: no text, no pictures and no file names. Passwords and tokens are left out.

Nothing is sent. Look through the file before you give it to somebody.</source>
      <translation>Die ZIP-Datei enthält Versionen, Einstellungen, Protokolle und die Befunde der Diagnose. Von Ihren Belegen enthält sie nichts: keinen Text, keine Bilder und keine Dateinamen. Passwörter und Zugriffstoken fehlen ebenfalls.

Nichts wird gesendet. Sehen Sie die Datei durch, bevor Sie sie weitergeben.</translation>
    </message>
    <message>
      <source>Saving</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Saved as {path}.</source>
      <translation>Gespeichert als {path}.</translation>
    </message>
  </context>
  <context>
    <name>RuleDialog</name>
    <message>
      <source>Rule of a supplier</source>
      <translation>Regel eines Lieferanten</translation>
    </message>
    <message>
      <source>Receipts that would change</source>
      <translation>Belege, die sich ändern würden</translation>
    </message>
    <message>
      <source>Save and apply</source>
      <translation>Speichern und anwenden</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>A rate in percent, or nothing for “no tax”.</source>
      <translation>Ein Satz in Prozent, oder nichts für „keine Steuer“.</translation>
    </message>
    <message>
      <source>The words in the row of the total.</source>
      <translation>Die Wörter in der Zeile des Gesamtbetrags.</translation>
    </message>
    <message>
      <source>A code of three letters, such as EUR.</source>
      <translation>Ein Code aus drei Buchstaben, etwa EUR.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln open receipt(s) would change:</source>
      <translation>
        <numerusform>%Ln offener Beleg würde sich ändern:</numerusform>
        <numerusform>%Ln offene Belege würden sich ändern:</numerusform>
      </translation>
    </message>
    <message>
      <source>None. Approved receipts and proven values never change.</source>
      <translation>Keiner. Bestätigte Belege und gesicherte Werte ändern sich nie.</translation>
    </message>
    <message>
      <source>Always</source>
      <translation>Immer</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Only with an item</source>
      <translation>Nur mit einer Position</translation>
    </message>
    <message>
      <source>Any</source>
      <translation>Beliebig</translation>
    </message>
  </context>
  <context>
    <name>RuleLearner</name>
    <message>
      <source>Rule of a supplier</source>
      <translation>Regel eines Lieferanten</translation>
    </message>
    <message>
      <source>Switch a rule off</source>
      <translation>Regel ausschalten</translation>
    </message>
  </context>
  <context>
    <name>RuleLine</name>
    <message>
      <source>Learning</source>
      <translation>Lernen</translation>
    </message>
    <message>
      <source>Switch the rule off</source>
      <translation>Regel ausschalten</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Rules…</source>
      <translation>Regeln …</translation>
    </message>
    <message>
      <source>Always</source>
      <translation>Immer</translation>
    </message>
    <message>
      <source>Only this one</source>
      <translation>Nur dieser</translation>
    </message>
    <message numerus="yes">
      <source>%Ln open receipt(s) changed.</source>
      <translation>
        <numerusform>%Ln offener Beleg geändert.</numerusform>
        <numerusform>%Ln offene Belege geändert.</numerusform>
      </translation>
    </message>
    <message>
      <source>No other open receipt changes.</source>
      <translation>Kein anderer offener Beleg ändert sich.</translation>
    </message>
    <message>
      <source>Noted for {supplier}.</source>
      <translation>Für {supplier} gemerkt.</translation>
    </message>
    <message>
      <source>Changing the open receipts…</source>
      <translation>Offene Belege werden geändert …</translation>
    </message>
  </context>
  <context>
    <name>ScanDialog</name>
    <message>
      <source>Scan</source>
      <translation>Scannen</translation>
    </message>
    <message>
      <source>Searching for scanners…</source>
      <translation>Scanner werden gesucht …</translation>
    </message>
    <message>
      <source>No scanner was found. Enter the address that its display shows.</source>
      <translation>Es wurde kein Scanner gefunden. Geben Sie die Adresse ein, die sein Display anzeigt.</translation>
    </message>
    <message>
      <source>Asking the scanner what it can do…</source>
      <translation>Der Scanner wird nach seinen Möglichkeiten gefragt …</translation>
    </message>
    <message>
      <source>Looking for a scanner at {address}…</source>
      <translation>Unter {address} wird ein Scanner gesucht …</translation>
    </message>
    <message>
      <source>Certificate of the scanner</source>
      <translation>Zertifikat des Scanners</translation>
    </message>
    <message>
      <source>Devices sign their certificates themselves. If you trust this one, the connection is encrypted, and a change is noticed. Its fingerprint:
{fingerprint}</source>
      <translation>Geräte stellen ihre Zertifikate selbst aus. Wenn Sie diesem vertrauen, ist die Verbindung verschlüsselt, und eine Änderung fällt auf. Sein Fingerabdruck:
{fingerprint}</translation>
    </message>
    <message>
      <source>Trust it</source>
      <translation>Vertrauen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Scanning…</source>
      <translation>Es wird gescannt …</translation>
    </message>
    <message>
      <source>Ending the scan…</source>
      <translation>Der Scan wird beendet …</translation>
    </message>
    <message>
      <source>Adding the receipts…</source>
      <translation>Belege werden hinzugefügt …</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) added.</source>
      <translation>
        <numerusform>%Ln Beleg hinzugefügt.</numerusform>
        <numerusform>%Ln Belege hinzugefügt.</numerusform>
      </translation>
    </message>
    <message>
      <source>Separator page</source>
      <translation>Trennblatt</translation>
    </message>
    <message>
      <source>Save separator page</source>
      <translation>Trennblatt speichern</translation>
    </message>
    <message>
      <source>Scan more pages</source>
      <translation>Weitere Seiten scannen</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Leave out</source>
      <translation>Auslassen</translation>
    </message>
  </context>
  <context>
    <name>ScannedPageStrip</name>
    <message>
      <source>Scanned pages</source>
      <translation>Gescannte Seiten</translation>
    </message>
    <message>
      <source>Lay the receipts in the scanner, and choose Scan. Blank pages are left out.</source>
      <translation>Legen Sie die Belege in den Scanner und wählen Sie „Scannen“. Leere Seiten werden ausgelassen.</translation>
    </message>
  </context>
  <context>
    <name>scans</name>
    <message>
      <source>Glass</source>
      <translation>Vorlagenglas</translation>
    </message>
    <message>
      <source>Feeder, one side</source>
      <translation>Einzug, einseitig</translation>
    </message>
    <message>
      <source>Feeder, both sides</source>
      <translation>Einzug, beidseitig</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>Grey</source>
      <translation>Graustufen</translation>
    </message>
    <message>
      <source>Black and white</source>
      <translation>Schwarzweiß</translation>
    </message>
    <message>
      <source>All pages are one receipt</source>
      <translation>Alle Seiten sind ein Beleg</translation>
    </message>
    <message>
      <source>Each page is a receipt</source>
      <translation>Jede Seite ist ein Beleg</translation>
    </message>
    <message>
      <source>A separator page begins a new receipt</source>
      <translation>Ein Trennblatt beginnt einen neuen Beleg</translation>
    </message>
    <message>
      <source>Page {number}</source>
      <translation>Seite {number}</translation>
    </message>
    <message>
      <source>{number}: blank</source>
      <translation>{number}: leer</translation>
    </message>
    <message>
      <source>{number}: separator</source>
      <translation>{number}: Trennblatt</translation>
    </message>
    <message>
      <source>{number}: left out</source>
      <translation>{number}: ausgelassen</translation>
    </message>
  </context>
  <context>
    <name>ScanWidgets</name>
    <message>
      <source>Find</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Scan</source>
      <translation>Scannen</translation>
    </message>
    <message>
      <source>End scan</source>
      <translation>Scan beenden</translation>
    </message>
    <message>
      <source>Leave out</source>
      <translation>Auslassen</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Separator page…</source>
      <translation>Trennblatt …</translation>
    </message>
    <message>
      <source>Add to receipts</source>
      <translation>Als Belege hinzufügen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Search again</source>
      <translation>Erneut suchen</translation>
    </message>
    <message>
      <source>Address, such as 192.168.1.20</source>
      <translation>Adresse, zum Beispiel 192.168.1.20</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Scanner</translation>
    </message>
    <message>
      <source>Not in the list?</source>
      <translation>Nicht in der Liste?</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Papier</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>Resolution</source>
      <translation>Auflösung</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
  </context>
  <context>
    <name>SeparatorPage</name>
    <message>
      <source>Separator page</source>
      <translation>Trennblatt</translation>
    </message>
    <message>
      <source>Lay this sheet between two receipts in the feeder. It can be used again and again, either way up. Print it in black on white paper, without changing its size.</source>
      <translation>Legen Sie dieses Blatt im Einzug zwischen zwei Belege. Es lässt sich immer wieder verwenden, in beiden Richtungen. Drucken Sie es schwarz auf weißes Papier, ohne seine Größe zu ändern.</translation>
    </message>
  </context>
  <context>
    <name>ShortcutsDialog</name>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <source>Elsewhere</source>
      <translation>Sonstige</translation>
    </message>
  </context>
  <context>
    <name>SupplierColumns</name>
    <message>
      <source>Supplier</source>
      <translation>Lieferant</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Offen</translation>
    </message>
    <message>
      <source>Receipts that are not approved</source>
      <translation>Belege, die nicht bestätigt sind</translation>
    </message>
    <message>
      <source>Rules</source>
      <translation>Regeln</translation>
    </message>
    <message>
      <source>Last receipt</source>
      <translation>Letzter Beleg</translation>
    </message>
    <message>
      <source>Always</source>
      <translation>Immer</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Used</source>
      <translation>Benutzt</translation>
    </message>
    <message>
      <source>Receipts with a value of this rule</source>
      <translation>Belege mit einem Wert dieser Regel</translation>
    </message>
    <message>
      <source>Overridden</source>
      <translation>Übersteuert</translation>
    </message>
    <message>
      <source>Receipts where you entered another value</source>
      <translation>Belege, bei denen Sie einen anderen Wert eingegeben haben</translation>
    </message>
    <message>
      <source>Last used</source>
      <translation>Zuletzt</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>On</source>
      <translation>Ein</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Aus</translation>
    </message>
    <message>
      <source>{value}, with “{word}” in an item</source>
      <translation>{value}, mit „{word}“ in einer Position</translation>
    </message>
    <message>
      <source>Printed as</source>
      <translation>Gedruckt als</translation>
    </message>
    <message>
      <source>Not used</source>
      <translation>Unbenutzt</translation>
    </message>
    <message>
      <source>A key that several suppliers print, or that you have removed, is not used.</source>
      <translation>Ein Merkmal, das mehrere Lieferanten drucken oder das Sie entfernt haben, wird nicht benutzt.</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Then</source>
      <translation>Dann</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
  </context>
  <context>
    <name>SupplierPane</name>
    <message>
      <source>Name of the supplier</source>
      <translation>Name des Lieferanten</translation>
    </message>
    <message>
      <source>Apply its rules</source>
      <translation>Regeln anwenden</translation>
    </message>
    <message>
      <source>Approve its receipts when nothing needs a review</source>
      <translation>Belege bestätigen, wenn nichts zu prüfen ist</translation>
    </message>
    <message>
      <source>Review receipts</source>
      <translation>Belege prüfen</translation>
    </message>
    <message>
      <source>Merge…</source>
      <translation>Zusammenführen …</translation>
    </message>
    <message>
      <source>Rules</source>
      <translation>Regeln</translation>
    </message>
    <message>
      <source>Add rule…</source>
      <translation>Regel hinzufügen …</translation>
    </message>
    <message>
      <source>Change…</source>
      <translation>Ändern …</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Recognised by</source>
      <translation>Erkannt an</translation>
    </message>
    <message>
      <source>Switch on</source>
      <translation>Einschalten</translation>
    </message>
    <message>
      <source>Switch off</source>
      <translation>Ausschalten</translation>
    </message>
    <message>
      <source>Use</source>
      <translation>Benutzen</translation>
    </message>
    <message>
      <source>Do not use</source>
      <translation>Nicht benutzen</translation>
    </message>
    <message>
      <source>No rules yet. Correct a value in a review, and answer the question with “Always”.</source>
      <translation>Noch keine Regeln. Korrigieren Sie beim Prüfen einen Wert und beantworten Sie die Frage mit „Immer“.</translation>
    </message>
  </context>
  <context>
    <name>SuppliersPage</name>
    <message>
      <source>Suppliers</source>
      <translation>Lieferanten</translation>
    </message>
    <message>
      <source>Change a key</source>
      <translation>Merkmal ändern</translation>
    </message>
    <message>
      <source>Switch a rule on</source>
      <translation>Regel einschalten</translation>
    </message>
    <message>
      <source>Switch a rule off</source>
      <translation>Regel ausschalten</translation>
    </message>
    <message>
      <source>Delete a rule</source>
      <translation>Regel löschen</translation>
    </message>
    <message>
      <source>Rule of a supplier</source>
      <translation>Regel eines Lieferanten</translation>
    </message>
    <message numerus="yes">
      <source>%Ln open receipt(s) changed.</source>
      <translation>
        <numerusform>%Ln offener Beleg geändert.</numerusform>
        <numerusform>%Ln offene Belege geändert.</numerusform>
      </translation>
    </message>
    <message>
      <source>{other} is now {name}.</source>
      <translation>{other} ist jetzt {name}.</translation>
    </message>
    <message>
      <source>Merge suppliers</source>
      <translation>Lieferanten zusammenführen</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Rename supplier</source>
      <translation>Lieferant umbenennen</translation>
    </message>
    <message>
      <source>Change supplier</source>
      <translation>Lieferant ändern</translation>
    </message>
    <message>
      <source>Search suppliers</source>
      <translation>Lieferanten suchen</translation>
    </message>
    <message>
      <source>Suppliers appear here once receipts are read.</source>
      <translation>Lieferanten erscheinen hier, sobald Belege gelesen sind.</translation>
    </message>
    <message>
      <source>No suppliers match “{words}”.</source>
      <translation>Keine Lieferanten zu „{words}“ gefunden.</translation>
    </message>
    <message>
      <source>No open receipt changed.</source>
      <translation>Kein offener Beleg wurde geändert.</translation>
    </message>
  </context>
  <context>
    <name>TotalsBar</name>
    <message>
      <source>Totals…</source>
      <translation>Summen …</translation>
    </message>
    <message>
      <source>By currency, category and tax rate</source>
      <translation>Nach Währung, Kategorie und Steuersatz</translation>
    </message>
    <message>
      <source>Loading…</source>
      <translation>Wird geladen …</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg</numerusform>
        <numerusform>%Ln Belege</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) selected</source>
      <translation>
        <numerusform>%Ln Beleg ausgewählt</numerusform>
        <numerusform>%Ln Belege ausgewählt</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>UpdateDialog</name>
    <message>
      <source>Updates</source>
      <translation>Updates</translation>
    </message>
    <message>
      <source>Open download page</source>
      <translation>Download-Seite öffnen</translation>
    </message>
    <message>
      <source>Checking for updates</source>
      <translation>Updates werden gesucht</translation>
    </message>
    <message>
      <source>What is new</source>
      <translation>Neuerungen</translation>
    </message>
    <message>
      <source>This copy does not look for updates</source>
      <translation>Diese Kopie sucht nicht nach Updates</translation>
    </message>
    <message>
      <source>Checking for updates…</source>
      <translation>Updates werden gesucht …</translation>
    </message>
    <message>
      <source>Receipt Desktop is up to date</source>
      <translation>Receipt Desktop ist aktuell</translation>
    </message>
    <message>
      <source>Version {version} is the newest.</source>
      <translation>Version {version} ist die neueste.</translation>
    </message>
    <message>
      <source>Receipt Desktop {version} is available</source>
      <translation>Receipt Desktop {version} ist verfügbar</translation>
    </message>
    <message>
      <source>It was published on {day}. You have version {version}.</source>
      <translation>Veröffentlicht am {day}. Sie haben Version {version}.</translation>
    </message>
    <message>
      <source>The check for updates failed</source>
      <translation>Die Suche nach Updates ist fehlgeschlagen</translation>
    </message>
  </context>
  <context>
    <name>WelcomeDialog</name>
    <message>
      <source>Welcome</source>
      <translation>Willkommen</translation>
    </message>
    <message>
      <source>Welcome to Receipt Desktop</source>
      <translation>Willkommen bei Receipt Desktop</translation>
    </message>
    <message>
      <source>You can start at once. All of this can be changed later in Settings.</source>
      <translation>Sie können sofort loslegen. Alles lässt sich später in den Einstellungen ändern.</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Home country</source>
      <translation>Ihr Land</translation>
    </message>
    <message>
      <source>Language model</source>
      <translation>Sprachmodell</translation>
    </message>
    <message>
      <source>Receipts, pictures and settings are kept in this folder, and nowhere else.</source>
      <translation>Belege, Bilder und Einstellungen liegen in diesem Ordner und nirgends sonst.</translation>
    </message>
    <message>
      <source>Your data</source>
      <translation>Ihre Daten</translation>
    </message>
    <message>
      <source>Try with sample receipts</source>
      <translation>Mit Beispielbelegen ausprobieren</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Los geht’s</translation>
    </message>
    <message>
      <source>For receipts that name neither a country nor a currency.</source>
      <translation>Für Belege, die weder ein Land noch eine Währung nennen.</translation>
    </message>
    <message>
      <source>Home currency</source>
      <translation>Ihre Währung</translation>
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
      <source>Checking the queue…</source>
      <translation>Warteschlange wird geprüft …</translation>
    </message>
    <message>
      <source>The queue is not working</source>
      <translation>Die Warteschlange funktioniert nicht</translation>
    </message>
    <message>
      <source>Paused: nothing is processed</source>
      <translation>Angehalten: Es werden keine Belege verarbeitet</translation>
    </message>
    <message>
      <source>Not accepting new receipts, finishing the queue</source>
      <translation>Nimmt keine neuen Belege an, Warteschlange wird abgearbeitet</translation>
    </message>
    <message>
      <source>The queue is running with warnings</source>
      <translation>Die Warteschlange läuft mit Warnungen</translation>
    </message>
    <message>
      <source>Everything is working</source>
      <translation>Alles funktioniert</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Hinweis</translation>
    </message>
    <message>
      <source>Paused, and not accepting new receipts</source>
      <translation>Angehalten, nimmt keine neuen Belege an</translation>
    </message>
  </context>
  <context>
    <name>HealthMark</name>
    <message>
      <source>Stopped</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>Warnung</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Fehler</translation>
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
      <source>Add folder</source>
      <translation>Ordner hinzufügen</translation>
    </message>
    <message>
      <source>The window is closing. Add these files after the next start.</source>
      <translation>Das Fenster wird geschlossen. Fügen Sie diese Dateien nach dem nächsten Start hinzu.</translation>
    </message>
    <message>
      <source>The clipboard contains no image or file.</source>
      <translation>Die Zwischenablage enthält kein Bild und keine Datei.</translation>
    </message>
    <message numerus="yes">
      <source>Skipped %Ln receipt(s) that were already added.</source>
      <translation>
        <numerusform>%Ln bereits hinzugefügter Beleg übersprungen.</numerusform>
        <numerusform>%Ln bereits hinzugefügte Belege übersprungen.</numerusform>
      </translation>
    </message>
    <message>
      <source>The folder contains no files.</source>
      <translation>Der Ordner enthält keine Dateien.</translation>
    </message>
    <message numerus="yes">
      <source>… and %Ln more.</source>
      <translation>
        <numerusform>… und %Ln weitere.</numerusform>
        <numerusform>… und %Ln weitere.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Approved %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg bestätigt</numerusform>
        <numerusform>%Ln Belege bestätigt</numerusform>
      </translation>
    </message>
    <message>
      <source>There are no pictures to print yet.</source>
      <translation>Es gibt noch keine Bilder zum Drucken.</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Anzeigen</translation>
    </message>
    <message>
      <source>Skipped {file}: it was already added as {name}.</source>
      <translation>{file} übersprungen: bereits hinzugefügt als {name}.</translation>
    </message>
    <message numerus="yes">
      <source>Changed {field} of %Ln receipt(s)</source>
      <translation>
        <numerusform>{field} bei %Ln Beleg geändert</numerusform>
        <numerusform>{field} bei %Ln Belegen geändert</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>InboxPage</name>
    <message>
      <source>No matching receipts.</source>
      <translation>Keine passenden Belege.</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>No receipts match “{words}”.</source>
      <translation>Keine Belege zu „{words}“ gefunden.</translation>
    </message>
  </context>
  <context>
    <name>JobDetailPane</name>
    <message>
      <source>Log lines</source>
      <translation>Protokollzeilen</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <source>Select a job to see its details.</source>
      <translation>Wählen Sie einen Auftrag aus, um seine Details zu sehen.</translation>
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
      <translation>Abgebrochen. Nichts wurde geändert.</translation>
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
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Wait time</source>
      <translation>Wartezeit</translation>
    </message>
    <message>
      <source>Run time</source>
      <translation>Laufzeit</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeitpunkt</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>Worker</source>
      <translation>Worker</translation>
    </message>
    <message>
      <source>Search jobs</source>
      <translation>Aufträge suchen</translation>
    </message>
    <message>
      <source>File, ID, worker or error</source>
      <translation>Datei, ID, Worker oder Fehler</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>Aufträge</translation>
    </message>
    <message numerus="yes">
      <source>%Ln job(s)</source>
      <translation>
        <numerusform>%Ln Auftrag</numerusform>
        <numerusform>%Ln Aufträge</numerusform>
      </translation>
    </message>
    <message>
      <source>All outcomes</source>
      <translation>Alle Ergebnisse</translation>
    </message>
    <message>
      <source>No matching jobs. Jobs appear here when receipts are processed.</source>
      <translation>Keine passenden Aufträge. Aufträge erscheinen hier, wenn Belege verarbeitet werden.</translation>
    </message>
  </context>
  <context>
    <name>CountryChoice</name>
    <message>
      <source>Not set</source>
      <translation>Nicht festgelegt</translation>
    </message>
  </context>
  <context>
    <name>ItemsEditor</name>
    <message>
      <source>Split by category</source>
      <translation>Aufteilen</translation>
    </message>
    <message>
      <source>Gives line items categories of their own; the others have the receipt's.</source>
      <translation>Gibt einzelnen Positionen eine eigene Kategorie; die übrigen behalten die des Belegs.</translation>
    </message>
    <message>
      <source>There is no category “{name}”. Create it in the category field first.</source>
      <translation>Die Kategorie „{name}“ gibt es nicht. Legen Sie sie zuerst im Feld „Kategorie“ an.</translation>
    </message>
  </context>
  <context>
    <name>KeyHints</name>
    <message>
      <source>accept and next</source>
      <translation>übernehmen und weiter</translation>
    </message>
    <message>
      <source>choose a value</source>
      <translation>Wert wählen</translation>
    </message>
    <message>
      <source>Click</source>
      <translation>Klick</translation>
    </message>
    <message>
      <source>fill from the picture</source>
      <translation>aus dem Bild übernehmen</translation>
    </message>
    <message>
      <source>go on or approve</source>
      <translation>weiter oder bestätigen</translation>
    </message>
    <message>
      <source>edit</source>
      <translation>bearbeiten</translation>
    </message>
    <message>
      <source>category</source>
      <translation>Kategorie</translation>
    </message>
    <message>
      <source>next receipt</source>
      <translation>nächster Beleg</translation>
    </message>
    <message>
      <source>skip</source>
      <translation>überspringen</translation>
    </message>
    <message>
      <source>all keys</source>
      <translation>alle Tasten</translation>
    </message>
    <message>
      <source>receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>export</source>
      <translation>exportieren</translation>
    </message>
    <message>
      <source>undo</source>
      <translation>rückgängig</translation>
    </message>
    <message>
      <source>not on the receipt</source>
      <translation>steht nicht auf dem Beleg</translation>
    </message>
  </context>
  <context>
    <name>KeySheet</name>
    <message>
      <source>Keys of the review</source>
      <translation>Tasten beim Prüfen</translation>
    </message>
    <message>
      <source>Change keys…</source>
      <translation>Tasten ändern …</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Single keys work outside text fields, the others everywhere.</source>
      <translation>Einzelne Tasten gelten außerhalb von Textfeldern, die anderen überall.</translation>
    </message>
    <message>
      <source>Accept and go on; at the last field approve</source>
      <translation>Übernehmen und weiter; beim letzten Feld bestätigen</translation>
    </message>
    <message>
      <source>Click</source>
      <translation>Klick</translation>
    </message>
    <message>
      <source>Fill the field with the word</source>
      <translation>Das Wort in das Feld übernehmen</translation>
    </message>
    <message>
      <source>Shift+click</source>
      <translation>Umschalt+Klick</translation>
    </message>
    <message>
      <source>Extend to the word</source>
      <translation>Bis zu diesem Wort erweitern</translation>
    </message>
    <message>
      <source>Drag</source>
      <translation>Ziehen</translation>
    </message>
    <message>
      <source>Fill the field with the region</source>
      <translation>Den Bereich in das Feld übernehmen</translation>
    </message>
  </context>
  <context>
    <name>KeysDialog</name>
    <message>
      <source>Change keys</source>
      <translation>Tasten ändern</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Usual keys</source>
      <translation>Übliche Tasten</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Outside text fields</source>
      <translation>Außerhalb von Textfeldern</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>Überall</translation>
    </message>
    <message>
      <source>Used twice: {keys}</source>
      <translation>Doppelt belegt: {keys}</translation>
    </message>
  </context>
  <context>
    <name>KeyFigures</name>
    <message>
      <source>waiting</source>
      <translation>wartend</translation>
    </message>
    <message>
      <source>processing</source>
      <translation>in Arbeit</translation>
    </message>
    <message>
      <source>done</source>
      <translation>fertig</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>fehlgeschlagen</translation>
    </message>
    <message>
      <source>to review</source>
      <translation>zu prüfen</translation>
    </message>
    <message>
      <source>per minute</source>
      <translation>pro Minute</translation>
    </message>
    <message>
      <source>time left</source>
      <translation>Restzeit</translation>
    </message>
    <message>
      <source>longest wait</source>
      <translation>längste Wartezeit</translation>
    </message>
    <message numerus="yes">
      <source>%Ln paused</source>
      <translation>
        <numerusform>%Ln angehalten</numerusform>
        <numerusform>%Ln angehalten</numerusform>
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
      <source>Selected automatically</source>
      <translation>Automatisch ausgewählt</translation>
    </message>
    <message>
      <source>OCR languages</source>
      <translation>Sprachen der Texterkennung</translation>
    </message>
  </context>
  <context>
    <name>LinesEditor</name>
    <message>
      <source>Add row</source>
      <translation>Neue Zeile</translation>
    </message>
    <message>
      <source>Adds up</source>
      <translation>Summe stimmt</translation>
    </message>
    <message>
      <source>{amount} missing</source>
      <translation>{amount} fehlen</translation>
    </message>
    <message>
      <source>{amount} too much</source>
      <translation>{amount} zu viel</translation>
    </message>
  </context>
  <context>
    <name>LeftoverRow</name>
    <message>
      <source>Clean up</source>
      <translation>Aufräumen</translation>
    </message>
    <message>
      <source>No leftover files.</source>
      <translation>Keine Restdateien.</translation>
    </message>
    <message>
      <source>{files} ({size}) from removed receipts and interrupted runs.</source>
      <translation>{files} ({size}) von entfernten Belegen und abgebrochenen Läufen.</translation>
    </message>
    <message>
      <source>Deleted {files}, freed {size}.</source>
      <translation>{files} gelöscht, {size} freigegeben.</translation>
    </message>
    <message>
      <source>Leftover files</source>
      <translation>Restdateien</translation>
    </message>
    <message numerus="yes">
      <source>%Ln file(s)</source>
      <translation>
        <numerusform>%Ln Datei</numerusform>
        <numerusform>%Ln Dateien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln file(s) could not be deleted.</source>
      <translation>
        <numerusform>%Ln Datei konnte nicht gelöscht werden.</numerusform>
        <numerusform>%Ln Dateien konnten nicht gelöscht werden.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LineItemsModel</name>
    <message>
      <source>Item</source>
      <translation>Position</translation>
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
    <message>
      <source>Category</source>
      <translation>Kategorie</translation>
    </message>
  </context>
  <context>
    <name>ListFilter</name>
    <message>
      <source>Any date</source>
      <translation>Beliebiges Datum</translation>
    </message>
    <message>
      <source>This month</source>
      <translation>Dieser Monat</translation>
    </message>
    <message>
      <source>Last month</source>
      <translation>Letzter Monat</translation>
    </message>
    <message>
      <source>This quarter</source>
      <translation>Dieses Quartal</translation>
    </message>
    <message>
      <source>Last quarter</source>
      <translation>Letztes Quartal</translation>
    </message>
    <message>
      <source>This year</source>
      <translation>Dieses Jahr</translation>
    </message>
    <message>
      <source>Last year</source>
      <translation>Letztes Jahr</translation>
    </message>
    <message>
      <source>From … to …</source>
      <translation>Von … bis …</translation>
    </message>
  </context>
  <context>
    <name>WindowClosing</name>
    <message>
      <source>Cancel the export and close?</source>
      <translation>Export abbrechen und schließen?</translation>
    </message>
    <message>
      <source>The receipts are still being exported. No file is written.</source>
      <translation>Der Export läuft noch. Es wird keine Datei geschrieben.</translation>
    </message>
    <message>
      <source>Cancel export and close</source>
      <translation>Export abbrechen und schließen</translation>
    </message>
    <message>
      <source>Keep open</source>
      <translation>Offen lassen</translation>
    </message>
    <message>
      <source>Close and lose what you typed?</source>
      <translation>Schließen und die Eingabe verwerfen?</translation>
    </message>
    <message>
      <source>A field in the review holds text that cannot be saved as its value.</source>
      <translation>In einem Feld der Prüfung steht Text, der sich nicht als Wert speichern lässt.</translation>
    </message>
    <message>
      <source>Close anyway</source>
      <translation>Trotzdem schließen</translation>
    </message>
  </context>
  <context>
    <name>MoveDialog</name>
    <message>
      <source>Moving your data…</source>
      <translation>Ihre Daten werden verschoben …</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
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
      <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
      <source>Add folder…</source>
      <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Einfügen</translation>
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
      <source>Select all</source>
      <translation>Alles auswählen</translation>
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
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Reprocess</source>
      <translation>Erneut verarbeiten</translation>
    </message>
    <message>
      <source>Process next</source>
      <translation>Als Nächstes verarbeiten</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Anhalten</translation>
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
      <translation>Priorität</translation>
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
    <message>
      <source>Enter password…</source>
      <translation>Passwort eingeben …</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Kategorie</translation>
    </message>
    <message>
      <source>Change a field…</source>
      <translation>Feld ändern …</translation>
    </message>
    <message>
      <source>Open original</source>
      <translation>Original öffnen</translation>
    </message>
    <message>
      <source>Show file</source>
      <translation>Datei anzeigen</translation>
    </message>
    <message>
      <source>Print…</source>
      <translation>Drucken …</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren …</translation>
    </message>
    <message>
      <source>Other…</source>
      <translation>Andere …</translation>
    </message>
    <message>
      <source>Join</source>
      <translation>Verbinden</translation>
    </message>
    <message>
      <source>Company</source>
      <translation>Unternehmen</translation>
    </message>
    <message>
      <source>New company…</source>
      <translation>Neues Unternehmen …</translation>
    </message>
    <message>
      <source>Open data folder…</source>
      <translation>Datenordner öffnen …</translation>
    </message>
    <message>
      <source>Rename company…</source>
      <translation>Unternehmen umbenennen …</translation>
    </message>
    <message>
      <source>Take off the list</source>
      <translation>Von der Liste nehmen</translation>
    </message>
    <message>
      <source>Open data folder</source>
      <translation>Datenordner öffnen</translation>
    </message>
    <message>
      <source>Scan…</source>
      <translation>Scannen …</translation>
    </message>
    <message>
      <source>New receipt by hand</source>
      <translation>Neuer Beleg von Hand</translation>
    </message>
    <message>
      <source>Categories…</source>
      <translation>Kategorien …</translation>
    </message>
    <message>
      <source>Archive</source>
      <translation>Archivieren</translation>
    </message>
    <message>
      <source>Take out of the archive</source>
      <translation>Aus dem Archiv holen</translation>
    </message>
    <message>
      <source>Attach picture…</source>
      <translation>Bild anfügen …</translation>
    </message>
    <message>
      <source>Past exports…</source>
      <translation>Frühere Exporte …</translation>
    </message>
    <message>
      <source>Export profiles…</source>
      <translation>Exportprofile …</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>Importieren …</translation>
    </message>
    <message>
      <source>Add from phone…</source>
      <translation>Vom Telefon hinzufügen …</translation>
    </message>
  </context>
  <context>
    <name>ModelSection</name>
    <message>
      <source>Download a model</source>
      <translation>Modell herunterladen</translation>
    </message>
    <message>
      <source>This is not a valid address.</source>
      <translation>Diese Adresse ist ungültig.</translation>
    </message>
    <message>
      <source>The text of receipts is sent to {host}.</source>
      <translation>Der Text der Belege wird an {host} gesendet.</translation>
    </message>
    <message>
      <source>Connecting to Ollama…</source>
      <translation>Verbindung zu Ollama …</translation>
    </message>
    <message>
      <source>Ollama is not responding at this address.</source>
      <translation>Ollama antwortet unter dieser Adresse nicht.</translation>
    </message>
    <message>
      <source>Ollama is running. No model is installed yet.</source>
      <translation>Ollama läuft. Es ist noch kein Modell installiert.</translation>
    </message>
    <message>
      <source>Ollama {version} is running with {model}.</source>
      <translation>Ollama {version} läuft mit {model}.</translation>
    </message>
    <message>
      <source>This model is not installed.</source>
      <translation>Dieses Modell ist nicht installiert.</translation>
    </message>
    <message>
      <source>Best installed model</source>
      <translation>Bestes installiertes Modell</translation>
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
      <source>Import again</source>
      <translation>Erneut importieren</translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s)</source>
      <translation>
        <numerusform>%Ln Original</numerusform>
        <numerusform>%Ln Originale</numerusform>
      </translation>
    </message>
    <message>
      <source>{originals} without a receipt ({size}). No original is deleted.</source>
      <translation>{originals} ohne Beleg ({size}). Originale werden nicht gelöscht.</translation>
    </message>
    <message>
      <source>Importing…</source>
      <translation>Wird importiert …</translation>
    </message>
    <message>
      <source>Imported {originals} again.</source>
      <translation>{originals} erneut importiert.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s) could not be imported.</source>
      <translation>
        <numerusform>%Ln Original konnte nicht importiert werden.</numerusform>
        <numerusform>%Ln Originale konnten nicht importiert werden.</numerusform>
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
      <translation>Worker</translation>
    </message>
  </context>
  <context>
    <name>PageArranger</name>
    <message numerus="yes">
      <source>Join %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg verbinden</numerusform>
        <numerusform>%Ln Belege verbinden</numerusform>
      </translation>
    </message>
    <message>
      <source>Move page {n}</source>
      <translation>Seite {n} verschieben</translation>
    </message>
    <message>
      <source>Take out page {n}</source>
      <translation>Seite {n} entfernen</translation>
    </message>
    <message>
      <source>Turn page {n}</source>
      <translation>Seite {n} drehen</translation>
    </message>
  </context>
  <context>
    <name>PageStrip</name>
    <message>
      <source>Join with the next receipt</source>
      <translation>Mit dem nächsten Beleg verbinden</translation>
    </message>
    <message>
      <source>Make a receipt of each page</source>
      <translation>Aus jeder Seite einen Beleg machen</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <source>Split before this page</source>
      <translation>Vor dieser Seite teilen</translation>
    </message>
    <message>
      <source>Split by drawing frames</source>
      <translation>Durch Rahmen teilen</translation>
    </message>
    <message>
      <source>Take the page out</source>
      <translation>Seite entfernen</translation>
    </message>
    <message>
      <source>Turn the page left and read it again</source>
      <translation>Seite nach links drehen und neu lesen</translation>
    </message>
    <message>
      <source>Turn the page right and read it again</source>
      <translation>Seite nach rechts drehen und neu lesen</translation>
    </message>
  </context>
  <context>
    <name>PeriodBox</name>
    <message>
      <source>Month</source>
      <translation>Monat</translation>
    </message>
    <message>
      <source>Quarter</source>
      <translation>Quartal</translation>
    </message>
    <message>
      <source>Year</source>
      <translation>Jahr</translation>
    </message>
    <message>
      <source>Any date</source>
      <translation>Beliebiges Datum</translation>
    </message>
    <message>
      <source>From … to …</source>
      <translation>Von … bis …</translation>
    </message>
    <message>
      <source>Period</source>
      <translation>Zeitraum</translation>
    </message>
    <message>
      <source>Earlier period</source>
      <translation>Früherer Zeitraum</translation>
    </message>
    <message>
      <source>Later period</source>
      <translation>Späterer Zeitraum</translation>
    </message>
    <message>
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
  </context>
  <context>
    <name>PhoneDialog</name>
    <message>
      <source>Add from phone</source>
      <translation>Vom Telefon hinzufügen</translation>
    </message>
    <message>
      <source>Preparing the page for your phone…</source>
      <translation>Die Seite für Ihr Telefon wird vorbereitet …</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>Netzwerk</translation>
    </message>
    <message>
      <source>New code</source>
      <translation>Neuer Code</translation>
    </message>
    <message>
      <source>Search again</source>
      <translation>Erneut suchen</translation>
    </message>
    <message>
      <source>1. Connect the phone to the same network as this computer.
2. Scan the code with the phone’s camera and open the page.
3. Take photos or choose pictures there.</source>
      <translation>1. Verbinden Sie das Telefon mit demselben Netzwerk wie diesen Computer.
2. Scannen Sie den Code mit der Kamera und öffnen Sie die Seite.
3. Nehmen Sie dort Fotos auf oder wählen Sie Bilder aus.</translation>
    </message>
    <message>
      <source>This computer is in no network</source>
      <translation>Dieser Computer ist in keinem Netzwerk</translation>
    </message>
    <message>
      <source>Connect it to the Wi-Fi or network that the phone is in.</source>
      <translation>Verbinden Sie ihn mit dem WLAN oder Netzwerk des Telefons.</translation>
    </message>
    <message>
      <source>Or open {page} on the phone and enter the code {code}.</source>
      <translation>Oder öffnen Sie {page} auf dem Telefon und geben Sie den Code {code} ein.</translation>
    </message>
    <message>
      <source>The page cannot be offered</source>
      <translation>Die Seite kann nicht angeboten werden</translation>
    </message>
    <message>
      <source>QR code of the page for the phone</source>
      <translation>QR-Code der Seite für das Telefon</translation>
    </message>
    <message>
      <source>No photo has arrived yet.</source>
      <translation>Noch kein Foto ist angekommen.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln photo(s) received</source>
      <translation>
        <numerusform>%Ln Foto empfangen</numerusform>
        <numerusform>%Ln Fotos empfangen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln finished</source>
      <translation>
        <numerusform>%Ln fertig</numerusform>
        <numerusform>%Ln fertig</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln not added</source>
      <translation>
        <numerusform>%Ln nicht hinzugefügt</numerusform>
        <numerusform>%Ln nicht hinzugefügt</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PreflightView</name>
    <message>
      <source>What would be left out</source>
      <translation>Was ausgelassen würde</translation>
    </message>
    <message>
      <source>Checking… {n}</source>
      <translation>Wird geprüft … {n}</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg</numerusform>
        <numerusform>%Ln Belege</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln further currency(ies)</source>
      <translation>
        <numerusform>%Ln weitere Währung</numerusform>
        <numerusform>%Ln weitere Währungen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln would be left out.</source>
      <translation>
        <numerusform>%Ln würde ausgelassen.</numerusform>
        <numerusform>%Ln würden ausgelassen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln still need(s) review.</source>
      <translation>
        <numerusform>%Ln muss noch geprüft werden.</numerusform>
        <numerusform>%Ln müssen noch geprüft werden.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln is/are not read or could not be read.</source>
      <translation>
        <numerusform>%Ln ist nicht gelesen oder war nicht lesbar.</numerusform>
        <numerusform>%Ln sind nicht gelesen oder waren nicht lesbar.</numerusform>
      </translation>
    </message>
    <message>
      <source>Only the first problems are listed.</source>
      <translation>Nur die ersten Probleme sind aufgeführt.</translation>
    </message>
    <message>
      <source>Receipt</source>
      <translation>Beleg</translation>
    </message>
    <message>
      <source>Problem</source>
      <translation>Problem</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>Double-click a row to show the receipt.</source>
      <translation>Ein Doppelklick auf eine Zeile zeigt den Beleg.</translation>
    </message>
  </context>
  <context>
    <name>ProfileForm</name>
    <message>
      <source>Merchant</source>
      <translation>Händler</translation>
    </message>
    <message>
      <source>Contact</source>
      <translation>Kontakt</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Nummer</translation>
    </message>
    <message>
      <source>Account</source>
      <translation>Konto</translation>
    </message>
    <message>
      <source>Suppliers</source>
      <translation>Lieferanten</translation>
    </message>
    <message>
      <source>Heading</source>
      <translation>Überschrift</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>Spalten</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Währung</translation>
    </message>
    <message>
      <source>Units per unit of the book currency</source>
      <translation>Einheiten je Einheit der Buchwährung</translation>
    </message>
    <message>
      <source>Rates</source>
      <translation>Kurse</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Kategorie</translation>
    </message>
    <message>
      <source>Automatic tax</source>
      <translation>Automatikkonto</translation>
    </message>
    <message>
      <source>Any other category</source>
      <translation>Jede andere Kategorie</translation>
    </message>
    <message>
      <source>Accounts</source>
      <translation>Konten</translation>
    </message>
    <message>
      <source>No tax on the receipt</source>
      <translation>Keine Steuer auf dem Beleg</translation>
    </message>
    <message>
      <source>Tax of another country</source>
      <translation>Steuer eines anderen Landes</translation>
    </message>
    <message>
      <source>Tax without a rate</source>
      <translation>Steuer ohne Satz</translation>
    </message>
    <message>
      <source>Rate in percent</source>
      <translation>Satz in Prozent</translation>
    </message>
    <message>
      <source>Tax code</source>
      <translation>Steuerschlüssel</translation>
    </message>
    <message>
      <source>Taxes</source>
      <translation>Steuern</translation>
    </message>
    <message>
      <source>Any other payment</source>
      <translation>Jede andere Zahlung</translation>
    </message>
    <message>
      <source>Payment</source>
      <translation>Zahlung</translation>
    </message>
    <message>
      <source>Payments</source>
      <translation>Zahlungen</translation>
    </message>
    <message>
      <source>Any</source>
      <translation>Beliebig</translation>
    </message>
    <message>
      <source>Keep their currency</source>
      <translation>Währung beibehalten</translation>
    </message>
    <message>
      <source>Leave them out</source>
      <translation>Auslassen</translation>
    </message>
    <message>
      <source>Convert them at the rates</source>
      <translation>Zu den Kursen umrechnen</translation>
    </message>
    <message>
      <source>Books</source>
      <translation>Bücher</translation>
    </message>
    <message>
      <source>CSV columns</source>
      <translation>CSV-Spalten</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Einzelheiten</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Target</source>
      <translation>Ziel</translation>
    </message>
    <message>
      <source>Chart of accounts</source>
      <translation>Kontenrahmen</translation>
    </message>
    <message>
      <source>Country (two letters)</source>
      <translation>Land (zwei Buchstaben)</translation>
    </message>
    <message>
      <source>Currency of the books</source>
      <translation>Währung der Bücher</translation>
    </message>
    <message>
      <source>Other currencies</source>
      <translation>Andere Währungen</translation>
    </message>
    <message>
      <source>Dates</source>
      <translation>Datumsform</translation>
    </message>
    <message>
      <source>Tax account (ledgers)</source>
      <translation>Steuerkonto (Textjournale)</translation>
    </message>
  </context>
  <context>
    <name>ProfilesDialog</name>
    <message>
      <source>Export profiles</source>
      <translation>Exportprofile</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Save to file…</source>
      <translation>In Datei speichern …</translation>
    </message>
    <message>
      <source>Load from file…</source>
      <translation>Aus Datei laden …</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Save profile</source>
      <translation>Profil speichern</translation>
    </message>
    <message>
      <source>Load profile</source>
      <translation>Profil laden</translation>
    </message>
    <message>
      <source>Ask your accountant for the accounts and codes. The profiles that come with the program are a beginning.</source>
      <translation>Fragen Sie Ihre Steuerberatung nach Konten und Schlüsseln. Die mitgelieferten Profile sind ein Anfang.</translation>
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
      <translation>Warteschlange</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>Suppliers</source>
      <translation>Lieferanten</translation>
    </message>
    <message>
      <source>Sources</source>
      <translation>Quellen</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>Berichte</translation>
    </message>
  </context>
  <context>
    <name>ProvenReceipts</name>
    <message numerus="yes">
      <source>Approved %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg bestätigt</numerusform>
        <numerusform>%Ln Belege bestätigt</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PassphraseDialog</name>
    <message>
      <source>The backup cannot be opened without the passphrase. Keep it safe.</source>
      <translation>Ohne die Passphrase lässt sich die Sicherung nicht öffnen. Bewahren Sie sie gut auf.</translation>
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
    <name>QueueBar</name>
    <message>
      <source>‹ Receipts</source>
      <translation>‹ Belege</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Bestätigen</translation>
    </message>
    <message>
      <source>Previous receipt</source>
      <translation>Vorheriger Beleg</translation>
    </message>
    <message>
      <source>Next receipt</source>
      <translation>Nächster Beleg</translation>
    </message>
    <message>
      <source>Skip: put at the end</source>
      <translation>Überspringen: ans Ende stellen</translation>
    </message>
    <message>
      <source>Postpone</source>
      <translation>Zurückstellen</translation>
    </message>
    <message>
      <source>Flag</source>
      <translation>Markieren</translation>
    </message>
    <message>
      <source>Show all keys</source>
      <translation>Alle Tasten anzeigen</translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Bestätigung zurücknehmen</translation>
    </message>
    <message>
      <source>Approve all proven ({n})</source>
      <translation>Alle gesicherten bestätigen ({n})</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} von {count}</translation>
    </message>
    <message>
      <source>{n} left</source>
      <translation>noch {n}</translation>
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
      <source>Fit width</source>
      <translation>An Breite anpassen</translation>
    </message>
    <message>
      <source>Fit page</source>
      <translation>Ganze Seite</translation>
    </message>
    <message>
      <source>No picture available.</source>
      <translation>Kein Bild vorhanden.</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} von {count}</translation>
    </message>
    <message>
      <source>Turn</source>
      <translation>Drehen</translation>
    </message>
    <message>
      <source>Keep the view where it is</source>
      <translation>Ausschnitt festhalten</translation>
    </message>
  </context>
  <context>
    <name>PictureView</name>
    <message>
      <source>Receipt picture</source>
      <translation>Bild des Belegs</translation>
    </message>
  </context>
  <context>
    <name>PullRow</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Cancelled.</source>
      <translation>Abgebrochen.</translation>
    </message>
    <message>
      <source>Name of the model to download</source>
      <translation>Name des Modells</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>Herunterladen</translation>
    </message>
    <message>
      <source>Model download</source>
      <translation>Herunterladen des Modells</translation>
    </message>
    <message>
      <source>Connecting to Ollama…</source>
      <translation>Verbindung zu Ollama …</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>Wird abgebrochen …</translation>
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
    <name>RatesBar</name>
    <message>
      <source>Add exchange rates, and they are converted and counted.</source>
      <translation>Mit Wechselkursen werden sie umgerechnet und mitgezählt.</translation>
    </message>
    <message>
      <source>Choose a file of rates…</source>
      <translation>Kursdatei wählen …</translation>
    </message>
    <message>
      <source>Fetch from the ECB…</source>
      <translation>Von der EZB holen …</translation>
    </message>
    <message>
      <source>Exchange rates of the ECB ({kinds})</source>
      <translation>Wechselkurse der EZB ({kinds})</translation>
    </message>
    <message>
      <source>Choose a file of rates</source>
      <translation>Kursdatei wählen</translation>
    </message>
    <message>
      <source>Fetch exchange rates from {host}?</source>
      <translation>Wechselkurse von {host} holen?</translation>
    </message>
    <message>
      <source>The reference rates of the European Central Bank are fetched now, and again when a report needs newer ones. Nothing of your receipts is sent. The settings turn it off.</source>
      <translation>Die Referenzkurse der Europäischen Zentralbank werden jetzt geholt, und wieder, wenn ein Bericht neuere braucht. Von Ihren Belegen wird nichts gesendet. In den Einstellungen lässt es sich abschalten.</translation>
    </message>
    <message>
      <source>Fetch</source>
      <translation>Holen</translation>
    </message>
  </context>
  <context>
    <name>ReportCharts</name>
    <message>
      <source>By month</source>
      <translation>Nach Monat</translation>
    </message>
    <message>
      <source>Largest</source>
      <translation>Die größten</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg</numerusform>
        <numerusform>%Ln Belege</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReportsPage</name>
    <message>
      <source>Save report</source>
      <translation>Bericht speichern</translation>
    </message>
    <message>
      <source>Saved as {file}.</source>
      <translation>Gespeichert als {file}.</translation>
    </message>
    <message>
      <source>No program opens PDF files. Save the report instead.</source>
      <translation>Kein Programm öffnet PDF-Dateien. Speichern Sie den Bericht stattdessen.</translation>
    </message>
    <message>
      <source>Exchange rates are known until {day}.</source>
      <translation>Wechselkurse sind bis {day} bekannt.</translation>
    </message>
    <message>
      <source>No receipts in this period. Choose another one above, or any date.</source>
      <translation>Keine Belege in diesem Zeitraum. Wählen Sie oben einen anderen oder ein beliebiges Datum.</translation>
    </message>
    <message>
      <source>Double-click a row to see its receipts</source>
      <translation>Doppelklick auf eine Zeile zeigt ihre Belege</translation>
    </message>
    <message>
      <source>Adding up…</source>
      <translation>Wird zusammengezählt …</translation>
    </message>
  </context>
  <context>
    <name>queue</name>
    <message>
      <source>Read</source>
      <translation>Gelesen</translation>
    </message>
    <message>
      <source>Archive changed</source>
      <translation>Archivierung geändert</translation>
    </message>
    <message>
      <source>Access to the API changed</source>
      <translation>API-Zugang geändert</translation>
    </message>
    <message>
      <source>Picture taken off</source>
      <translation>Bild entfernt</translation>
    </message>
    <message>
      <source>Picture attached</source>
      <translation>Bild hinzugefügt</translation>
    </message>
    <message>
      <source>Entered by hand</source>
      <translation>Von Hand eingetragen</translation>
    </message>
    <message>
      <source>Duplicates ignored</source>
      <translation>Duplikate ignoriert</translation>
    </message>
    <message>
      <source>Both kept</source>
      <translation>Beide behalten</translation>
    </message>
    <message>
      <source>Export profile changed</source>
      <translation>Exportprofil geändert</translation>
    </message>
    <message>
      <source>Categories changed</source>
      <translation>Kategorien geändert</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Abgebrochen</translation>
    </message>
    <message>
      <source>Worker lost</source>
      <translation>Worker ausgefallen</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Als Nächstes</translation>
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
      <source>Window</source>
      <translation>Fenster</translation>
    </message>
    <message>
      <source>Worker</source>
      <translation>Worker</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>Hinzugefügt</translation>
    </message>
    <message>
      <source>Processing</source>
      <translation>In Arbeit</translation>
    </message>
    <message>
      <source>Retried</source>
      <translation>Wiederholt</translation>
    </message>
    <message>
      <source>Requeued</source>
      <translation>Wieder eingereiht</translation>
    </message>
    <message>
      <source>Waiting until the computer is idle</source>
      <translation>Wartet, bis der Computer nicht benutzt wird</translation>
    </message>
    <message>
      <source>Waiting for mains power</source>
      <translation>Wartet auf Netzbetrieb</translation>
    </message>
    <message>
      <source>Command line</source>
      <translation>Befehlszeile</translation>
    </message>
    <message>
      <source>HTTP API</source>
      <translation>HTTP-API</translation>
    </message>
    <message>
      <source>Reprocessed</source>
      <translation>Erneut verarbeitet</translation>
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
      <translation>Reihenfolge geändert</translation>
    </message>
    <message>
      <source>Corrected</source>
      <translation>Korrigiert</translation>
    </message>
    <message>
      <source>Correction undone</source>
      <translation>Korrektur zurückgenommen</translation>
    </message>
    <message>
      <source>Removed</source>
      <translation>Entfernt</translation>
    </message>
    <message>
      <source>Restored</source>
      <translation>Wiederhergestellt</translation>
    </message>
    <message>
      <source>Deleted permanently</source>
      <translation>Endgültig gelöscht</translation>
    </message>
    <message>
      <source>Originals imported again</source>
      <translation>Originale erneut importiert</translation>
    </message>
    <message>
      <source>Stopped accepting receipts</source>
      <translation>Annahme von Belegen beendet</translation>
    </message>
    <message>
      <source>Resumed accepting receipts</source>
      <translation>Annahme von Belegen fortgesetzt</translation>
    </message>
    <message>
      <source>Added again</source>
      <translation>Erneut hinzugefügt</translation>
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
      <source>Queue paused</source>
      <translation>Warteschlange angehalten</translation>
    </message>
    <message>
      <source>Queue resumed</source>
      <translation>Warteschlange fortgesetzt</translation>
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
      <source>Waiting for OCR</source>
      <translation>Wartet auf Texterkennung</translation>
    </message>
    <message>
      <source>Waiting for the model</source>
      <translation>Wartet auf Sprachmodell</translation>
    </message>
    <message>
      <source>Accepted as printed</source>
      <translation>Wie gedruckt übernommen</translation>
    </message>
    <message>
      <source>Flag changed</source>
      <translation>Markierung geändert</translation>
    </message>
    <message>
      <source>Postponement changed</source>
      <translation>Zurückstellung geändert</translation>
    </message>
    <message>
      <source>Rule of a supplier</source>
      <translation>Regel eines Lieferanten</translation>
    </message>
    <message>
      <source>Rule taken back</source>
      <translation>Regel zurückgenommen</translation>
    </message>
    <message>
      <source>Rule switched</source>
      <translation>Regel umgeschaltet</translation>
    </message>
    <message>
      <source>Rule deleted</source>
      <translation>Regel gelöscht</translation>
    </message>
    <message>
      <source>Supplier changed</source>
      <translation>Lieferant geändert</translation>
    </message>
    <message>
      <source>Suppliers merged</source>
      <translation>Lieferanten zusammengeführt</translation>
    </message>
    <message>
      <source>Suppliers separated</source>
      <translation>Lieferanten getrennt</translation>
    </message>
    <message>
      <source>Join undone</source>
      <translation>Verbinden rückgängig gemacht</translation>
    </message>
    <message>
      <source>Joined</source>
      <translation>Verbunden</translation>
    </message>
    <message>
      <source>Pages arranged</source>
      <translation>Seiten geändert</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>Geteilt</translation>
    </message>
    <message>
      <source>Split undone</source>
      <translation>Teilen rückgängig gemacht</translation>
    </message>
    <message>
      <source>Source changed</source>
      <translation>Quelle geändert</translation>
    </message>
    <message>
      <source>Imported</source>
      <translation>Importiert</translation>
    </message>
    <message>
      <source>Backed up</source>
      <translation>Gesichert</translation>
    </message>
    <message>
      <source>Verified</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <source>Hash chain started</source>
      <translation>Hashkette begonnen</translation>
    </message>
    <message>
      <source>Merged</source>
      <translation>Zusammengeführt</translation>
    </message>
    <message>
      <source>Merge undone</source>
      <translation>Zusammenführung rückgängig</translation>
    </message>
  </context>
  <context>
    <name>PasswordDialog</name>
    <message>
      <source>Enter password</source>
      <translation>Passwort eingeben</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>Passwort</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) are protected by a password</source>
      <translation>
        <numerusform>%Ln Beleg ist mit einem Passwort geschützt</numerusform>
        <numerusform>%Ln Belege sind mit einem Passwort geschützt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>… and %Ln more</source>
      <translation>
        <numerusform>… und %Ln weiterer</numerusform>
        <numerusform>… und %Ln weitere</numerusform>
      </translation>
    </message>
    <message>
      <source>The password is wrong.</source>
      <translation>Das Passwort ist falsch.</translation>
    </message>
    <message>
      <source>The password is kept in memory until Receipt Desktop closes. It is not saved.</source>
      <translation>Das Passwort bleibt im Arbeitsspeicher, bis Receipt Desktop geschlossen wird. Es wird nicht gespeichert.</translation>
    </message>
  </context>
  <context>
    <name>QueueCommands</name>
    <message numerus="yes">
      <source>Retry %Ln failed receipt(s)?</source>
      <translation>
        <numerusform>%Ln fehlgeschlagenen Beleg wiederholen?</numerusform>
        <numerusform>%Ln fehlgeschlagene Belege wiederholen?</numerusform>
      </translation>
    </message>
    <message>
      <source>They are added to the end of the queue.</source>
      <translation>Sie werden ans Ende der Warteschlange gestellt.</translation>
    </message>
    <message numerus="yes">
      <source>Retry %Ln</source>
      <translation>
        <numerusform>%Ln wiederholen</numerusform>
        <numerusform>%Ln wiederholen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln completed receipt(s)?</source>
      <translation>
        <numerusform>%Ln fertigen Beleg entfernen?</numerusform>
        <numerusform>%Ln fertige Belege entfernen?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln failed receipt(s)?</source>
      <translation>
        <numerusform>%Ln fehlgeschlagenen Beleg entfernen?</numerusform>
        <numerusform>%Ln fehlgeschlagene Belege entfernen?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln completed and failed receipt(s)?</source>
      <translation>
        <numerusform>%Ln fertigen oder fehlgeschlagenen Beleg entfernen?</numerusform>
        <numerusform>%Ln fertige und fehlgeschlagene Belege entfernen?</numerusform>
      </translation>
    </message>
    <message>
      <source>The receipts and their extracted values are removed from the list. You can undo this until you quit Receipt Desktop.</source>
      <translation>Die Belege und ihre ausgelesenen Werte werden aus der Liste entfernt. Sie können das rückgängig machen, solange Receipt Desktop geöffnet ist.</translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln</source>
      <translation>
        <numerusform>%Ln entfernen</numerusform>
        <numerusform>%Ln entfernen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg entfernt</numerusform>
        <numerusform>%Ln Belege entfernt</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RegionReader</name>
    <message>
      <source>Reading the region…</source>
      <translation>Der Bereich wird gelesen …</translation>
    </message>
    <message>
      <source>No text was found in this region.</source>
      <translation>In diesem Bereich wurde kein Text gefunden.</translation>
    </message>
  </context>
  <context>
    <name>ReviewPage</name>
    <message>
      <source>All receipts of this list have been reviewed.</source>
      <translation>Alle Belege dieser Liste sind geprüft.</translation>
    </message>
    <message>
      <source>Enter it, or press {key} if it is not on the receipt.</source>
      <translation>Geben Sie den Wert ein, oder drücken Sie {key}, wenn er nicht auf dem Beleg steht.</translation>
    </message>
    <message>
      <source>Not saved yet: correct the text, or press Escape to discard it.</source>
      <translation>Noch nicht gespeichert: Berichtigen Sie den Text, oder verwerfen Sie ihn mit Esc.</translation>
    </message>
    <message>
      <source>{reason} Enter: {answer}. Ctrl+Enter approves it as it is.</source>
      <translation>{reason} Enter: {answer}. Strg+Enter bestätigt ihn so.</translation>
    </message>
    <message>
      <source>{reason} Enter again approves it as it is.</source>
      <translation>{reason} Nochmals Enter bestätigt ihn so.</translation>
    </message>
    <message>
      <source>Approved: {name}</source>
      <translation>Bestätigt: {name}</translation>
    </message>
    <message>
      <source>Redone: {change}</source>
      <translation>Wiederholt: {change}</translation>
    </message>
    <message>
      <source>Undone: {change}</source>
      <translation>Rückgängig: {change}</translation>
    </message>
    <message>
      <source>Nothing needs a review. Any receipt can be opened from the list.</source>
      <translation>Nichts ist zu prüfen. Jeder Beleg lässt sich aus der Liste öffnen.</translation>
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
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Reprocess</source>
      <translation>Erneut verarbeiten</translation>
    </message>
    <message>
      <source>Process next</source>
      <translation>Als Nächstes verarbeiten</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Priority: {priority}</source>
      <translation>Priorität: {priority}</translation>
    </message>
  </context>
  <context>
    <name>ReceiptController</name>
    <message numerus="yes">
      <source>Cancelled %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg abgebrochen</numerusform>
        <numerusform>%Ln Belege abgebrochen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg entfernt</numerusform>
        <numerusform>%Ln Belege entfernt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Paused %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg angehalten</numerusform>
        <numerusform>%Ln Belege angehalten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Resumed %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg fortgesetzt</numerusform>
        <numerusform>%Ln Belege fortgesetzt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Changed the order of %Ln receipt(s)</source>
      <translation>
        <numerusform>Reihenfolge von %Ln Beleg geändert</numerusform>
        <numerusform>Reihenfolge von %Ln Belegen geändert</numerusform>
      </translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message numerus="yes">
      <source>Join %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg verbinden</numerusform>
        <numerusform>%Ln Belege verbinden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Joined %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg verbunden</numerusform>
        <numerusform>%Ln Belege verbunden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Archived %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg archiviert</numerusform>
        <numerusform>%Ln Belege archiviert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Took %Ln receipt(s) out of the archive</source>
      <translation>
        <numerusform>%Ln Beleg aus dem Archiv geholt</numerusform>
        <numerusform>%Ln Belege aus dem Archiv geholt</numerusform>
      </translation>
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
      <source>%Ln receipt(s) selected. Corrections apply to this one, approval to all of them.</source>
      <translation>
        <numerusform>%Ln Beleg ausgewählt. Korrekturen gelten für diesen, die Bestätigung gilt für alle.</numerusform>
        <numerusform>%Ln Belege ausgewählt. Korrekturen gelten für diesen, die Bestätigung gilt für alle.</numerusform>
      </translation>
    </message>
    <message>
      <source>about {time} left</source>
      <translation>noch etwa {time}</translation>
    </message>
    <message numerus="yes">
      <source>Approve %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln Beleg bestätigen</numerusform>
        <numerusform>%Ln Belege bestätigen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Withdraw %Ln approval(s)</source>
      <translation>
        <numerusform>%Ln Bestätigung zurücknehmen</numerusform>
        <numerusform>%Ln Bestätigungen zurücknehmen</numerusform>
      </translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Bestätigung zurücknehmen</translation>
    </message>
    <message>
      <source>Enter password…</source>
      <translation>Passwort eingeben …</translation>
    </message>
  </context>
  <context>
    <name>ReceiptSplitter</name>
    <message numerus="yes">
      <source>Split into %Ln receipt(s)</source>
      <translation>
        <numerusform>In %Ln Beleg teilen</numerusform>
        <numerusform>In %Ln Belege teilen</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SavedViews</name>
    <message>
      <source>Save view</source>
      <translation>Ansicht speichern</translation>
    </message>
    <message>
      <source>Name of this view</source>
      <translation>Name dieser Ansicht</translation>
    </message>
    <message>
      <source>All receipts</source>
      <translation>Alle Belege</translation>
    </message>
    <message>
      <source>Save this view…</source>
      <translation>Diese Ansicht speichern …</translation>
    </message>
    <message>
      <source>Delete view</source>
      <translation>Ansicht löschen</translation>
    </message>
  </context>
  <context>
    <name>remote_model</name>
    <message>
      <source>Send the text of receipts to {host}?</source>
      <translation>Text der Belege an {host} senden?</translation>
    </message>
    <message>
      <source>The language model is on another computer, {host}. The text of every receipt will be sent to it. Otherwise, receipts are processed by rules only.</source>
      <translation>Das Sprachmodell läuft auf einem anderen Computer, {host}. Der Text jedes Belegs wird dorthin gesendet. Andernfalls werden Belege nur mit Regeln verarbeitet.</translation>
    </message>
    <message>
      <source>Send</source>
      <translation>Senden</translation>
    </message>
    <message>
      <source>Don’t send</source>
      <translation>Nicht senden</translation>
    </message>
  </context>
  <context>
    <name>ReviewPane</name>
    <message>
      <source>Select a receipt to review it.</source>
      <translation>Wählen Sie einen Beleg aus, um ihn zu prüfen.</translation>
    </message>
    <message>
      <source>No data was read from this file.</source>
      <translation>Aus dieser Datei wurden keine Daten gelesen.</translation>
    </message>
    <message>
      <source>The picture and values appear here once this receipt has been processed.</source>
      <translation>Bild und Werte erscheinen hier, sobald der Beleg verarbeitet ist.</translation>
    </message>
  </context>
  <context>
    <name>ScopeBar</name>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>Approved only</source>
      <translation>Nur bestätigte</translation>
    </message>
    <message>
      <source>Archived too</source>
      <translation>Auch archivierte</translation>
    </message>
    <message>
      <source>Possible duplicates too</source>
      <translation>Auch mögliche Duplikate</translation>
    </message>
    <message>
      <source>Tax rate</source>
      <translation>Steuersatz</translation>
    </message>
    <message>
      <source>PDF…</source>
      <translation>PDF …</translation>
    </message>
    <message>
      <source>CSV…</source>
      <translation>CSV …</translation>
    </message>
    <message>
      <source>JSON…</source>
      <translation>JSON …</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>Drucken</translation>
    </message>
    <message>
      <source>Save as</source>
      <translation>Speichern als</translation>
    </message>
    <message>
      <source>Open as PDF in the program that prints it</source>
      <translation>Als PDF in dem Programm öffnen, das es druckt</translation>
    </message>
    <message>
      <source>The currency of the sums</source>
      <translation>Die Währung der Summen</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Währung</translation>
    </message>
  </context>
  <context>
    <name>ScopeBox</name>
    <message>
      <source>All shown</source>
      <translation>Alle angezeigten</translation>
    </message>
    <message>
      <source>Selected</source>
      <translation>Ausgewählte</translation>
    </message>
    <message>
      <source>Only approved receipts</source>
      <translation>Nur bestätigte Belege</translation>
    </message>
    <message>
      <source>Exported or not</source>
      <translation>Exportiert oder nicht</translation>
    </message>
    <message>
      <source>Not exported yet</source>
      <translation>Noch nicht exportiert</translation>
    </message>
    <message>
      <source>Changed since their export</source>
      <translation>Seit dem Export geändert</translation>
    </message>
    <message>
      <source>Exported before</source>
      <translation>Schon exportiert</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>Period</source>
      <translation>Zeitraum</translation>
    </message>
    <message>
      <source>Exports</source>
      <translation>Exporte</translation>
    </message>
    <message>
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
  </context>
  <context>
    <name>settings</name>
    <message>
      <source>HTTP API</source>
      <translation>HTTP-API</translation>
    </message>
    <message>
      <source>Allow other programs to submit and fetch receipts</source>
      <translation>Anderen Programmen erlauben, Belege einzureichen und abzurufen</translation>
    </message>
    <message>
      <source>Accessible from</source>
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
      <source>PEM files for HTTPS.</source>
      <translation>PEM-Dateien für HTTPS.</translation>
    </message>
    <message>
      <source>Private key</source>
      <translation>Privater Schlüssel</translation>
    </message>
    <message>
      <source>Processing</source>
      <translation>Verarbeitung</translation>
    </message>
    <message>
      <source>Language model</source>
      <translation>Sprachmodell</translation>
    </message>
    <message>
      <source>Queue</source>
      <translation>Warteschlange</translation>
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
      <translation>Systemeinstellung</translation>
    </message>
    <message>
      <source>Home country</source>
      <translation>Ihr Land</translation>
    </message>
    <message>
      <source>For receipts without a currency.</source>
      <translation>Für Belege ohne Währung.</translation>
    </message>
    <message>
      <source>Regional default</source>
      <translation>Regionale Einstellung</translation>
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
      <source>Languages</source>
      <translation>Sprachen</translation>
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
      <source> s</source>
      <translation> s</translation>
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
      <source>Automatic (best for each receipt)</source>
      <translation>Automatisch (die beste für jeden Beleg)</translation>
    </message>
    <message>
      <source>OCR engine</source>
      <translation>Texterkennung</translation>
    </message>
    <message>
      <source>For Tesseract. Fewer languages are faster.</source>
      <translation>Für Tesseract. Weniger Sprachen sind schneller.</translation>
    </message>
    <message>
      <source>For one attempt to process a receipt.</source>
      <translation>Für einen Versuch, einen Beleg zu verarbeiten.</translation>
    </message>
    <message>
      <source>Extraction</source>
      <translation>Extraktion</translation>
    </message>
    <message>
      <source>Finds more values but takes longer. Without it, only rules are used.</source>
      <translation>Findet mehr Werte, dauert aber länger. Ohne Sprachmodell werden nur Regeln verwendet.</translation>
    </message>
    <message>
      <source>Use a local model with Ollama</source>
      <translation>Lokales Modell mit Ollama verwenden</translation>
    </message>
    <message>
      <source>Process receipts</source>
      <translation>Belege verarbeiten</translation>
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
      <translation>Warnt, wenn mehr als dieser Anteil der Belege der letzten Stunde fehlgeschlagen ist.</translation>
    </message>
    <message>
      <source>One per receipt</source>
      <translation>Eine pro Beleg</translation>
    </message>
    <message>
      <source>One per line item</source>
      <translation>Eine pro Position</translation>
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
      <translation>Darstellung</translation>
    </message>
    <message>
      <source>Daily copies</source>
      <translation>Tägliche Kopien</translation>
    </message>
    <message>
      <source>Updates</source>
      <translation>Updates</translation>
    </message>
    <message>
      <source>Check for updates at start</source>
      <translation>Beim Start nach Updates suchen</translation>
    </message>
    <message>
      <source>Supplier rules</source>
      <translation>Lieferantenregeln</translation>
    </message>
    <message>
      <source>Apply what you decided for each supplier</source>
      <translation>Anwenden, was Sie je Lieferant entschieden haben</translation>
    </message>
    <message>
      <source>Home currency</source>
      <translation>Ihre Währung</translation>
    </message>
    <message>
      <source>For receipts whose country is unknown.</source>
      <translation>Für Belege, deren Land nicht bekannt ist.</translation>
    </message>
    <message>
      <source>Exchange rates</source>
      <translation>Wechselkurse</translation>
    </message>
    <message>
      <source>Fetch them from the European Central Bank</source>
      <translation>Von der Europäischen Zentralbank holen</translation>
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
    <name>SplitBar</name>
    <message numerus="yes">
      <source>%Ln receipt(s) framed. Enter splits, Escape cancels.</source>
      <translation>
        <numerusform>%Ln Beleg umrahmt. Die Eingabetaste teilt, Escape bricht ab.</numerusform>
        <numerusform>%Ln Belege umrahmt. Die Eingabetaste teilt, Escape bricht ab.</numerusform>
      </translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Draw a frame around each receipt. Click a frame to remove it.</source>
      <translation>Ziehen Sie um jeden Beleg einen Rahmen. Ein Klick entfernt einen Rahmen.</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>Teilen</translation>
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
      <translation>Mittelwert</translation>
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
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>Success rate</source>
      <translation>Erfolgsquote</translation>
    </message>
    <message>
      <source>Waiting p50 / p95</source>
      <translation>Wartezeit p50 / p95</translation>
    </message>
    <message>
      <source>Running p50 / p95</source>
      <translation>Laufzeit p50 / p95</translation>
    </message>
  </context>
  <context>
    <name>StatisticsTab</name>
    <message>
      <source>No statistics yet. No receipts have been processed.</source>
      <translation>Noch keine Statistik. Es wurden noch keine Belege verarbeitet.</translation>
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
      <translation>Fehlgeschlagen</translation>
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
      <source>Longest current wait</source>
      <translation>Längste aktuelle Wartezeit</translation>
    </message>
    <message numerus="yes">
      <source>Last %Ln days</source>
      <translation>
        <numerusform>Letzter %Ln Tag</numerusform>
        <numerusform>Letzte %Ln Tage</numerusform>
      </translation>
    </message>
    <message>
      <source>Time per receipt</source>
      <translation>Zeit pro Beleg</translation>
    </message>
    <message>
      <source>Daily totals</source>
      <translation>Pro Tag</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Wartezeit</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>Laufzeit</translation>
    </message>
    <message>
      <source>Durations</source>
      <translation>Zeiten</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
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
      <source>Starting…</source>
      <translation>Wird gestartet …</translation>
    </message>
    <message>
      <source>Queue status</source>
      <translation>Status der Warteschlange</translation>
    </message>
    <message>
      <source>The queue is not responding.</source>
      <translation>Die Warteschlange antwortet nicht.</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>not accepting new receipts</source>
      <translation>nimmt keine neuen Belege an</translation>
    </message>
    <message numerus="yes">
      <source>%Ln paused</source>
      <translation>
        <numerusform>%Ln angehalten</numerusform>
        <numerusform>%Ln angehalten</numerusform>
      </translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Bereit</translation>
    </message>
    <message numerus="yes">
      <source>%Ln waiting</source>
      <translation>
        <numerusform>%Ln wartet</numerusform>
        <numerusform>%Ln warten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Processing %Ln</source>
      <translation>
        <numerusform>%Ln in Arbeit</numerusform>
        <numerusform>%Ln in Arbeit</numerusform>
      </translation>
    </message>
    <message>
      <source>about {time} left</source>
      <translation>noch etwa {time}</translation>
    </message>
  </context>
  <context>
    <name>SumFigures</name>
    <message>
      <source>Deductible tax</source>
      <translation>Abziehbare Steuer</translation>
    </message>
  </context>
  <context>
    <name>_ReasonRow</name>
    <message>
      <source>Accept as printed</source>
      <translation>Wie gedruckt übernehmen</translation>
    </message>
    <message>
      <source>Apply fix</source>
      <translation>Korrigieren</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) found, see the frames in the picture.</source>
      <translation>
        <numerusform>%Ln Beleg gefunden, siehe die Rahmen im Bild.</numerusform>
        <numerusform>%Ln Belege gefunden, siehe die Rahmen im Bild.</numerusform>
      </translation>
    </message>
    <message>
      <source>Split</source>
      <translation>Teilen</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Vergleichen</translation>
    </message>
    <message>
      <source>Keep both</source>
      <translation>Beide behalten</translation>
    </message>
  </context>
  <context>
    <name>SystemTab</name>
    <message>
      <source>Processes</source>
      <translation>Prozesse</translation>
    </message>
    <message>
      <source>Shared</source>
      <translation>Gemeinsam genutzt</translation>
    </message>
    <message>
      <source>Built-in</source>
      <translation>Eingebaut</translation>
    </message>
    <message>
      <source>no limit</source>
      <translation>ohne Limit</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Server</translation>
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
      <source>Persistence</source>
      <translation>Persistenz</translation>
    </message>
    <message>
      <source>Restarts</source>
      <translation>Neustarts</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Status</translation>
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
      <translation>In den Einstellungen deaktiviert</translation>
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
      <source>Last seen</source>
      <translation>Letzter Kontakt</translation>
    </message>
    <message>
      <source>Not checked yet</source>
      <translation>Noch nicht geprüft</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>Datenbank</translation>
    </message>
    <message>
      <source>Integrity</source>
      <translation>Integrität</translation>
    </message>
    <message>
      <source>Checked</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <source>Not responding</source>
      <translation>Antwortet nicht</translation>
    </message>
    <message>
      <source>Response time</source>
      <translation>Antwortzeit</translation>
    </message>
    <message>
      <source>Queued IDs</source>
      <translation>IDs in der Warteschlange</translation>
    </message>
    <message>
      <source>Eviction policy</source>
      <translation>Verdrängungsrichtlinie</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>Läuft</translation>
    </message>
    <message>
      <source>Tokens per second</source>
      <translation>Token pro Sekunde</translation>
    </message>
    <message>
      <source>No damage</source>
      <translation>Kein Schaden</translation>
    </message>
    <message>
      <source>Free disk space</source>
      <translation>Freier Speicherplatz</translation>
    </message>
    <message>
      <source>none (not needed)</source>
      <translation>keine (nicht nötig)</translation>
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
      <translation>Datenträger und Datenbank</translation>
    </message>
    <message>
      <source>Process</source>
      <translation>Prozess</translation>
    </message>
    <message>
      <source>Computer</source>
      <translation>Computer</translation>
    </message>
    <message>
      <source>Concurrency</source>
      <translation>Gleichzeitig</translation>
    </message>
    <message>
      <source>Started</source>
      <translation>Gestartet</translation>
    </message>
    <message>
      <source>{kind} (this one)</source>
      <translation>{kind} (dieser)</translation>
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
    <name>phone</name>
    <message>
      <source>Connected: {device}</source>
      <translation>Verbunden: {device}</translation>
    </message>
    <message>
      <source>The connection has ended after one hour</source>
      <translation>Die Verbindung ist nach einer Stunde abgelaufen</translation>
    </message>
    <message>
      <source>Too many wrong codes were entered</source>
      <translation>Es wurden zu viele falsche Codes eingegeben</translation>
    </message>
    <message>
      <source>A phone has opened the page…</source>
      <translation>Ein Telefon hat die Seite geöffnet …</translation>
    </message>
    <message>
      <source>Waiting for a phone…</source>
      <translation>Warten auf ein Telefon …</translation>
    </message>
    <message>
      <source>Encrypted with the certificate from the settings.</source>
      <translation>Verschlüsselt mit dem Zertifikat aus den Einstellungen.</translation>
    </message>
    <message>
      <source>Photos travel unencrypted (HTTP) within this network. Use it in a network that you trust, not in a public Wi-Fi. With a certificate in the settings they are encrypted.</source>
      <translation>Die Fotos werden in diesem Netzwerk unverschlüsselt übertragen (HTTP). Nutzen Sie ein Netzwerk, dem Sie vertrauen, kein öffentliches WLAN. Mit einem Zertifikat in den Einstellungen werden sie verschlüsselt.</translation>
    </message>
    <message>
      <source>{address}, reachable from the internet</source>
      <translation>{address}, aus dem Internet erreichbar</translation>
    </message>
    <message>
      <source>No phone has reached this computer yet. Check that the phone is in the same network: its Wi-Fi is on, and it is not a guest network, whose devices are kept apart.</source>
      <translation>Noch kein Telefon hat diesen Computer erreicht. Prüfen Sie, ob das Telefon im selben Netzwerk ist: Das WLAN ist eingeschaltet, und es ist kein Gastnetz, dessen Geräte voneinander getrennt sind.</translation>
    </message>
    <message>
      <source>In Windows Security, “Allow an app through firewall” has to allow Receipt Desktop in private networks, and this network has to be a private one.</source>
      <translation>In der Windows-Sicherheit muss „App durch Firewall zulassen“ Receipt Desktop in privaten Netzwerken zulassen, und dieses Netzwerk muss ein privates sein.</translation>
    </message>
    <message>
      <source>In System Settings, Network, Firewall has to allow incoming connections of Receipt Desktop.</source>
      <translation>In den Systemeinstellungen muss „Firewall“ unter „Netzwerk“ eingehende Verbindungen von Receipt Desktop zulassen.</translation>
    </message>
    <message>
      <source>The firewall of this computer has to allow port {port} (TCP).</source>
      <translation>Die Firewall dieses Computers muss den Port {port} (TCP) zulassen.</translation>
    </message>
  </context>
  <context>
    <name>suppliers</name>
    <message>
      <source>Merchant</source>
      <translation>Händler</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Kategorie</translation>
    </message>
    <message>
      <source>Currency if none is printed</source>
      <translation>Währung, wenn keine gedruckt ist</translation>
    </message>
    <message>
      <source>Tax if none is printed</source>
      <translation>Steuer, wenn keine gedruckt ist</translation>
    </message>
    <message>
      <source>Payment if none is printed</source>
      <translation>Zahlungsart, wenn keine gedruckt ist</translation>
    </message>
    <message>
      <source>Total is beside</source>
      <translation>Gesamtbetrag steht bei</translation>
    </message>
    <message>
      <source>Always write “{value}” for {supplier}?</source>
      <translation>Immer „{value}“ statt {supplier} schreiben?</translation>
    </message>
    <message>
      <source>Always “{value}” for {supplier}?</source>
      <translation>Immer „{value}“ für {supplier}?</translation>
    </message>
    <message>
      <source>Always {value} for {supplier} if no currency is printed?</source>
      <translation>Immer {value} für {supplier}, wenn keine Währung gedruckt ist?</translation>
    </message>
    <message>
      <source>Always “{value}” for {supplier} if no tax is printed?</source>
      <translation>Immer „{value}“ für {supplier}, wenn keine Steuer gedruckt ist?</translation>
    </message>
    <message>
      <source>Always “{value}” for {supplier} if no payment is printed?</source>
      <translation>Immer „{value}“ für {supplier}, wenn keine Zahlungsart gedruckt ist?</translation>
    </message>
    <message>
      <source>Always take the total beside “{value}” for {supplier}?</source>
      <translation>Den Gesamtbetrag bei {supplier} immer neben „{value}“ nehmen?</translation>
    </message>
    <message>
      <source>So far: {value}.</source>
      <translation>Bisher: {value}.</translation>
    </message>
    <message>
      <source>VAT / tax ID</source>
      <translation>USt-IdNr. / Steuernr.</translation>
    </message>
    <message>
      <source>Till</source>
      <translation>Kasse</translation>
    </message>
    <message>
      <source>IBAN</source>
      <translation>IBAN</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Telefon</translation>
    </message>
    <message>
      <source>Website</source>
      <translation>Website</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>No tax</source>
      <translation>Keine Steuer</translation>
    </message>
    <message>
      <source>{rate} % included</source>
      <translation>{rate} % enthalten</translation>
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
      <translation>Gesamtbetrag</translation>
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
      <source>Card (last 4)</source>
      <translation>Karte (letzte 4)</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Telefon</translation>
    </message>
    <message>
      <source>VAT / tax ID</source>
      <translation>USt-IdNr. / Steuernr.</translation>
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
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
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
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>Processing</source>
      <translation>In Arbeit</translation>
    </message>
    <message>
      <source>Retrying</source>
      <translation>Neuer Versuch</translation>
    </message>
    <message>
      <source>Retrying in {n} s</source>
      <translation>Neuer Versuch in {n} s</translation>
    </message>
    <message>
      <source>In the queue</source>
      <translation>In der Warteschlange</translation>
    </message>
    <message>
      <source>Opening file</source>
      <translation>Datei wird geöffnet</translation>
    </message>
    <message>
      <source>Reading text</source>
      <translation>Text wird gelesen</translation>
    </message>
    <message>
      <source>Extracting values</source>
      <translation>Werte werden ausgelesen</translation>
    </message>
    <message>
      <source>Running language model</source>
      <translation>Sprachmodell läuft</translation>
    </message>
    <message>
      <source>Checking totals</source>
      <translation>Beträge werden geprüft</translation>
    </message>
    <message>
      <source>Saving</source>
      <translation>Wird gespeichert</translation>
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
    <message>
      <source>Same picture</source>
      <translation>Dasselbe Bild</translation>
    </message>
    <message>
      <source>Duplicate</source>
      <translation>Duplikat</translation>
    </message>
    <message>
      <source>Likely duplicate</source>
      <translation>Wohl Duplikat</translation>
    </message>
    <message>
      <source>Possible duplicate</source>
      <translation>Evtl. Duplikat</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>Schlagwörter</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projekt</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Notiz</translation>
    </message>
    <message>
      <source>Paid by</source>
      <translation>Bezahlt von</translation>
    </message>
    <message>
      <source>Reimbursable</source>
      <translation>Zu erstatten</translation>
    </message>
    <message>
      <source>Number, or a generated one</source>
      <translation>Nummer, sonst eine erzeugte</translation>
    </message>
    <message>
      <source>Contact</source>
      <translation>Kontakt</translation>
    </message>
    <message>
      <source>Supplier number</source>
      <translation>Lieferantennummer</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>Beschreibung</translation>
    </message>
    <message>
      <source>Account</source>
      <translation>Konto</translation>
    </message>
    <message>
      <source>Paying account</source>
      <translation>Zahlungskonto</translation>
    </message>
    <message>
      <source>Tax code</source>
      <translation>Steuerschlüssel</translation>
    </message>
    <message>
      <source>Tax rate</source>
      <translation>Steuersatz</translation>
    </message>
    <message>
      <source>Net</source>
      <translation>Netto</translation>
    </message>
    <message>
      <source>Gross</source>
      <translation>Brutto</translation>
    </message>
    <message>
      <source>Gross, money out negative</source>
      <translation>Brutto, Ausgaben negativ</translation>
    </message>
    <message>
      <source>Currency of the amounts</source>
      <translation>Währung der Beträge</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Receipt id</source>
      <translation>Beleg-ID</translation>
    </message>
    <message>
      <source>CSV with own columns</source>
      <translation>CSV mit eigenen Spalten</translation>
    </message>
    <message>
      <source>Excel workbook</source>
      <translation>Excel-Arbeitsmappe</translation>
    </message>
    <message>
      <source>Xero bills</source>
      <translation>Xero-Rechnungen</translation>
    </message>
    <message>
      <source>QuickBooks bank</source>
      <translation>QuickBooks-Bank</translation>
    </message>
    <message>
      <source>DATEV</source>
      <translation>DATEV</translation>
    </message>
    <message>
      <source>Beancount</source>
      <translation>Beancount</translation>
    </message>
    <message>
      <source>hledger</source>
      <translation>hledger</translation>
    </message>
    <message>
      <source>Ledger</source>
      <translation>Ledger</translation>
    </message>
    <message>
      <source>FreeAgent bank</source>
      <translation>FreeAgent-Bank</translation>
    </message>
    <message>
      <source>OFX bank statement</source>
      <translation>OFX-Kontoauszug</translation>
    </message>
    <message>
      <source>QIF transactions</source>
      <translation>QIF-Buchungen</translation>
    </message>
    <message>
      <source>Sage 50 audit trail</source>
      <translation>Sage 50 (Audit Trail)</translation>
    </message>
    <message>
      <source>Original files (ZIP)</source>
      <translation>Originaldateien (ZIP)</translation>
    </message>
    <message>
      <source>PDF report by month</source>
      <translation>PDF-Bericht je Monat</translation>
    </message>
    <message>
      <source>PDF for each receipt</source>
      <translation>PDF je Beleg</translation>
    </message>
    <message>
      <source>JSON</source>
      <translation>JSON</translation>
    </message>
    <message>
      <source>Belong together</source>
      <translation>Gehören zusammen</translation>
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
      <translation>Anzeigen</translation>
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
      <translation>Ausblenden</translation>
    </message>
    <message>
      <source>Copied.</source>
      <translation>Kopiert.</translation>
    </message>
    <message>
      <source>Create a new token?</source>
      <translation>Neues Token erstellen?</translation>
    </message>
    <message>
      <source>Create token</source>
      <translation>Token erstellen</translation>
    </message>
    <message>
      <source>The current token stops working immediately. Every program that uses it needs the new one.</source>
      <translation>Das bisherige Token ist sofort ungültig. Jedes Programm, das es verwendet, braucht das neue.</translation>
    </message>
    <message>
      <source>This is the new token.</source>
      <translation>Das ist das neue Token.</translation>
    </message>
  </context>
  <context>
    <name>TotalsDialog</name>
    <message>
      <source>Totals</source>
      <translation>Summen</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Währung</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Kategorie</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Gesamt</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>Steuer</translation>
    </message>
    <message>
      <source>Tax rate</source>
      <translation>Steuersatz</translation>
    </message>
    <message>
      <source>Net</source>
      <translation>Netto</translation>
    </message>
    <message>
      <source>By category</source>
      <translation>Nach Kategorie</translation>
    </message>
    <message>
      <source>By tax rate, as printed in the tax tables</source>
      <translation>Nach Steuersatz, wie in den Steuertabellen gedruckt</translation>
    </message>
    <message>
      <source>All categories</source>
      <translation>Alle Kategorien</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
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
      <translation>Stacktrace</translation>
    </message>
    <message>
      <source>Hide stack trace</source>
      <translation>Stacktrace ausblenden</translation>
    </message>
    <message>
      <source>Show stack trace</source>
      <translation>Stacktrace anzeigen</translation>
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
    <name>review_keys</name>
    <message>
      <source>Next receipt</source>
      <translation>Nächster Beleg</translation>
    </message>
    <message>
      <source>Previous receipt</source>
      <translation>Vorheriger Beleg</translation>
    </message>
    <message>
      <source>Skip: put at the end</source>
      <translation>Überspringen: ans Ende stellen</translation>
    </message>
    <message>
      <source>Flag</source>
      <translation>Markieren</translation>
    </message>
    <message>
      <source>Postpone</source>
      <translation>Zurückstellen</translation>
    </message>
    <message>
      <source>Apply the suggested fix</source>
      <translation>Vorgeschlagene Korrektur anwenden</translation>
    </message>
    <message>
      <source>Accept as printed</source>
      <translation>Wie gedruckt übernehmen</translation>
    </message>
    <message>
      <source>Not on the receipt</source>
      <translation>Nicht auf dem Beleg</translation>
    </message>
    <message>
      <source>Edit the first doubtful field</source>
      <translation>Das erste unsichere Feld bearbeiten</translation>
    </message>
    <message>
      <source>Go to the total</source>
      <translation>Zum Gesamtbetrag</translation>
    </message>
    <message>
      <source>Go to the date</source>
      <translation>Zum Datum</translation>
    </message>
    <message>
      <source>Go to the merchant</source>
      <translation>Zum Händler</translation>
    </message>
    <message>
      <source>Go to the category</source>
      <translation>Zur Kategorie</translation>
    </message>
    <message>
      <source>Go to the line items</source>
      <translation>Zu den Positionen</translation>
    </message>
    <message>
      <source>Turn the picture</source>
      <translation>Bild drehen</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Vergrößern</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Verkleinern</translation>
    </message>
    <message>
      <source>Fit width</source>
      <translation>An Breite anpassen</translation>
    </message>
    <message>
      <source>Fit page</source>
      <translation>Ganze Seite</translation>
    </message>
    <message>
      <source>Keep the view where it is</source>
      <translation>Ausschnitt festhalten</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>Nächste Seite</translation>
    </message>
    <message>
      <source>Previous page</source>
      <translation>Vorige Seite</translation>
    </message>
    <message>
      <source>Choose value {n}</source>
      <translation>Wert {n} wählen</translation>
    </message>
    <message>
      <source>Show all keys</source>
      <translation>Alle Tasten anzeigen</translation>
    </message>
    <message>
      <source>Always for this supplier</source>
      <translation>Immer für diesen Lieferanten</translation>
    </message>
    <message>
      <source>Join with the next receipt</source>
      <translation>Mit dem nächsten Beleg verbinden</translation>
    </message>
    <message>
      <source>Show the pages</source>
      <translation>Seiten zeigen</translation>
    </message>
    <message>
      <source>Split by drawing frames</source>
      <translation>Durch Rahmen teilen</translation>
    </message>
    <message>
      <source>Turn the page and read it again</source>
      <translation>Seite drehen und neu lesen</translation>
    </message>
    <message>
      <source>Compare the duplicate</source>
      <translation>Duplikat vergleichen</translation>
    </message>
    <message>
      <source>Go to the tags</source>
      <translation>Zu den Schlagwörtern</translation>
    </message>
    <message>
      <source>Scroll down</source>
      <translation>Nach unten blättern</translation>
    </message>
    <message>
      <source>Scroll up</source>
      <translation>Nach oben blättern</translation>
    </message>
    <message>
      <source>Accept and go on</source>
      <translation>Übernehmen und weiter</translation>
    </message>
    <message>
      <source>Approve all proven</source>
      <translation>Alle gesicherten bestätigen</translation>
    </message>
  </context>
  <context>
    <name>WaitingTab</name>
    <message>
      <source>Waiting receipts</source>
      <translation>Wartende Belege</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) waiting</source>
      <translation>
        <numerusform>%Ln Beleg wartet</numerusform>
        <numerusform>%Ln Belege warten</numerusform>
      </translation>
    </message>
    <message>
      <source>No waiting receipts.</source>
      <translation>Keine wartenden Belege.</translation>
    </message>
    <message>
      <source>Process next</source>
      <translation>Als Nächstes verarbeiten</translation>
    </message>
    <message>
      <source>High priority</source>
      <translation>Hohe Priorität</translation>
    </message>
    <message>
      <source>Low priority</source>
      <translation>Niedrige Priorität</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Anhalten</translation>
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
      <translation>Priorität</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Wait time</source>
      <translation>Wartezeit</translation>
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
  </context>
  <context>
    <name>WorkersModel</name>
    <message>
      <source>Process</source>
      <translation>Prozess</translation>
    </message>
    <message>
      <source>Worker</source>
      <translation>Worker</translation>
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
      <source>Elapsed</source>
      <translation>Dauer</translation>
    </message>
    <message>
      <source>Idle</source>
      <translation>Bereit</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Gestoppt</translation>
    </message>
    <message>
      <source>This window</source>
      <translation>Dieses Fenster</translation>
    </message>
  </context>
  <context>
    <name>audit</name>
    <message>
      <source>{name}: {value}</source>
      <translation>{name}: {value}</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Bestätigt</translation>
    </message>
    <message>
      <source>Needs review</source>
      <translation>Zu prüfen</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>Flagged</source>
      <translation>Markiert</translation>
    </message>
    <message>
      <source>Postponed</source>
      <translation>Zurückgestellt</translation>
    </message>
    <message>
      <source>Priority</source>
      <translation>Priorität</translation>
    </message>
    <message>
      <source>OCR engine</source>
      <translation>Texterkennung</translation>
    </message>
    <message>
      <source>Language model</source>
      <translation>Sprachmodell</translation>
    </message>
    <message>
      <source>Original</source>
      <translation>Original</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>Zeilen</translation>
    </message>
    <message>
      <source>Items</source>
      <translation>Positionen</translation>
    </message>
    <message>
      <source>Tax lines</source>
      <translation>Steuerzeilen</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>wartet</translation>
    </message>
    <message>
      <source>processing</source>
      <translation>wird gelesen</translation>
    </message>
    <message>
      <source>done</source>
      <translation>fertig</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>fehlgeschlagen</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>ja</translation>
    </message>
    <message>
      <source>no</source>
      <translation>nein</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <source>Head of the log</source>
      <translation>Kopf des Protokolls</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>Stapel</translation>
    </message>
    <message>
      <source>SHA-256</source>
      <translation>SHA-256</translation>
    </message>
    <message>
      <source>Older entries</source>
      <translation>Ältere Einträge</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Sender</source>
      <translation>Absender</translation>
    </message>
    <message>
      <source>On</source>
      <translation>Ein</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>Optionen</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Regel</translation>
    </message>
    <message>
      <source>Originals</source>
      <translation>Originale</translation>
    </message>
    <message>
      <source>Differences</source>
      <translation>Abweichungen</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Anzahl</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
  </context>
  <context>
    <name>sources</name>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Clipboard</source>
      <translation>Zwischenablage</translation>
    </message>
    <message>
      <source>Command line</source>
      <translation>Befehlszeile</translation>
    </message>
    <message>
      <source>Other program</source>
      <translation>Anderes Programm</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Telefon</translation>
    </message>
    <message>
      <source>Watched folder</source>
      <translation>Überwachter Ordner</translation>
    </message>
    <message>
      <source>Mail</source>
      <translation>E-Mail</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Scanner</translation>
    </message>
    <message>
      <source>Browser</source>
      <translation>Browser</translation>
    </message>
    <message>
      <source>Read first</source>
      <translation>Zuerst lesen</translation>
    </message>
    <message>
      <source>Read last</source>
      <translation>Zuletzt lesen</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Aus</translation>
    </message>
    <message>
      <source>On</source>
      <translation>Ein</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Regel</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>{name}, from {sender}</source>
      <translation>{name}, von {sender}</translation>
    </message>
  </context>
  <context>
    <name>SourceColumns</name>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Regel</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Belege</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Last checked</source>
      <translation>Zuletzt geprüft</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
  </context>
  <context>
    <name>RuleEditor</name>
    <message>
      <source>As read</source>
      <translation>Wie gelesen</translation>
    </message>
    <message>
      <source>This one</source>
      <translation>Diese</translation>
    </message>
    <message>
      <source>In turn</source>
      <translation>Der Reihe nach</translation>
    </message>
    <message>
      <source>Separated by commas</source>
      <translation>Durch Kommas getrennt</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Kategorie</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projekt</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>Schlagwörter</translation>
    </message>
    <message>
      <source>Paid by</source>
      <translation>Bezahlt von</translation>
    </message>
    <message>
      <source>Company</source>
      <translation>Unternehmen</translation>
    </message>
    <message>
      <source>Priority</source>
      <translation>Priorität</translation>
    </message>
  </context>
  <context>
    <name>SourceRuleDialog</name>
    <message>
      <source>Rule for a source</source>
      <translation>Regel für eine Quelle</translation>
    </message>
    <message>
      <source>Rules of suppliers and your own corrections come before this rule.</source>
      <translation>Regeln von Lieferanten und Ihre eigenen Korrekturen gehen dieser Regel vor.</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Address, or @domain; empty for everybody</source>
      <translation>Adresse oder @domain; leer für alle</translation>
    </message>
    <message>
      <source>Receipts from</source>
      <translation>Belege aus</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Sender</source>
      <translation>Absender</translation>
    </message>
    <message>
      <source>They get</source>
      <translation>Sie erhalten</translation>
    </message>
  </context>
  <context>
    <name>SourcesPage</name>
    <message>
      <source>Mailbox…</source>
      <translation>Postfach …</translation>
    </message>
    <message>
      <source>Sources</source>
      <translation>Quellen</translation>
    </message>
    <message>
      <source>Rule…</source>
      <translation>Regel …</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Bearbeiten …</translation>
    </message>
    <message>
      <source>Switch off</source>
      <translation>Ausschalten</translation>
    </message>
    <message>
      <source>Switch on</source>
      <translation>Einschalten</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Show receipts</source>
      <translation>Belege anzeigen</translation>
    </message>
    <message>
      <source>Change a source</source>
      <translation>Quelle ändern</translation>
    </message>
    <message>
      <source>Add a source</source>
      <translation>Quelle hinzufügen</translation>
    </message>
    <message>
      <source>Delete a source</source>
      <translation>Quelle löschen</translation>
    </message>
    <message>
      <source>Add a watched folder or a mailbox, and receipts are added automatically.</source>
      <translation>Fügen Sie einen überwachten Ordner oder ein Postfach hinzu, und Belege werden automatisch hinzugefügt.</translation>
    </message>
    <message>
      <source>Watched folder…</source>
      <translation>Überwachter Ordner …</translation>
    </message>
    <message>
      <source>Scan…</source>
      <translation>Scannen …</translation>
    </message>
    <message>
      <source>Failed files…</source>
      <translation>Fehlgeschlagene Dateien …</translation>
    </message>
    <message>
      <source>From phone…</source>
      <translation>Vom Telefon …</translation>
    </message>
  </context>
  <context>
    <name>NameQuestion</name>
    <message>
      <source>Create “{name}”</source>
      <translation>„{name}“ anlegen</translation>
    </message>
    <message>
      <source>“{name}” is a new category.</source>
      <translation>„{name}“ ist eine neue Kategorie.</translation>
    </message>
    <message>
      <source>There is no category “{name}” yet.</source>
      <translation>Die Kategorie „{name}“ gibt es noch nicht.</translation>
    </message>
  </context>
  <context>
    <name>setting_names</name>
    <message>
      <source>Largest request (MB)</source>
      <translation>Größte Anfrage (MB)</translation>
    </message>
    <message>
      <source>Requests per minute</source>
      <translation>Anfragen pro Minute</translation>
    </message>
    <message>
      <source>Requests per minute and address</source>
      <translation>Anfragen pro Minute und Adresse</translation>
    </message>
    <message>
      <source>Port for phones</source>
      <translation>Port für Telefone</translation>
    </message>
    <message>
      <source>Webhook</source>
      <translation>Webhook</translation>
    </message>
    <message>
      <source>Webhooks to private networks</source>
      <translation>Webhooks in private Netze</translation>
    </message>
    <message>
      <source>Shared files</source>
      <translation>Gemeinsame Dateien</translation>
    </message>
    <message>
      <source>Address of the shared Redis</source>
      <translation>Adresse des gemeinsamen Redis</translation>
    </message>
    <message>
      <source>Host of the shared Redis</source>
      <translation>Host des gemeinsamen Redis</translation>
    </message>
    <message>
      <source>Port of the shared Redis</source>
      <translation>Port des gemeinsamen Redis</translation>
    </message>
    <message>
      <source>Redis server program</source>
      <translation>Programm des Redis-Servers</translation>
    </message>
    <message>
      <source>Text of receipts may be sent to</source>
      <translation>Belegtext darf gesendet werden an</translation>
    </message>
    <message>
      <source>Largest file (MB)</source>
      <translation>Größte Datei (MB)</translation>
    </message>
    <message>
      <source>Largest picture (megapixels)</source>
      <translation>Größtes Bild (Megapixel)</translation>
    </message>
    <message>
      <source>Most pages of a file</source>
      <translation>Höchste Seitenzahl einer Datei</translation>
    </message>
    <message>
      <source>Wait when closing (s)</source>
      <translation>Wartezeit beim Beenden (s)</translation>
    </message>
    <message>
      <source>Patience with a silent worker (s)</source>
      <translation>Geduld mit einem stummen Worker (s)</translation>
    </message>
    <message>
      <source>Address of the exchange rates</source>
      <translation>Adresse der Wechselkurse</translation>
    </message>
    <message>
      <source>Company name</source>
      <translation>Name der Firma</translation>
    </message>
    <message>
      <source>Welcome page shown</source>
      <translation>Willkommensseite gezeigt</translation>
    </message>
    <message>
      <source>Keys of the review</source>
      <translation>Tasten der Prüfung</translation>
    </message>
  </context>
  <context>
    <name>ReasonsPanel</name>
    <message numerus="yes">
      <source>%Ln more reason(s)</source>
      <translation>
        <numerusform>%Ln weiterer Grund</numerusform>
        <numerusform>%Ln weitere Gründe</numerusform>
      </translation>
    </message>
  </context>
</TS>
