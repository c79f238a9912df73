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
    <name>ConfidenceMark</name>
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
      <source>{percent} sure</source>
      <translation>Zu {percent} sicher</translation>
    </message>
  </context>
  <context>
    <name>Corrections</name>
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
    <name>CsvSection</name>
    <message>
      <source>CSV export</source>
      <translation>CSV-Export</translation>
    </message>
    <message>
      <source>As usual in your region</source>
      <translation>Wie in Ihrer Region üblich</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>Zeilen</translation>
    </message>
    <message>
      <source>One a receipt</source>
      <translation>Eine je Beleg</translation>
    </message>
    <message>
      <source>One a line item</source>
      <translation>Eine je Posten</translation>
    </message>
    <message>
      <source>Columns split by</source>
      <translation>Spalten getrennt durch</translation>
    </message>
    <message>
      <source>Semicolon</source>
      <translation>Strichpunkt</translation>
    </message>
    <message>
      <source>Comma</source>
      <translation>Komma</translation>
    </message>
    <message>
      <source>Tab</source>
      <translation>Tabulator</translation>
    </message>
    <message>
      <source>Decimal mark</source>
      <translation>Dezimalzeichen</translation>
    </message>
    <message>
      <source>Point</source>
      <translation>Punkt</translation>
    </message>
    <message>
      <source>Mark the file as UTF-8, for Excel</source>
      <translation>Datei als UTF-8 kennzeichnen, für Excel</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>Kodierung</translation>
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
      <source>Database</source>
      <translation>Datenbank</translation>
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
    <name>Figures</name>
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
    <name>Header</name>
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
    <message>
      <source>about {time} left</source>
      <translation>noch etwa {time}</translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Bestätigung zurücknehmen</translation>
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
    <name>ItemsModel</name>
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
    <name>ModelSection</name>
    <message>
      <source>Language model</source>
      <translation>Sprachmodell</translation>
    </message>
    <message>
      <source>Ask a local model through Ollama</source>
      <translation>Ein lokales Modell über Ollama fragen</translation>
    </message>
    <message>
      <source>Second opinion</source>
      <translation>Zweite Meinung</translation>
    </message>
    <message>
      <source>Finds more, takes longer. Without it, rules alone decide.</source>
      <translation>Findet mehr, dauert länger. Ohne es entscheiden allein Regeln.</translation>
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
    <name>Navigation</name>
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
    <name>Notice</name>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
  </context>
  <context>
    <name>Orders</name>
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
      <source>Removed %n receipt(s)</source>
      <translation>
        <numerusform>%n Beleg entfernt</numerusform>
        <numerusform>%n Belege entfernt</numerusform>
      </translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Export as CSV</source>
      <translation>Als CSV exportieren</translation>
    </message>
    <message>
      <source>CSV (*.csv)</source>
      <translation>CSV (*.csv)</translation>
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
    <name>QueuePage</name>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Retry all failed</source>
      <translation>Gescheiterte wiederholen</translation>
    </message>
    <message>
      <source>Workers</source>
      <translation>Arbeiter</translation>
    </message>
    <message>
      <source>Asking the queue…</source>
      <translation>Frage die Warteschlange…</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
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
      <source>The queue works, with a limitation</source>
      <translation>Die Warteschlange arbeitet eingeschränkt</translation>
    </message>
    <message>
      <source>Everything works</source>
      <translation>Alles läuft</translation>
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
      <source>Restarts</source>
      <translation>Neustarts</translation>
    </message>
    <message>
      <source>{number} ms</source>
      <translation>{number} ms</translation>
    </message>
    <message>
      <source>Redis</source>
      <translation>Redis</translation>
    </message>
  </context>
  <context>
    <name>ReadingSection</name>
    <message>
      <source>Reading</source>
      <translation>Lesen</translation>
    </message>
    <message>
      <source>Each page of a PDF is a receipt of its own</source>
      <translation>Jede Seite eines PDFs ist ein eigener Beleg</translation>
    </message>
    <message>
      <source> s</source>
      <translation> s</translation>
    </message>
    <message>
      <source>Automatic, the best for each receipt</source>
      <translation>Automatisch, der beste für jeden Beleg</translation>
    </message>
    <message>
      <source>Receipts at a time</source>
      <translation>Belege gleichzeitig</translation>
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
      <translation>Für Tesseract. Weniger ist schneller.</translation>
    </message>
    <message>
      <source>PDF files</source>
      <translation>PDF-Dateien</translation>
    </message>
    <message>
      <source>Time limit</source>
      <translation>Zeitgrenze</translation>
    </message>
    <message>
      <source>For one attempt at one receipt.</source>
      <translation>Für einen Versuch an einem Beleg.</translation>
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
    <name>Section</name>
    <message>
      <source>Set by {variable} in the environment.</source>
      <translation>Durch {variable} in der Umgebung gesetzt.</translation>
    </message>
  </context>
  <context>
    <name>Sheet</name>
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
    <name>TaxModel</name>
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
    <name>WindowSection</name>
    <message>
      <source>Window and data</source>
      <translation>Fenster und Daten</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Changes at the next start.</source>
      <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Erscheinung</translation>
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
      <source>For</source>
      <translation>Seit</translation>
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
  <context>
    <name>menus</name>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
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
      <source>Export as CSV…</source>
      <translation>Als CSV exportieren…</translation>
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
      <source>Read again</source>
      <translation>Neu lesen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
  </context>
  <context>
    <name>texts</name>
    <message>
      <source>Cancelled.</source>
      <translation>Abgebrochen.</translation>
    </message>
    <message>
      <source>The time allowed for one receipt ran out.</source>
      <translation>Die Zeit für einen Beleg ist abgelaufen.</translation>
    </message>
    <message>
      <source>Something unexpected went wrong; the log has the details.</source>
      <translation>Etwas Unerwartetes ging schief; im Protokoll steht mehr.</translation>
    </message>
    <message>
      <source>The queue does not answer just now. What you added is kept and will be read.</source>
      <translation>Die Warteschlange antwortet gerade nicht. Was Sie hinzugefügt haben, ist aufgehoben und wird gelesen.</translation>
    </message>
    <message>
      <source>The disk is full; the file was not added.</source>
      <translation>Die Festplatte ist voll; die Datei wurde nicht hinzugefügt.</translation>
    </message>
    <message>
      <source>There is no receipt with this id.</source>
      <translation>Es gibt keinen Beleg mit dieser Kennung.</translation>
    </message>
    <message>
      <source>This receipt was not read yet.</source>
      <translation>Dieser Beleg wurde noch nicht gelesen.</translation>
    </message>
    <message>
      <source>{path} could not be written.</source>
      <translation>{path} konnte nicht geschrieben werden.</translation>
    </message>
    <message>
      <source>Give the model's name, qwen2.5:3b for one.</source>
      <translation>Geben Sie den Namen des Modells an, etwa qwen2.5:3b.</translation>
    </message>
    <message>
      <source>Ollama does not answer at {host}.</source>
      <translation>Ollama antwortet unter {host} nicht.</translation>
    </message>
    <message>
      <source>Ollama cannot fetch {name}.</source>
      <translation>Ollama kann {name} nicht laden.</translation>
    </message>
    <message>
      <source>The reader crashed on this file.</source>
      <translation>Der Leser ist an dieser Datei abgestürzt.</translation>
    </message>
    <message>
      <source>The chosen reader is not installed.</source>
      <translation>Der gewählte Leser ist nicht installiert.</translation>
    </message>
    <message>
      <source>{name} is empty.</source>
      <translation>{name} ist leer.</translation>
    </message>
    <message>
      <source>{name} is too large: {size} MB, and at most {limit} MB are read.</source>
      <translation>{name} ist zu groß: {size} MB, gelesen werden höchstens {limit} MB.</translation>
    </message>
    <message>
      <source>{name} is cut off: its end is missing.</source>
      <translation>{name} ist abgeschnitten: Das Ende fehlt.</translation>
    </message>
    <message>
      <source>{name} is a folder.</source>
      <translation>{name} ist ein Ordner.</translation>
    </message>
    <message>
      <source>{name} is not a file that can be read.</source>
      <translation>{name} ist keine lesbare Datei.</translation>
    </message>
    <message>
      <source>There is no file {name}.</source>
      <translation>Es gibt keine Datei {name}.</translation>
    </message>
    <message>
      <source>{name} may not be opened: no permission.</source>
      <translation>{name} darf nicht geöffnet werden: keine Berechtigung.</translation>
    </message>
    <message>
      <source>{name} cannot be opened: {reason}.</source>
      <translation>{name} lässt sich nicht öffnen: {reason}.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF that can be read.</source>
      <translation>{name} ist weder ein lesbares Bild noch ein PDF.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be an Office document.</source>
      <translation>{name} ist weder Bild noch PDF; es scheint ein Office-Dokument zu sein.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be plain text.</source>
      <translation>{name} ist weder Bild noch PDF; es scheint Text zu sein.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be an archive.</source>
      <translation>{name} ist weder Bild noch PDF; es scheint ein Archiv zu sein.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be a web page.</source>
      <translation>{name} ist weder Bild noch PDF; es scheint eine Webseite zu sein.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be a video.</source>
      <translation>{name} ist weder Bild noch PDF; es scheint ein Video zu sein.</translation>
    </message>
    <message>
      <source>The picture is too large: {width} × {height} pixels, and at most {limit} megapixels are read.</source>
      <translation>Das Bild ist zu groß: {width} × {height} Pixel, gelesen werden höchstens {limit} Megapixel.</translation>
    </message>
    <message>
      <source>The picture is damaged or cut off and cannot be read.</source>
      <translation>Das Bild ist beschädigt oder abgeschnitten und lässt sich nicht lesen.</translation>
    </message>
    <message>
      <source>The picture is too small to hold a receipt: {width} × {height} pixels.</source>
      <translation>Das Bild ist zu klein für einen Beleg: {width} × {height} Pixel.</translation>
    </message>
    <message>
      <source>The PDF is protected by a password. Save it without one and add it again.</source>
      <translation>Das PDF ist mit einem Kennwort geschützt. Speichern Sie es ohne und fügen Sie es erneut hinzu.</translation>
    </message>
    <message>
      <source>The PDF is damaged and cannot be read.</source>
      <translation>Das PDF ist beschädigt und lässt sich nicht lesen.</translation>
    </message>
    <message>
      <source>The PDF has no pages.</source>
      <translation>Das PDF hat keine Seiten.</translation>
    </message>
    <message>
      <source>The file has {pages} pages, and at most {limit} are read.</source>
      <translation>Die Datei hat {pages} Seiten, gelesen werden höchstens {limit}.</translation>
    </message>
    <message>
      <source>The file has no page {page}; it has {pages}.</source>
      <translation>Die Datei hat keine Seite {page}; sie hat {pages}.</translation>
    </message>
    <message>
      <source>{name} is a GIF picture, and those are not read.</source>
      <translation>{name} ist ein GIF-Bild; solche werden nicht gelesen.</translation>
    </message>
    <message>
      <source>{name} is an AVIF picture, and those are not read.</source>
      <translation>{name} ist ein AVIF-Bild; solche werden nicht gelesen.</translation>
    </message>
    <message>
      <source>{name} is a JPEG 2000 picture, and those are not read.</source>
      <translation>{name} ist ein JPEG-2000-Bild; solche werden nicht gelesen.</translation>
    </message>
    <message>
      <source>{name} is a Photoshop picture, and those are not read.</source>
      <translation>{name} ist ein Photoshop-Bild; solche werden nicht gelesen.</translation>
    </message>
    <message>
      <source>{name} is an SVG drawing, and those are not read.</source>
      <translation>{name} ist eine SVG-Zeichnung; solche werden nicht gelesen.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be a sound file.</source>
      <translation>{name} ist weder Bild noch PDF; es scheint eine Tonaufnahme zu sein.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be a program.</source>
      <translation>{name} ist weder Bild noch PDF; es scheint ein Programm zu sein.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be a database.</source>
      <translation>{name} ist weder Bild noch PDF; es scheint eine Datenbank zu sein.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be an XML file.</source>
      <translation>{name} ist weder Bild noch PDF; es scheint eine XML-Datei zu sein.</translation>
    </message>
    <message>
      <source>{name} could not be copied.</source>
      <translation>{name} konnte nicht kopiert werden.</translation>
    </message>
    <message>
      <source>The picture cannot be shown.</source>
      <translation>Das Bild lässt sich nicht anzeigen.</translation>
    </message>
    <message>
      <source>Tesseract failed on this file.</source>
      <translation>Tesseract ist an dieser Datei gescheitert.</translation>
    </message>
    <message>
      <source>The reader cannot be started.</source>
      <translation>Der Leser lässt sich nicht starten.</translation>
    </message>
    <message>
      <source>The program is closing.</source>
      <translation>Das Programm wird geschlossen.</translation>
    </message>
    <message>
      <source>{code} is not the code of a currency, such as EUR.</source>
      <translation>{code} ist nicht das Kürzel einer Währung, etwa EUR.</translation>
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
      <source>No text could be read.</source>
      <translation>Es konnte kein Text gelesen werden.</translation>
    </message>
    <message>
      <source>No total was found.</source>
      <translation>Keine Gesamtsumme gefunden.</translation>
    </message>
    <message>
      <source>No date was found.</source>
      <translation>Kein Datum gefunden.</translation>
    </message>
    <message>
      <source>No merchant was found.</source>
      <translation>Kein Händler gefunden.</translation>
    </message>
    <message>
      <source>The currency is not certain.</source>
      <translation>Die Währung ist nicht sicher.</translation>
    </message>
    <message>
      <source>The total is doubtful.</source>
      <translation>Die Gesamtsumme ist zweifelhaft.</translation>
    </message>
    <message>
      <source>The date is doubtful.</source>
      <translation>Das Datum ist zweifelhaft.</translation>
    </message>
    <message>
      <source>The merchant is doubtful.</source>
      <translation>Der Händler ist zweifelhaft.</translation>
    </message>
    <message>
      <source>The items do not add up to the total.</source>
      <translation>Die Posten ergeben nicht die Gesamtsumme.</translation>
    </message>
    <message>
      <source>The tax does not fit its rate.</source>
      <translation>Die Steuer passt nicht zum Satz.</translation>
    </message>
    <message>
      <source>The date lies in the future.</source>
      <translation>Das Datum liegt in der Zukunft.</translation>
    </message>
    <message>
      <source>Two readings of the picture disagree.</source>
      <translation>Zwei Lesungen des Bildes stimmen nicht überein.</translation>
    </message>
    <message>
      <source>The language model reads it differently.</source>
      <translation>Das Sprachmodell liest es anders.</translation>
    </message>
    <message>
      <source>Line {line}, {name}: quantity times price is {proposed}, not {printed}.</source>
      <translation>Zeile {line}, {name}: Menge mal Preis ergibt {proposed}, nicht {printed}.</translation>
    </message>
    <message>
      <source>Line {line}, {name}: with {proposed} for {printed} the items add up.</source>
      <translation>Zeile {line}, {name}: Mit {proposed} statt {printed} stimmt die Summe.</translation>
    </message>
    <message>
      <source>Without line {line}, {name} ({printed}), the items add up.</source>
      <translation>Ohne Zeile {line}, {name} ({printed}), stimmt die Summe.</translation>
    </message>
    <message>
      <source>The items add up to {proposed}; the total was read as {printed}.</source>
      <translation>Die Posten ergeben {proposed}; als Gesamtbetrag wurde {printed} gelesen.</translation>
    </message>
    <message>
      <source>Tax line {line}: {name} % of its net amount is {proposed}, not {printed}.</source>
      <translation>Steuerzeile {line}: {name} % vom Nettobetrag sind {proposed}, nicht {printed}.</translation>
    </message>
    <message>
      <source>Checked with the language model.</source>
      <translation>Mit dem Sprachmodell geprüft.</translation>
    </message>
    <message>
      <source>Read by rules: Ollama was not reachable.</source>
      <translation>Nach Regeln gelesen: Ollama war nicht erreichbar.</translation>
    </message>
    <message>
      <source>Read by rules: the model is not installed.</source>
      <translation>Nach Regeln gelesen: Das Modell ist nicht installiert.</translation>
    </message>
    <message>
      <source>Read by rules: the model was too slow.</source>
      <translation>Nach Regeln gelesen: Das Modell war zu langsam.</translation>
    </message>
    <message>
      <source>Read by rules: the model's answer made no sense.</source>
      <translation>Nach Regeln gelesen: Die Antwort des Modells ergab keinen Sinn.</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Gesamt</translation>
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
      <source>Merchant</source>
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
</TS>
