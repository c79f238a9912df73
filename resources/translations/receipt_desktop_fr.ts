<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
  <context>
    <name>AddressEdit</name>
    <message>
      <source>Ollama's address</source>
      <translation>Adresse d’Ollama</translation>
    </message>
    <message>
      <source>Use this address</source>
      <translation>Utiliser cette adresse</translation>
    </message>
    <message>
      <source>Keep the old one</source>
      <translation>Garder l’ancienne</translation>
    </message>
    <message>
      <source>{host} is another computer. The text of every receipt would leave this one.</source>
      <translation>{host} est un autre ordinateur. Le texte de chaque reçu quitterait celui-ci.</translation>
    </message>
  </context>
  <context>
    <name>AlertBanner</name>
    <message>
      <source>Alerts</source>
      <translation>Alertes</translation>
    </message>
    <message>
      <source>Show the queue</source>
      <translation>Voir la file</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
  </context>
  <context>
    <name>ApiSection</name>
    <message>
      <source>This computer only</source>
      <translation>Cet ordinateur seulement</translation>
    </message>
    <message>
      <source>The whole network</source>
      <translation>Tout le réseau</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>Jeton</translation>
    </message>
    <message>
      <source>Anyone who has it can read, change and delete every receipt.</source>
      <translation>Toute personne qui le possède peut lire, modifier et supprimer tous les reçus.</translation>
    </message>
    <message>
      <source>One moment…</source>
      <translation>Un instant…</translation>
    </message>
    <message>
      <source>Not responding.</source>
      <translation>Ne répond pas.</translation>
    </message>
    <message>
      <source>Answers at {address}.</source>
      <translation>Répond à l’adresse {address}.</translation>
    </message>
    <message>
      <source>Phones, shops, scripts: the documentation of the HTTP API has examples.</source>
      <translation>Téléphones, boutiques, scripts : la documentation de l’API HTTP contient des exemples.</translation>
    </message>
    <message>
      <source>Without a certificate, token and receipts travel in the clear: anybody on the way can read them.</source>
      <translation>Sans certificat, le jeton et les reçus circulent en clair : n’importe qui sur le trajet peut les lire.</translation>
    </message>
  </context>
  <context>
    <name>ApprovalController</name>
    <message>
      <source>Approve without {fields}?</source>
      <translation>Valider sans {fields} ?</translation>
    </message>
    <message>
      <source>Not found in {file}: {fields}. If it is printed, type it in first. If it is not on the receipt, approve without it; the audit log records that.</source>
      <translation>Introuvable dans {file} : {fields}. Si l'information est imprimée, saisissez-la d'abord. Si elle ne figure pas sur le reçu, validez sans elle ; le journal en garde la trace.</translation>
    </message>
    <message>
      <source>Not on the receipt: approve</source>
      <translation>Absent du reçu : valider</translation>
    </message>
    <message>
      <source>Keep in review</source>
      <translation>Laisser à vérifier</translation>
    </message>
    <message numerus="yes">
      <source>Approve %n receipt(s)?</source>
      <translation>
        <numerusform>Valider %n reçu ?</numerusform>
        <numerusform>Valider %n reçus ?</numerusform>
      </translation>
    </message>
    <message>
      <source>{open} of {all} have open questions.</source>
      <translation>{open} sur {all} présentent des points à vérifier.</translation>
    </message>
    <message numerus="yes">
      <source>Approve %n receipt(s)</source>
      <translation>
        <numerusform>Valider %n reçu</numerusform>
        <numerusform>Valider %n reçus</numerusform>
      </translation>
    </message>
    <message>
      <source>Without {field}: {n}.</source>
      <translation>Sans {field} : {n}.</translation>
    </message>
  </context>
  <context>
    <name>AttemptView</name>
    <message>
      <source>Attempt {n}</source>
      <translation>Essai {n}</translation>
    </message>
    <message>
      <source>waited {time}</source>
      <translation>a attendu {time}</translation>
    </message>
    <message>
      <source>ran {time}</source>
      <translation>a duré {time}</translation>
    </message>
  </context>
  <context>
    <name>AuditTab</name>
    <message>
      <source>Person, deed, file or value</source>
      <translation>Personne, action, fichier ou valeur</translation>
    </message>
    <message>
      <source>Search the audit log</source>
      <translation>Rechercher dans le journal</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exporter…</translation>
    </message>
    <message>
      <source>Audit log</source>
      <translation>Journal des changements</translation>
    </message>
    <message>
      <source>No change fits. What people and programs change is kept here.</source>
      <translation>Aucun changement ne correspond. Ce que changent personnes et programmes est gardé ici.</translation>
    </message>
    <message numerus="yes">
      <source>%n change(s)</source>
      <translation>
        <numerusform>%n changement</numerusform>
        <numerusform>%n changements</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n change(s) written to {file}.</source>
      <translation>
        <numerusform>%n changement écrit dans {file}.</numerusform>
        <numerusform>%n changements écrits dans {file}.</numerusform>
      </translation>
    </message>
    <message>
      <source>CSV (*.csv)</source>
      <translation>CSV (*.csv)</translation>
    </message>
    <message>
      <source>JSON lines (*.jsonl)</source>
      <translation>Lignes JSON (*.jsonl)</translation>
    </message>
    <message>
      <source>Export the audit log</source>
      <translation>Exporter le journal</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Quand</translation>
    </message>
    <message>
      <source>Who</source>
      <translation>Qui</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Quoi</translation>
    </message>
    <message>
      <source>Of what</source>
      <translation>Sur quoi</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Changement</translation>
    </message>
  </context>
  <context>
    <name>BackupSection</name>
    <message>
      <source>Back up now…</source>
      <translation>Sauvegarder maintenant…</translation>
    </message>
    <message>
      <source>Receipts, originals and settings in one file. Keep it on another disk.</source>
      <translation>Reçus, originaux et réglages dans un seul fichier. Conservez-le sur un autre disque.</translation>
    </message>
    <message>
      <source>Protect with a passphrase</source>
      <translation>Protéger par une phrase secrète</translation>
    </message>
    <message>
      <source>Restore…</source>
      <translation>Restaurer…</translation>
    </message>
    <message>
      <source>Replaces all receipts with those of a backup. The current data is kept.</source>
      <translation>Remplace tous les reçus par ceux d’une sauvegarde. Les données actuelles sont conservées.</translation>
    </message>
    <message>
      <source>Back up</source>
      <translation>Sauvegarder</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Restaurer</translation>
    </message>
    <message>
      <source>There was not enough disk space for the last copy.</source>
      <translation>L’espace disque ne suffisait pas pour la dernière copie.</translation>
    </message>
    <message>
      <source>The last copy failed: see the Doctor.</source>
      <translation>La dernière copie a échoué : voir le diagnostic.</translation>
    </message>
    <message>
      <source>Number of database copies kept. The newest is from {day}.</source>
      <translation>Nombre de copies de la base conservées. La plus récente date du {day}.</translation>
    </message>
    <message>
      <source>Number of database copies kept. The first one will be made soon.</source>
      <translation>Nombre de copies de la base conservées. La première sera bientôt faite.</translation>
    </message>
    <message>
      <source>Backups (*.tar)</source>
      <translation>Sauvegardes (*.tar)</translation>
    </message>
    <message>
      <source>Saving and verifying…</source>
      <translation>Sauvegarde et vérification…</translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s)</source>
      <translation>
        <numerusform>%n reçu</numerusform>
        <numerusform>%n reçus</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n original(s)</source>
      <translation>
        <numerusform>%n original</numerusform>
        <numerusform>%n originaux</numerusform>
      </translation>
    </message>
    <message>
      <source>Saved and verified: {receipts}, {originals}, {size}, in {path}.</source>
      <translation>Sauvegardés et vérifiés : {receipts}, {originals}, {size}, dans {path}.</translation>
    </message>
    <message>
      <source>Saved and verified: {originals}, {size}, in {path}. The receipts are in a shared database: save that with pg_dump.</source>
      <translation>Sauvegardés et vérifiés : {originals}, {size}, dans {path}. Les reçus sont dans une base partagée : sauvegardez-la avec pg_dump.</translation>
    </message>
    <message numerus="yes">
      <source>%n original(s) are missing or were changed.</source>
      <translation>
        <numerusform>%n original manque ou a été modifié.</numerusform>
        <numerusform>%n originaux manquent ou ont été modifiés.</numerusform>
      </translation>
    </message>
    <message>
      <source>Backups and copies (*.tar *.db);;All files (*)</source>
      <translation>Sauvegardes et copies (*.tar *.db);;Tous les fichiers (*)</translation>
    </message>
    <message>
      <source>Checking and unpacking…</source>
      <translation>Vérification et extraction…</translation>
    </message>
    <message>
      <source>The backup has {receipts}. The current data is kept in {folder}. Receipt Desktop will restart.</source>
      <translation>La sauvegarde contient {receipts}. Les données actuelles sont conservées dans {folder}. Receipt Desktop va redémarrer.</translation>
    </message>
    <message numerus="yes">
      <source>%n original(s) are not in the backup.</source>
      <translation>
        <numerusform>%n original n’est pas dans la sauvegarde.</numerusform>
        <numerusform>%n originaux ne sont pas dans la sauvegarde.</numerusform>
      </translation>
    </message>
    <message>
      <source>Restore and restart</source>
      <translation>Restaurer et redémarrer</translation>
    </message>
    <message>
      <source>Replace the database with this copy?</source>
      <translation>Remplacer la base de données par cette copie ?</translation>
    </message>
    <message>
      <source>Replace everything with the backup of {day}?</source>
      <translation>Tout remplacer par la sauvegarde du {day} ?</translation>
    </message>
  </context>
  <context>
    <name>ChartPanel</name>
    <message>
      <source>Last hour</source>
      <translation>Dernière heure</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Dernier jour</translation>
    </message>
    <message numerus="yes">
      <source>Last %n days</source>
      <translation>
        <numerusform>Dernier %n jour</numerusform>
        <numerusform>%n derniers jours</numerusform>
      </translation>
    </message>
    <message>
      <source>Stretch of time</source>
      <translation>Période</translation>
    </message>
    <message>
      <source>Nothing was read in this time.</source>
      <translation>Rien n’a été lu pendant ce temps.</translation>
    </message>
    <message>
      <source>Throughput</source>
      <translation>Débit</translation>
    </message>
    <message>
      <source>Latency</source>
      <translation>Durée</translation>
    </message>
    <message>
      <source>completed</source>
      <translation>terminés</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>échoués</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>attente</translation>
    </message>
    <message>
      <source>running</source>
      <translation>lecture</translation>
    </message>
    <message>
      <source>solid p50, dashed p95</source>
      <translation>plein p50, tirets p95</translation>
    </message>
    <message>
      <source>Latency in seconds</source>
      <translation>Secondes</translation>
    </message>
  </context>
  <context>
    <name>ClosingDialog</name>
    <message>
      <source>Wait, then close</source>
      <translation>Attendre, puis fermer</translation>
    </message>
    <message>
      <source>Stop now</source>
      <translation>Arrêter maintenant</translation>
    </message>
    <message>
      <source>Keep open</source>
      <translation>Garder ouvert</translation>
    </message>
    <message numerus="yes">
      <source>Closing when %n receipt(s) are done</source>
      <translation>
        <numerusform>Fermeture dès que %n reçu sera terminé</numerusform>
        <numerusform>Fermeture dès que %n reçus seront terminés</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing new is taken in or begun meanwhile.</source>
      <translation>D’ici là, rien de nouveau n’est accepté ni commencé.</translation>
    </message>
    <message>
      <source>Nothing new is taken in meanwhile; what waits is read as well.</source>
      <translation>D’ici là, rien de nouveau n’est accepté ; ce qui attend est lu aussi.</translation>
    </message>
    <message numerus="yes">
      <source>Still working on %n receipt(s)</source>
      <translation>
        <numerusform>%n reçu encore en cours</numerusform>
        <numerusform>%n reçus encore en cours</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing is lost: what is stopped now is read again at the next start.</source>
      <translation>Rien n’est perdu : ce qui est arrêté maintenant sera relu au prochain démarrage.</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>En attente</translation>
    </message>
  </context>
  <context>
    <name>ConfidenceMark</name>
    <message>
      <source>Set by you, and still in question</source>
      <translation>Saisi par vous, encore à vérifier</translation>
    </message>
    <message>
      <source>Set by you</source>
      <translation>Saisi par vous</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Non trouvé</translation>
    </message>
    <message>
      <source>Doubtful: {percent} sure</source>
      <translation>Douteux : sûr à {percent}</translation>
    </message>
    <message>
      <source>A guess: {percent} sure</source>
      <translation>Supposition : sûr à {percent}</translation>
    </message>
    <message>
      <source>{percent} sure</source>
      <translation>Sûr à {percent}</translation>
    </message>
  </context>
  <context>
    <name>ConfirmDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
  </context>
  <context>
    <name>ControlBar</name>
    <message>
      <source>Remove…</source>
      <translation>Retirer…</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Reprendre</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Take no receipt up; what runs is finished.</source>
      <translation>Ne prendre aucun reçu ; ce qui est en cours se termine.</translation>
    </message>
    <message>
      <source>Take in again</source>
      <translation>Accepter à nouveau</translation>
    </message>
    <message>
      <source>Drain</source>
      <translation>Vider</translation>
    </message>
    <message>
      <source>Take in nothing new; finish what waits.</source>
      <translation>Ne rien accepter de nouveau ; terminer ce qui attend.</translation>
    </message>
    <message>
      <source>Retry failed</source>
      <translation>Réessayer</translation>
    </message>
    <message>
      <source>Receipts at a time</source>
      <translation>Reçus à la fois</translation>
    </message>
    <message>
      <source>When receipts are read</source>
      <translation>Quand lire les reçus</translation>
    </message>
    <message>
      <source>Completed receipts</source>
      <translation>Reçus terminés</translation>
    </message>
    <message>
      <source>Failed receipts</source>
      <translation>Reçus échoués</translation>
    </message>
    <message>
      <source>Completed and failed receipts</source>
      <translation>Reçus terminés et échoués</translation>
    </message>
    <message>
      <source>At a time</source>
      <translation>À la fois</translation>
    </message>
    <message>
      <source>Read</source>
      <translation>Lire</translation>
    </message>
  </context>
  <context>
    <name>CorrectionSaver</name>
    <message>
      <source>Change {field}</source>
      <translation>Modifier {field}</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Valider</translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Retirer la validation</translation>
    </message>
  </context>
  <context>
    <name>DetailsTabs</name>
    <message>
      <source>Items</source>
      <translation>Articles</translation>
    </message>
    <message>
      <source>Tax lines</source>
      <translation>Lignes de TVA</translation>
    </message>
    <message>
      <source>Text that was read</source>
      <translation>Texte lu</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Détails</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Texte</translation>
    </message>
  </context>
  <context>
    <name>DoctorSection</name>
    <message>
      <source>Check again</source>
      <translation>Vérifier à nouveau</translation>
    </message>
    <message>
      <source>Doctor</source>
      <translation>Diagnostic</translation>
    </message>
    <message>
      <source>Checking…</source>
      <translation>Vérification…</translation>
    </message>
    <message>
      <source>Trying the language model…</source>
      <translation>Essai du modèle de langage…</translation>
    </message>
    <message>
      <source>Model test</source>
      <translation>Essai du modèle</translation>
    </message>
    <message>
      <source>Disk</source>
      <translation>Disque</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>Dossier des données</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Réglages</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>Base de données</translation>
    </message>
    <message>
      <source>Originals</source>
      <translation>Originaux</translation>
    </message>
    <message>
      <source>Database copies</source>
      <translation>Copies de la base</translation>
    </message>
    <message>
      <source>Rebuild</source>
      <translation>Reconstruction</translation>
    </message>
  </context>
  <context>
    <name>EmptyState</name>
    <message>
      <source>Drop your receipts here</source>
      <translation>Déposez vos reçus ici</translation>
    </message>
    <message>
      <source>Photos, scans and PDFs, or whole folders.
