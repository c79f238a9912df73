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
      <source>Back up</source>
      <translation>Sauvegarder</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Restaurer</translation>
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
      <source>Replaces all receipts with those of a backup. The current data is kept.</source>
      <translation>Remplace tous les reçus par ceux d’une sauvegarde. Les données actuelles sont conservées.</translation>
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
      <source>The backup has {receipts}. The current data is kept in {folder}. Receipt Desktop will restart.</source>
      <translation>La sauvegarde contient {receipts}. Les données actuelles sont conservées dans {folder}. Receipt Desktop va redémarrer.</translation>
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
      <source>Set by you</source>
      <translation>Saisi par vous</translation>
    </message>
    <message>
      <source>Set by you, and still in question</source>
      <translation>Saisi par vous, encore à vérifier</translation>
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
      <source>Database</source>
      <translation>Base de données</translation>
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
    <name>ReceiptHeader</name>
    <message>
      <source>Progress</source>
      <translation>Avancement</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Valider</translation>
    </message>
    <message numerus="yes">
      <source>Withdraw %n approval(s)</source>
      <translation>
        <numerusform>Retirer %n validation</numerusform>
        <numerusform>Retirer %n validations</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Approve %n receipt(s)</source>
      <translation>
        <numerusform>Valider %n reçu</numerusform>
        <numerusform>Valider %n reçus</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s) selected. Corrections apply to this one, approval to all of them.</source>
      <translation>
        <numerusform>%n reçu sélectionné. Les corrections portent sur celui-ci, la validation sur tous.</numerusform>
        <numerusform>%n reçus sélectionnés. Les corrections portent sur celui-ci, la validation sur tous.</numerusform>
      </translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>Réessayer</translation>
    </message>
    <message>
      <source>about {time} left</source>
      <translation>encore {time} environ</translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Retirer la validation</translation>
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
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation>
        <numerusform>%n fichier</numerusform>
        <numerusform>%n fichiers</numerusform>
      </translation>
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
    <message>
      <source>Nothing is left of removed receipts.</source>
      <translation>Il ne reste rien des reçus retirés.</translation>
    </message>
    <message>
      <source>{files}, {size}, of removed receipts and broken-off runs.</source>
      <translation>{files}, {size}, de reçus retirés et d’exécutions interrompues.</translation>
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
    <message numerus="yes">
      <source>Approved %n receipt(s)</source>
      <translation>
        <numerusform>%n reçu validé</numerusform>
        <numerusform>%n reçus validés</numerusform>
      </translation>
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
      <source>Passphrase</source>
      <translation>Phrase secrète</translation>
    </message>
    <message>
      <source>Repeat</source>
      <translation>Confirmation</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>Continuer</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
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
    <name>ApiSection</name>
    <message>
      <source>The whole network</source>
      <translation>Tout le réseau</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>Jeton</translation>
    </message>
    <message>
      <source>One moment…</source>
      <translation>Un instant…</translation>
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
    <message>
      <source>This computer only</source>
      <translation>Cet ordinateur seulement</translation>
    </message>
    <message>
      <source>Anyone who has it can read, change and delete every receipt.</source>
      <translation>Toute personne qui le possède peut lire, modifier et supprimer tous les reçus.</translation>
    </message>
    <message>
      <source>Not responding.</source>
      <translation>Ne répond pas.</translation>
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
    <name>ConfirmDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
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
    <name>ReceiptList</name>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
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
    <name>SettingsSection</name>
    <message>
      <source>Set by {variable} in the environment.</source>
      <translation>Fixé par {variable} dans l’environnement.</translation>
    </message>
  </context>
  <context>
    <name>settings</name>
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
    <name>StageTimeline</name>
    <message>
      <source>Stages of the attempt</source>
      <translation>Étapes de l’essai</translation>
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
      <source>Make a new token</source>
      <translation>Créer un nouveau jeton</translation>
    </message>
    <message>
      <source>This is the new token.</source>
      <translation>Voici le nouveau jeton.</translation>
    </message>
    <message>
      <source>The current token stops working immediately. Every program that uses it needs the new one.</source>
      <translation>Le jeton actuel cesse aussitôt de fonctionner. Chaque programme qui l’utilise a besoin du nouveau.</translation>
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
  <context>
    <name>findings</name>
    <message>
      <source>{model} read {right} of {asked} values of the test receipt right, in {seconds} s.</source>
      <translation>{model} a bien lu {right} des {asked} valeurs du reçu d’essai, en {seconds} s.</translation>
    </message>
    <message>
      <source>Too slow: use a smaller model, or a longer time limit (PROCESSING_TIMEOUT_MS).</source>
      <translation>Trop lent : prenez un modèle plus petit, ou augmentez le temps limite (PROCESSING_TIMEOUT_MS).</translation>
    </message>
    <message>
      <source>{free_bytes} are free in {folder}.</source>
      <translation>{free_bytes} libres dans {folder}.</translation>
    </message>
    <message>
      <source>Our own server {version} answers in {milliseconds} ms.</source>
      <translation>Notre propre serveur {version} répond en {milliseconds} ms.</translation>
    </message>
    <message>
      <source>The shared server {version} answers in {milliseconds} ms.</source>
      <translation>Le serveur partagé {version} répond en {milliseconds} ms.</translation>
    </message>
    <message>
      <source>No Redis answers at {address}.</source>
      <translation>Aucun Redis ne répond à {address}.</translation>
    </message>
    <message>
      <source>If it does not come back by itself, start the program again.</source>
      <translation>S’il ne revient pas de lui-même, redémarrez le programme.</translation>
    </message>
    <message>
      <source>Check REDIS_URL and that the server runs.</source>
      <translation>Vérifiez REDIS_URL, et que le serveur fonctionne.</translation>
    </message>
    <message>
      <source>RapidOCR {version} reads all Latin letters.</source>
      <translation>RapidOCR {version} lit tous les caractères latins.</translation>
    </message>
    <message>
      <source>RapidOCR cannot be used: {module} is not installed.</source>
      <translation>RapidOCR est inutilisable : {module} n’est pas installé.</translation>
    </message>
    <message>
      <source>Install the program again.</source>
      <translation>Réinstallez le programme.</translation>
    </message>
    <message>
      <source>Tesseract {version} reads {languages}.</source>
      <translation>Langues de Tesseract {version} : {languages}.</translation>
    </message>
    <message>
      <source>Tesseract is not installed.</source>
      <translation>Tesseract n’est pas installé.</translation>
    </message>
    <message>
      <source>Install tesseract-ocr, or the program again.</source>
      <translation>Installez tesseract-ocr, ou réinstallez le programme.</translation>
    </message>
    <message>
      <source>Ollama does not answer at {host}. Receipts are read by rules alone.</source>
      <translation>Ollama ne répond pas à {host}. Les reçus sont lus par règles seulement.</translation>
    </message>
    <message>
      <source>Install Ollama from ollama.com and start it, or set its address in Settings.</source>
      <translation>Installez Ollama depuis ollama.com et démarrez-le, ou indiquez son adresse dans les réglages.</translation>
    </message>
    <message>
      <source>Ollama {version} runs, but the chosen model is not installed.</source>
      <translation>Ollama {version} fonctionne, mais le modèle choisi n’est pas installé.</translation>
    </message>
    <message>
      <source>Pull a model in Settings, qwen2.5:3b for one.</source>
      <translation>Téléchargez un modèle dans les réglages, par exemple qwen2.5:3b.</translation>
    </message>
    <message>
      <source>Ollama {version} with {model}.</source>
      <translation>Ollama {version} avec {model}.</translation>
    </message>
    <message>
      <source>Use a larger model, qwen2.5:3b for one; this one is checked, but helps little.</source>
      <translation>Prenez un modèle plus grand, par exemple qwen2.5:3b ; celui-ci est vérifié, mais aide peu.</translation>
    </message>
    <message>
      <source>The model did not answer the test receipt in time.</source>
      <translation>Le modèle n’a pas lu le reçu d’essai à temps.</translation>
    </message>
    <message>
      <source>The model's answer to the test receipt made no sense.</source>
      <translation>La réponse du modèle au reçu d’essai n’avait pas de sens.</translation>
    </message>
    <message>
      <source>Use another model, qwen2.5:3b for one.</source>
      <translation>Prenez un autre modèle, par exemple qwen2.5:3b.</translation>
    </message>
    <message>
      <source>Free some space soon.</source>
      <translation>Libérez bientôt de la place.</translation>
    </message>
    <message>
      <source>Free some space now.</source>
      <translation>Libérez de la place maintenant.</translation>
    </message>
    <message>
      <source>They are deleted once an hour, or by receipt-desktop doctor --clean-up.</source>
      <translation>Ils sont supprimés une fois par heure, ou par receipt-desktop doctor --clean-up.</translation>
    </message>
    <message>
      <source>No damage. Receipts: {count}.</source>
      <translation>Aucun dommage. Reçus : {count}.</translation>
    </message>
    <message>
      <source>The database is damaged ({damage}).</source>
      <translation>La base de données est endommagée ({damage}).</translation>
    </message>
    <message>
      <source>The last run did not end properly.</source>
      <translation>Le programme ne s’est pas terminé correctement la dernière fois.</translation>
    </message>
    <message>
      <source>Receipts to be read again: {reread}.</source>
      <translation>Reçus à relire : {reread}.</translation>
    </message>
    <message>
      <source>Originals without a receipt: {orphans}; they are kept. Add them with receipt-desktop doctor --adopt.</source>
      <translation>Originaux sans reçu : {orphans} ; ils sont conservés. Ajoutez-les avec receipt-desktop doctor --adopt.</translation>
    </message>
    <message>
      <source>Got it</source>
      <translation>Compris</translation>
    </message>
    <message>
      <source>Start the program again to save what can be read, or run receipt-desktop restore.</source>
      <translation>Relancez le programme pour sauver ce qui est lisible, ou exécutez receipt-desktop restore.</translation>
    </message>
    <message>
      <source>The newest copy of the database is of {day}; it was checked.</source>
      <translation>La copie la plus récente de la base date du {day} ; elle a été vérifiée.</translation>
    </message>
    <message>
      <source>There is no copy of the database yet.</source>
      <translation>Il n’y a pas encore de copie de la base.</translation>
    </message>
    <message>
      <source>One is made every day while the program runs.</source>
      <translation>Une copie est faite chaque jour pendant que le programme fonctionne.</translation>
    </message>
    <message>
      <source>No daily copies of the database are made.</source>
      <translation>Aucune copie quotidienne de la base n’est faite.</translation>
    </message>
    <message>
      <source>Set the number of copies in Settings to 1 or more.</source>
      <translation>Réglez le nombre de copies sur 1 ou plus dans les réglages.</translation>
    </message>
    <message>
      <source>The newest copy of the database is of {day}.</source>
      <translation>La copie la plus récente de la base date du {day}.</translation>
    </message>
    <message>
      <source>Leave the program running for some minutes, or make a backup.</source>
      <translation>Laissez le programme ouvert quelques minutes, ou faites une sauvegarde.</translation>
    </message>
    <message>
      <source>There is no space for the daily copy of the database.</source>
      <translation>La place manque pour la copie quotidienne de la base.</translation>
    </message>
    <message>
      <source>Free some space.</source>
      <translation>Libérez de la place.</translation>
    </message>
    <message>
      <source>The daily copy of the database could not be made.</source>
      <translation>La copie quotidienne de la base n’a pas pu être faite.</translation>
    </message>
    <message>
      <source>Check the permissions of the folder copies in the data folder.</source>
      <translation>Vérifiez les droits du dossier copies dans le dossier de données.</translation>
    </message>
    <message>
      <source>No copy was made: the database is damaged.</source>
      <translation>Aucune copie n’a été faite : la base est endommagée.</translation>
    </message>
    <message>
      <source>Close the program and start it again: what can be read is saved first.</source>
      <translation>Fermez le programme et relancez-le : ce qui est lisible est d’abord sauvé.</translation>
    </message>
    <message>
      <source>The database was damaged and was rebuilt. Receipts saved: {receipts}, lost: {lost_receipts}. Rows saved: {rows}, lost: {lost_rows}. The damaged file is kept as {file}.</source>
      <translation>La base de données était endommagée et a été reconstruite. Reçus sauvés : {receipts}, perdus : {lost_receipts}. Lignes sauvées : {rows}, perdues : {lost_rows}. Le fichier endommagé est conservé sous {file}.</translation>
    </message>
    <message>
      <source>Look the receipts through; the message in the window dismisses this.</source>
      <translation>Parcourez les reçus ; le message dans la fenêtre permet de clore cet avis.</translation>
    </message>
    <message>
      <source>The database receipts.db was missing or could not be read; the copy of {day} is in its place. Receipts saved: {receipts}, lost: {lost_receipts}.</source>
      <translation>La base de données receipts.db manquait ou était illisible ; la copie du {day} la remplace. Reçus sauvés : {receipts}, perdus : {lost_receipts}.</translation>
    </message>
    <message>
      <source>Add the missing receipts with receipt-desktop doctor --adopt.</source>
      <translation>Ajoutez les reçus manquants avec receipt-desktop doctor --adopt.</translation>
    </message>
    <message>
      <source>The database receipts.db was missing or could not be read, and there was no copy of it; a new one was started. Receipts saved: {receipts}, lost: {lost_receipts}.</source>
      <translation>La base de données receipts.db manquait ou était illisible, et il n’y en avait pas de copie ; une nouvelle a été créée. Reçus sauvés : {receipts}, perdus : {lost_receipts}.</translation>
    </message>
    <message>
      <source>Restore a backup, or add the receipts with receipt-desktop doctor --adopt.</source>
      <translation>Restaurez une sauvegarde, ou ajoutez les reçus avec receipt-desktop doctor --adopt.</translation>
    </message>
    <message>
      <source>The last run did not end properly. Originals without a receipt: {orphans}.</source>
      <translation>Le programme ne s’est pas terminé correctement la dernière fois. Originaux sans reçu : {orphans}.</translation>
    </message>
    <message>
      <source>Add them with receipt-desktop doctor --adopt.</source>
      <translation>Ajoutez-les avec receipt-desktop doctor --adopt.</translation>
    </message>
    <message>
      <source>Restore a backup: receipt-desktop restore FILE.</source>
      <translation>Restaurez une sauvegarde : receipt-desktop restore FICHIER.</translation>
    </message>
    <message>
      <source>{path} is a file, and a folder belongs there.</source>
      <translation>{path} est un fichier, alors qu’il faut un dossier.</translation>
    </message>
    <message>
      <source>Move the file away; the program makes the folder anew.</source>
      <translation>Déplacez le fichier ailleurs ; le programme recréera le dossier.</translation>
    </message>
    <message>
      <source>{path} is a folder, and a file belongs there.</source>
      <translation>{path} est un dossier, alors qu’il faut un fichier.</translation>
    </message>
    <message>
      <source>Move the folder away; the program makes the file anew.</source>
      <translation>Déplacez le dossier ailleurs ; le programme recréera le fichier.</translation>
    </message>
    <message>
      <source>{path} cannot be read or written.</source>
      <translation>{path} ne peut être ni lu ni modifié.</translation>
    </message>
    <message>
      <source>Give your user account the right to read and to write it.</source>
      <translation>Donnez à votre compte le droit de lecture et d’écriture.</translation>
    </message>
    <message>
      <source>Every file and folder in {folder} can be used.</source>
      <translation>Tous les fichiers et dossiers de {folder} sont utilisables.</translation>
    </message>
    <message>
      <source>Other users of this computer can open {folder}.</source>
      <translation>D’autres utilisateurs de cet ordinateur peuvent ouvrir {folder}.</translation>
    </message>
    <message>
      <source>Take their rights to the folder away.</source>
      <translation>Retirez-leur les droits sur ce dossier.</translation>
    </message>
    <message>
      <source>{path} is a folder, so settings cannot be saved and the defaults are used.</source>
      <translation>{path} est un dossier : les réglages ne peuvent pas être enregistrés et les valeurs par défaut sont utilisées.</translation>
    </message>
    <message>
      <source>Move the folder away.</source>
      <translation>Déplacez le dossier ailleurs.</translation>
    </message>
    <message>
      <source>Settings that could not be used were replaced by defaults. The old file is {path}.</source>
      <translation>Des réglages inutilisables ont été remplacés par les valeurs par défaut. L’ancien fichier est {path}.</translation>
    </message>
    <message>
      <source>Set again what is missing, then delete the old file.</source>
      <translation>Rétablissez ce qui manque, puis supprimez l’ancien fichier.</translation>
    </message>
    <message>
      <source>Our own server starts with the program ({binary}).</source>
      <translation>Notre propre serveur démarre avec le programme ({binary}).</translation>
    </message>
    <message>
      <source>Every original has its receipt, every receipt its original.</source>
      <translation>Chaque original a son reçu, chaque reçu son original.</translation>
    </message>
    <message>
      <source>Originals without a receipt: {count} ({size_bytes}). None is deleted.</source>
      <translation>Originaux sans reçu : {count} ({size_bytes}). Aucun n’est supprimé.</translation>
    </message>
    <message>
      <source>Read them in again: receipt-desktop doctor --adopt.</source>
      <translation>Réimportez-les : receipt-desktop doctor --adopt.</translation>
    </message>
    <message>
      <source>Receipts whose original is missing in {folder}: {count}.</source>
      <translation>Reçus dont l’original manque dans {folder} : {count}.</translation>
    </message>
    <message>
      <source>Put the files back from a backup, or add the receipts again.</source>
      <translation>Remettez les fichiers depuis une sauvegarde, ou ajoutez de nouveau les reçus.</translation>
    </message>
    <message>
      <source>{path} is made when the first receipt is added.</source>
      <translation>{path} sera créé avec le premier reçu.</translation>
    </message>
    <message>
      <source>{path} is missing, and originals are there.</source>
      <translation>{path} manque, mais des originaux sont là.</translation>
    </message>
    <message>
      <source>Put a copy of it back, or read the originals in: receipt-desktop doctor --adopt.</source>
      <translation>Remettez-en une copie, ou réimportez les originaux : receipt-desktop doctor --adopt.</translation>
    </message>
    <message>
      <source>Nothing is left of removed receipts.</source>
      <translation>Il ne reste rien des reçus retirés.</translation>
    </message>
    <message>
      <source>Files or folders of removed receipts and broken-off runs: {count} ({size_bytes}).</source>
      <translation>Fichiers ou dossiers de reçus retirés et d’exécutions interrompues : {count} ({size_bytes}).</translation>
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
      <source>Read again</source>
      <translation>Relire</translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Retirer la validation</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Valider</translation>
    </message>
    <message>
      <source>Approve {n} receipts</source>
      <translation>Valider {n} reçus</translation>
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
  </context>
  <context>
    <name>queue</name>
    <message>
      <source>Waiting for a reader</source>
      <translation>Attente d’un lecteur</translation>
    </message>
    <message>
      <source>Waiting for the model</source>
      <translation>Attente du modèle</translation>
    </message>
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
      <source>Approved without {fields}</source>
      <translation>Validé sans {fields}</translation>
    </message>
    <message>
      <source>Approval withdrawn</source>
      <translation>Validation retirée</translation>
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
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
    <message>
      <source>Originals read in again</source>
      <translation>Originaux réimportés</translation>
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
    <name>texts</name>
    <message>
      <source>Cancelled.</source>
      <translation>Annulé.</translation>
    </message>
    <message>
      <source>The time allowed for one receipt ran out.</source>
      <translation>Le temps accordé à un reçu est écoulé.</translation>
    </message>
    <message>
      <source>Something unexpected went wrong; the log has the details.</source>
      <translation>Une erreur imprévue s’est produite ; le journal a les détails.</translation>
    </message>
    <message>
      <source>The queue does not answer just now. What you added is kept and will be read.</source>
      <translation>La file ne répond pas pour l’instant. Ce que vous avez ajouté est gardé et sera lu.</translation>
    </message>
    <message>
      <source>The disk is full: the page's picture could not be kept.</source>
      <translation>Le disque est plein : l’image de la page n’a pas pu être conservée.</translation>
    </message>
    <message>
      <source>The disk is full; the file was not added.</source>
      <translation>Le disque est plein ; le fichier n’a pas été ajouté.</translation>
    </message>
    <message>
      <source>There is no receipt with this id.</source>
      <translation>Aucun reçu ne porte cet identifiant.</translation>
    </message>
    <message>
      <source>This receipt was not read yet.</source>
      <translation>Ce reçu n’a pas encore été lu.</translation>
    </message>
    <message>
      <source>Not on the receipt: {fields}. Confirm this to approve it.</source>
      <translation>Absent du reçu : {fields}. Confirmez-le pour valider.</translation>
    </message>
    <message>
      <source>{path} could not be written.</source>
      <translation>{path} n’a pas pu être écrit.</translation>
    </message>
    <message>
      <source>Give the model's name, qwen2.5:3b for one.</source>
      <translation>Donnez le nom du modèle, par exemple qwen2.5:3b.</translation>
    </message>
    <message>
      <source>Ollama does not answer at {host}.</source>
      <translation>Ollama ne répond pas à {host}.</translation>
    </message>
    <message>
      <source>Ollama cannot fetch {name}.</source>
      <translation>Ollama ne peut pas télécharger {name}.</translation>
    </message>
    <message>
      <source>The reader crashed on this file.</source>
      <translation>Le lecteur s’est arrêté sur ce fichier.</translation>
    </message>
    <message>
      <source>The chosen reader is not installed.</source>
      <translation>Le lecteur choisi n’est pas installé.</translation>
    </message>
    <message>
      <source>{name} is empty.</source>
      <translation>{name} est vide.</translation>
    </message>
    <message>
      <source>{name} is too large: {size} MB, and at most {limit} MB are read.</source>
      <translation>{name} est trop gros : {size} Mo, et {limit} Mo au plus sont lus.</translation>
    </message>
    <message>
      <source>{name} is cut off: its end is missing.</source>
      <translation>{name} est tronqué : la fin manque.</translation>
    </message>
    <message>
      <source>{name} is a folder.</source>
      <translation>{name} est un dossier.</translation>
    </message>
    <message>
      <source>{name} is not a file that can be read.</source>
      <translation>{name} n’est pas un fichier lisible.</translation>
    </message>
    <message>
      <source>There is no file {name}.</source>
      <translation>Il n’y a pas de fichier {name}.</translation>
    </message>
    <message>
      <source>The name is too long for this computer: {name}.</source>
      <translation>Le nom est trop long pour cet ordinateur : {name}.</translation>
    </message>
    <message>
      <source>{name} is a link to a file that is not there.</source>
      <translation>{name} est un lien vers un fichier qui n’existe pas.</translation>
    </message>
    <message>
      <source>{name} is a link that leads back to itself.</source>
      <translation>{name} est un lien qui renvoie à lui-même.</translation>
    </message>
    <message>
      <source>{name} is a web address, and those are not fetched. Save the file first and give its path.</source>
      <translation>{name} est une adresse web ; rien n’y est téléchargé. Enregistrez d’abord le fichier, puis indiquez son chemin.</translation>
    </message>
    <message>
      <source>No file matches {name}.</source>
      <translation>Aucun fichier ne correspond à {name}.</translation>
    </message>
    <message>
      <source>{name} may not be opened: no permission.</source>
      <translation>{name} ne peut pas être ouvert : pas d’autorisation.</translation>
    </message>
    <message>
      <source>{name} cannot be opened: {reason}.</source>
      <translation>{name} ne peut pas être ouvert : {reason}.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF that can be read.</source>
      <translation>{name} n’est ni une image ni un PDF lisible.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be an Office document.</source>
      <translation>{name} n’est ni une image ni un PDF ; il semble être un document Office.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be plain text.</source>
      <translation>{name} n’est ni une image ni un PDF ; il semble être du texte.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be an archive.</source>
      <translation>{name} n’est ni une image ni un PDF ; il semble être une archive.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be a web page.</source>
      <translation>{name} n’est ni une image ni un PDF ; il semble être une page web.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be a video.</source>
      <translation>{name} n’est ni une image ni un PDF ; il semble être une vidéo.</translation>
    </message>
    <message>
      <source>The picture is too large: {width} × {height} pixels, and at most {limit} megapixels are read.</source>
      <translation>L’image est trop grande : {width} × {height} pixels, et {limit} mégapixels au plus sont lus.</translation>
    </message>
    <message>
      <source>The picture is damaged or cut off and cannot be read.</source>
      <translation>L’image est abîmée ou tronquée et ne peut pas être lue.</translation>
    </message>
    <message>
      <source>The picture is too small to hold a receipt: {width} × {height} pixels.</source>
      <translation>L’image est trop petite pour un reçu : {width} × {height} pixels.</translation>
    </message>
    <message>
      <source>The PDF is protected by a password. Save it without one and add it again.</source>
      <translation>Le PDF est protégé par un mot de passe. Enregistrez-le sans et ajoutez-le à nouveau.</translation>
    </message>
    <message>
      <source>The PDF is damaged and cannot be read.</source>
      <translation>Le PDF est abîmé et ne peut pas être lu.</translation>
    </message>
    <message>
      <source>The PDF has no pages.</source>
      <translation>Le PDF n’a pas de pages.</translation>
    </message>
    <message>
      <source>The file has {pages} pages, and at most {limit} are read.</source>
      <translation>Le fichier a {pages} pages, et {limit} au plus sont lues.</translation>
    </message>
    <message>
      <source>Reading this file would take too much memory, more than {limit} MB.</source>
      <translation>La lecture de ce fichier demanderait trop de mémoire, plus de {limit} Mo.</translation>
    </message>
    <message>
      <source>There is too little free memory to read just now.</source>
      <translation>Il n’y a pas assez de mémoire libre pour lire en ce moment.</translation>
    </message>
    <message>
      <source>There is too little free memory for this file.</source>
      <translation>Il n’y a pas assez de mémoire libre pour ce fichier.</translation>
    </message>
    <message>
      <source>Other files need the memory just now.</source>
      <translation>D’autres fichiers occupent la mémoire en ce moment.</translation>
    </message>
    <message>
      <source>The reader ran out of memory.</source>
      <translation>Le lecteur a manqué de mémoire.</translation>
    </message>
    <message>
      <source>The reader fails on every page, not on this file alone.</source>
      <translation>Le lecteur échoue sur toutes les pages, pas seulement sur ce fichier.</translation>
    </message>
    <message>
      <source>The file has no page {page}; it has {pages}.</source>
      <translation>Le fichier n’a pas de page {page} ; il en a {pages}.</translation>
    </message>
    <message>
      <source>{name} is a GIF picture, and those are not read.</source>
      <translation>{name} est une image GIF, un format qui n’est pas lu.</translation>
    </message>
    <message>
      <source>{name} is an AVIF picture, and those are not read.</source>
      <translation>{name} est une image AVIF, un format qui n’est pas lu.</translation>
    </message>
    <message>
      <source>{name} is a JPEG 2000 picture, and those are not read.</source>
      <translation>{name} est une image JPEG 2000, un format qui n’est pas lu.</translation>
    </message>
    <message>
      <source>{name} is a Photoshop picture, and those are not read.</source>
      <translation>{name} est une image Photoshop, un format qui n’est pas lu.</translation>
    </message>
    <message>
      <source>{name} is an SVG drawing, and those are not read.</source>
      <translation>{name} est un dessin SVG, un format qui n’est pas lu.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be a sound file.</source>
      <translation>{name} n’est ni une image ni un PDF ; il semble être un son.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be a program.</source>
      <translation>{name} n’est ni une image ni un PDF ; il semble être un programme.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be a database.</source>
      <translation>{name} n’est ni une image ni un PDF ; il semble être une base de données.</translation>
    </message>
    <message>
      <source>{name} is not a picture or PDF; it seems to be an XML file.</source>
      <translation>{name} n’est ni une image ni un PDF ; il semble être un fichier XML.</translation>
    </message>
    <message>
      <source>{name} could not be copied.</source>
      <translation>{name} n’a pas pu être copié.</translation>
    </message>
    <message>
      <source>The picture cannot be shown.</source>
      <translation>L’image ne peut pas être affichée.</translation>
    </message>
    <message>
      <source>Tesseract failed on this file.</source>
      <translation>Tesseract a échoué sur ce fichier.</translation>
    </message>
    <message>
      <source>The reader cannot be started.</source>
      <translation>Le lecteur ne peut pas être lancé.</translation>
    </message>
    <message>
      <source>The program is closing.</source>
      <translation>Le programme se ferme.</translation>
    </message>
    <message>
      <source>{code} is not the code of a currency, such as EUR.</source>
      <translation>{code} n’est pas le code d’une devise, comme EUR.</translation>
    </message>
    <message>
      <source>The queue is being emptied and takes nothing new in just now.</source>
      <translation>La file se vide et n’accepte rien de nouveau pour l’instant.</translation>
    </message>
    <message>
      <source>This file stopped its worker {times} times ({when} UTC) and was put aside.</source>
      <translation>Ce fichier a arrêté son ouvrier {times} fois ({when} UTC) et a été mis de côté.</translation>
    </message>
    <message>
      <source>Not more than {limit} requests a minute; try again in {retry_after} s.</source>
      <translation>Pas plus de {limit} demandes par minute ; réessayez dans {retry_after} s.</translation>
    </message>
    <message>
      <source>Port {port} cannot be had: another program has it, or the system keeps it. Choose another number.</source>
      <translation>Le port {port} n’est pas disponible : un autre programme l’occupe ou le système le réserve. Choisissez un autre numéro.</translation>
    </message>
    <message>
      <source>This computer has no address {host}.</source>
      <translation>Cet ordinateur n’a pas d’adresse {host}.</translation>
    </message>
    <message>
      <source>Certificate and key cannot be used: both have to be PEM files that belong together.</source>
      <translation>Le certificat et la clé sont inutilisables : il faut deux fichiers PEM qui vont ensemble.</translation>
    </message>
    <message>
      <source>The API for other programs did not start in time.</source>
      <translation>L’API pour les autres programmes n’a pas démarré à temps.</translation>
    </message>
    <message>
      <source>The shared files cannot be reached just now ({kind}).</source>
      <translation>Les fichiers partagés sont inaccessibles pour l’instant ({kind}).</translation>
    </message>
    <message>
      <source>The store of the shared files does not let us in: check key and rights.</source>
      <translation>Le stockage des fichiers partagés refuse l’accès : vérifiez la clé et les droits.</translation>
    </message>
    <message>
      <source>The bucket of the shared files is not there.</source>
      <translation>Le compartiment des fichiers partagés est introuvable.</translation>
    </message>
    <message>
      <source>The store of the shared files is set up wrongly ({kind}).</source>
      <translation>Le stockage des fichiers partagés est mal configuré ({kind}).</translation>
    </message>
    <message>
      <source>The token comes from RECEIPT_DESKTOP_API_TOKEN; change it there.</source>
      <translation>Le jeton vient de RECEIPT_DESKTOP_API_TOKEN ; changez-le là.</translation>
    </message>
    <message>
      <source>The API token must have at least {least} characters, all of them ASCII. Change RECEIPT_DESKTOP_API_TOKEN, or remove it to use the token of the data folder.</source>
      <translation>Le jeton de l'API doit avoir au moins {least} caractères, tous ASCII. Modifiez RECEIPT_DESKTOP_API_TOKEN, ou supprimez cette variable pour utiliser le jeton du dossier de données.</translation>
    </message>
    <message>
      <source>The secret cannot be kept in {path}: that is a folder. Move the folder away; the file is made anew.</source>
      <translation>Le secret ne peut pas être conservé dans {path} : c'est un dossier. Déplacez ce dossier ; le fichier sera recréé.</translation>
    </message>
    <message>
      <source>The secret cannot be kept in {path}: {reason}. Check the rights of the file and of its folder.</source>
      <translation>Le secret ne peut pas être conservé dans {path} : {reason}. Vérifiez les droits du fichier et de son dossier.</translation>
    </message>
    <message>
      <source>At most {limit} callback addresses are kept for one receipt.</source>
      <translation>Au plus {limit} adresses de rappel sont conservées pour un reçu.</translation>
    </message>
    <message>
      <source>The date must lie between {first} and {last}.</source>
      <translation>La date doit être comprise entre le {first} et le {last}.</translation>
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
      <source>No text could be read.</source>
      <translation>Aucun texte n’a pu être lu.</translation>
    </message>
    <message>
      <source>No total was found.</source>
      <translation>Aucun total trouvé.</translation>
    </message>
    <message>
      <source>No date was found.</source>
      <translation>Aucune date trouvée.</translation>
    </message>
    <message>
      <source>No merchant was found.</source>
      <translation>Aucun commerçant trouvé.</translation>
    </message>
    <message>
      <source>The currency is not certain.</source>
      <translation>La devise n’est pas certaine.</translation>
    </message>
    <message>
      <source>The total is doubtful.</source>
      <translation>Le total est douteux.</translation>
    </message>
    <message>
      <source>The date is doubtful.</source>
      <translation>La date est douteuse.</translation>
    </message>
    <message>
      <source>The merchant is doubtful.</source>
      <translation>Le commerçant est douteux.</translation>
    </message>
    <message>
      <source>The items do not add up to the total.</source>
      <translation>La somme des articles ne donne pas le total.</translation>
    </message>
    <message>
      <source>The tax does not fit its rate.</source>
      <translation>La TVA ne correspond pas à son taux.</translation>
    </message>
    <message>
      <source>The date lies in the future.</source>
      <translation>La date est dans le futur.</translation>
    </message>
    <message>
      <source>Two readings of the picture disagree.</source>
      <translation>Deux lectures de l’image divergent.</translation>
    </message>
    <message>
      <source>The language model reads it differently.</source>
      <translation>Le modèle de langage lit autre chose.</translation>
    </message>
    <message>
      <source>A tax of {tax} is too high for a total of {total}.</source>
      <translation>Une taxe de {tax} est trop élevée pour un total de {total}.</translation>
    </message>
    <message>
      <source>The subtotal of {subtotal} is higher than the total of {total}.</source>
      <translation>Le sous-total de {subtotal} dépasse le total de {total}.</translation>
    </message>
    <message>
      <source>A tip of {tip} is too high for a total of {total}.</source>
      <translation>Un pourboire de {tip} est trop élevé pour un total de {total}.</translation>
    </message>
    <message>
      <source>The tax lines add up to {tax_lines}, not to the tax of {tax}.</source>
      <translation>Les lignes de taxe donnent {tax_lines}, et non la taxe de {tax}.</translation>
    </message>
    <message>
      <source>Subtotal, tax and tip make {parts}, not the total of {total}.</source>
      <translation>Sous-total, taxe et pourboire donnent {parts}, et non le total de {total}.</translation>
    </message>
    <message>
      <source>The total of {total} was typed in; it is not in the text that was read.</source>
      <translation>Le total de {total} a été saisi ; il ne figure pas dans le texte lu.</translation>
    </message>
    <message>
      <source>Corrected. Approve it when you have checked it.</source>
      <translation>Corrigé. Validez-le après vérification.</translation>
    </message>
    <message>
      <source>Line {line}, {name}: quantity times price is {proposed}, not {printed}.</source>
      <translation>Ligne {line}, {name} : quantité fois prix donne {proposed}, pas {printed}.</translation>
    </message>
    <message>
      <source>Line {line}, {name}: with {proposed} for {printed} the items add up.</source>
      <translation>Ligne {line}, {name} : avec {proposed} au lieu de {printed}, la somme est juste.</translation>
    </message>
    <message>
      <source>Without line {line}, {name} ({printed}), the items add up.</source>
      <translation>Sans la ligne {line}, {name} ({printed}), la somme est juste.</translation>
    </message>
    <message>
      <source>The items add up to {proposed}; the total was read as {printed}.</source>
      <translation>La somme des lignes est {proposed} ; le total lu est {printed}.</translation>
    </message>
    <message>
      <source>The items add up to {proposed}; the total that was typed in is {printed}.</source>
      <translation>La somme des lignes est {proposed} ; le total saisi est {printed}.</translation>
    </message>
    <message>
      <source>Tax line {line}: {name} % of its net amount is {proposed}, not {printed}.</source>
      <translation>Ligne de taxe {line} : {name} % du montant hors taxe donne {proposed}, pas {printed}.</translation>
    </message>
    <message>
      <source>Checked with the language model.</source>
      <translation>Vérifié avec le modèle de langage.</translation>
    </message>
    <message>
      <source>Read by rules: Ollama was not reachable.</source>
      <translation>Lu par les règles : Ollama était injoignable.</translation>
    </message>
    <message>
      <source>Read by rules: the model is not installed.</source>
      <translation>Lu par les règles : le modèle n’est pas installé.</translation>
    </message>
    <message>
      <source>Read by rules: the model was too slow.</source>
      <translation>Lu par les règles : le modèle était trop lent.</translation>
    </message>
    <message>
      <source>Read by rules: the model's answer made no sense.</source>
      <translation>Lu par les règles : la réponse du modèle n’avait pas de sens.</translation>
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
    <message>
      <source>{path} is a file, and a folder belongs there. Move the file away; the program makes the folder anew.</source>
      <translation>{path} est un fichier, alors qu’il faut un dossier. Déplacez le fichier ailleurs ; le programme recréera le dossier.</translation>
    </message>
    <message>
      <source>{path} is a folder, and a file belongs there. Move the folder away; the program makes the file anew.</source>
      <translation>{path} est un dossier, alors qu’il faut un fichier. Déplacez le dossier ailleurs ; le programme recréera le fichier.</translation>
    </message>
    <message>
      <source>{path} cannot be read or written. Give your user account the right to read and to write it.</source>
      <translation>{path} ne peut être ni lu ni modifié. Donnez à votre compte le droit de lecture et d’écriture.</translation>
    </message>
    <message>
      <source>The data folder {path} cannot be used: {reason}.</source>
      <translation>Le dossier de données {path} est inutilisable : {reason}.</translation>
    </message>
    <message>
      <source>Receipt Desktop is running already on this data folder.</source>
      <translation>Receipt Desktop est déjà ouvert sur ce dossier de données.</translation>
    </message>
    <message>
      <source>No Redis server was found. Install redis-server or valkey-server, or set REDIS_URL to a running one.</source>
      <translation>Aucun serveur Redis n’a été trouvé. Installez redis-server ou valkey-server, ou indiquez dans REDIS_URL un serveur qui tourne.</translation>
    </message>
    <message>
      <source>The Redis server set as {path} is not there or cannot be run.</source>
      <translation>Le serveur Redis indiqué, {path}, est introuvable ou ne peut pas être lancé.</translation>
    </message>
    <message>
      <source>The Redis server did not answer in time.</source>
      <translation>Le serveur Redis n’a pas répondu à temps.</translation>
    </message>
    <message>
      <source>Something unexpected went wrong ({kind}). The log has the details: {path}</source>
      <translation>Une erreur inattendue s’est produite ({kind}). Le journal donne les détails : {path}</translation>
    </message>
    <message>
      <source>{path} could not be read. It is kept as {aside}, and the defaults are used.</source>
      <translation>{path} est illisible. Le fichier est conservé sous le nom {aside}, et les valeurs par défaut sont utilisées.</translation>
    </message>
    <message>
      <source>{path}: {name} cannot be {value}. The default is used: {default}. The file as it was is kept as {aside}.</source>
      <translation>{path} : {value} n’est pas possible pour {name}. La valeur par défaut est utilisée : {default}. Le fichier d’origine est conservé sous le nom {aside}.</translation>
    </message>
    <message>
      <source>{path} cannot be used, and it could not be put aside. The defaults are used. Check the rights of the data folder.</source>
      <translation>{path} est inutilisable et n’a pas pu être mis de côté. Les valeurs par défaut sont utilisées. Vérifiez les droits du dossier de données.</translation>
    </message>
    <message>
      <source>A file of the program is missing or unreadable: {path}. Install Receipt Desktop again.</source>
      <translation>Un fichier du programme manque ou est illisible : {path}. Réinstallez Receipt Desktop.</translation>
    </message>
    <message>
      <source>{path} is a folder, so settings cannot be saved and the defaults are used. Move it away.</source>
      <translation>{path} est un dossier : les réglages ne peuvent pas être enregistrés et les valeurs par défaut sont utilisées. Déplacez-le ailleurs.</translation>
    </message>
    <message>
      <source>{path} was changed since it was kept.</source>
      <translation>{path} a été modifié depuis son enregistrement.</translation>
    </message>
    <message>
      <source>Nothing was removed: {folder} cannot be written ({reason}).</source>
      <translation>Rien n’a été retiré : impossible d’écrire dans {folder} ({reason}).</translation>
    </message>
    <message>
      <source>Settings that could not be used were replaced by defaults. The old file is {path}.</source>
      <translation>Des réglages inutilisables ont été remplacés par les valeurs par défaut. L’ancien fichier est {path}.</translation>
    </message>
    <message>
      <source>{path} was written by a newer version of Receipt Desktop. Update the program; nothing was changed.</source>
      <translation>{path} provient d’une version plus récente de Receipt Desktop. Mettez le programme à jour ; rien n’a été modifié.</translation>
    </message>
    <message>
      <source>The database is damaged. Start Receipt Desktop again: what can be read is saved first.</source>
      <translation>La base de données est endommagée. Relancez Receipt Desktop : ce qui est lisible est d’abord sauvé.</translation>
    </message>
    <message>
      <source>{path} is a folder, but it has to be the database file. Move it away, or restore a backup: receipt-desktop restore FILE.</source>
      <translation>{path} est un dossier alors que ce doit être le fichier de la base. Déplacez-le, ou restaurez une sauvegarde : receipt-desktop restore FICHIER.</translation>
    </message>
    <message>
      <source>The database {path} cannot be opened: {reason}. Check the permissions of the file and its folder.</source>
      <translation>Impossible d’ouvrir la base {path} : {reason}. Vérifiez les droits du fichier et de son dossier.</translation>
    </message>
    <message>
      <source>The database could not be flushed to the disk: {reason}.</source>
      <translation>La base de données n’a pas pu être écrite sur le disque : {reason}.</translation>
    </message>
    <message>
      <source>The database {path} was deleted or replaced while Receipt Desktop was running. Close the program and start it again.</source>
      <translation>La base {path} a été supprimée ou remplacée pendant que Receipt Desktop fonctionnait. Fermez le programme et relancez-le.</translation>
    </message>
    <message>
      <source>The database is damaged, and another Receipt Desktop is running on this data folder. Close it and try again: what can be read is saved then.</source>
      <translation>La base est endommagée, et un autre Receipt Desktop utilise ce dossier de données. Fermez-le et réessayez : ce qui est lisible sera alors sauvé.</translation>
    </message>
    <message>
      <source>{path} is damaged, or no database.</source>
      <translation>{path} est endommagé ou n’est pas une base de données.</translation>
    </message>
    <message>
      <source>The damaged database could not be rebuilt: {problem}. Nothing was changed.</source>
      <translation>La base endommagée n’a pas pu être reconstruite : {problem}. Rien n’a été modifié.</translation>
    </message>
    <message>
      <source>There is not enough space in {path}: about {megabytes} MB are needed.</source>
      <translation>La place manque dans {path} : il faut environ {megabytes} Mo.</translation>
    </message>
    <message>
      <source>The backup is damaged: {problem} Nothing was changed.</source>
      <translation>La sauvegarde est endommagée : {problem} Rien n’a été modifié.</translation>
    </message>
    <message>
      <source>The backup is damaged: it was changed or cut off after it was written.</source>
      <translation>La sauvegarde est endommagée : elle a été modifiée ou tronquée après son écriture.</translation>
    </message>
    <message>
      <source>The database in this file cannot be used: {problem}. Nothing was changed.</source>
      <translation>La base contenue dans ce fichier est inutilisable : {problem}. Rien n’a été modifié.</translation>
    </message>
    <message>
      <source>This backup is encrypted: give its passphrase.</source>
      <translation>Cette sauvegarde est chiffrée : indiquez sa phrase secrète.</translation>
    </message>
    <message>
      <source>Choose a place outside the data folder for the backup, best on another disk.</source>
      <translation>Choisissez pour la sauvegarde un emplacement hors du dossier de données, de préférence sur un autre disque.</translation>
    </message>
    <message>
      <source>{path} is a folder. Give the name of a file.</source>
      <translation>{path} est un dossier. Indiquez un nom de fichier.</translation>
    </message>
    <message>
      <source>There is no folder {path}.</source>
      <translation>Le dossier {path} n’existe pas.</translation>
    </message>
    <message>
      <source>The passphrase is wrong: it does not open this backup.</source>
      <translation>La phrase secrète est incorrecte : elle n’ouvre pas cette sauvegarde.</translation>
    </message>
    <message>
      <source>{path} could not be read: {reason}.</source>
      <translation>{path} n’a pas pu être lu : {reason}.</translation>
    </message>
    <message>
      <source>{path} could not be verified after it was written. The disk may be failing: use another one.</source>
      <translation>{path} a été écrit mais n’a pas passé la vérification. Le disque est peut-être défaillant : utilisez-en un autre.</translation>
    </message>
    <message>
      <source>{path} could not be written: {reason}.</source>
      <translation>{path} n’a pas pu être écrit : {reason}.</translation>
    </message>
    <message>
      <source>This file is not a backup of Receipt Desktop.</source>
      <translation>Ce fichier n’est pas une sauvegarde de Receipt Desktop.</translation>
    </message>
    <message>
      <source>Receipt Desktop is running on this data folder. Close it everywhere, then restore.</source>
      <translation>Receipt Desktop utilise ce dossier de données. Fermez-le partout, puis restaurez.</translation>
    </message>
    <message>
      <source>The files of {path} cannot be moved: {reason}. Close every program that uses them and try again; nothing was changed.</source>
      <translation>Impossible de déplacer les fichiers de {path} : {reason}. Fermez tous les programmes qui les utilisent et réessayez ; rien n’a été modifié.</translation>
    </message>
    <message>
      <source>Nothing can be written into {path}. Check the permissions of the folder.</source>
      <translation>Impossible d’écrire dans {path}. Vérifiez les droits du dossier.</translation>
    </message>
    <message>
      <source>This program uses a shared database (DATABASE_URL): restore that with pg_restore.</source>
      <translation>Ce programme utilise une base partagée (DATABASE_URL) : restaurez-la avec pg_restore.</translation>
    </message>
    <message>
      <source>A restore that was interrupted cannot be completed: {reason}. Close every program that uses the data folder and try again.</source>
      <translation>Une restauration interrompue ne peut pas être achevée : {reason}. Fermez tous les programmes qui utilisent le dossier de données et réessayez.</translation>
    </message>
    <message>
      <source>A backup is being restored into this data folder just now. Try again in a moment.</source>
      <translation>Une sauvegarde est en cours de restauration dans ce dossier de données. Réessayez dans un instant.</translation>
    </message>
  </context>
  <context>
    <name>troubles</name>
    <message>
      <source>Redis is not running: the program that ran it has ended.</source>
      <translation>Redis ne tourne pas : le programme qui l’exécutait s’est arrêté.</translation>
    </message>
    <message>
      <source>Another program on this data folder takes over within seconds; nothing is lost.</source>
      <translation>Un autre programme sur ce dossier de données prend le relais dans quelques secondes ; rien n’est perdu.</translation>
    </message>
    <message>
      <source>Redis does not answer. Another program on this data folder runs it.</source>
      <translation>Redis ne répond pas. C’est un autre programme sur ce dossier de données qui l’exécute.</translation>
    </message>
    <message>
      <source>That program starts it again. If this lasts, close it: this one then takes over.</source>
      <translation>Ce programme le redémarre. Si cela dure, fermez-le : celui-ci prendra alors le relais.</translation>
    </message>
    <message>
      <source>Redis could not be started: {reason}</source>
      <translation>Redis n’a pas pu être démarré : {reason}</translation>
    </message>
    <message>
      <source>It is tried again every half minute; nothing is lost.</source>
      <translation>Un nouvel essai a lieu toutes les 30 secondes ; rien n’est perdu.</translation>
    </message>
    <message>
      <source>A change waits for the database: another program has locked it, or the disk is slow.</source>
      <translation>Une modification attend la base de données : un autre programme l’a verrouillée, ou le disque est lent.</translation>
    </message>
    <message>
      <source>Receipts go on when it answers; nothing is lost.</source>
      <translation>Le traitement reprend dès qu’elle répond ; rien n’est perdu.</translation>
    </message>
    <message>
      <source>The last change could not be written: {problem}</source>
      <translation>La dernière modification n’a pas pu être enregistrée : {problem}</translation>
    </message>
    <message>
      <source>It is tried again; receipts go on when it succeeds.</source>
      <translation>Un nouvel essai est en cours ; le traitement reprend dès qu’il réussit.</translation>
    </message>
    <message>
      <source>Since {time}.</source>
      <translation>Depuis {time}.</translation>
    </message>
    <message>
      <source>Redis does not answer.</source>
      <translation>Redis ne répond pas.</translation>
    </message>
    <message>
      <source>It is being started again; nothing is lost.</source>
      <translation>Il est redémarré ; rien n’est perdu.</translation>
    </message>
    <message>
      <source>The shared Redis at {address} does not answer.</source>
      <translation>Le Redis partagé à {address} ne répond pas.</translation>
    </message>
    <message>
      <source>Check that it runs and can be reached from here.</source>
      <translation>Vérifiez qu’il fonctionne et qu’il est joignable d’ici.</translation>
    </message>
    <message>
      <source>Receipt Desktop does not run on this data folder, nor does its Redis.</source>
      <translation>Receipt Desktop n’est pas lancé sur ce dossier de données, et son Redis non plus.</translation>
    </message>
    <message>
      <source>Start the window, or receipt-desktop worker.</source>
      <translation>Ouvrez la fenêtre, ou lancez receipt-desktop worker.</translation>
    </message>
    <message>
      <source>Redis may throw the queue away when its memory is full ({policy}).</source>
      <translation>Redis peut jeter la file quand sa mémoire est pleine ({policy}).</translation>
    </message>
    <message>
      <source>Set maxmemory-policy to noeviction.</source>
      <translation>Réglez maxmemory-policy sur noeviction.</translation>
    </message>
    <message>
      <source>Redis has used {percent} % of the memory it may use.</source>
      <translation>Redis occupe {percent} % de la mémoire permise.</translation>
    </message>
    <message>
      <source>Give it more, or let the queue run empty.</source>
      <translation>Donnez-lui-en plus, ou laissez la file se vider.</translation>
    </message>
    <message>
      <source>{dead} of {all} workers stopped; they are being replaced.</source>
      <translation>Ouvriers arrêtés : {dead} sur {all} ; ils sont remplacés.</translation>
    </message>
    <message>
      <source>Receipts wait, and no worker is there to read them.</source>
      <translation>Des reçus attendent, et aucun ouvrier n’est là pour les lire.</translation>
    </message>
    <message>
      <source>Start a worker, or open the window on this data folder.</source>
      <translation>Démarrez un ouvrier, ou ouvrez la fenêtre sur ce dossier de données.</translation>
    </message>
    <message>
      <source>Only {megabytes} MB of disk space are left.</source>
      <translation>Il ne reste que {megabytes} Mo sur le disque.</translation>
    </message>
    <message>
      <source>Free some soon.</source>
      <translation>Libérez-en bientôt.</translation>
    </message>
    <message>
      <source>The disk is full: {megabytes} MB are left.</source>
      <translation>Le disque est plein : il reste {megabytes} Mo.</translation>
    </message>
    <message>
      <source>Free some now; new files are refused until then.</source>
      <translation>Libérez-en maintenant ; d’ici là, les nouveaux fichiers sont refusés.</translation>
    </message>
    <message>
      <source>The database is damaged ({damage}).</source>
      <translation>La base de données est endommagée ({damage}).</translation>
    </message>
    <message>
      <source>Reading waits for memory: too little is free for a reader, for {minutes} min now.</source>
      <translation>La lecture attend de la mémoire : il n’en reste pas assez pour un lecteur, depuis {minutes} min.</translation>
    </message>
    <message>
      <source>Close other programs. Nothing is lost, and reading goes on by itself.</source>
      <translation>Fermez d’autres programmes. Rien n’est perdu et la lecture reprendra d’elle-même.</translation>
    </message>
    <message>
      <source>Reading waits: the reader fails on every page, for {minutes} min now.</source>
      <translation>La lecture attend : le lecteur échoue sur toutes les pages, depuis {minutes} min.</translation>
    </message>
    <message>
      <source>Look at the Doctor in Settings, or install the program again. Nothing is lost.</source>
      <translation>Consultez le diagnostic dans les réglages, ou réinstallez le programme. Rien n’est perdu.</translation>
    </message>
    <message>
      <source>Nothing was completed for {minutes} minutes, and {waiting} wait.</source>
      <translation>Rien n’a été terminé depuis {minutes} min ; reçus en attente : {waiting}.</translation>
    </message>
    <message>
      <source>Look at what the workers do, and cancel what hangs.</source>
      <translation>Voyez ce que font les ouvriers, et annulez ce qui est bloqué.</translation>
    </message>
    <message>
      <source>{percent} % of the last hour's {count} receipts failed.</source>
      <translation>{percent} % des {count} reçus de la dernière heure ont échoué.</translation>
    </message>
    <message>
      <source>The Failures tab of the Queue page has them by cause.</source>
      <translation>L’onglet Échecs de la page File les range par cause.</translation>
    </message>
    <message>
      <source>Ollama does not answer at {host}; receipts are read by rules alone.</source>
      <translation>Ollama ne répond pas à {host} ; les reçus sont lus par règles seulement.</translation>
    </message>
    <message>
      <source>Start Ollama, or turn the model off in Settings.</source>
      <translation>Démarrez Ollama, ou désactivez le modèle dans les réglages.</translation>
    </message>
    <message>
      <source>Ollama runs, but the chosen model is not installed.</source>
      <translation>Ollama fonctionne, mais le modèle choisi n’est pas installé.</translation>
    </message>
    <message>
      <source>Pull it in Settings, or choose another one.</source>
      <translation>Téléchargez-le dans les réglages, ou choisissez-en un autre.</translation>
    </message>
    <message>
      <source>Close the program and start it again: what can be read is saved first.</source>
      <translation>Fermez le programme et relancez-le : ce qui est lisible est d’abord sauvé.</translation>
    </message>
    <message>
      <source>The database was rebuilt. Receipts saved: {receipts}, lost: {lost_receipts}.</source>
      <translation>La base de données a été reconstruite. Reçus sauvés : {receipts}, perdus : {lost_receipts}.</translation>
    </message>
    <message>
      <source>The Doctor in Settings has the details.</source>
      <translation>Le diagnostic dans les réglages donne les détails.</translation>
    </message>
    <message>
      <source>There is no space for the daily copy of the database.</source>
      <translation>La place manque pour la copie quotidienne de la base.</translation>
    </message>
    <message>
      <source>Free some space.</source>
      <translation>Libérez de la place.</translation>
    </message>
    <message>
      <source>The daily copy of the database could not be made.</source>
      <translation>La copie quotidienne de la base n’a pas pu être faite.</translation>
    </message>
    <message>
      <source>Check the permissions of the folder copies in the data folder.</source>
      <translation>Vérifiez les droits du dossier copies dans le dossier de données.</translation>
    </message>
    <message>
      <source>Originals without a receipt: {count}. None is deleted.</source>
      <translation>Originaux sans reçu : {count}. Aucun n’est supprimé.</translation>
    </message>
    <message>
      <source>Read them in again with the Doctor in Settings, or receipt-desktop doctor --adopt.</source>
      <translation>Réimportez-les avec le diagnostic dans les réglages, ou avec receipt-desktop doctor --adopt.</translation>
    </message>
  </context>
</TS>