They are copied and read on this computer; nothing leaves it.</source>
      <translation>Photos, numérisations et PDF, ou des dossiers entiers.
Ils sont copiés et lus sur cet ordinateur ; rien n’en sort.</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>Ajouter des fichiers…</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Ajouter un dossier…</translation>
    </message>
    <message>
      <source>Try with sample receipts</source>
      <translation>Essayer avec des exemples</translation>
    </message>
  </context>
  <context>
    <name>FailuresTab</name>
    <message>
      <source>Causes</source>
      <translation>Causes</translation>
    </message>
    <message>
      <source>Failed receipts</source>
      <translation>Reçus échoués</translation>
    </message>
    <message>
      <source>Retry this group</source>
      <translation>Réessayer ce groupe</translation>
    </message>
    <message>
      <source>Retry chosen</source>
      <translation>Réessayer le choix</translation>
    </message>
    <message>
      <source>Retry all failed</source>
      <translation>Réessayer les échecs</translation>
    </message>
    <message>
      <source>Show job</source>
      <translation>Voir le travail</translation>
    </message>
    <message>
      <source>Remove chosen</source>
      <translation>Retirer le choix</translation>
    </message>
    <message>
      <source>Nothing has failed.</source>
      <translation>Rien n’a échoué.</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
    <message>
      <source>Cause</source>
      <translation>Cause</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Erreur</translation>
    </message>
    <message>
      <source>Last</source>
      <translation>Dernier</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Fichier</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Essais</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Quand</translation>
    </message>
  </context>
  <context>
    <name>FieldRow</name>
    <message>
      <source>Type an amount such as {example}.</source>
      <translation>Saisissez un montant comme {example}.</translation>
    </message>
    <message>
      <source>Type a date such as {example}.</source>
      <translation>Saisissez une date comme {example}.</translation>
    </message>
    <message>
      <source>Type a time such as {example}.</source>
      <translation>Saisissez une heure comme {example}.</translation>
    </message>
    <message>
      <source>Type the last four digits of the card.</source>
      <translation>Saisissez les quatre derniers chiffres de la carte.</translation>
    </message>
  </context>
  <context>
    <name>FilePathEdit</name>
    <message>
      <source>None</source>
      <translation>Aucun</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Choisir…</translation>
    </message>
    <message>
      <source>Choose a file: {name}</source>
      <translation>Choisir un fichier : {name}</translation>
    </message>
  </context>
  <context>
    <name>FilterBar</name>
    <message>
      <source>Search</source>
      <translation>Rechercher</translation>
    </message>
    <message>
      <source>Search receipts</source>
      <translation>Rechercher des reçus</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Tous</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>En cours</translation>
    </message>
    <message>
      <source>To review</source>
      <translation>À vérifier</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Terminés</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Échoués</translation>
    </message>
  </context>
  <context>
    <name>findings</name>
    <message>
      <source>Got it</source>
      <translation>Compris</translation>
    </message>
  </context>
  <context>
    <name>HealthHeader</name>
    <message>
      <source>Asking the queue…</source>
      <translation>Interrogation de la file…</translation>
    </message>
    <message>
      <source>The queue does not work</source>
      <translation>La file ne fonctionne pas</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>En pause</translation>
    </message>
    <message>
      <source>Takes in nothing new; what waits is finished</source>
      <translation>N’accepte rien de nouveau ; ce qui attend est terminé</translation>
    </message>
    <message>
      <source>The queue works, with a limitation</source>
      <translation>La file fonctionne, avec une limite</translation>
    </message>
    <message>
      <source>Everything works</source>
      <translation>Tout fonctionne</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Remarque</translation>
    </message>
  </context>
  <context>
    <name>HealthMark</name>
    <message>
      <source>Good</source>
      <translation>Bon</translation>
    </message>
    <message>
      <source>Limited</source>
      <translation>Limité</translation>
    </message>
    <message>
      <source>Broken</source>
      <translation>En panne</translation>
    </message>
  </context>
  <context>
    <name>InboxController</name>
    <message>
      <source>Receipts ({kinds})</source>
      <translation>Reçus ({kinds})</translation>
    </message>
    <message>
      <source>Add files</source>
      <translation>Ajouter des fichiers</translation>
    </message>
    <message>
      <source>Add a folder</source>
      <translation>Ajouter un dossier</translation>
    </message>
    <message>
      <source>The window is about to close; add these at the next start.</source>
      <translation>La fenêtre va se fermer ; ajoutez-les au prochain démarrage.</translation>
    </message>
    <message>
      <source>There is no picture and no file to paste.</source>
      <translation>Il n’y a ni image ni fichier à coller.</translation>
    </message>
    <message>
      <source>Pasted {when}.png</source>
      <translation>Collé {when}.png</translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s) were there already.</source>
      <translation>
        <numerusform>%n reçu était déjà là.</numerusform>
        <numerusform>%n reçus étaient déjà là.</numerusform>
      </translation>
    </message>
    <message>
      <source>There are no files in it.</source>
      <translation>Il ne contient aucun fichier.</translation>
    </message>
    <message numerus="yes">
      <source>… and %n more.</source>
      <translation>
        <numerusform>… et %n autre.</numerusform>
        <numerusform>… et %n autres.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Approved %n receipt(s)</source>
      <translation>
        <numerusform>%n reçu validé</numerusform>
        <numerusform>%n reçus validés</numerusform>
      </translation>
    </message>
    <message>
      <source>Export as {format}</source>
      <translation>Exporter en {format}</translation>
    </message>
    <message numerus="yes">
      <source>%n row(s) written to {file}.</source>
      <translation>
        <numerusform>%n ligne écrite dans {file}.</numerusform>
        <numerusform>%n lignes écrites dans {file}.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>InboxPage</name>
    <message>
      <source>No receipt fits.</source>
      <translation>Aucun reçu ne correspond.</translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s)</source>
      <translation>
        <numerusform>%n reçu</numerusform>
        <numerusform>%n reçus</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>JobDetailPane</name>
    <message>
      <source>Lines of the log</source>
      <translation>Lignes du journal</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Journal</translation>
    </message>
    <message>
      <source>Choose a job to see how it went.</source>
      <translation>Choisissez un travail pour en voir le déroulement.</translation>
    </message>
  </context>
  <context>
    <name>JobRow</name>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Progression</translation>
    </message>
    <message>
      <source>Cancelled. Nothing was changed.</source>
      <translation>Annulé. Rien n’a été modifié.</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>Arrêt…</translation>
    </message>
  </context>
  <context>
    <name>JobsTab</name>
    <message>
      <source>File</source>
      <translation>Fichier</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>Issue</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Erreur</translation>
    </message>
    <message>
      <source>Waited</source>
      <translation>Attente</translation>
    </message>
    <message>
      <source>Ran</source>
      <translation>Durée</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Essais</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Quand</translation>
    </message>
    <message>
      <source>Worker</source>
      <translation>Ouvrier</translation>
    </message>
    <message>
      <source>File, id, worker or error</source>
      <translation>Fichier, id, ouvrier ou erreur</translation>
    </message>
    <message>
      <source>Search jobs</source>
      <translation>Rechercher des travaux</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>Travaux</translation>
    </message>
    <message numerus="yes">
      <source>%n job(s)</source>
      <translation>
        <numerusform>%n travail</numerusform>
        <numerusform>%n travaux</numerusform>
      </translation>
    </message>
    <message>
      <source>All outcomes</source>
      <translation>Toutes les issues</translation>
    </message>
    <message>
      <source>No job fits. Jobs appear here when receipts are read.</source>
      <translation>Aucun travail ne correspond. Ils apparaissent ici quand des reçus sont lus.</translation>
    </message>
  </context>
  <context>
    <name>KeyFigures</name>
    <message>
      <source>waiting</source>
      <translation>en attente</translation>
    </message>
    <message>
      <source>in work</source>
      <translation>en cours</translation>
    </message>
    <message>
      <source>done</source>
      <translation>terminés</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>échoués</translation>
    </message>
    <message>
      <source>to review</source>
      <translation>à vérifier</translation>
    </message>
    <message>
      <source>a minute</source>
      <translation>par minute</translation>
    </message>
    <message>
      <source>until done</source>
      <translation>restant</translation>
    </message>
    <message>
      <source>longest wait</source>
      <translation>attente max.</translation>
    </message>
    <message numerus="yes">
      <source>%n paused</source>
      <translation>
        <numerusform>%n en pause</numerusform>
        <numerusform>%n en pause</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>language</name>
    <message>
      <source>en</source>
      <translation>fr</translation>
    </message>
  </context>
  <context>
    <name>LanguageList</name>
    <message>
      <source>Chosen automatically</source>
      <translation>Choisies automatiquement</translation>
    </message>
    <message>
      <source>Languages to read</source>
      <translation>Langues à lire</translation>
    </message>
  </context>
  <context>
    <name>LeftoverRow</name>
    <message>
      <source>Clean up</source>
      <translation>Nettoyer</translation>
    </message>
    <message>
      <source>Nothing is left of removed receipts.</source>
      <translation>Il ne reste rien des reçus retirés.</translation>
    </message>
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation>
        <numerusform>%n fichier</numerusform>
        <numerusform>%n fichiers</numerusform>
      </translation>
    </message>
    <message>
      <source>{files}, {size}, of removed receipts and broken-off runs.</source>
      <translation>{files}, {size}, de reçus retirés et d’exécutions interrompues.</translation>
    </message>
    <message>
      <source>{files} deleted, {size} freed.</source>
      <translation>{files} supprimés, {size} libérés.</translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) could not be deleted.</source>
      <translation>
        <numerusform>%n fichier n’a pas pu être supprimé.</numerusform>
        <numerusform>%n fichiers n’ont pas pu être supprimés.</numerusform>
      </translation>
    </message>
    <message>
      <source>Leftovers</source>
      <translation>Restes</translation>
    </message>
  </context>
  <context>
    <name>LineItemsModel</name>
    <message>
      <source>Item</source>
      <translation>Article</translation>
    </message>
    <message>
      <source>Qty</source>
      <translation>Qté</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>Prix</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>TVA</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>Montant</translation>
    </message>
  </context>
  <context>
    <name>menus</name>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Affichage</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Fichier</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>Ajouter des fichiers…</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Ajouter un dossier…</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Coller</translation>
    </message>
    <message>
      <source>Export as {format}…</source>
      <translation>Exporter en {format}…</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Quitter</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>É&amp;dition</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler l’action</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Rétablir</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Rechercher</translation>
    </message>
    <message>
      <source>Choose all</source>
      <translation>Tout choisir</translation>
    </message>
    <message>
      <source>&amp;Receipt</source>
      <translation>&amp;Reçu</translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Retirer la validation</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>Relire</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Read next</source>
      <translation>Lire ensuite</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Reprendre</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Retirer</translation>
    </message>
    <message>
      <source>Priority</source>
      <translation>Priorité</translation>
    </message>
    <message>
      <source>High</source>
      <translation>Haute</translation>
    </message>
    <message>
      <source>Normal</source>
      <translation>Normale</translation>
    </message>
    <message>
      <source>Low</source>
      <translation>Basse</translation>
    </message>
    <message>
      <source>Approve {n} receipts</source>
      <translation>Valider {n} reçus</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Valider</translation>
    </message>
  </context>
  <context>
    <name>ModelSection</name>
    <message>
      <source>Get a model</source>
      <translation>Obtenir un modèle</translation>
    </message>
    <message>
      <source>This is not an address.</source>
      <translation>Ce n’est pas une adresse.</translation>
    </message>
    <message>
      <source>The text of receipts goes to {host}.</source>
      <translation>Le texte des reçus est envoyé à {host}.</translation>
    </message>
    <message>
      <source>Asking Ollama…</source>
      <translation>Interrogation d’Ollama…</translation>
    </message>
    <message>
      <source>Ollama does not answer at this address.</source>
      <translation>Ollama ne répond pas à cette adresse.</translation>
    </message>
    <message>
      <source>Ollama answers. It has no model yet.</source>
      <translation>Ollama répond. Il n’a pas encore de modèle.</translation>
    </message>
    <message>
      <source>Ollama {version} answers with {model}.</source>
      <translation>Ollama {version} répond avec {model}.</translation>
    </message>
    <message>
      <source>This model is not installed.</source>
      <translation>Ce modèle n’est pas installé.</translation>
    </message>
    <message>
      <source>Best installed</source>
      <translation>Le meilleur installé</translation>
    </message>
  </context>
  <context>
    <name>NoticeBar</name>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
  </context>
  <context>
    <name>OrphanRow</name>
    <message>
      <source>Read in again</source>
      <translation>Réimporter</translation>
    </message>
    <message numerus="yes">
      <source>%n original(s)</source>
      <translation>
        <numerusform>%n original</numerusform>
        <numerusform>%n originaux</numerusform>
      </translation>
    </message>
    <message>
      <source>{originals} without a receipt, {size}. None is deleted.</source>
      <translation>{originals} sans reçu, {size}. Aucun n’est supprimé.</translation>
    </message>
    <message>
      <source>Reading in…</source>
      <translation>Importation…</translation>
    </message>
    <message>
      <source>{originals} read in again.</source>
      <translation>Réimportation de {originals} terminée.</translation>
    </message>
    <message numerus="yes">
      <source>%n original(s) could not be read in.</source>
      <translation>
        <numerusform>%n original n’a pas pu être importé.</numerusform>
        <numerusform>%n originaux n’ont pas pu être importés.</numerusform>
      </translation>
    </message>
    <message>
      <source>Originals</source>
      <translation>Originaux</translation>
    </message>
  </context>
  <context>
    <name>OverviewTab</name>
    <message>
      <source>Workers</source>
      <translation>Ouvriers</translation>
    </message>
  </context>
  <context>
    <name>pages</name>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
    <message>
      <source>Queue</source>
      <translation>File</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Réglages</translation>
    </message>
  </context>
  <context>
    <name>PassphraseDialog</name>
    <message>
      <source>Without the passphrase nobody can open the backup, not even you. Keep it safe.</source>
      <translation>Sans la phrase secrète, personne ne peut ouvrir la sauvegarde, pas même vous. Conservez-la en lieu sûr.</translation>
    </message>
    <message>
      <source>This backup is encrypted.</source>
      <translation>Cette sauvegarde est chiffrée.</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>Continuer</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>Phrase secrète</translation>
    </message>
    <message>
      <source>Repeat</source>
      <translation>Confirmation</translation>
    </message>
  </context>
  <context>
    <name>PicturePanel</name>
    <message>
      <source>Previous page</source>
      <translation>Page précédente</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>Page suivante</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Réduire</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Agrandir</translation>
    </message>
    <message>
      <source>Fit the width</source>
      <translation>Ajuster à la largeur</translation>
    </message>
    <message>
      <source>Whole page</source>
      <translation>Page entière</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} sur {count}</translation>
    </message>
    <message>
      <source>No picture was kept.</source>
      <translation>Aucune image n’a été gardée.</translation>
    </message>
  </context>
  <context>
    <name>PictureView</name>
    <message>
      <source>Picture of the receipt</source>
      <translation>Image du reçu</translation>
    </message>
  </context>
  <context>
    <name>PullRow</name>
    <message>
      <source>Name of the model to get</source>
      <translation>Nom du modèle à obtenir</translation>
    </message>
    <message>
      <source>Pull model</source>
      <translation>Télécharger</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Download of the model</source>
      <translation>Téléchargement du modèle</translation>
    </message>
    <message>
      <source>Cancelled.</source>
      <translation>Annulé.</translation>
    </message>
    <message>
      <source>Asking Ollama…</source>
      <translation>Interrogation d’Ollama…</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>Arrêt…</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} sur {total}</translation>
    </message>
    <message>
      <source>{name} is installed.</source>
      <translation>{name} est installé.</translation>
    </message>
  </context>
  <context>
    <name>queue</name>
    <message>
      <source>In work</source>
      <translation>En cours</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Terminé</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Échec</translation>
    </message>
    <message>
      <source>Tried again</source>
      <translation>Réessayé</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Annulé</translation>
    </message>
    <message>
      <source>Worker lost</source>
      <translation>Ouvrier perdu</translation>
    </message>
    <message>
      <source>Put back</source>
      <translation>Remis</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Suivant</translation>
    </message>
    <message>
      <source>High</source>
      <translation>Haute</translation>
    </message>
    <message>
      <source>Normal</source>
      <translation>Normale</translation>
    </message>
    <message>
      <source>Low</source>
      <translation>Basse</translation>
    </message>
    <message>
      <source>Last</source>
      <translation>En dernier</translation>
    </message>
    <message>
      <source>Waits until nobody is at the computer</source>
      <translation>Attend que personne ne soit à l’ordinateur</translation>
    </message>
    <message>
      <source>Waits for mains power</source>
      <translation>Attend le secteur</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>Fenêtre</translation>
    </message>
    <message>
      <source>Command</source>
      <translation>Commande</translation>
    </message>
    <message>
      <source>Worker</source>
      <translation>Ouvrier</translation>
    </message>
    <message>
      <source>Interface for programs</source>
      <translation>Interface</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>Ajouté</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>Relu</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Validé</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Mis en pause</translation>
    </message>
    <message>
      <source>Resumed</source>
      <translation>Repris</translation>
    </message>
    <message>
      <source>Reordered</source>
      <translation>Réordonné</translation>
    </message>
    <message>
      <source>Corrected</source>
      <translation>Corrigé</translation>
    </message>
    <message>
      <source>Correction undone</source>
      <translation>Correction annulée</translation>
    </message>
    <message>
      <source>Removed</source>
      <translation>Retiré</translation>
    </message>
    <message>
      <source>Brought back</source>
      <translation>Rétabli</translation>
    </message>
    <message>
      <source>Added again</source>
      <translation>Ajouté à nouveau</translation>
    </message>
    <message>
      <source>Deleted for good</source>
      <translation>Supprimé définitivement</translation>
    </message>
    <message>
      <source>Exported</source>
      <translation>Exporté</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Réglages</translation>
    </message>
    <message>
      <source>Cleaned up</source>
      <translation>Nettoyé</translation>
    </message>
    <message>
      <source>Originals read in again</source>
      <translation>Originaux réimportés</translation>
    </message>
    <message>
      <source>Queue paused</source>
      <translation>File mise en pause</translation>
    </message>
    <message>
      <source>Queue resumed</source>
      <translation>File reprise</translation>
    </message>
    <message>
      <source>Drain begun</source>
      <translation>Vidage commencé</translation>
    </message>
    <message>
      <source>Drain ended</source>
      <translation>Vidage terminé</translation>
    </message>
    <message>
      <source>Approval withdrawn</source>
      <translation>Validation retirée</translation>
    </message>
    <message>
      <source>Approved without {fields}</source>
      <translation>Validé sans {fields}</translation>
    </message>
    <message>
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
    <message>
      <source>Waiting for a reader</source>
      <translation>Attente d’un lecteur</translation>
    </message>
    <message>
      <source>Waiting for the model</source>
      <translation>Attente du modèle</translation>
    </message>
  </context>
  <context>
    <name>QueueCommands</name>
    <message numerus="yes">
      <source>Read %n failed receipt(s) again?</source>
      <translation>
        <numerusform>Relire %n reçu échoué ?</numerusform>
        <numerusform>Relire %n reçus échoués ?</numerusform>
      </translation>
    </message>
    <message>
      <source>They go to the end of the queue.</source>
      <translation>Ils vont à la fin de la file.</translation>
    </message>
    <message numerus="yes">
      <source>Read %n again</source>
      <translation>
        <numerusform>En relire %n</numerusform>
        <numerusform>En relire %n</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %n completed receipt(s)?</source>
      <translation>
        <numerusform>Retirer %n reçu terminé ?</numerusform>
        <numerusform>Retirer %n reçus terminés ?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %n failed receipt(s)?</source>
      <translation>
        <numerusform>Retirer %n reçu échoué ?</numerusform>
        <numerusform>Retirer %n reçus échoués ?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %n completed and failed receipt(s)?</source>
      <translation>
        <numerusform>Retirer %n reçu terminé ou échoué ?</numerusform>
        <numerusform>Retirer %n reçus terminés et échoués ?</numerusform>
      </translation>
    </message>
    <message>
      <source>They leave the list with everything that was read from them. You can undo this until the program ends.</source>
      <translation>Ils quittent la liste avec tout ce qui y a été lu. Vous pouvez annuler cela jusqu’à la fin du programme.</translation>
    </message>
    <message numerus="yes">
      <source>Remove %n</source>
      <translation>
        <numerusform>En retirer %n</numerusform>
        <numerusform>En retirer %n</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %n receipt(s)</source>
      <translation>
        <numerusform>%n reçu retiré</numerusform>
        <numerusform>%n reçus retirés</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>QueuePage</name>
    <message>
      <source>Waiting</source>
      <translation>En attente</translation>
    </message>
    <message>
      <source>Failures</source>
      <translation>Échecs</translation>
    </message>
    <message>
      <source>Overview</source>
      <translation>Aperçu</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>Travaux</translation>
    </message>
    <message>
      <source>Statistics</source>
      <translation>Statistiques</translation>
    </message>
    <message>
      <source>System</source>
      <translation>Système</translation>
    </message>
    <message>
      <source>Audit</source>
      <translation>Journal</translation>
    </message>
  </context>
  <context>
    <name>ReceiptBar</name>
    <message>
      <source>Read again</source>
      <translation>Relire</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Read next</source>
      <translation>Lire ensuite</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Reprendre</translation>
    </message>
    <message>
      <source>Priority: {priority}</source>
      <translation>Priorité : {priority}</translation>
    </message>
  </context>
  <context>
    <name>ReceiptController</name>
    <message numerus="yes">
      <source>Cancelled %n receipt(s)</source>
      <translation>
        <numerusform>%n reçu annulé</numerusform>
        <numerusform>%n reçus annulés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %n receipt(s)</source>
      <translation>
        <numerusform>%n reçu retiré</numerusform>
        <numerusform>%n reçus retirés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Paused %n receipt(s)</source>
      <translation>
        <numerusform>%n reçu mis en pause</numerusform>
        <numerusform>%n reçus mis en pause</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Resumed %n receipt(s)</source>
      <translation>
        <numerusform>%n reçu repris</numerusform>
        <numerusform>%n reçus repris</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Changed the order of %n receipt(s)</source>
      <translation>
        <numerusform>Ordre de %n reçu changé</numerusform>
        <numerusform>Ordre de %n reçus changé</numerusform>
      </translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler l’action</translation>
    </message>
  </context>
  <context>
    <name>ReceiptHeader</name>
    <message>
      <source>Progress</source>
      <translation>Avancement</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Valider</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>Réessayer</translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s) selected. Corrections apply to this one, approval to all of them.</source>
      <translation>
        <numerusform>%n reçu sélectionné. Les corrections portent sur celui-ci, la validation sur tous.</numerusform>
        <numerusform>%n reçus sélectionnés. Les corrections portent sur celui-ci, la validation sur tous.</numerusform>
      </translation>
    </message>
    <message>
      <source>about {time} left</source>
      <translation>encore {time} environ</translation>
    </message>
    <message numerus="yes">
      <source>Approve %n receipt(s)</source>
      <translation>
        <numerusform>Valider %n reçu</numerusform>
        <numerusform>Valider %n reçus</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Withdraw %n approval(s)</source>
      <translation>
        <numerusform>Retirer %n validation</numerusform>
        <numerusform>Retirer %n validations</numerusform>
      </translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Retirer la validation</translation>
    </message>
  </context>
  <context>
    <name>ReceiptList</name>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
  </context>
  <context>
    <name>remote_model</name>
    <message>
      <source>Send the text of receipts to {host}?</source>
      <translation>Envoyer le texte des reçus à {host} ?</translation>
    </message>
    <message>
      <source>The language model is on another computer, {host}. The text of every receipt would leave this one. Without it, receipts are read by rules alone.</source>
      <translation>Le modèle de langage se trouve sur un autre ordinateur, {host}. Le texte de chaque reçu quitterait celui-ci. Sans lui, les reçus sont lus par les règles seules.</translation>
    </message>
    <message>
      <source>Send it</source>
      <translation>Envoyer</translation>
    </message>
    <message>
      <source>Keep it here</source>
      <translation>Garder ici</translation>
    </message>
  </context>
  <context>
    <name>ReviewPane</name>
    <message>
      <source>Choose a receipt to see it here.</source>
      <translation>Choisissez un reçu pour le voir ici.</translation>
    </message>
    <message>
      <source>Nothing was read from this file.</source>
      <translation>Rien n’a été lu dans ce fichier.</translation>
    </message>
    <message>
      <source>Picture and values appear when it is read.</source>
      <translation>L’image et les valeurs apparaîtront une fois le reçu lu.</translation>
    </message>
  </context>
  <context>
    <name>settings</name>
    <message>
      <source>HTTP API</source>
      <translation>API HTTP</translation>
    </message>
    <message>
      <source>Let other programs submit and fetch receipts</source>
      <translation>Laisser d’autres programmes envoyer et récupérer des reçus</translation>
    </message>
    <message>
      <source>Reachable from</source>
      <translation>Accessible depuis</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Port</translation>
    </message>
    <message>
      <source>Certificate</source>
      <translation>Certificat</translation>
    </message>
    <message>
      <source>PEM files, for https.</source>
      <translation>Fichiers PEM, pour https.</translation>
    </message>
    <message>
      <source>Private key</source>
      <translation>Clé privée</translation>
    </message>
    <message>
      <source>Reading</source>
      <translation>Lecture</translation>
    </message>
    <message>
      <source>Language model</source>
      <translation>Modèle de langage</translation>
    </message>
    <message>
      <source>Queue</source>
      <translation>File</translation>
    </message>
    <message>
      <source>CSV export</source>
      <translation>Export CSV</translation>
    </message>
    <message>
      <source>Other programs</source>
      <translation>Autres programmes</translation>
    </message>
    <message>
      <source>Window and data</source>
      <translation>Fenêtre et données</translation>
    </message>
    <message>
      <source>Backup</source>
      <translation>Sauvegarde</translation>
    </message>
    <message>
      <source>System default</source>
      <translation>Comme le système</translation>
    </message>
    <message>
      <source>Regional default</source>
      <translation>Selon votre région</translation>
    </message>
    <message>
      <source>Comma</source>
      <translation>Virgule</translation>
    </message>
    <message>
      <source>Receipts at a time</source>
      <translation>Reçus à la fois</translation>
    </message>
    <message>
      <source>Automatic, the best for each receipt</source>
      <translation>Automatique, le meilleur pour chaque reçu</translation>
    </message>
    <message>
      <source>Reader</source>
      <translation>Lecteur</translation>
    </message>
    <message>
      <source>Languages</source>
      <translation>Langues</translation>
    </message>
    <message>
      <source>For Tesseract. Fewer is faster.</source>
      <translation>Pour Tesseract. Moins il y en a, plus c’est rapide.</translation>
    </message>
    <message>
      <source>PDF files</source>
      <translation>Fichiers PDF</translation>
    </message>
    <message>
      <source>Each page of a PDF is a separate receipt</source>
      <translation>Chaque page d’un PDF est un reçu distinct</translation>
    </message>
    <message>
      <source>Time limit</source>
      <translation>Temps limite</translation>
    </message>
    <message>
      <source>For one attempt at one receipt.</source>
      <translation>Pour un essai sur un reçu.</translation>
    </message>
    <message>
      <source> s</source>
      <translation> s</translation>
    </message>
    <message>
      <source>Second opinion</source>
      <translation>Deuxième avis</translation>
    </message>
    <message>
      <source>Finds more but takes longer. Without it, only rules are used.</source>
      <translation>Trouve davantage, mais prend plus de temps. Sans lui, seules les règles sont utilisées.</translation>
    </message>
    <message>
      <source>Ask a local model through Ollama</source>
      <translation>Interroger un modèle local par Ollama</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modèle</translation>
    </message>
    <message>
      <source>Always</source>
      <translation>Toujours</translation>
    </message>
    <message>
      <source>When the computer is idle</source>
      <translation>Quand l’ordinateur est inactif</translation>
    </message>
    <message>
      <source>On mains power only</source>
      <translation>Sur secteur seulement</translation>
    </message>
    <message>
      <source>When idle and on mains power</source>
      <translation>Quand il est inactif et sur secteur</translation>
    </message>
    <message>
      <source>Read receipts</source>
      <translation>Lire les reçus</translation>
    </message>
    <message>
      <source>Stall alert</source>
      <translation>Alerte d’arrêt</translation>
    </message>
    <message>
      <source>Alert when nothing completes for this long while receipts are waiting.</source>
      <translation>Alerte si rien ne se termine pendant ce temps alors que des reçus attendent.</translation>
    </message>
    <message>
      <source> min</source>
      <translation> min</translation>
    </message>
    <message>
      <source>Failure alert</source>
      <translation>Alerte d’échecs</translation>
    </message>
    <message>
      <source>Alert when more than this share of the last hour's receipts failed.</source>
      <translation>Alerte si plus de cette part des reçus de la dernière heure a échoué.</translation>
    </message>
    <message>
      <source>One per receipt</source>
      <translation>Une par reçu</translation>
    </message>
    <message>
      <source>One per line item</source>
      <translation>Une par article</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>Lignes</translation>
    </message>
    <message>
      <source>Semicolon</source>
      <translation>Point-virgule</translation>
    </message>
    <message>
      <source>Tab</source>
      <translation>Tabulation</translation>
    </message>
    <message>
      <source>Delimiter</source>
      <translation>Séparateur</translation>
    </message>
    <message>
      <source>Point</source>
      <translation>Point</translation>
    </message>
    <message>
      <source>Decimal separator</source>
      <translation>Séparateur décimal</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>Encodage</translation>
    </message>
    <message>
      <source>Mark the file as UTF-8, for Excel</source>
      <translation>Marquer le fichier comme UTF-8, pour Excel</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Langue</translation>
    </message>
    <message>
      <source>Takes effect at the next start.</source>
      <translation>Prend effet au prochain démarrage.</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Clair</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Sombre</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Thème</translation>
    </message>
    <message>
      <source>Daily copies</source>
      <translation>Copies quotidiennes</translation>
    </message>
  </context>
  <context>
    <name>SettingsSection</name>
    <message>
      <source>Set by {variable} in the environment.</source>
      <translation>Fixé par {variable} dans l’environnement.</translation>
    </message>
  </context>
  <context>
    <name>StageTimeline</name>
    <message>
      <source>Stages of the attempt</source>
      <translation>Étapes de l’essai</translation>
    </message>
  </context>
  <context>
    <name>StartFailureDialog</name>
    <message>
      <source>Receipt Desktop cannot start.</source>
      <translation>Receipt Desktop ne peut pas démarrer.</translation>
    </message>
  </context>
  <context>
    <name>Statistics</name>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
    <message>
      <source>Average</source>
      <translation>Moyenne</translation>
    </message>
    <message>
      <source>Day</source>
      <translation>Jour</translation>
    </message>
    <message>
      <source>Completed</source>
      <translation>Terminés</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Échec</translation>
    </message>
    <message>
      <source>Success</source>
      <translation>Réussite</translation>
    </message>
    <message>
      <source>Waiting p50 / p95</source>
      <translation>Attente p50 / p95</translation>
    </message>
    <message>
      <source>Running p50 / p95</source>
      <translation>Lecture p50 / p95</translation>
    </message>
  </context>
  <context>
    <name>StatisticsTab</name>
    <message>
      <source>There is nothing to count yet: no receipt was read.</source>
      <translation>Rien à compter encore : aucun reçu n’a été lu.</translation>
    </message>
    <message>
      <source>Processed</source>
      <translation>Traités</translation>
    </message>
    <message>
      <source>Completed</source>
      <translation>Terminés</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Échec</translation>
    </message>
    <message>
      <source>Success rate</source>
      <translation>Taux de réussite</translation>
    </message>
    <message>
      <source>In the last hour</source>
      <translation>Dernière heure</translation>
    </message>
    <message>
      <source>Longest wait now</source>
      <translation>Attente la plus longue</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Attente</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>Lecture</translation>
    </message>
    <message>
      <source>Durations</source>
      <translation>Durées</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Jours</translation>
    </message>
    <message numerus="yes">
      <source>The last %n days</source>
      <translation>
        <numerusform>Le dernier %n jour</numerusform>
        <numerusform>Les %n derniers jours</numerusform>
      </translation>
    </message>
    <message>
      <source>Durations of one receipt</source>
      <translation>Durées pour un reçu</translation>
    </message>
    <message>
      <source>Day by day</source>
      <translation>Jour par jour</translation>
    </message>
  </context>
  <context>
    <name>StatusChip</name>
    <message>
      <source>Status</source>
      <translation>Statut</translation>
    </message>
  </context>
  <context>
    <name>StatusStrip</name>
    <message>
      <source>How the queue stands</source>
      <translation>État de la file</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>Démarrage…</translation>
    </message>
    <message>
      <source>The queue does not answer.</source>
      <translation>La file ne répond pas.</translation>
    </message>
    <message numerus="yes">
      <source>Paused · %n waiting</source>
      <translation>
        <numerusform>En pause · %n en attente</numerusform>
        <numerusform>En pause · %n en attente</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n paused</source>
      <translation>
        <numerusform>%n en pause</numerusform>
        <numerusform>%n en pause</numerusform>
      </translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Prêt</translation>
    </message>
    <message numerus="yes">
      <source>Reading %n</source>
      <translation>
        <numerusform>Lecture de %n</numerusform>
        <numerusform>Lecture de %n</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n waiting</source>
      <translation>
        <numerusform>%n en attente</numerusform>
        <numerusform>%n en attente</numerusform>
      </translation>
    </message>
    <message>
      <source>about {time} left</source>
      <translation>encore {time} environ</translation>
    </message>
  </context>
  <context>
    <name>SystemTab</name>
    <message>
      <source>Processes</source>
      <translation>Processus</translation>
    </message>
    <message>
      <source>Our own</source>
      <translation>Le nôtre</translation>
    </message>
    <message>
      <source>Shared</source>
      <translation>Partagé</translation>
    </message>
    <message>
      <source>no limit</source>
      <translation>sans limite</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Serveur</translation>
    </message>
    <message>
      <source>Does not answer</source>
      <translation>Ne répond pas</translation>
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
      <translation>Mémoire</translation>
    </message>
    <message>
      <source>Answers in</source>
      <translation>Répond en</translation>
    </message>
    <message>
      <source>Ids in the queue</source>
      <translation>Ids dans la file</translation>
    </message>
    <message>
      <source>Persistence</source>
      <translation>Persistance</translation>
    </message>
    <message>
      <source>When memory is full</source>
      <translation>Mémoire pleine</translation>
    </message>
    <message>
      <source>Restarts</source>
      <translation>Redémarrages</translation>
    </message>
    <message>
      <source>State</source>
      <translation>État</translation>
    </message>
    <message>
      <source>Answers</source>
      <translation>Répond</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>Oui</translation>
    </message>
    <message>
      <source>No</source>
      <translation>Non</translation>
    </message>
    <message>
      <source>Turned off in Settings</source>
      <translation>Désactivé dans les réglages</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modèle</translation>
    </message>
    <message>
      <source>In memory</source>
      <translation>En mémoire</translation>
    </message>
    <message>
      <source>Tokens a second</source>
      <translation>Jetons par seconde</translation>
    </message>
    <message>
      <source>Last seen</source>
      <translation>Vu en dernier</translation>
    </message>
    <message>
      <source>No damage</source>
      <translation>Aucun dommage</translation>
    </message>
    <message>
      <source>Not checked yet</source>
      <translation>Pas encore vérifiée</translation>
    </message>
    <message>
      <source>Free on the disk</source>
      <translation>Libre sur le disque</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>Base de données</translation>
    </message>
    <message>
      <source>Integrity</source>
      <translation>Intégrité</translation>
    </message>
    <message>
      <source>Checked</source>
      <translation>Vérifiée</translation>
    </message>
    <message>
      <source>none; the queue needs none</source>
      <translation>aucune ; la file n’en a pas besoin</translation>
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
      <translation>Modèle de langage</translation>
    </message>
    <message>
      <source>Disk and database</source>
      <translation>Disque et base de données</translation>
    </message>
    <message>
      <source>Process</source>
      <translation>Processus</translation>
    </message>
    <message>
      <source>Computer</source>
      <translation>Ordinateur</translation>
    </message>
    <message>
      <source>At a time</source>
      <translation>À la fois</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>Depuis</translation>
    </message>
    <message>
      <source>Seen</source>
      <translation>Vu</translation>
    </message>
    <message>
      <source>{kind} (this one)</source>
      <translation>{kind} (celle-ci)</translation>
    </message>
  </context>
  <context>
    <name>TaxLinesModel</name>
    <message>
      <source>Rate</source>
      <translation>Taux</translation>
    </message>
    <message>
      <source>Net</source>
      <translation>HT</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>TVA</translation>
    </message>
  </context>
  <context>
    <name>texts</name>
    <message>
      <source>Total</source>
      <translation>Total</translation>
    </message>
    <message>
      <source>total</source>
      <translation>total</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Devise</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>date</source>
      <translation>date</translation>
    </message>
    <message>
      <source>Merchant</source>
      <translation>Commerçant</translation>
    </message>
    <message>
      <source>merchant</source>
      <translation>commerçant</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Heure</translation>
    </message>
    <message>
      <source>Subtotal</source>
      <translation>Sous-total</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>TVA</translation>
    </message>
    <message>
      <source>Tip</source>
      <translation>Pourboire</translation>
    </message>
    <message>
      <source>Payment</source>
      <translation>Paiement</translation>
    </message>
    <message>
      <source>Card, last 4</source>
      <translation>Carte, 4 derniers</translation>
    </message>
    <message>
      <source>Receipt number</source>
      <translation>Numéro du reçu</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Telephone</source>
      <translation>Téléphone</translation>
    </message>
    <message>
      <source>Tax number</source>
      <translation>Numéro de TVA</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Catégorie</translation>
    </message>
    <message>
      <source>CSV</source>
      <translation>CSV</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>En attente</translation>
    </message>
    <message>
      <source>Reading</source>
      <translation>Lecture</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Terminé</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Échec</translation>
    </message>
    <message>
      <source>To review</source>
      <translation>À vérifier</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Validé</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Annulé</translation>
    </message>
    <message>
      <source>Trying again</source>
      <translation>Nouvel essai</translation>
    </message>
    <message>
      <source>Again in {n} s</source>
      <translation>Dans {n} s</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>En pause</translation>
    </message>
    <message>
      <source>Waiting for its turn</source>
      <translation>Attend son tour</translation>
    </message>
    <message>
      <source>Opening the file</source>
      <translation>Ouverture du fichier</translation>
    </message>
    <message>
      <source>Reading the text</source>
      <translation>Lecture du texte</translation>
    </message>
    <message>
      <source>Finding the values</source>
      <translation>Recherche des valeurs</translation>
    </message>
    <message>
      <source>Asking the language model</source>
      <translation>Interrogation du modèle</translation>
    </message>
    <message>
      <source>Checking the sums</source>
      <translation>Vérification des sommes</translation>
    </message>
    <message>
      <source>Saving</source>
      <translation>Enregistrement</translation>
    </message>
    <message>
      <source>Groceries</source>
      <translation>Alimentation</translation>
    </message>
    <message>
      <source>Restaurant</source>
      <translation>Restaurant</translation>
    </message>
    <message>
      <source>Fuel</source>
      <translation>Carburant</translation>
    </message>
    <message>
      <source>Transport</source>
      <translation>Transport</translation>
    </message>
    <message>
      <source>Lodging</source>
      <translation>Hébergement</translation>
    </message>
    <message>
      <source>Electronics</source>
      <translation>Électronique</translation>
    </message>
    <message>
      <source>Household</source>
      <translation>Maison</translation>
    </message>
    <message>
      <source>Clothing</source>
      <translation>Vêtements</translation>
    </message>
    <message>
      <source>Health</source>
      <translation>Santé</translation>
    </message>
    <message>
      <source>Office</source>
      <translation>Bureau</translation>
    </message>
    <message>
      <source>Leisure</source>
      <translation>Loisirs</translation>
    </message>
    <message>
      <source>Services</source>
      <translation>Services</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>Autre</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Carte</translation>
    </message>
    <message>
      <source>Cash</source>
      <translation>Espèces</translation>
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
      <translation>Jeton</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Afficher</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Copier</translation>
    </message>
    <message>
      <source>New token…</source>
      <translation>Nouveau jeton…</translation>
    </message>
    <message>
      <source>Hide</source>
      <translation>Masquer</translation>
    </message>
    <message>
      <source>Copied.</source>
      <translation>Copié.</translation>
    </message>
    <message>
      <source>Make a new token?</source>
      <translation>Créer un nouveau jeton ?</translation>
    </message>
    <message>
      <source>The current token stops working immediately. Every program that uses it needs the new one.</source>
      <translation>Le jeton actuel cesse aussitôt de fonctionner. Chaque programme qui l’utilise a besoin du nouveau.</translation>
    </message>
    <message>
      <source>Make a new token</source>
      <translation>Créer un nouveau jeton</translation>
    </message>
    <message>
      <source>This is the new token.</source>
      <translation>Voici le nouveau jeton.</translation>
    </message>
  </context>
  <context>
    <name>TraceView</name>
    <message>
      <source>Copy</source>
      <translation>Copier</translation>
    </message>
    <message>
      <source>Stack trace</source>
      <translation>Pile d’appels</translation>
    </message>
    <message>
      <source>Hide stack trace</source>
      <translation>Masquer la pile d’appels</translation>
    </message>
    <message>
      <source>Show stack trace</source>
      <translation>Voir la pile d’appels</translation>
    </message>
  </context>
  <context>
    <name>troubles</name>
    <message>
      <source>Since {time}.</source>
      <translation>Depuis {time}.</translation>
    </message>
  </context>
  <context>
    <name>WaitingTab</name>
    <message>
      <source>Waiting receipts</source>
      <translation>Reçus en attente</translation>
    </message>
    <message>
      <source>Nothing waits.</source>
      <translation>Rien n’attend.</translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s) waiting</source>
      <translation>
        <numerusform>%n reçu en attente</numerusform>
        <numerusform>%n reçus en attente</numerusform>
      </translation>
    </message>
    <message>
      <source>Read next</source>
      <translation>Lire ensuite</translation>
    </message>
    <message>
      <source>High priority</source>
      <translation>Priorité haute</translation>
    </message>
    <message>
      <source>Low priority</source>
      <translation>Priorité basse</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Reprendre</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Fichier</translation>
    </message>
    <message>
      <source>Priority</source>
      <translation>Priorité</translation>
    </message>
    <message>
      <source>State</source>
      <translation>État</translation>
    </message>
    <message>
      <source>Waiting for</source>
      <translation>Attend depuis</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Essais</translation>
    </message>
    <message>
      <source>Last error</source>
      <translation>Dernière erreur</translation>
    </message>
  </context>
  <context>
    <name>WindowSection</name>
    <message>
      <source>Data folder</source>
      <translation>Dossier des données</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Ouvrir</translation>
    </message>
    <message>
      <source>Open the data folder</source>
      <translation>Ouvrir le dossier des données</translation>
    </message>
  </context>
  <context>
    <name>WorkersModel</name>
    <message>
      <source>Process</source>
      <translation>Processus</translation>
    </message>
    <message>
      <source>Worker</source>
      <translation>Ouvrier</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Fichier</translation>
    </message>
    <message>
      <source>Stage</source>
      <translation>Étape</translation>
    </message>
    <message>
      <source>Attempt</source>
      <translation>Essai</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Avancement</translation>
    </message>
    <message>
      <source>For</source>
      <translation>Depuis</translation>
    </message>
    <message>
      <source>This window</source>
      <translation>Cette fenêtre</translation>
    </message>
    <message>
      <source>Waits for work</source>
      <translation>Attend du travail</translation>
    </message>
    <message>
      <source>Has stopped</source>
      <translation>S’est arrêté</translation>
    </message>
  </context>
</TS>
