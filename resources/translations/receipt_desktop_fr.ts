<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
  <context>
    <name>AboutDialog</name>
    <message>
      <source>About Receipt Desktop</source>
      <translation>À propos de Receipt Desktop</translation>
    </message>
    <message>
      <source>Version {version}</source>
      <translation>Version {version}</translation>
    </message>
    <message>
      <source>Free software under the MIT licence.</source>
      <translation>Logiciel libre sous licence MIT.</translation>
    </message>
    <message>
      <source>Your data are in {folder}.</source>
      <translation>Vos données sont dans {folder}.</translation>
    </message>
    <message>
      <source>Open the data folder</source>
      <translation>Ouvrir le dossier de données</translation>
    </message>
  </context>
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
      <source>Keep the current address</source>
      <translation>Garder l’adresse actuelle</translation>
    </message>
    <message>
      <source>{host} is another computer. The text of every receipt will be sent to it.</source>
      <translation>{host} est un autre ordinateur. Le texte de chaque reçu lui sera envoyé.</translation>
    </message>
  </context>
  <context>
    <name>AddressQuestion</name>
    <message numerus="yes">
      <source>Fetch %Ln file(s) from {host}?</source>
      <translation>
        <numerusform>Récupérer %Ln fichier sur {host} ?</numerusform>
        <numerusform>Récupérer %Ln fichiers sur {host} ?</numerusform>
      </translation>
    </message>
    <message>
      <source>The browser handed over an address only. Receipt Desktop fetches the file from there, without your sign-in at this site. The site learns that it was fetched.</source>
      <translation>Le navigateur n’a transmis qu’une adresse. Receipt Desktop y récupère le fichier, sans votre connexion à ce site. Le site voit que le fichier a été récupéré.</translation>
    </message>
    <message>
      <source>Fetch</source>
      <translation>Récupérer</translation>
    </message>
    <message>
      <source>Fetch from {host} without asking until I quit</source>
      <translation>Récupérer sur {host} sans demander jusqu’à la fermeture</translation>
    </message>
  </context>
  <context>
    <name>AlertBanner</name>
    <message>
      <source>Alerts</source>
      <translation>Alertes</translation>
    </message>
    <message>
      <source>Show queue</source>
      <translation>Afficher la file d’attente</translation>
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
      <source>Anyone with this token can read, change and delete every receipt.</source>
      <translation>Toute personne qui possède ce jeton peut lire, modifier et supprimer tous les reçus.</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>Démarrage…</translation>
    </message>
    <message>
      <source>Running at {address}.</source>
      <translation>Disponible à l’adresse {address}.</translation>
    </message>
    <message>
      <source>For phones, shops and scripts. See the HTTP API documentation for examples.</source>
      <translation>Pour téléphones, boutiques et scripts. La documentation de l’API HTTP contient des exemples.</translation>
    </message>
    <message>
      <source>Without a certificate, the token and the receipts are sent unencrypted. Anyone on the network can read them.</source>
      <translation>Sans certificat, le jeton et les reçus sont transmis en clair. Toute personne sur le réseau peut les lire.</translation>
    </message>
    <message>
      <source>Not responding.</source>
      <translation>Ne répond pas.</translation>
    </message>
  </context>
  <context>
    <name>ApprovalController</name>
    <message>
      <source>Approve without {fields}?</source>
      <translation>Approuver sans {fields} ?</translation>
    </message>
    <message>
      <source>Not found in {file}: {fields}. If it is printed, enter it first. If it is not on the receipt, approve without it; the audit log records that.</source>
      <translation>Introuvable dans {file} : {fields}. Si l’information est imprimée, saisissez-la d’abord. Si elle ne figure pas sur le reçu, approuvez sans elle ; le journal d’audit en garde la trace.</translation>
    </message>
    <message>
      <source>Not on the receipt, approve</source>
      <translation>Absent du reçu, approuver</translation>
    </message>
    <message>
      <source>Keep in review</source>
      <translation>Laisser à vérifier</translation>
    </message>
    <message numerus="yes">
      <source>Approve %Ln receipt(s)?</source>
      <translation>
        <numerusform>Approuver %Ln reçu ?</numerusform>
        <numerusform>Approuver %Ln reçus ?</numerusform>
      </translation>
    </message>
    <message>
      <source>{open} of {all} still need review.</source>
      <translation>{open} sur {all} restent à vérifier.</translation>
    </message>
    <message numerus="yes">
      <source>Approve %Ln receipt(s)</source>
      <translation>
        <numerusform>Approuver %Ln reçu</numerusform>
        <numerusform>Approuver %Ln reçus</numerusform>
      </translation>
    </message>
    <message>
      <source>Without {field}: {n}.</source>
      <translation>Sans {field} : {n}.</translation>
    </message>
  </context>
  <context>
    <name>AttachArea</name>
    <message>
      <source>No picture</source>
      <translation>Pas d’image</translation>
    </message>
    <message>
      <source>Drop a photo, scan or PDF here.
What you have typed stays.</source>
      <translation>Déposez ici une photo, un scan ou un PDF.
Vos saisies restent.</translation>
    </message>
    <message>
      <source>Attach picture…</source>
      <translation>Joindre une image…</translation>
    </message>
  </context>
  <context>
    <name>AttemptView</name>
    <message>
      <source>Attempt {n}</source>
      <translation>Tentative {n}</translation>
    </message>
    <message>
      <source>waited {time}</source>
      <translation>attente {time}</translation>
    </message>
    <message>
      <source>ran {time}</source>
      <translation>durée {time}</translation>
    </message>
  </context>
  <context>
    <name>AuditTab</name>
    <message>
      <source>User, action, file or value</source>
      <translation>Utilisateur, action, fichier ou valeur</translation>
    </message>
    <message>
      <source>Search audit log</source>
      <translation>Rechercher dans le journal d’audit</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exporter…</translation>
    </message>
    <message>
      <source>Audit log</source>
      <translation>Journal d’audit</translation>
    </message>
    <message>
      <source>No matching entries.</source>
      <translation>Aucune entrée correspondante.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln entry(s)</source>
      <translation>
        <numerusform>%Ln entrée</numerusform>
        <numerusform>%Ln entrées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Exported %Ln entry(s) to {file}.</source>
      <translation>
        <numerusform>%Ln entrée exportée dans {file}.</numerusform>
        <numerusform>%Ln entrées exportées dans {file}.</numerusform>
      </translation>
    </message>
    <message>
      <source>JSON Lines (*.jsonl)</source>
      <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
      <source>Export audit log</source>
      <translation>Exporter le journal d’audit</translation>
    </message>
    <message>
      <source>User</source>
      <translation>Utilisateur</translation>
    </message>
    <message>
      <source>Action</source>
      <translation>Action</translation>
    </message>
    <message>
      <source>Item</source>
      <translation>Élément</translation>
    </message>
    <message>
      <source>CSV (*.csv)</source>
      <translation>CSV (*.csv)</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Modification</translation>
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
      <source>Not enough disk space for the last copy.</source>
      <translation>L’espace disque ne suffisait pas pour la dernière copie.</translation>
    </message>
    <message>
      <source>The last copy failed. See Doctor.</source>
      <translation>La dernière copie a échoué. Voir Diagnostic.</translation>
    </message>
    <message>
      <source>Saved and verified: {originals}, {size}, in {path}. The receipts are in a shared database. Back it up with pg_dump.</source>
      <translation>Sauvegardés et vérifiés : {originals}, {size}, dans {path}. Les reçus sont dans une base partagée. Sauvegardez-la avec pg_dump.</translation>
    </message>
    <message>
      <source>The backup contains {receipts}. The current data is kept in {folder}. Receipt Desktop will restart.</source>
      <translation>La sauvegarde contient {receipts}. Les données actuelles sont conservées dans {folder}. Receipt Desktop va redémarrer.</translation>
    </message>
    <message>
      <source>Replace all data with the backup of {day}?</source>
      <translation>Remplacer toutes les données par la sauvegarde du {day} ?</translation>
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
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu</numerusform>
        <numerusform>%Ln reçus</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s)</source>
      <translation>
        <numerusform>%Ln original</numerusform>
        <numerusform>%Ln originaux</numerusform>
      </translation>
    </message>
    <message>
      <source>Saved and verified: {receipts}, {originals}, {size}, in {path}.</source>
      <translation>Sauvegardés et vérifiés : {receipts}, {originals}, {size}, dans {path}.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s) are missing or were changed.</source>
      <translation>
        <numerusform>%Ln original manque ou a été modifié.</numerusform>
        <numerusform>%Ln originaux manquent ou ont été modifiés.</numerusform>
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
      <source>%Ln original(s) are not in the backup.</source>
      <translation>
        <numerusform>%Ln original n’est pas dans la sauvegarde.</numerusform>
        <numerusform>%Ln originaux ne sont pas dans la sauvegarde.</numerusform>
      </translation>
    </message>
    <message>
      <source>Restore and restart</source>
      <translation>Restaurer et redémarrer</translation>
    </message>
    <message>
      <source>Replace the database with this copy?</source>
      <translation>Remplacer la base de données par cette copie ?</translation>
    </message>
  </context>
  <context>
    <name>BatchesDialog</name>
    <message>
      <source>Past exports</source>
      <translation>Exports passés</translation>
    </message>
    <message>
      <source>Exports with a profile are listed here. Nothing has been exported with one yet.</source>
      <translation>Les exports avec un profil sont listés ici. Rien n’a encore été exporté avec un profil.</translation>
    </message>
    <message>
      <source>Count as not exported</source>
      <translation>Compter comme non exporté</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
    <message>
      <source>Count as exported</source>
      <translation>Compter comme exporté</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>Lot</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Quand</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>Target</source>
      <translation>Cible</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
    <message>
      <source>State</source>
      <translation>État</translation>
    </message>
    <message>
      <source>Taken back</source>
      <translation>Annulé</translation>
    </message>
    <message>
      <source>Exported</source>
      <translation>Exporté</translation>
    </message>
    <message>
      <source>A profile remembers what it has exported. If an import went wrong, let the batch count as not exported, correct the receipts and export them again.</source>
      <translation>Un profil retient ce qui a été exporté avec lui. Si un import a échoué, comptez le lot comme non exporté, corrigez les reçus et exportez-les de nouveau.</translation>
    </message>
    <message>
      <source>Head of the audit log: {head}</source>
      <translation>Tête du journal d’audit : {head}</translation>
    </message>
  </context>
  <context>
    <name>BookkeepingController</name>
    <message>
      <source>By hand {when}</source>
      <translation>À la main {when}</translation>
    </message>
    <message>
      <source>New receipt by hand</source>
      <translation>Nouveau reçu à la main</translation>
    </message>
    <message>
      <source>Receipts ({kinds})</source>
      <translation>Reçus ({kinds})</translation>
    </message>
    <message>
      <source>Attach picture</source>
      <translation>Joindre une image</translation>
    </message>
    <message>
      <source>Attached {file}</source>
      <translation>{file} joint</translation>
    </message>
  </context>
  <context>
    <name>BookkeepingRows</name>
    <message>
      <source>Bookkeeping</source>
      <translation>Comptabilité</translation>
    </message>
  </context>
  <context>
    <name>BulkEditDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Leave it empty if it is not on the receipts.</source>
      <translation>Laissez vide si cela ne figure pas sur les reçus.</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>Champ</translation>
    </message>
    <message>
      <source>New value</source>
      <translation>Nouvelle valeur</translation>
    </message>
    <message numerus="yes">
      <source>Change %Ln receipt(s)</source>
      <translation>
        <numerusform>Modifier %Ln reçu</numerusform>
        <numerusform>Modifier %Ln reçus</numerusform>
      </translation>
    </message>
    <message>
      <source>Keep the tags they have</source>
      <translation>Garder les étiquettes présentes</translation>
    </message>
    <message>
      <source>Leave it empty to clear it.</source>
      <translation>Laissez vide pour effacer la valeur.</translation>
    </message>
  </context>
  <context>
    <name>CandidatesBar</name>
    <message>
      <source>{field} may be:</source>
      <translation>{field} – possible :</translation>
    </message>
    <message>
      <source>Not on the receipt</source>
      <translation>Absent du reçu</translation>
    </message>
  </context>
  <context>
    <name>CategoriesDialog</name>
    <message>
      <source>Categories</source>
      <translation>Catégories</translation>
    </message>
    <message>
      <source>New</source>
      <translation>Nouvelle</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Couleur</translation>
    </message>
    <message>
      <source>Up</source>
      <translation>Monter</translation>
    </message>
    <message>
      <source>Down</source>
      <translation>Descendre</translation>
    </message>
    <message>
      <source>Merge into</source>
      <translation>Fusionner avec</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Supprimer</translation>
    </message>
    <message>
      <source>New category</source>
      <translation>Nouvelle catégorie</translation>
    </message>
    <message>
      <source>Add category</source>
      <translation>Ajouter une catégorie</translation>
    </message>
    <message>
      <source>Change category {name}</source>
      <translation>Modifier la catégorie {name}</translation>
    </message>
    <message>
      <source>There is already a category named {name}. Merge the two instead.</source>
      <translation>Il y a déjà une catégorie nommée {name}. Fusionnez plutôt les deux.</translation>
    </message>
    <message>
      <source>Rename category to {name}</source>
      <translation>Renommer la catégorie en {name}</translation>
    </message>
    <message>
      <source>Merge {name} into {target}</source>
      <translation>Fusionner {name} avec {target}</translation>
    </message>
    <message>
      <source>Delete category {name}</source>
      <translation>Supprimer la catégorie {name}</translation>
    </message>
    <message>
      <source>Arrange categories</source>
      <translation>Ordonner les catégories</translation>
    </message>
    <message>
      <source>Receipts have this category. Merge it into another one.</source>
      <translation>Des reçus ont cette catégorie. Fusionnez-la avec une autre.</translation>
    </message>
    <message>
      <source>Other…</source>
      <translation>Autre…</translation>
    </message>
    <message>
      <source>Double-click a name to change it. A new name is written to all receipts that have the category.</source>
      <translation>Double-cliquez sur un nom pour le modifier. Un nouveau nom vaut pour tous les reçus de la catégorie.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
  </context>
  <context>
    <name>CategoriesTable</name>
    <message>
      <source>As printed</source>
      <translation>Comme imprimé</translation>
    </message>
    <message>
      <source>Not deductible</source>
      <translation>Non déductible</translation>
    </message>
    <message>
      <source>Exempt</source>
      <translation>Exonéré</translation>
    </message>
    <message>
      <source>Reverse charge</source>
      <translation>Autoliquidation</translation>
    </message>
    <message>
      <source>Categories</source>
      <translation>Catégories</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Catégorie</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>Taxe</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
    <message>
      <source>Offered</source>
      <translation>Proposée</translation>
    </message>
    <message>
      <source>Tax of {name}</source>
      <translation>Taxe de {name}</translation>
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
      <translation>Dernières 24 heures</translation>
    </message>
    <message numerus="yes">
      <source>Last %Ln days</source>
      <translation>
        <numerusform>Dernier %Ln jour</numerusform>
        <numerusform>%Ln derniers jours</numerusform>
      </translation>
    </message>
    <message>
      <source>Period</source>
      <translation>Période</translation>
    </message>
    <message>
      <source>No receipts were processed in this period.</source>
      <translation>Aucun reçu traité pendant cette période.</translation>
    </message>
    <message>
      <source>Throughput</source>
      <translation>Débit</translation>
    </message>
    <message>
      <source>Latency</source>
      <translation>Latence</translation>
    </message>
    <message>
      <source>completed</source>
      <translation>terminés</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>en échec</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>attente</translation>
    </message>
    <message>
      <source>running</source>
      <translation>traitement</translation>
    </message>
    <message>
      <source>solid p50, dashed p95</source>
      <translation>trait p50, tirets p95</translation>
    </message>
    <message>
      <source>Latency in seconds</source>
      <translation>Latence en secondes</translation>
    </message>
  </context>
  <context>
    <name>CellEditor</name>
    <message>
      <source>There is no category “{name}”.</source>
      <translation>La catégorie « {name} » n’existe pas.</translation>
    </message>
    <message>
      <source>Did you mean “{name}”?</source>
      <translation>Vouliez-vous dire « {name} » ?</translation>
    </message>
  </context>
  <context>
    <name>ClosableDialog</name>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
  </context>
  <context>
    <name>ClosingDialog</name>
    <message>
      <source>Finish, then close</source>
      <translation>Terminer, puis fermer</translation>
    </message>
    <message>
      <source>Stop now</source>
      <translation>Arrêter maintenant</translation>
    </message>
    <message>
      <source>Keep open</source>
      <translation>Ne pas fermer</translation>
    </message>
    <message numerus="yes">
      <source>Closing when %Ln receipt(s) are done</source>
      <translation>
        <numerusform>Fermeture dès que %Ln reçu sera terminé</numerusform>
        <numerusform>Fermeture dès que %Ln reçus seront terminés</numerusform>
      </translation>
    </message>
    <message>
      <source>No new receipts are accepted or started.</source>
      <translation>Aucun nouveau reçu n’est accepté ni commencé.</translation>
    </message>
    <message>
      <source>No new receipts are accepted. Waiting receipts are still processed.</source>
      <translation>Aucun nouveau reçu n’est accepté. Les reçus en attente sont encore traités.</translation>
    </message>
    <message numerus="yes">
      <source>Still processing %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu encore en cours de traitement</numerusform>
        <numerusform>%Ln reçus encore en cours de traitement</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing is lost. Stopped receipts are processed again at the next start.</source>
      <translation>Rien n’est perdu. Les reçus interrompus seront retraités au prochain démarrage.</translation>
    </message>
    <message>
      <source>Finishing</source>
      <translation>Finalisation</translation>
    </message>
  </context>
  <context>
    <name>CompanyDialog</name>
    <message>
      <source>New company</source>
      <translation>Nouvelle entreprise</translation>
    </message>
    <message>
      <source>Rename company</source>
      <translation>Renommer l’entreprise</translation>
    </message>
    <message>
      <source>Browse…</source>
      <translation>Parcourir…</translation>
    </message>
    <message>
      <source>Create</source>
      <translation>Créer</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Renommer</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Data folder of the company</source>
      <translation>Dossier de données de l’entreprise</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>Dossier de données</translation>
    </message>
    <message>
      <source>Receipts, settings and exports of a company are kept apart from the others.</source>
      <translation>Les reçus, réglages et exports d’une entreprise sont séparés des autres.</translation>
    </message>
  </context>
  <context>
    <name>CompanyMenu</name>
    <message>
      <source>{name} is off the list. Nothing was deleted: {folder}</source>
      <translation>{name} n’est plus sur la liste. Rien n’a été supprimé : {folder}</translation>
    </message>
  </context>
  <context>
    <name>ComparisonTable</name>
    <message>
      <source>Fields of both receipts</source>
      <translation>Champs des deux reçus</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>Champ</translation>
    </message>
    <message>
      <source>Line items</source>
      <translation>Articles</translation>
    </message>
    <message>
      <source>Tax lines</source>
      <translation>Lignes de taxe</translation>
    </message>
  </context>
  <context>
    <name>ComparisonView</name>
    <message>
      <source>Merge</source>
      <translation>Fusionner</translation>
    </message>
    <message>
      <source>Remove this one</source>
      <translation>Retirer celui-ci</translation>
    </message>
    <message>
      <source>Keep both</source>
      <translation>Garder les deux</translation>
    </message>
    <message>
      <source>Ignore for this supplier</source>
      <translation>Ignorer pour ce fournisseur</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Retour</translation>
    </message>
    <message>
      <source>Receipts of one day of {supplier} are no duplicates.</source>
      <translation>Les reçus de {supplier} d’un même jour ne sont pas des doublons.</translation>
    </message>
    <message>
      <source>The deleted receipt is not kept.</source>
      <translation>Le reçu supprimé n’est pas conservé.</translation>
    </message>
    <message>
      <source>Kept</source>
      <translation>Conservé</translation>
    </message>
    <message>
      <source>Merged into it</source>
      <translation>Fusionné</translation>
    </message>
    <message>
      <source>All fields are the same.</source>
      <translation>Tous les champs sont identiques.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln field(s) differ(s).</source>
      <translation>
        <numerusform>%Ln champ diffère.</numerusform>
        <numerusform>%Ln champs diffèrent.</numerusform>
      </translation>
    </message>
    <message>
      <source>{side}: {name}</source>
      <translation>{side} : {name}</translation>
    </message>
    <message>
      <source>Deleted</source>
      <translation>Supprimé</translation>
    </message>
    <message>
      <source>This one</source>
      <translation>Celui-ci</translation>
    </message>
  </context>
  <context>
    <name>ConfidenceMark</name>
    <message>
      <source>Entered by you, needs checking</source>
      <translation>Saisi par vous, à vérifier</translation>
    </message>
    <message>
      <source>Entered by you</source>
      <translation>Saisi par vous</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Non trouvé</translation>
    </message>
    <message>
      <source>Stated in the QR code or electronic invoice</source>
      <translation>Indiqué dans le code QR ou la facture électronique</translation>
    </message>
    <message>
      <source>Uncertain ({percent})</source>
      <translation>Incertain ({percent})</translation>
    </message>
    <message>
      <source>Guess ({percent})</source>
      <translation>Supposition ({percent})</translation>
    </message>
    <message>
      <source>Confidence {percent}</source>
      <translation>Confiance {percent}</translation>
    </message>
    <message>
      <source>Set by a rule of the supplier</source>
      <translation>Défini par une règle du fournisseur</translation>
    </message>
    <message>
      <source>Set by the rule for where it came from</source>
      <translation>Définie par la règle de provenance</translation>
    </message>
    <message>
      <source>{certainty}, read by the language model</source>
      <translation>{certainty}, lu par le modèle de langage</translation>
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
    <name>ContentIntake</name>
    <message>
      <source>Pasted {when}</source>
      <translation>Collé {when}</translation>
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
      <translation>Mettre en pause</translation>
    </message>
    <message>
      <source>Retry failed</source>
      <translation>Réessayer les échecs</translation>
    </message>
    <message>
      <source>Receipts at a time</source>
      <translation>Reçus en parallèle</translation>
    </message>
    <message>
      <source>Stop starting new receipts. Running ones finish.</source>
      <translation>Ne commencer aucun nouveau reçu. Les reçus en cours se terminent.</translation>
    </message>
    <message>
      <source>Resume accepting</source>
      <translation>Accepter à nouveau</translation>
    </message>
    <message>
      <source>Stop accepting</source>
      <translation>Ne plus accepter</translation>
    </message>
    <message>
      <source>Stop accepting receipts. Finish the queue.</source>
      <translation>Ne plus accepter de reçus. Terminer la file d’attente.</translation>
    </message>
    <message>
      <source>When to process receipts</source>
      <translation>Quand traiter les reçus</translation>
    </message>
    <message>
      <source>Completed receipts</source>
      <translation>Reçus terminés</translation>
    </message>
    <message>
      <source>Failed receipts</source>
      <translation>Reçus en échec</translation>
    </message>
    <message>
      <source>Completed and failed receipts</source>
      <translation>Reçus terminés et en échec</translation>
    </message>
    <message>
      <source>At a time</source>
      <translation>En parallèle</translation>
    </message>
    <message>
      <source>Process</source>
      <translation>Traiter</translation>
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
      <translation>Approuver</translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Annuler l’approbation</translation>
    </message>
    <message>
      <source>Change line items</source>
      <translation>Modifier les articles</translation>
    </message>
    <message>
      <source>Change tax lines</source>
      <translation>Modifier les lignes de taxe</translation>
    </message>
    <message>
      <source>Accept as printed</source>
      <translation>Accepter tel qu’imprimé</translation>
    </message>
    <message>
      <source>Flag</source>
      <translation>Marquer</translation>
    </message>
    <message>
      <source>Remove flag</source>
      <translation>Retirer la marque</translation>
    </message>
    <message>
      <source>Postpone</source>
      <translation>Reporter</translation>
    </message>
    <message>
      <source>Take up again</source>
      <translation>Reprendre</translation>
    </message>
    <message>
      <source>Keep both</source>
      <translation>Garder les deux</translation>
    </message>
    <message>
      <source>Ignore for this supplier</source>
      <translation>Ignorer pour ce fournisseur</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>Fusionner</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Retirer</translation>
    </message>
  </context>
  <context>
    <name>CurrencyChoice</name>
    <message>
      <source>Of the home country</source>
      <translation>Celle de votre pays</translation>
    </message>
  </context>
  <context>
    <name>DataFolderRow</name>
    <message>
      <source>Move…</source>
      <translation>Déplacer…</translation>
    </message>
    <message>
      <source>Move data folder</source>
      <translation>Déplacer le dossier de données</translation>
    </message>
    <message>
      <source>Receipt Desktop closes, copies everything to {folder}, compares the copies and opens again. Then the files in the old folder are deleted.</source>
      <translation>Receipt Desktop se ferme, copie tout vers {folder}, compare les copies et se rouvre. Les fichiers de l’ancien dossier sont ensuite supprimés.</translation>
    </message>
    <message>
      <source>Move your data?</source>
      <translation>Déplacer vos données ?</translation>
    </message>
    <message>
      <source>Move and restart</source>
      <translation>Déplacer et redémarrer</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Ouvrir</translation>
    </message>
    <message>
      <source>Open the data folder</source>
      <translation>Ouvrir le dossier de données</translation>
    </message>
  </context>
  <context>
    <name>DetailsTabs</name>
    <message>
      <source>Tax lines</source>
      <translation>Lignes de taxe</translation>
    </message>
    <message>
      <source>Line items</source>
      <translation>Articles</translation>
    </message>
    <message>
      <source>Recognized text</source>
      <translation>Texte reconnu</translation>
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
      <source>Testing the language model…</source>
      <translation>Test du modèle de langage…</translation>
    </message>
    <message>
      <source>Model test</source>
      <translation>Test du modèle</translation>
    </message>
    <message>
      <source>Disk</source>
      <translation>Disque</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>Dossier de données</translation>
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
      <translation>Copies de la base de données</translation>
    </message>
    <message>
      <source>Rebuild</source>
      <translation>Reconstruction</translation>
    </message>
    <message>
      <source>Verification</source>
      <translation>Vérification</translation>
    </message>
  </context>
  <context>
    <name>DocumentationBrowser</name>
    <message>
      <source>Page</source>
      <translation>Page</translation>
    </message>
  </context>
  <context>
    <name>DocumentationWindow</name>
    <message>
      <source>Receipt Desktop documentation</source>
      <translation>Documentation de Receipt Desktop</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Précédent</translation>
    </message>
    <message>
      <source>Forward</source>
      <translation>Suivant</translation>
    </message>
    <message>
      <source>Search the documentation</source>
      <translation>Rechercher dans la documentation</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Pages</translation>
    </message>
  </context>
  <context>
    <name>DuplicateReview</name>
    <message>
      <source>Merged</source>
      <translation>Fusionné</translation>
    </message>
    <message>
      <source>keep both</source>
      <translation>garder les deux</translation>
    </message>
    <message>
      <source>back</source>
      <translation>retour</translation>
    </message>
    <message>
      <source>merge</source>
      <translation>fusionner</translation>
    </message>
    <message>
      <source>choose a side</source>
      <translation>choisir un côté</translation>
    </message>
    <message>
      <source>field</source>
      <translation>champ</translation>
    </message>
    <message>
      <source>ignore for this supplier</source>
      <translation>ignorer pour ce fournisseur</translation>
    </message>
    <message>
      <source>Both are kept</source>
      <translation>Les deux sont gardés</translation>
    </message>
    <message>
      <source>Ignored for {supplier}</source>
      <translation>Ignoré pour {supplier}</translation>
    </message>
    <message>
      <source>remove this one</source>
      <translation>retirer celui-ci</translation>
    </message>
  </context>
  <context>
    <name>EmptyState</name>
    <message>
      <source>Drop your receipts here</source>
      <translation>Déposez vos reçus ici</translation>
    </message>
    <message>
      <source>Photos, scans, PDFs or whole folders.
You get total, date, merchant and tax, for a spreadsheet or your bookkeeping program.
Everything is processed on this computer; nothing leaves it.</source>
      <translation>Photos, numérisations, PDF ou dossiers entiers.
Vous obtenez total, date, commerçant et taxe, pour un tableur ou votre comptabilité.
Tout est traité sur cet ordinateur ; rien n’en sort.</translation>
    </message>
    <message>
      <source>Add folder…</source>
      <translation>Ajouter un dossier…</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>Ajouter des fichiers…</translation>
    </message>
    <message>
      <source>Try with sample receipts</source>
      <translation>Essayer avec des exemples</translation>
    </message>
  </context>
  <context>
    <name>MappingTable</name>
    <message>
      <source>Double-click to add…</source>
      <translation>Double-cliquez pour ajouter…</translation>
    </message>
  </context>
  <context>
    <name>ExportBar</name>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Progress of the export</source>
      <translation>Progression de l’export</translation>
    </message>
    <message>
      <source>Exporting {n} of {all}</source>
      <translation>Export de {n} sur {all}</translation>
    </message>
  </context>
  <context>
    <name>ExportController</name>
    <message>
      <source>Plain chart</source>
      <translation>Plan comptable simple</translation>
    </message>
    <message>
      <source>Export as {format}</source>
      <translation>Exporter en {format}</translation>
    </message>
    <message numerus="yes">
      <source>Exported %Ln row(s) to {file}.</source>
      <translation>
        <numerusform>%Ln ligne exportée dans {file}.</numerusform>
        <numerusform>%Ln lignes exportées dans {file}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) was/were left out.</source>
      <translation>
        <numerusform>%Ln reçu a été omis.</numerusform>
        <numerusform>%Ln reçus ont été omis.</numerusform>
      </translation>
    </message>
    <message>
      <source>Batch {label}.</source>
      <translation>Lot {label}.</translation>
    </message>
    <message>
      <source>Show file</source>
      <translation>Afficher le fichier</translation>
    </message>
    <message>
      <source>{n} receipts of {label} count as not exported.</source>
      <translation>{n} reçus de {label} comptent comme non exportés.</translation>
    </message>
    <message>
      <source>{n} receipts of {label} count as exported.</source>
      <translation>{n} reçus de {label} comptent comme exportés.</translation>
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
      <translation>Modifier les profils…</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
    <message>
      <source>Without (not remembered)</source>
      <translation>Sans (non mémorisé)</translation>
    </message>
    <message>
      <source>Target</source>
      <translation>Cible</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exporter…</translation>
    </message>
    <message numerus="yes">
      <source>Export %Ln receipt(s)…</source>
      <translation>
        <numerusform>Exporter %Ln reçu…</numerusform>
        <numerusform>Exporter %Ln reçus…</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FailedFilesDialog</name>
    <message>
      <source>Files that could not be added</source>
      <translation>Fichiers qui n’ont pas pu être ajoutés</translation>
    </message>
    <message>
      <source>All files of this folder were added.</source>
      <translation>Tous les fichiers de ce dossier ont été ajoutés.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Réessayer</translation>
    </message>
    <message>
      <source>Ignore</source>
      <translation>Ignorer</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Fichier</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Raison</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Quand</translation>
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
      <translation>Reçus en échec</translation>
    </message>
    <message>
      <source>Retry all failed</source>
      <translation>Tout réessayer</translation>
    </message>
    <message>
      <source>Show job</source>
      <translation>Afficher la tâche</translation>
    </message>
    <message>
      <source>Retry group</source>
      <translation>Réessayer le groupe</translation>
    </message>
    <message>
      <source>Retry selected</source>
      <translation>Réessayer la sélection</translation>
    </message>
    <message>
      <source>Remove selected</source>
      <translation>Retirer la sélection</translation>
    </message>
    <message>
      <source>No failed receipts.</source>
      <translation>Aucun reçu en échec.</translation>
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
      <source>Last seen</source>
      <translation>Dernière fois</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Fichier</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Tentatives</translation>
    </message>
  </context>
  <context>
    <name>FieldRow</name>
    <message>
      <source>Enter an amount such as {example}.</source>
      <translation>Saisissez un montant comme {example}.</translation>
    </message>
    <message>
      <source>Enter a date such as {example}.</source>
      <translation>Saisissez une date comme {example}.</translation>
    </message>
    <message>
      <source>Enter a time such as {example}.</source>
      <translation>Saisissez une heure comme {example}.</translation>
    </message>
    <message>
      <source>Enter the last four digits of the card.</source>
      <translation>Saisissez les quatre derniers chiffres de la carte.</translation>
    </message>
    <message>
      <source>Not on the receipt</source>
      <translation>Non indiqué</translation>
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
      <source>Enter yes or no.</source>
      <translation>Saisissez oui ou non.</translation>
    </message>
    <message>
      <source>Choose a category</source>
      <translation>Choisir une catégorie</translation>
    </message>
  </context>
  <context>
    <name>FieldsForm</name>
    <message numerus="yes">
      <source>%Ln empty field(s)</source>
      <translation>
        <numerusform>%Ln champ vide</numerusform>
        <numerusform>%Ln champs vides</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FilePathEdit</name>
    <message>
      <source>None</source>
      <translation>Aucun fichier</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Choisir…</translation>
    </message>
    <message>
      <source>Choose a file: {name}</source>
      <translation>Choisir un fichier : {name}</translation>
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
      <source>In progress</source>
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
      <translation>En échec</translation>
    </message>
    <message>
      <source>Merchant, file, values and all printed text. 12.50 also finds 12,50.</source>
      <translation>Commerçant, fichier, valeurs et tout le texte imprimé. 12.50 trouve aussi 12,50.</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>Ajouter des fichiers…</translation>
    </message>
    <message>
      <source>Add folder…</source>
      <translation>Ajouter un dossier…</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Ajouter</translation>
    </message>
    <message>
      <source>Add receipts</source>
      <translation>Ajouter des reçus</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filtrer</translation>
    </message>
    <message>
      <source>Views</source>
      <translation>Vues</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>Colonnes</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>Aperçu</translation>
    </message>
    <message>
      <source>New receipt by hand</source>
      <translation>Nouveau reçu à la main</translation>
    </message>
  </context>
  <context>
    <name>FilterChips</name>
    <message>
      <source>Remove this filter</source>
      <translation>Retirer ce filtre</translation>
    </message>
    <message>
      <source>Merchant: {name}</source>
      <translation>Commerçant : {name}</translation>
    </message>
    <message>
      <source>Without category</source>
      <translation>Sans catégorie</translation>
    </message>
    <message>
      <source>Without currency</source>
      <translation>Sans devise</translation>
    </message>
    <message>
      <source>With a problem</source>
      <translation>Avec un problème</translation>
    </message>
    <message>
      <source>Duplicates</source>
      <translation>Doublons</translation>
    </message>
    <message>
      <source>{least} or more</source>
      <translation>{least} ou plus</translation>
    </message>
    <message>
      <source>{most} or less</source>
      <translation>{most} ou moins</translation>
    </message>
    <message>
      <source>Tag: {name}</source>
      <translation>Étiquette : {name}</translation>
    </message>
    <message>
      <source>Without tags</source>
      <translation>Sans étiquette</translation>
    </message>
    <message>
      <source>Project: {name}</source>
      <translation>Projet : {name}</translation>
    </message>
    <message>
      <source>Without project</source>
      <translation>Sans projet</translation>
    </message>
    <message>
      <source>Paid by: {name}</source>
      <translation>Payé par : {name}</translation>
    </message>
    <message>
      <source>Without payer</source>
      <translation>Sans payeur</translation>
    </message>
    <message>
      <source>Reimbursable</source>
      <translation>Remboursable</translation>
    </message>
    <message>
      <source>Not reimbursable</source>
      <translation>Non remboursable</translation>
    </message>
    <message>
      <source>Archived only</source>
      <translation>Archivés seulement</translation>
    </message>
    <message>
      <source>With archived ones</source>
      <translation>Avec les archivés</translation>
    </message>
    <message>
      <source>Not exported yet</source>
      <translation>Pas encore exporté</translation>
    </message>
    <message>
      <source>Exported</source>
      <translation>Exporté</translation>
    </message>
    <message>
      <source>Changed since their export</source>
      <translation>Modifié depuis l’export</translation>
    </message>
    <message>
      <source>Without merchant</source>
      <translation>Sans commerçant</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Approuvé</translation>
    </message>
    <message>
      <source>Without a date</source>
      <translation>Sans date</translation>
    </message>
    <message>
      <source>As in the report</source>
      <translation>Comme dans le rapport</translation>
    </message>
  </context>
  <context>
    <name>FilterPanel</name>
    <message>
      <source>With a problem</source>
      <translation>Avec un problème</translation>
    </message>
    <message>
      <source>Duplicates</source>
      <translation>Doublons</translation>
    </message>
    <message>
      <source>Clear filters</source>
      <translation>Effacer les filtres</translation>
    </message>
    <message>
      <source>Any category</source>
      <translation>Toutes les catégories</translation>
    </message>
    <message>
      <source>Without category</source>
      <translation>Sans catégorie</translation>
    </message>
    <message>
      <source>Any currency</source>
      <translation>Toutes les devises</translation>
    </message>
    <message>
      <source>Without currency</source>
      <translation>Sans devise</translation>
    </message>
    <message>
      <source>from</source>
      <translation>de</translation>
    </message>
    <message>
      <source>to</source>
      <translation>à</translation>
    </message>
    <message>
      <source>First day</source>
      <translation>Premier jour</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Dernier jour</translation>
    </message>
    <message>
      <source>Lowest total</source>
      <translation>Total minimal</translation>
    </message>
    <message>
      <source>Highest total</source>
      <translation>Total maximal</translation>
    </message>
    <message>
      <source>Period</source>
      <translation>Période</translation>
    </message>
    <message>
      <source>Merchant</source>
      <translation>Commerçant</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Catégorie</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Devise</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Total</translation>
    </message>
    <message>
      <source>All receipts</source>
      <translation>Tous les reçus</translation>
    </message>
    <message>
      <source>All duplicates</source>
      <translation>Tous les doublons</translation>
    </message>
    <message>
      <source>Any tag</source>
      <translation>Toutes les étiquettes</translation>
    </message>
    <message>
      <source>Without tags</source>
      <translation>Sans étiquette</translation>
    </message>
    <message>
      <source>Any project</source>
      <translation>Tous les projets</translation>
    </message>
    <message>
      <source>Without project</source>
      <translation>Sans projet</translation>
    </message>
    <message>
      <source>Anybody</source>
      <translation>Tout le monde</translation>
    </message>
    <message>
      <source>Without payer</source>
      <translation>Sans payeur</translation>
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
      <source>Any</source>
      <translation>Indifférent</translation>
    </message>
    <message>
      <source>Archived only</source>
      <translation>Archivés seulement</translation>
    </message>
    <message>
      <source>Hidden</source>
      <translation>Masquée</translation>
    </message>
    <message>
      <source>Shown</source>
      <translation>Affichée</translation>
    </message>
    <message>
      <source>Tag</source>
      <translation>Étiquette</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projet</translation>
    </message>
    <message>
      <source>Paid by</source>
      <translation>Payé par</translation>
    </message>
    <message>
      <source>Reimbursable</source>
      <translation>Remboursable</translation>
    </message>
    <message>
      <source>Archive</source>
      <translation>Archive</translation>
    </message>
    <message>
      <source>Exported or not</source>
      <translation>Exporté ou non</translation>
    </message>
    <message>
      <source>Not exported yet</source>
      <translation>Pas encore exporté</translation>
    </message>
    <message>
      <source>Exported</source>
      <translation>Exporté</translation>
    </message>
    <message>
      <source>Changed since their export</source>
      <translation>Modifié depuis l’export</translation>
    </message>
    <message>
      <source>Exports</source>
      <translation>Exports</translation>
    </message>
    <message>
      <source>Any source</source>
      <translation>Toutes les sources</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Source</translation>
    </message>
  </context>
  <context>
    <name>FolderDialog</name>
    <message>
      <source>Watched folder</source>
      <translation>Dossier surveillé</translation>
    </message>
    <message>
      <source>Browse…</source>
      <translation>Parcourir…</translation>
    </message>
    <message>
      <source>Include subfolders</source>
      <translation>Inclure les sous-dossiers</translation>
    </message>
    <message>
      <source>Look every 10 seconds, as on a network drive</source>
      <translation>Vérifier toutes les 10 secondes, comme sur un lecteur réseau</translation>
    </message>
    <message>
      <source>Watch folder</source>
      <translation>Surveiller le dossier</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Enregistrer</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Traités</translation>
    </message>
    <message>
      <source>Folder to watch</source>
      <translation>Dossier à surveiller</translation>
    </message>
    <message>
      <source>Leave them out, add new files only</source>
      <translation>Les laisser de côté, n’ajouter que les nouveaux</translation>
    </message>
    <message>
      <source>Add them too</source>
      <translation>Les ajouter aussi</translation>
    </message>
    <message>
      <source>Leave them where they are</source>
      <translation>Les laisser à leur place</translation>
    </message>
    <message>
      <source>Move them to a subfolder</source>
      <translation>Les déplacer dans un sous-dossier</translation>
    </message>
    <message>
      <source>For example *.txt; drafts/*</source>
      <translation>Par exemple *.txt; brouillons/*</translation>
    </message>
    <message>
      <source>The folder of your scanner or a shared folder</source>
      <translation>Le dossier de votre scanner ou un dossier partagé</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Dossier</translation>
    </message>
    <message>
      <source>Files that are there now</source>
      <translation>Fichiers déjà présents</translation>
    </message>
    <message>
      <source>Once they are added</source>
      <translation>Une fois ajoutés</translation>
    </message>
    <message>
      <source>Name of the subfolder</source>
      <translation>Nom du sous-dossier</translation>
    </message>
    <message>
      <source>Ignore</source>
      <translation>Ignorer</translation>
    </message>
    <message>
      <source>Receipts from this folder get</source>
      <translation>Valeurs données aux reçus de ce dossier</translation>
    </message>
    <message>
      <source>Each file is copied first and never deleted. Hidden, temporary and unfinished files are left out. Network drives are recognised.</source>
      <translation>Chaque fichier est d’abord copié et jamais supprimé. Les fichiers masqués, temporaires ou incomplets sont laissés de côté. Les lecteurs réseau sont reconnus.</translation>
    </message>
  </context>
  <context>
    <name>HelpMenu</name>
    <message>
      <source>&amp;Help</source>
      <translation>Aid&amp;e</translation>
    </message>
    <message>
      <source>Documentation</source>
      <translation>Documentation</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>Raccourcis clavier</translation>
    </message>
    <message>
      <source>Welcome page…</source>
      <translation>Page d’accueil…</translation>
    </message>
    <message>
      <source>Save a problem report…</source>
      <translation>Enregistrer un rapport de problème…</translation>
    </message>
    <message>
      <source>Check for updates…</source>
      <translation>Rechercher les mises à jour…</translation>
    </message>
    <message>
      <source>Licences</source>
      <translation>Licences</translation>
    </message>
    <message>
      <source>About Receipt Desktop</source>
      <translation>À propos de Receipt Desktop</translation>
    </message>
    <message>
      <source>Receipt Desktop {version} is available.</source>
      <translation>Receipt Desktop {version} est disponible.</translation>
    </message>
    <message>
      <source>Details…</source>
      <translation>Détails…</translation>
    </message>
  </context>
  <context>
    <name>ImportController</name>
    <message numerus="yes">
      <source>Imported %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu importé</numerusform>
        <numerusform>%Ln reçus importés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln failed</source>
      <translation>
        <numerusform>%Ln échec</numerusform>
        <numerusform>%Ln échecs</numerusform>
      </translation>
    </message>
    <message>
      <source>Exports of other programs (*.csv *.zip)</source>
      <translation>Exports d’autres programmes (*.csv *.zip)</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>Importer</translation>
    </message>
  </context>
  <context>
    <name>ImportDialog</name>
    <message numerus="yes">
      <source>Import %Ln receipt(s)</source>
      <translation>
        <numerusform>Importer %Ln reçu</numerusform>
        <numerusform>Importer %Ln reçus</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) from {program} come in</source>
      <translation>
        <numerusform>%Ln reçu de {program} sera ajouté</numerusform>
        <numerusform>%Ln reçus de {program} seront ajoutés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln with a picture</source>
      <translation>
        <numerusform>%Ln avec image</numerusform>
        <numerusform>%Ln avec image</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln line(s) are left out.</source>
      <translation>
        <numerusform>%Ln ligne est omise.</numerusform>
        <numerusform>%Ln lignes sont omises.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln picture(s) belong to no line.</source>
      <translation>
        <numerusform>%Ln image n’appartient à aucune ligne.</numerusform>
        <numerusform>%Ln images n’appartiennent à aucune ligne.</numerusform>
      </translation>
    </message>
    <message>
      <source>Import {file}</source>
      <translation>Importer {file}</translation>
    </message>
    <message>
      <source>Receipts to import</source>
      <translation>Reçus à importer</translation>
    </message>
    <message>
      <source>Reading the file…</source>
      <translation>Lecture du fichier…</translation>
    </message>
    <message>
      <source>Folder with pictures…</source>
      <translation>Dossier des images…</translation>
    </message>
    <message>
      <source>Folder with pictures</source>
      <translation>Dossier des images</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>Importer</translation>
    </message>
    <message>
      <source>Line</source>
      <translation>Ligne</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>Merchant</source>
      <translation>Commerçant</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Total</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>Image</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Remarque</translation>
    </message>
    <message>
      <source>Columns that are not imported: {columns}.</source>
      <translation>Colonnes non importées : {columns}.</translation>
    </message>
  </context>
  <context>
    <name>LicencesDialog</name>
    <message>
      <source>Licences</source>
      <translation>Licences</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Rechercher</translation>
    </message>
    <message>
      <source>Receipt Desktop is free software under the MIT licence. It contains these parts, each under its own licence.</source>
      <translation>Receipt Desktop est un logiciel libre sous licence MIT. Il contient ces composants, chacun sous sa propre licence.</translation>
    </message>
    <message>
      <source>Part</source>
      <translation>Composant</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Version</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Licence</translation>
    </message>
    <message>
      <source>Text of the licence</source>
      <translation>Texte de la licence</translation>
    </message>
    <message>
      <source>The package names its licence only.</source>
      <translation>Le paquet n’indique que le nom de sa licence.</translation>
    </message>
    <message>
      <source>See its text</source>
      <translation>Voir son texte</translation>
    </message>
  </context>
  <context>
    <name>MailAccountForm</name>
    <message>
      <source>Other provider</source>
      <translation>Autre fournisseur</translation>
    </message>
    <message>
      <source>Test connection</source>
      <translation>Tester la connexion</translation>
    </message>
    <message>
      <source>Unchanged</source>
      <translation>Inchangé</translation>
    </message>
    <message>
      <source>The password is kept in the keyring of the system.</source>
      <translation>Le mot de passe est conservé dans le trousseau du système.</translation>
    </message>
    <message>
      <source>This system has no keyring that can be used. The password is not saved, and is asked for again after each start.</source>
      <translation>Ce système n’a pas de trousseau utilisable. Le mot de passe n’est pas enregistré et sera redemandé après chaque démarrage.</translation>
    </message>
    <message>
      <source>TLS from the start</source>
      <translation>TLS dès le début</translation>
    </message>
    <message>
      <source>None, on this computer only</source>
      <translation>Aucun, sur cet ordinateur seulement</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Port</translation>
    </message>
    <message>
      <source>Provider</source>
      <translation>Fournisseur</translation>
    </message>
    <message>
      <source>Mail address or user name</source>
      <translation>Adresse ou nom d’utilisateur</translation>
    </message>
    <message>
      <source>Password or app password</source>
      <translation>Mot de passe (d’application)</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Serveur</translation>
    </message>
    <message>
      <source>Encryption</source>
      <translation>Chiffrement</translation>
    </message>
  </context>
  <context>
    <name>MailDialog</name>
    <message>
      <source>Mailbox</source>
      <translation>Boîte aux lettres</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Enregistrer</translation>
    </message>
    <message>
      <source>Add mailbox</source>
      <translation>Ajouter la boîte</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Connecting…</source>
      <translation>Connexion…</translation>
    </message>
    <message>
      <source>Choose at least one folder.</source>
      <translation>Choisissez au moins un dossier.</translation>
    </message>
    <message>
      <source>Choose another folder to move the messages to.</source>
      <translation>Choisissez un autre dossier où déplacer les messages.</translation>
    </message>
    <message>
      <source>The connection works. Folders: {count}.</source>
      <translation>La connexion fonctionne. Dossiers : {count}.</translation>
    </message>
    <message>
      <source>This server cannot move messages; they are only flagged.</source>
      <translation>Ce serveur ne peut pas déplacer les messages ; ils sont seulement marqués.</translation>
    </message>
    <message>
      <source>Account</source>
      <translation>Compte</translation>
    </message>
    <message>
      <source>Messages</source>
      <translation>Messages</translation>
    </message>
    <message>
      <source>Senders</source>
      <translation>Expéditeurs</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Règle</translation>
    </message>
    <message>
      <source>Not taken</source>
      <translation>Non repris</translation>
    </message>
  </context>
  <context>
    <name>MailMessagesForm</name>
    <message>
      <source>Also messages from</source>
      <translation>Aussi les messages à partir du</translation>
    </message>
    <message>
      <source>Mark as read</source>
      <translation>Marquer comme lus</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Dossiers</translation>
    </message>
    <message>
      <source> min</source>
      <translation> min</translation>
    </message>
    <message>
      <source>Folder for messages that were taken</source>
      <translation>Dossier des messages repris</translation>
    </message>
    <message>
      <source>Flag them</source>
      <translation>Les marquer</translation>
    </message>
    <message>
      <source>Move them to</source>
      <translation>Les déplacer vers</translation>
    </message>
    <message>
      <source>Leave them as they are</source>
      <translation>Les laisser tels quels</translation>
    </message>
    <message>
      <source>New messages, and</source>
      <translation>Nouveaux messages</translation>
    </message>
    <message>
      <source>Look every</source>
      <translation>Relever toutes les</translation>
    </message>
    <message>
      <source>Messages that were taken</source>
      <translation>Messages repris</translation>
    </message>
    <message>
      <source>Test the connection to list the folders. No message is ever deleted.</source>
      <translation>Testez la connexion pour lister les dossiers. Aucun message n’est jamais supprimé.</translation>
    </message>
  </context>
  <context>
    <name>MailProblemsList</name>
    <message>
      <source>Messages that were not taken</source>
      <translation>Messages non repris</translation>
    </message>
    <message>
      <source>These messages are not looked at again. Save their attachments, then add them.</source>
      <translation>Ces messages ne sont plus examinés. Enregistrez leurs pièces jointes, puis ajoutez-les.</translation>
    </message>
  </context>
  <context>
    <name>MailSendersForm</name>
    <message>
      <source>Only messages from these senders</source>
      <translation>Seulement les messages de ces expéditeurs</translation>
    </message>
    <message>
      <source>Never messages from these senders</source>
      <translation>Jamais les messages de ces expéditeurs</translation>
    </message>
    <message>
      <source>Print messages without attached receipts from</source>
      <translation>Imprimer les messages sans reçu joint de</translation>
    </message>
    <message>
      <source>Addresses or domains, such as billing@example.com or example.com. Printed messages contain their text and tables; nothing is loaded from the Internet.</source>
      <translation>Adresses ou domaines, par exemple facture@example.com ou example.com. Les messages imprimés contiennent leur texte et leurs tableaux ; rien n’est chargé depuis Internet.</translation>
    </message>
  </context>
  <context>
    <name>MergeDialog</name>
    <message>
      <source>Merge suppliers</source>
      <translation>Fusionner des fournisseurs</translation>
    </message>
    <message>
      <source>Which supplier is also {name}?</source>
      <translation>Quel fournisseur est aussi {name} ?</translation>
    </message>
    <message>
      <source>Its receipts, keys and rules move to {name}. Rules of {name} win.</source>
      <translation>Ses reçus, ses identifiants et ses règles passent à {name}. Les règles de {name} priment.</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Rechercher</translation>
    </message>
    <message>
      <source>Suppliers</source>
      <translation>Fournisseurs</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>Fusionner</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
  </context>
  <context>
    <name>ModelChoice</name>
    <message>
      <source>Use a language model on this computer (Ollama)</source>
      <translation>Utiliser un modèle de langage sur cet ordinateur (Ollama)</translation>
    </message>
    <message>
      <source>Finds more values on unusual receipts. A small model takes about {size} on the disk and 3 GB of memory; without a graphics card, expect ten seconds or more for each receipt. Nothing leaves this computer.</source>
      <translation>Trouve davantage de valeurs sur les reçus inhabituels. Un petit modèle occupe environ {size} sur le disque et 3 Go de mémoire ; sans carte graphique, comptez dix secondes ou plus par reçu. Rien ne quitte cet ordinateur.</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modèle</translation>
    </message>
    <message>
      <source>Looking for Ollama…</source>
      <translation>Recherche d’Ollama…</translation>
    </message>
    <message>
      <source>Ollama is on another computer. See Settings &gt; Language model.</source>
      <translation>Ollama se trouve sur un autre ordinateur. Voir Réglages &gt; Modèle de langage.</translation>
    </message>
    <message>
      <source>Ollama was not found. Receipts are read without it; you can install it later from {link}.</source>
      <translation>Ollama n’a pas été trouvé. Les reçus sont lus sans lui ; vous pouvez l’installer plus tard depuis {link}.</translation>
    </message>
    <message>
      <source>Ollama {version} is running. It has no model yet; you can download one:</source>
      <translation>Ollama {version} fonctionne, mais n’a pas encore de modèle. Vous pouvez en télécharger un :</translation>
    </message>
    <message>
      <source>Ollama {version} is running.</source>
      <translation>Ollama {version} fonctionne.</translation>
    </message>
    <message>
      <source>Best installed model</source>
      <translation>Meilleur modèle installé</translation>
    </message>
  </context>
  <context>
    <name>ReceiptTable</name>
    <message>
      <source>Date</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>Merchant</source>
      <translation>Commerçant</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Catégorie</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Total</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>État</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>Taxe</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Devise</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Fichier</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>Ajouté</translation>
    </message>
    <message>
      <source>Confidence</source>
      <translation>Confiance</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
    <message>
      <source>Default columns</source>
      <translation>Colonnes par défaut</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>Étiquettes</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projet</translation>
    </message>
    <message>
      <source>Paid by</source>
      <translation>Payé par</translation>
    </message>
    <message>
      <source>Reimbursable</source>
      <translation>Remboursable</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Note</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Source</translation>
    </message>
  </context>
  <context>
    <name>ReportDialog</name>
    <message>
      <source>Problem report</source>
      <translation>Rapport de problème</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Ouvrir le dossier</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>Enregistrer…</translation>
    </message>
    <message>
      <source>Save a problem report</source>
      <translation>Enregistrer un rapport de problème</translation>
    </message>
    <message>
      <source>The ZIP file contains versions, settings, logs and what the Doctor finds. It contains nothing of your receipts: no text, no pictures and no file names. Passwords and tokens are left out.

Nothing is sent. Look through the file before you give it to somebody.</source>
      <translation>Le fichier ZIP contient les versions, les réglages, les journaux et les constats du Diagnostic. Il ne contient rien de vos reçus : ni texte, ni image, ni nom de fichier. Les mots de passe et les jetons en sont exclus.

Rien n’est envoyé. Parcourez le fichier avant de le remettre à quelqu’un.</translation>
    </message>
    <message>
      <source>Saving</source>
      <translation>Enregistrement</translation>
    </message>
    <message>
      <source>Saved as {path}.</source>
      <translation>Enregistré sous {path}.</translation>
    </message>
  </context>
  <context>
    <name>RuleDialog</name>
    <message>
      <source>Rule of a supplier</source>
      <translation>Règle d’un fournisseur</translation>
    </message>
    <message>
      <source>Receipts that would change</source>
      <translation>Reçus qui changeraient</translation>
    </message>
    <message>
      <source>Save and apply</source>
      <translation>Enregistrer et appliquer</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>A rate in percent, or nothing for “no tax”.</source>
      <translation>Un taux en pour cent, ou rien pour « aucune taxe ».</translation>
    </message>
    <message>
      <source>The words in the row of the total.</source>
      <translation>Les mots de la ligne du total.</translation>
    </message>
    <message>
      <source>A code of three letters, such as EUR.</source>
      <translation>Un code de trois lettres, par exemple EUR.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln open receipt(s) would change:</source>
      <translation>
        <numerusform>%Ln reçu ouvert changerait :</numerusform>
        <numerusform>%Ln reçus ouverts changeraient :</numerusform>
      </translation>
    </message>
    <message>
      <source>None. Approved receipts and proven values never change.</source>
      <translation>Aucun. Les reçus approuvés et les valeurs prouvées ne changent jamais.</translation>
    </message>
    <message>
      <source>Always</source>
      <translation>Toujours</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Valeur</translation>
    </message>
    <message>
      <source>Only with an item</source>
      <translation>Seulement avec un article</translation>
    </message>
    <message>
      <source>Any</source>
      <translation>Tous</translation>
    </message>
  </context>
  <context>
    <name>RuleLearner</name>
    <message>
      <source>Rule of a supplier</source>
      <translation>Règle d’un fournisseur</translation>
    </message>
    <message>
      <source>Switch a rule off</source>
      <translation>Désactiver une règle</translation>
    </message>
  </context>
  <context>
    <name>RuleLine</name>
    <message>
      <source>Learning</source>
      <translation>Apprentissage</translation>
    </message>
    <message>
      <source>Switch the rule off</source>
      <translation>Désactiver la règle</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Rules…</source>
      <translation>Règles…</translation>
    </message>
    <message>
      <source>Always</source>
      <translation>Toujours</translation>
    </message>
    <message>
      <source>Only this one</source>
      <translation>Celui-ci seulement</translation>
    </message>
    <message numerus="yes">
      <source>%Ln open receipt(s) changed.</source>
      <translation>
        <numerusform>%Ln reçu ouvert modifié.</numerusform>
        <numerusform>%Ln reçus ouverts modifiés.</numerusform>
      </translation>
    </message>
    <message>
      <source>No other open receipt changes.</source>
      <translation>Aucun autre reçu ouvert ne change.</translation>
    </message>
    <message>
      <source>Noted for {supplier}.</source>
      <translation>Noté pour {supplier}.</translation>
    </message>
    <message>
      <source>Changing the open receipts…</source>
      <translation>Modification des reçus ouverts…</translation>
    </message>
  </context>
  <context>
    <name>ScanDialog</name>
    <message>
      <source>Scan</source>
      <translation>Numériser</translation>
    </message>
    <message>
      <source>Searching for scanners…</source>
      <translation>Recherche de scanners…</translation>
    </message>
    <message>
      <source>No scanner was found. Enter the address that its display shows.</source>
      <translation>Aucun scanner trouvé. Saisissez l’adresse qu’affiche son écran.</translation>
    </message>
    <message>
      <source>Asking the scanner what it can do…</source>
      <translation>Interrogation du scanner sur ses possibilités…</translation>
    </message>
    <message>
      <source>Looking for a scanner at {address}…</source>
      <translation>Recherche d’un scanner à l’adresse {address}…</translation>
    </message>
    <message>
      <source>Certificate of the scanner</source>
      <translation>Certificat du scanner</translation>
    </message>
    <message>
      <source>Devices sign their certificates themselves. If you trust this one, the connection is encrypted, and a change is noticed. Its fingerprint:
{fingerprint}</source>
      <translation>Les appareils signent eux-mêmes leurs certificats. Si vous faites confiance à celui-ci, la connexion est chiffrée et tout changement est signalé. Son empreinte :
{fingerprint}</translation>
    </message>
    <message>
      <source>Trust it</source>
      <translation>Faire confiance</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Scanning…</source>
      <translation>Numérisation…</translation>
    </message>
    <message>
      <source>Ending the scan…</source>
      <translation>Arrêt de la numérisation…</translation>
    </message>
    <message>
      <source>Adding the receipts…</source>
      <translation>Ajout des reçus…</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) added.</source>
      <translation>
        <numerusform>%Ln reçu ajouté.</numerusform>
        <numerusform>%Ln reçus ajoutés.</numerusform>
      </translation>
    </message>
    <message>
      <source>Separator page</source>
      <translation>Page de séparation</translation>
    </message>
    <message>
      <source>Save separator page</source>
      <translation>Enregistrer la page de séparation</translation>
    </message>
    <message>
      <source>Scan more pages</source>
      <translation>Numériser d’autres pages</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Garder</translation>
    </message>
    <message>
      <source>Leave out</source>
      <translation>Écarter</translation>
    </message>
  </context>
  <context>
    <name>ScannedPageStrip</name>
    <message>
      <source>Scanned pages</source>
      <translation>Pages numérisées</translation>
    </message>
    <message>
      <source>Lay the receipts in the scanner, and choose Scan. Blank pages are left out.</source>
      <translation>Placez les reçus dans le scanner et choisissez « Numériser ». Les pages vides sont écartées.</translation>
    </message>
  </context>
  <context>
    <name>scans</name>
    <message>
      <source>Glass</source>
      <translation>Vitre</translation>
    </message>
    <message>
      <source>Feeder, one side</source>
      <translation>Chargeur, recto</translation>
    </message>
    <message>
      <source>Feeder, both sides</source>
      <translation>Chargeur, recto verso</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Couleur</translation>
    </message>
    <message>
      <source>Grey</source>
      <translation>Niveaux de gris</translation>
    </message>
    <message>
      <source>Black and white</source>
      <translation>Noir et blanc</translation>
    </message>
    <message>
      <source>All pages are one receipt</source>
      <translation>Toutes les pages forment un reçu</translation>
    </message>
    <message>
      <source>Each page is a receipt</source>
      <translation>Chaque page est un reçu</translation>
    </message>
    <message>
      <source>A separator page begins a new receipt</source>
      <translation>Une page de séparation commence un nouveau reçu</translation>
    </message>
    <message>
      <source>Page {number}</source>
      <translation>Page {number}</translation>
    </message>
    <message>
      <source>{number}: blank</source>
      <translation>{number} : vide</translation>
    </message>
    <message>
      <source>{number}: separator</source>
      <translation>{number} : séparation</translation>
    </message>
    <message>
      <source>{number}: left out</source>
      <translation>{number} : écartée</translation>
    </message>
  </context>
  <context>
    <name>ScanWidgets</name>
    <message>
      <source>Find</source>
      <translation>Chercher</translation>
    </message>
    <message>
      <source>Scan</source>
      <translation>Numériser</translation>
    </message>
    <message>
      <source>End scan</source>
      <translation>Arrêter</translation>
    </message>
    <message>
      <source>Leave out</source>
      <translation>Écarter</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Supprimer</translation>
    </message>
    <message>
      <source>Separator page…</source>
      <translation>Page de séparation…</translation>
    </message>
    <message>
      <source>Add to receipts</source>
      <translation>Ajouter aux reçus</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
    <message>
      <source>Search again</source>
      <translation>Rechercher de nouveau</translation>
    </message>
    <message>
      <source>Address, such as 192.168.1.20</source>
      <translation>Adresse, par exemple 192.168.1.20</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Scanner</translation>
    </message>
    <message>
      <source>Not in the list?</source>
      <translation>Pas dans la liste ?</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Papier</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Couleurs</translation>
    </message>
    <message>
      <source>Resolution</source>
      <translation>Résolution</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Pages</translation>
    </message>
  </context>
  <context>
    <name>SeparatorPage</name>
    <message>
      <source>Separator page</source>
      <translation>Page de séparation</translation>
    </message>
    <message>
      <source>Lay this sheet between two receipts in the feeder. It can be used again and again, either way up. Print it in black on white paper, without changing its size.</source>
      <translation>Placez cette feuille entre deux reçus dans le chargeur. Elle est réutilisable, dans les deux sens. Imprimez-la en noir sur papier blanc, sans changer sa taille.</translation>
    </message>
  </context>
  <context>
    <name>ShortcutsDialog</name>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>Raccourcis clavier</translation>
    </message>
    <message>
      <source>Elsewhere</source>
      <translation>Ailleurs</translation>
    </message>
  </context>
  <context>
    <name>SupplierColumns</name>
    <message>
      <source>Supplier</source>
      <translation>Fournisseur</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Ouverts</translation>
    </message>
    <message>
      <source>Receipts that are not approved</source>
      <translation>Reçus qui ne sont pas approuvés</translation>
    </message>
    <message>
      <source>Rules</source>
      <translation>Règles</translation>
    </message>
    <message>
      <source>Last receipt</source>
      <translation>Dernier reçu</translation>
    </message>
    <message>
      <source>Always</source>
      <translation>Toujours</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Valeur</translation>
    </message>
    <message>
      <source>Used</source>
      <translation>Utilisé</translation>
    </message>
    <message>
      <source>Receipts with a value of this rule</source>
      <translation>Reçus avec une valeur de cette règle</translation>
    </message>
    <message>
      <source>Overridden</source>
      <translation>Corrigée</translation>
    </message>
    <message>
      <source>Receipts where you entered another value</source>
      <translation>Reçus où vous avez saisi une autre valeur</translation>
    </message>
    <message>
      <source>Last used</source>
      <translation>Dernier usage</translation>
    </message>
    <message>
      <source>State</source>
      <translation>État</translation>
    </message>
    <message>
      <source>On</source>
      <translation>Active</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Inactive</translation>
    </message>
    <message>
      <source>{value}, with “{word}” in an item</source>
      <translation>{value}, avec « {word} » dans un article</translation>
    </message>
    <message>
      <source>Printed as</source>
      <translation>Imprimé comme</translation>
    </message>
    <message>
      <source>Not used</source>
      <translation>Inutilisé</translation>
    </message>
    <message>
      <source>A key that several suppliers print, or that you have removed, is not used.</source>
      <translation>Un identifiant que plusieurs fournisseurs impriment, ou que vous avez retiré, n’est pas utilisé.</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Fichier</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Maintenant</translation>
    </message>
    <message>
      <source>Then</source>
      <translation>Ensuite</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Type</translation>
    </message>
  </context>
  <context>
    <name>SupplierPane</name>
    <message>
      <source>Name of the supplier</source>
      <translation>Nom du fournisseur</translation>
    </message>
    <message>
      <source>Apply its rules</source>
      <translation>Appliquer ses règles</translation>
    </message>
    <message>
      <source>Approve its receipts when nothing needs a review</source>
      <translation>Approuver ses reçus quand rien n’est à vérifier</translation>
    </message>
    <message>
      <source>Review receipts</source>
      <translation>Vérifier les reçus</translation>
    </message>
    <message>
      <source>Merge…</source>
      <translation>Fusionner…</translation>
    </message>
    <message>
      <source>Rules</source>
      <translation>Règles</translation>
    </message>
    <message>
      <source>Add rule…</source>
      <translation>Ajouter une règle…</translation>
    </message>
    <message>
      <source>Change…</source>
      <translation>Modifier…</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Supprimer</translation>
    </message>
    <message>
      <source>Recognised by</source>
      <translation>Reconnu par</translation>
    </message>
    <message>
      <source>Switch on</source>
      <translation>Activer</translation>
    </message>
    <message>
      <source>Switch off</source>
      <translation>Désactiver</translation>
    </message>
    <message>
      <source>Use</source>
      <translation>Utiliser</translation>
    </message>
    <message>
      <source>Do not use</source>
      <translation>Ne pas utiliser</translation>
    </message>
    <message>
      <source>No rules yet. Correct a value in a review, and answer the question with “Always”.</source>
      <translation>Pas encore de règle. Corrigez une valeur pendant la vérification et répondez « Toujours » à la question.</translation>
    </message>
  </context>
  <context>
    <name>SuppliersPage</name>
    <message>
      <source>Suppliers</source>
      <translation>Fournisseurs</translation>
    </message>
    <message>
      <source>Change a key</source>
      <translation>Modifier un identifiant</translation>
    </message>
    <message>
      <source>Switch a rule on</source>
      <translation>Activer une règle</translation>
    </message>
    <message>
      <source>Switch a rule off</source>
      <translation>Désactiver une règle</translation>
    </message>
    <message>
      <source>Delete a rule</source>
      <translation>Supprimer une règle</translation>
    </message>
    <message>
      <source>Rule of a supplier</source>
      <translation>Règle d’un fournisseur</translation>
    </message>
    <message numerus="yes">
      <source>%Ln open receipt(s) changed.</source>
      <translation>
        <numerusform>%Ln reçu ouvert modifié.</numerusform>
        <numerusform>%Ln reçus ouverts modifiés.</numerusform>
      </translation>
    </message>
    <message>
      <source>{other} is now {name}.</source>
      <translation>{other} est maintenant {name}.</translation>
    </message>
    <message>
      <source>Merge suppliers</source>
      <translation>Fusionner des fournisseurs</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Rename supplier</source>
      <translation>Renommer le fournisseur</translation>
    </message>
    <message>
      <source>Change supplier</source>
      <translation>Modifier le fournisseur</translation>
    </message>
    <message>
      <source>Search suppliers</source>
      <translation>Rechercher un fournisseur</translation>
    </message>
    <message>
      <source>Suppliers appear here once receipts are read.</source>
      <translation>Les fournisseurs apparaissent ici dès que des reçus sont lus.</translation>
    </message>
    <message>
      <source>No suppliers match “{words}”.</source>
      <translation>Aucun fournisseur ne correspond à « {words} ».</translation>
    </message>
    <message>
      <source>No open receipt changed.</source>
      <translation>Aucun reçu ouvert n’a été modifié.</translation>
    </message>
  </context>
  <context>
    <name>TotalsBar</name>
    <message>
      <source>Totals…</source>
      <translation>Totaux…</translation>
    </message>
    <message>
      <source>By currency, category and tax rate</source>
      <translation>Par devise, catégorie et taux de taxe</translation>
    </message>
    <message>
      <source>Loading…</source>
      <translation>Chargement…</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu</numerusform>
        <numerusform>%Ln reçus</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) selected</source>
      <translation>
        <numerusform>%Ln reçu sélectionné</numerusform>
        <numerusform>%Ln reçus sélectionnés</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>UpdateDialog</name>
    <message>
      <source>Updates</source>
      <translation>Mises à jour</translation>
    </message>
    <message>
      <source>Open download page</source>
      <translation>Ouvrir la page de téléchargement</translation>
    </message>
    <message>
      <source>Checking for updates</source>
      <translation>Recherche de mises à jour</translation>
    </message>
    <message>
      <source>What is new</source>
      <translation>Nouveautés</translation>
    </message>
    <message>
      <source>This copy does not look for updates</source>
      <translation>Cette copie ne recherche pas de mises à jour</translation>
    </message>
    <message>
      <source>Checking for updates…</source>
      <translation>Recherche de mises à jour…</translation>
    </message>
    <message>
      <source>Receipt Desktop is up to date</source>
      <translation>Receipt Desktop est à jour</translation>
    </message>
    <message>
      <source>Version {version} is the newest.</source>
      <translation>La version {version} est la plus récente.</translation>
    </message>
    <message>
      <source>Receipt Desktop {version} is available</source>
      <translation>Receipt Desktop {version} est disponible</translation>
    </message>
    <message>
      <source>It was published on {day}. You have version {version}.</source>
      <translation>Publiée le {day}. Vous avez la version {version}.</translation>
    </message>
    <message>
      <source>The check for updates failed</source>
      <translation>La recherche de mises à jour a échoué</translation>
    </message>
  </context>
  <context>
    <name>WelcomeDialog</name>
    <message>
      <source>Welcome</source>
      <translation>Bienvenue</translation>
    </message>
    <message>
      <source>Welcome to Receipt Desktop</source>
      <translation>Bienvenue dans Receipt Desktop</translation>
    </message>
    <message>
      <source>You can start at once. All of this can be changed later in Settings.</source>
      <translation>Vous pouvez commencer tout de suite. Tout ceci se change plus tard dans les Réglages.</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Langue</translation>
    </message>
    <message>
      <source>Home country</source>
      <translation>Votre pays</translation>
    </message>
    <message>
      <source>Language model</source>
      <translation>Modèle de langage</translation>
    </message>
    <message>
      <source>Receipts, pictures and settings are kept in this folder, and nowhere else.</source>
      <translation>Les reçus, les images et les réglages sont conservés dans ce dossier, et nulle part ailleurs.</translation>
    </message>
    <message>
      <source>Your data</source>
      <translation>Vos données</translation>
    </message>
    <message>
      <source>Try with sample receipts</source>
      <translation>Essayer avec des exemples</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Commencer</translation>
    </message>
    <message>
      <source>For receipts that name neither a country nor a currency.</source>
      <translation>Pour les reçus qui n’indiquent ni pays ni devise.</translation>
    </message>
    <message>
      <source>Home currency</source>
      <translation>Votre devise</translation>
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
      <source>Checking the queue…</source>
      <translation>Vérification de la file d’attente…</translation>
    </message>
    <message>
      <source>The queue is not working</source>
      <translation>La file d’attente ne fonctionne pas</translation>
    </message>
    <message>
      <source>Paused: nothing is processed</source>
      <translation>En pause : aucun reçu n’est traité</translation>
    </message>
    <message>
      <source>Not accepting new receipts, finishing the queue</source>
      <translation>Aucun nouveau reçu accepté, la file d’attente se termine</translation>
    </message>
    <message>
      <source>The queue is running with warnings</source>
      <translation>La file d’attente fonctionne avec des avertissements</translation>
    </message>
    <message>
      <source>Everything is working</source>
      <translation>Tout fonctionne</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Remarque</translation>
    </message>
    <message>
      <source>Paused, and not accepting new receipts</source>
      <translation>En pause, n’accepte pas de nouveaux reçus</translation>
    </message>
  </context>
  <context>
    <name>HealthMark</name>
    <message>
      <source>Stopped</source>
      <translation>Arrêtée</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>Avertissement</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Erreur</translation>
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
      <source>Add folder</source>
      <translation>Ajouter un dossier</translation>
    </message>
    <message>
      <source>The window is closing. Add these files after the next start.</source>
      <translation>La fenêtre se ferme. Ajoutez ces fichiers après le prochain démarrage.</translation>
    </message>
    <message>
      <source>The clipboard contains no image or file.</source>
      <translation>Le presse-papiers ne contient ni image ni fichier.</translation>
    </message>
    <message numerus="yes">
      <source>Skipped %Ln receipt(s) that were already added.</source>
      <translation>
        <numerusform>%Ln reçu ignoré, car déjà ajouté.</numerusform>
        <numerusform>%Ln reçus ignorés, car déjà ajoutés.</numerusform>
      </translation>
    </message>
    <message>
      <source>The folder contains no files.</source>
      <translation>Le dossier ne contient aucun fichier.</translation>
    </message>
    <message numerus="yes">
      <source>… and %Ln more.</source>
      <translation>
        <numerusform>… et %Ln autre.</numerusform>
        <numerusform>… et %Ln autres.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Approved %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu approuvé</numerusform>
        <numerusform>%Ln reçus approuvés</numerusform>
      </translation>
    </message>
    <message>
      <source>There are no pictures to print yet.</source>
      <translation>Il n’y a pas encore d’image à imprimer.</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Afficher</translation>
    </message>
    <message>
      <source>Skipped {file}: it was already added as {name}.</source>
      <translation>{file} ignoré : déjà ajouté, c’est {name}.</translation>
    </message>
    <message numerus="yes">
      <source>Changed {field} of %Ln receipt(s)</source>
      <translation>
        <numerusform>{field} modifié pour %Ln reçu</numerusform>
        <numerusform>{field} modifié pour %Ln reçus</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>InboxPage</name>
    <message>
      <source>No matching receipts.</source>
      <translation>Aucun reçu correspondant.</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>Vérifier</translation>
    </message>
    <message>
      <source>No receipts match “{words}”.</source>
      <translation>Aucun reçu ne correspond à « {words} ».</translation>
    </message>
  </context>
  <context>
    <name>JobDetailPane</name>
    <message>
      <source>Log lines</source>
      <translation>Lignes du journal</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Journal</translation>
    </message>
    <message>
      <source>Select a job to see its details.</source>
      <translation>Sélectionnez une tâche pour en voir les détails.</translation>
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
      <translation>Résultat</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Erreur</translation>
    </message>
    <message>
      <source>Wait time</source>
      <translation>Attente</translation>
    </message>
    <message>
      <source>Run time</source>
      <translation>Durée</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Tentatives</translation>
    </message>
    <message>
      <source>Worker</source>
      <translation>Worker</translation>
    </message>
    <message>
      <source>Search jobs</source>
      <translation>Rechercher des tâches</translation>
    </message>
    <message>
      <source>File, ID, worker or error</source>
      <translation>Fichier, identifiant, worker ou erreur</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>Tâches</translation>
    </message>
    <message numerus="yes">
      <source>%Ln job(s)</source>
      <translation>
        <numerusform>%Ln tâche</numerusform>
        <numerusform>%Ln tâches</numerusform>
      </translation>
    </message>
    <message>
      <source>All outcomes</source>
      <translation>Tous les résultats</translation>
    </message>
    <message>
      <source>No matching jobs. Jobs appear here when receipts are processed.</source>
      <translation>Aucune tâche correspondante. Les tâches apparaissent ici quand des reçus sont traités.</translation>
    </message>
  </context>
  <context>
    <name>CountryChoice</name>
    <message>
      <source>Not set</source>
      <translation>Non défini</translation>
    </message>
  </context>
  <context>
    <name>ItemsEditor</name>
    <message>
      <source>Split by category</source>
      <translation>Répartir</translation>
    </message>
    <message>
      <source>Gives line items categories of their own; the others have the receipt's.</source>
      <translation>Donne à certaines lignes leur propre catégorie ; les autres gardent celle du reçu.</translation>
    </message>
    <message>
      <source>There is no category “{name}”. Create it in the category field first.</source>
      <translation>La catégorie « {name} » n’existe pas. Créez-la d’abord dans le champ Catégorie.</translation>
    </message>
  </context>
  <context>
    <name>KeyHints</name>
    <message>
      <source>accept and next</source>
      <translation>accepter et continuer</translation>
    </message>
    <message>
      <source>choose a value</source>
      <translation>choisir une valeur</translation>
    </message>
    <message>
      <source>Click</source>
      <translation>Clic</translation>
    </message>
    <message>
      <source>fill from the picture</source>
      <translation>remplir depuis l’image</translation>
    </message>
    <message>
      <source>go on or approve</source>
      <translation>continuer ou approuver</translation>
    </message>
    <message>
      <source>edit</source>
      <translation>modifier</translation>
    </message>
    <message>
      <source>category</source>
      <translation>catégorie</translation>
    </message>
    <message>
      <source>next receipt</source>
      <translation>reçu suivant</translation>
    </message>
    <message>
      <source>skip</source>
      <translation>passer</translation>
    </message>
    <message>
      <source>all keys</source>
      <translation>toutes les touches</translation>
    </message>
    <message>
      <source>receipts</source>
      <translation>reçus</translation>
    </message>
    <message>
      <source>export</source>
      <translation>exporter</translation>
    </message>
    <message>
      <source>undo</source>
      <translation>annuler</translation>
    </message>
    <message>
      <source>not on the receipt</source>
      <translation>pas sur le reçu</translation>
    </message>
  </context>
  <context>
    <name>KeySheet</name>
    <message>
      <source>Keys of the review</source>
      <translation>Touches de la vérification</translation>
    </message>
    <message>
      <source>Change keys…</source>
      <translation>Modifier les touches…</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
    <message>
      <source>Single keys work outside text fields, the others everywhere.</source>
      <translation>Les touches seules agissent hors des champs de texte, les autres partout.</translation>
    </message>
    <message>
      <source>Accept and go on; at the last field approve</source>
      <translation>Accepter et continuer ; au dernier champ, approuver</translation>
    </message>
    <message>
      <source>Click</source>
      <translation>Clic</translation>
    </message>
    <message>
      <source>Fill the field with the word</source>
      <translation>Remplir le champ avec le mot</translation>
    </message>
    <message>
      <source>Shift+click</source>
      <translation>Maj+clic</translation>
    </message>
    <message>
      <source>Extend to the word</source>
      <translation>Étendre jusqu’au mot</translation>
    </message>
    <message>
      <source>Drag</source>
      <translation>Glisser</translation>
    </message>
    <message>
      <source>Fill the field with the region</source>
      <translation>Remplir le champ avec la zone</translation>
    </message>
  </context>
  <context>
    <name>KeysDialog</name>
    <message>
      <source>Change keys</source>
      <translation>Modifier les touches</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Enregistrer</translation>
    </message>
    <message>
      <source>Usual keys</source>
      <translation>Touches habituelles</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Outside text fields</source>
      <translation>Hors des champs de texte</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>Partout</translation>
    </message>
    <message>
      <source>Used twice: {keys}</source>
      <translation>Utilisées deux fois : {keys}</translation>
    </message>
  </context>
  <context>
    <name>KeyFigures</name>
    <message>
      <source>waiting</source>
      <translation>en attente</translation>
    </message>
    <message>
      <source>processing</source>
      <translation>en cours</translation>
    </message>
    <message>
      <source>done</source>
      <translation>terminés</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>en échec</translation>
    </message>
    <message>
      <source>to review</source>
      <translation>à vérifier</translation>
    </message>
    <message>
      <source>per minute</source>
      <translation>par minute</translation>
    </message>
    <message>
      <source>time left</source>
      <translation>temps restant</translation>
    </message>
    <message>
      <source>longest wait</source>
      <translation>attente maximale</translation>
    </message>
    <message numerus="yes">
      <source>%Ln paused</source>
      <translation>
        <numerusform>%Ln en pause</numerusform>
        <numerusform>%Ln en pause</numerusform>
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
      <source>Selected automatically</source>
      <translation>Sélectionnées automatiquement</translation>
    </message>
    <message>
      <source>OCR languages</source>
      <translation>Langues de l’OCR</translation>
    </message>
  </context>
  <context>
    <name>LinesEditor</name>
    <message>
      <source>Add row</source>
      <translation>Nouvelle ligne</translation>
    </message>
    <message>
      <source>Adds up</source>
      <translation>La somme est juste</translation>
    </message>
    <message>
      <source>{amount} missing</source>
      <translation>{amount} en moins</translation>
    </message>
    <message>
      <source>{amount} too much</source>
      <translation>{amount} en trop</translation>
    </message>
  </context>
  <context>
    <name>LeftoverRow</name>
    <message>
      <source>Clean up</source>
      <translation>Nettoyer</translation>
    </message>
    <message>
      <source>No leftover files.</source>
      <translation>Aucun fichier résiduel.</translation>
    </message>
    <message>
      <source>{files} ({size}) from removed receipts and interrupted runs.</source>
      <translation>{files} ({size}) de reçus retirés et d’exécutions interrompues.</translation>
    </message>
    <message>
      <source>Deleted {files}, freed {size}.</source>
      <translation>{files} supprimés, {size} libérés.</translation>
    </message>
    <message>
      <source>Leftover files</source>
      <translation>Fichiers résiduels</translation>
    </message>
    <message numerus="yes">
      <source>%Ln file(s)</source>
      <translation>
        <numerusform>%Ln fichier</numerusform>
        <numerusform>%Ln fichiers</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln file(s) could not be deleted.</source>
      <translation>
        <numerusform>%Ln fichier n’a pas pu être supprimé.</numerusform>
        <numerusform>%Ln fichiers n’ont pas pu être supprimés.</numerusform>
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
      <translation>Taxe</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>Montant</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Catégorie</translation>
    </message>
  </context>
  <context>
    <name>ListFilter</name>
    <message>
      <source>Any date</source>
      <translation>Toutes les dates</translation>
    </message>
    <message>
      <source>This month</source>
      <translation>Ce mois-ci</translation>
    </message>
    <message>
      <source>Last month</source>
      <translation>Le mois dernier</translation>
    </message>
    <message>
      <source>This quarter</source>
      <translation>Ce trimestre</translation>
    </message>
    <message>
      <source>Last quarter</source>
      <translation>Le trimestre dernier</translation>
    </message>
    <message>
      <source>This year</source>
      <translation>Cette année</translation>
    </message>
    <message>
      <source>Last year</source>
      <translation>L’année dernière</translation>
    </message>
    <message>
      <source>From … to …</source>
      <translation>Du … au …</translation>
    </message>
  </context>
  <context>
    <name>WindowClosing</name>
    <message>
      <source>Cancel the export and close?</source>
      <translation>Annuler l’export et fermer ?</translation>
    </message>
    <message>
      <source>The receipts are still being exported. No file is written.</source>
      <translation>L’export est en cours. Aucun fichier ne sera enregistré.</translation>
    </message>
    <message>
      <source>Cancel export and close</source>
      <translation>Annuler l’export et fermer</translation>
    </message>
    <message>
      <source>Keep open</source>
      <translation>Laisser ouvert</translation>
    </message>
    <message>
      <source>Close and lose what you typed?</source>
      <translation>Fermer et perdre votre saisie ?</translation>
    </message>
    <message>
      <source>A field in the review holds text that cannot be saved as its value.</source>
      <translation>Un champ de la vérification contient un texte qui ne peut pas être enregistré comme valeur.</translation>
    </message>
    <message>
      <source>Close anyway</source>
      <translation>Fermer quand même</translation>
    </message>
  </context>
  <context>
    <name>MoveDialog</name>
    <message>
      <source>Moving your data…</source>
      <translation>Déplacement de vos données…</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
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
      <source>Add folder…</source>
      <translation>Ajouter un dossier…</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Coller</translation>
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
      <source>Select all</source>
      <translation>Tout sélectionner</translation>
    </message>
    <message>
      <source>&amp;Receipt</source>
      <translation>&amp;Reçu</translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Annuler l’approbation</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Reprocess</source>
      <translation>Retraiter</translation>
    </message>
    <message>
      <source>Process next</source>
      <translation>Traiter en priorité</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Mettre en pause</translation>
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
      <translation>Approuver {n} reçus</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Approuver</translation>
    </message>
    <message>
      <source>Enter password…</source>
      <translation>Saisir le mot de passe…</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>Vérifier</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Catégorie</translation>
    </message>
    <message>
      <source>Change a field…</source>
      <translation>Modifier un champ…</translation>
    </message>
    <message>
      <source>Open original</source>
      <translation>Ouvrir l’original</translation>
    </message>
    <message>
      <source>Show file</source>
      <translation>Afficher le fichier</translation>
    </message>
    <message>
      <source>Print…</source>
      <translation>Imprimer…</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Copier</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exporter…</translation>
    </message>
    <message>
      <source>Other…</source>
      <translation>Autre…</translation>
    </message>
    <message>
      <source>Join</source>
      <translation>Réunir</translation>
    </message>
    <message>
      <source>Company</source>
      <translation>Entreprise</translation>
    </message>
    <message>
      <source>New company…</source>
      <translation>Nouvelle entreprise…</translation>
    </message>
    <message>
      <source>Open data folder…</source>
      <translation>Ouvrir un dossier de données…</translation>
    </message>
    <message>
      <source>Rename company…</source>
      <translation>Renommer l’entreprise…</translation>
    </message>
    <message>
      <source>Take off the list</source>
      <translation>Retirer de la liste</translation>
    </message>
    <message>
      <source>Open data folder</source>
      <translation>Ouvrir un dossier de données</translation>
    </message>
    <message>
      <source>Scan…</source>
      <translation>Numériser…</translation>
    </message>
    <message>
      <source>New receipt by hand</source>
      <translation>Nouveau reçu à la main</translation>
    </message>
    <message>
      <source>Categories…</source>
      <translation>Catégories…</translation>
    </message>
    <message>
      <source>Archive</source>
      <translation>Archiver</translation>
    </message>
    <message>
      <source>Take out of the archive</source>
      <translation>Sortir de l’archive</translation>
    </message>
    <message>
      <source>Attach picture…</source>
      <translation>Joindre une image…</translation>
    </message>
    <message>
      <source>Past exports…</source>
      <translation>Exports passés…</translation>
    </message>
    <message>
      <source>Export profiles…</source>
      <translation>Profils d’export…</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>Importer…</translation>
    </message>
    <message>
      <source>Add from phone…</source>
      <translation>Ajouter depuis un téléphone…</translation>
    </message>
  </context>
  <context>
    <name>ModelSection</name>
    <message>
      <source>Download a model</source>
      <translation>Télécharger un modèle</translation>
    </message>
    <message>
      <source>This is not a valid address.</source>
      <translation>Cette adresse n’est pas valide.</translation>
    </message>
    <message>
      <source>The text of receipts is sent to {host}.</source>
      <translation>Le texte des reçus est envoyé à {host}.</translation>
    </message>
    <message>
      <source>Connecting to Ollama…</source>
      <translation>Connexion à Ollama…</translation>
    </message>
    <message>
      <source>Ollama is not responding at this address.</source>
      <translation>Ollama ne répond pas à cette adresse.</translation>
    </message>
    <message>
      <source>Ollama is running. No model is installed yet.</source>
      <translation>Ollama fonctionne. Aucun modèle n’est encore installé.</translation>
    </message>
    <message>
      <source>Ollama {version} is running with {model}.</source>
      <translation>Ollama {version} fonctionne avec {model}.</translation>
    </message>
    <message>
      <source>This model is not installed.</source>
      <translation>Ce modèle n’est pas installé.</translation>
    </message>
    <message>
      <source>Best installed model</source>
      <translation>Meilleur modèle installé</translation>
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
      <source>Import again</source>
      <translation>Réimporter</translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s)</source>
      <translation>
        <numerusform>%Ln original</numerusform>
        <numerusform>%Ln originaux</numerusform>
      </translation>
    </message>
    <message>
      <source>{originals} without a receipt ({size}). No original is deleted.</source>
      <translation>{originals} sans reçu ({size}). Aucun original n’est supprimé.</translation>
    </message>
    <message>
      <source>Importing…</source>
      <translation>Importation…</translation>
    </message>
    <message>
      <source>Imported {originals} again.</source>
      <translation>Réimportation de {originals} terminée.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s) could not be imported.</source>
      <translation>
        <numerusform>%Ln original n’a pas pu être importé.</numerusform>
        <numerusform>%Ln originaux n’ont pas pu être importés.</numerusform>
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
      <translation>Workers</translation>
    </message>
  </context>
  <context>
    <name>PageArranger</name>
    <message numerus="yes">
      <source>Join %Ln receipt(s)</source>
      <translation>
        <numerusform>Réunir %Ln reçu</numerusform>
        <numerusform>Réunir %Ln reçus</numerusform>
      </translation>
    </message>
    <message>
      <source>Move page {n}</source>
      <translation>Déplacer la page {n}</translation>
    </message>
    <message>
      <source>Take out page {n}</source>
      <translation>Retirer la page {n}</translation>
    </message>
    <message>
      <source>Turn page {n}</source>
      <translation>Pivoter la page {n}</translation>
    </message>
  </context>
  <context>
    <name>PageStrip</name>
    <message>
      <source>Join with the next receipt</source>
      <translation>Réunir avec le reçu suivant</translation>
    </message>
    <message>
      <source>Make a receipt of each page</source>
      <translation>Faire un reçu de chaque page</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Pages</translation>
    </message>
    <message>
      <source>Split before this page</source>
      <translation>Diviser avant cette page</translation>
    </message>
    <message>
      <source>Split by drawing frames</source>
      <translation>Diviser en traçant des cadres</translation>
    </message>
    <message>
      <source>Take the page out</source>
      <translation>Retirer la page</translation>
    </message>
    <message>
      <source>Turn the page left and read it again</source>
      <translation>Pivoter la page à gauche et la relire</translation>
    </message>
    <message>
      <source>Turn the page right and read it again</source>
      <translation>Pivoter la page à droite et la relire</translation>
    </message>
  </context>
  <context>
    <name>PeriodBox</name>
    <message>
      <source>Month</source>
      <translation>Mois</translation>
    </message>
    <message>
      <source>Quarter</source>
      <translation>Trimestre</translation>
    </message>
    <message>
      <source>Year</source>
      <translation>Année</translation>
    </message>
    <message>
      <source>Any date</source>
      <translation>Toutes les dates</translation>
    </message>
    <message>
      <source>From … to …</source>
      <translation>Du … au …</translation>
    </message>
    <message>
      <source>Period</source>
      <translation>Période</translation>
    </message>
    <message>
      <source>Earlier period</source>
      <translation>Période précédente</translation>
    </message>
    <message>
      <source>Later period</source>
      <translation>Période suivante</translation>
    </message>
    <message>
      <source>First day</source>
      <translation>Premier jour</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Dernier jour</translation>
    </message>
  </context>
  <context>
    <name>PhoneDialog</name>
    <message>
      <source>Add from phone</source>
      <translation>Ajouter depuis un téléphone</translation>
    </message>
    <message>
      <source>Preparing the page for your phone…</source>
      <translation>Préparation de la page pour votre téléphone…</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>Réseau</translation>
    </message>
    <message>
      <source>New code</source>
      <translation>Nouveau code</translation>
    </message>
    <message>
      <source>Search again</source>
      <translation>Rechercher à nouveau</translation>
    </message>
    <message>
      <source>1. Connect the phone to the same network as this computer.
2. Scan the code with the phone’s camera and open the page.
3. Take photos or choose pictures there.</source>
      <translation>1. Connectez le téléphone au même réseau que cet ordinateur.
2. Scannez le code avec l’appareil photo et ouvrez la page.
3. Prenez-y des photos ou choisissez des images.</translation>
    </message>
    <message>
      <source>This computer is in no network</source>
      <translation>Cet ordinateur n’est dans aucun réseau</translation>
    </message>
    <message>
      <source>Connect it to the Wi-Fi or network that the phone is in.</source>
      <translation>Connectez-le au Wi-Fi ou au réseau du téléphone.</translation>
    </message>
    <message>
      <source>Or open {page} on the phone and enter the code {code}.</source>
      <translation>Ou ouvrez {page} sur le téléphone et saisissez le code {code}.</translation>
    </message>
    <message>
      <source>The page cannot be offered</source>
      <translation>La page ne peut pas être proposée</translation>
    </message>
    <message>
      <source>QR code of the page for the phone</source>
      <translation>Code QR de la page pour le téléphone</translation>
    </message>
    <message>
      <source>No photo has arrived yet.</source>
      <translation>Aucune photo n’est encore arrivée.</translation>
    </message>
    <message numerus="yes">
      <source>%Ln photo(s) received</source>
      <translation>
        <numerusform>%Ln photo reçue</numerusform>
        <numerusform>%Ln photos reçues</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln finished</source>
      <translation>
        <numerusform>%Ln terminée</numerusform>
        <numerusform>%Ln terminées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln not added</source>
      <translation>
        <numerusform>%Ln non ajoutée</numerusform>
        <numerusform>%Ln non ajoutées</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PreflightView</name>
    <message>
      <source>What would be left out</source>
      <translation>Ce qui serait omis</translation>
    </message>
    <message>
      <source>Checking… {n}</source>
      <translation>Vérification… {n}</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu</numerusform>
        <numerusform>%Ln reçus</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln further currency(ies)</source>
      <translation>
        <numerusform>%Ln autre devise</numerusform>
        <numerusform>%Ln autres devises</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln would be left out.</source>
      <translation>
        <numerusform>%Ln serait omis.</numerusform>
        <numerusform>%Ln seraient omis.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln still need(s) review.</source>
      <translation>
        <numerusform>%Ln est encore à vérifier.</numerusform>
        <numerusform>%Ln sont encore à vérifier.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln is/are not read or could not be read.</source>
      <translation>
        <numerusform>%Ln n’est pas lu ou n’a pas pu l’être.</numerusform>
        <numerusform>%Ln ne sont pas lus ou n’ont pas pu l’être.</numerusform>
      </translation>
    </message>
    <message>
      <source>Only the first problems are listed.</source>
      <translation>Seuls les premiers problèmes sont listés.</translation>
    </message>
    <message>
      <source>Receipt</source>
      <translation>Reçu</translation>
    </message>
    <message>
      <source>Problem</source>
      <translation>Problème</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>Double-click a row to show the receipt.</source>
      <translation>Un double-clic sur une ligne affiche le reçu.</translation>
    </message>
  </context>
  <context>
    <name>ProfileForm</name>
    <message>
      <source>Merchant</source>
      <translation>Commerçant</translation>
    </message>
    <message>
      <source>Contact</source>
      <translation>Contact</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Numéro</translation>
    </message>
    <message>
      <source>Account</source>
      <translation>Compte</translation>
    </message>
    <message>
      <source>Suppliers</source>
      <translation>Fournisseurs</translation>
    </message>
    <message>
      <source>Heading</source>
      <translation>En-tête</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Valeur</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>Colonnes</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Devise</translation>
    </message>
    <message>
      <source>Units per unit of the book currency</source>
      <translation>Unités pour une unité de la devise des livres</translation>
    </message>
    <message>
      <source>Rates</source>
      <translation>Taux de change</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Catégorie</translation>
    </message>
    <message>
      <source>Automatic tax</source>
      <translation>Taxe automatique</translation>
    </message>
    <message>
      <source>Any other category</source>
      <translation>Toute autre catégorie</translation>
    </message>
    <message>
      <source>Accounts</source>
      <translation>Comptes</translation>
    </message>
    <message>
      <source>No tax on the receipt</source>
      <translation>Pas de taxe sur le reçu</translation>
    </message>
    <message>
      <source>Tax of another country</source>
      <translation>Taxe d’un autre pays</translation>
    </message>
    <message>
      <source>Tax without a rate</source>
      <translation>Taxe sans taux</translation>
    </message>
    <message>
      <source>Rate in percent</source>
      <translation>Taux en pour cent</translation>
    </message>
    <message>
      <source>Tax code</source>
      <translation>Code de taxe</translation>
    </message>
    <message>
      <source>Taxes</source>
      <translation>Taxes</translation>
    </message>
    <message>
      <source>Any other payment</source>
      <translation>Tout autre paiement</translation>
    </message>
    <message>
      <source>Payment</source>
      <translation>Paiement</translation>
    </message>
    <message>
      <source>Payments</source>
      <translation>Paiements</translation>
    </message>
    <message>
      <source>Any</source>
      <translation>Indifférent</translation>
    </message>
    <message>
      <source>Keep their currency</source>
      <translation>Garder leur devise</translation>
    </message>
    <message>
      <source>Leave them out</source>
      <translation>Les omettre</translation>
    </message>
    <message>
      <source>Convert them at the rates</source>
      <translation>Les convertir aux taux</translation>
    </message>
    <message>
      <source>Books</source>
      <translation>Livres</translation>
    </message>
    <message>
      <source>CSV columns</source>
      <translation>Colonnes CSV</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Détails</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>Target</source>
      <translation>Cible</translation>
    </message>
    <message>
      <source>Chart of accounts</source>
      <translation>Plan comptable</translation>
    </message>
    <message>
      <source>Country (two letters)</source>
      <translation>Pays (deux lettres)</translation>
    </message>
    <message>
      <source>Currency of the books</source>
      <translation>Devise des livres</translation>
    </message>
    <message>
      <source>Other currencies</source>
      <translation>Autres devises</translation>
    </message>
    <message>
      <source>Dates</source>
      <translation>Dates</translation>
    </message>
    <message>
      <source>Tax account (ledgers)</source>
      <translation>Compte de taxe (journaux texte)</translation>
    </message>
  </context>
  <context>
    <name>ProfilesDialog</name>
    <message>
      <source>Export profiles</source>
      <translation>Profils d’export</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Enregistrer</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Copier</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Supprimer</translation>
    </message>
    <message>
      <source>Save to file…</source>
      <translation>Enregistrer dans un fichier…</translation>
    </message>
    <message>
      <source>Load from file…</source>
      <translation>Charger d’un fichier…</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
    <message>
      <source>Save profile</source>
      <translation>Enregistrer le profil</translation>
    </message>
    <message>
      <source>Load profile</source>
      <translation>Charger le profil</translation>
    </message>
    <message>
      <source>Ask your accountant for the accounts and codes. The profiles that come with the program are a beginning.</source>
      <translation>Demandez les comptes et les codes à votre comptable. Les profils fournis sont un début.</translation>
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
      <translation>File d’attente</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Réglages</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>Vérifier</translation>
    </message>
    <message>
      <source>Suppliers</source>
      <translation>Fournisseurs</translation>
    </message>
    <message>
      <source>Sources</source>
      <translation>Sources</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>Rapports</translation>
    </message>
  </context>
  <context>
    <name>ProvenReceipts</name>
    <message numerus="yes">
      <source>Approved %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu approuvé</numerusform>
        <numerusform>%Ln reçus approuvés</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PassphraseDialog</name>
    <message>
      <source>The backup cannot be opened without the passphrase. Keep it safe.</source>
      <translation>Sans la phrase secrète, la sauvegarde ne peut pas être ouverte. Conservez-la en lieu sûr.</translation>
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
    <name>QueueBar</name>
    <message>
      <source>‹ Receipts</source>
      <translation>‹ Reçus</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Approuver</translation>
    </message>
    <message>
      <source>Previous receipt</source>
      <translation>Reçu précédent</translation>
    </message>
    <message>
      <source>Next receipt</source>
      <translation>Reçu suivant</translation>
    </message>
    <message>
      <source>Skip: put at the end</source>
      <translation>Passer : mettre à la fin</translation>
    </message>
    <message>
      <source>Postpone</source>
      <translation>Reporter</translation>
    </message>
    <message>
      <source>Flag</source>
      <translation>Marquer</translation>
    </message>
    <message>
      <source>Show all keys</source>
      <translation>Afficher toutes les touches</translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Annuler l’approbation</translation>
    </message>
    <message>
      <source>Approve all proven ({n})</source>
      <translation>Approuver tous les reçus sûrs ({n})</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} sur {count}</translation>
    </message>
    <message>
      <source>{n} left</source>
      <translation>reste {n}</translation>
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
      <source>Fit width</source>
      <translation>Ajuster à la largeur</translation>
    </message>
    <message>
      <source>Fit page</source>
      <translation>Page entière</translation>
    </message>
    <message>
      <source>No picture available.</source>
      <translation>Aucune image disponible.</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} sur {count}</translation>
    </message>
    <message>
      <source>Turn</source>
      <translation>Pivoter</translation>
    </message>
    <message>
      <source>Keep the view where it is</source>
      <translation>Figer la vue</translation>
    </message>
  </context>
  <context>
    <name>PictureView</name>
    <message>
      <source>Receipt picture</source>
      <translation>Image du reçu</translation>
    </message>
  </context>
  <context>
    <name>PullRow</name>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Cancelled.</source>
      <translation>Annulé.</translation>
    </message>
    <message>
      <source>Name of the model to download</source>
      <translation>Nom du modèle à télécharger</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>Télécharger</translation>
    </message>
    <message>
      <source>Model download</source>
      <translation>Téléchargement du modèle</translation>
    </message>
    <message>
      <source>Connecting to Ollama…</source>
      <translation>Connexion à Ollama…</translation>
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
    <name>RatesBar</name>
    <message>
      <source>Add exchange rates, and they are converted and counted.</source>
      <translation>Ajoutez des taux de change : ces montants seront alors convertis et comptés.</translation>
    </message>
    <message>
      <source>Choose a file of rates…</source>
      <translation>Choisir un fichier de taux…</translation>
    </message>
    <message>
      <source>Fetch from the ECB…</source>
      <translation>Télécharger de la BCE…</translation>
    </message>
    <message>
      <source>Exchange rates of the ECB ({kinds})</source>
      <translation>Taux de change de la BCE ({kinds})</translation>
    </message>
    <message>
      <source>Choose a file of rates</source>
      <translation>Choisir un fichier de taux</translation>
    </message>
    <message>
      <source>Fetch exchange rates from {host}?</source>
      <translation>Télécharger les taux de change de {host} ?</translation>
    </message>
    <message>
      <source>The reference rates of the European Central Bank are fetched now, and again when a report needs newer ones. Nothing of your receipts is sent. The settings turn it off.</source>
      <translation>Les taux de référence de la Banque centrale européenne sont téléchargés maintenant, et de nouveau quand un rapport en demande de plus récents. Rien de vos reçus n’est envoyé. Les réglages le désactivent.</translation>
    </message>
    <message>
      <source>Fetch</source>
      <translation>Télécharger</translation>
    </message>
  </context>
  <context>
    <name>ReportCharts</name>
    <message>
      <source>By month</source>
      <translation>Par mois</translation>
    </message>
    <message>
      <source>Largest</source>
      <translation>Les plus élevés</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu</numerusform>
        <numerusform>%Ln reçus</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReportsPage</name>
    <message>
      <source>Save report</source>
      <translation>Enregistrer le rapport</translation>
    </message>
    <message>
      <source>Saved as {file}.</source>
      <translation>Enregistré sous {file}.</translation>
    </message>
    <message>
      <source>No program opens PDF files. Save the report instead.</source>
      <translation>Aucun programme n’ouvre les fichiers PDF. Enregistrez plutôt le rapport.</translation>
    </message>
    <message>
      <source>Exchange rates are known until {day}.</source>
      <translation>Les taux de change sont connus jusqu’au {day}.</translation>
    </message>
    <message>
      <source>No receipts in this period. Choose another one above, or any date.</source>
      <translation>Aucun reçu dans cette période. Choisissez-en une autre ci-dessus, ou toutes les dates.</translation>
    </message>
    <message>
      <source>Double-click a row to see its receipts</source>
      <translation>Double-cliquez sur une ligne pour voir ses reçus</translation>
    </message>
    <message>
      <source>Adding up…</source>
      <translation>Calcul en cours…</translation>
    </message>
  </context>
  <context>
    <name>queue</name>
    <message>
      <source>Read</source>
      <translation>Lu</translation>
    </message>
    <message>
      <source>Archive changed</source>
      <translation>Archivage modifié</translation>
    </message>
    <message>
      <source>Access to the API changed</source>
      <translation>Accès à l’API modifié</translation>
    </message>
    <message>
      <source>Picture taken off</source>
      <translation>Image retirée</translation>
    </message>
    <message>
      <source>Picture attached</source>
      <translation>Image jointe</translation>
    </message>
    <message>
      <source>Entered by hand</source>
      <translation>Saisi à la main</translation>
    </message>
    <message>
      <source>Duplicates ignored</source>
      <translation>Doublons ignorés</translation>
    </message>
    <message>
      <source>Both kept</source>
      <translation>Les deux conservés</translation>
    </message>
    <message>
      <source>Export profile changed</source>
      <translation>Profil d’export modifié</translation>
    </message>
    <message>
      <source>Categories changed</source>
      <translation>Catégories modifiées</translation>
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
      <source>Cancelled</source>
      <translation>Annulé</translation>
    </message>
    <message>
      <source>Worker lost</source>
      <translation>Worker perdu</translation>
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
      <source>Window</source>
      <translation>Fenêtre</translation>
    </message>
    <message>
      <source>Worker</source>
      <translation>Worker</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>Ajouté</translation>
    </message>
    <message>
      <source>Processing</source>
      <translation>En cours</translation>
    </message>
    <message>
      <source>Retried</source>
      <translation>Réessayé</translation>
    </message>
    <message>
      <source>Requeued</source>
      <translation>Remis en file</translation>
    </message>
    <message>
      <source>Waiting until the computer is idle</source>
      <translation>Attend que l’ordinateur soit inactif</translation>
    </message>
    <message>
      <source>Waiting for mains power</source>
      <translation>Attend l’alimentation secteur</translation>
    </message>
    <message>
      <source>Command line</source>
      <translation>Ligne de commande</translation>
    </message>
    <message>
      <source>HTTP API</source>
      <translation>API HTTP</translation>
    </message>
    <message>
      <source>Reprocessed</source>
      <translation>Retraité</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Approuvé</translation>
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
      <source>Restored</source>
      <translation>Restauré</translation>
    </message>
    <message>
      <source>Deleted permanently</source>
      <translation>Supprimé définitivement</translation>
    </message>
    <message>
      <source>Originals imported again</source>
      <translation>Originaux réimportés</translation>
    </message>
    <message>
      <source>Stopped accepting receipts</source>
      <translation>Arrêt de l’acceptation de reçus</translation>
    </message>
    <message>
      <source>Resumed accepting receipts</source>
      <translation>Reprise de l’acceptation de reçus</translation>
    </message>
    <message>
      <source>Added again</source>
      <translation>Ajouté à nouveau</translation>
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
      <translation>File d’attente mise en pause</translation>
    </message>
    <message>
      <source>Queue resumed</source>
      <translation>File d’attente reprise</translation>
    </message>
    <message>
      <source>Approval withdrawn</source>
      <translation>Approbation annulée</translation>
    </message>
    <message>
      <source>Approved without {fields}</source>
      <translation>Approuvé sans {fields}</translation>
    </message>
    <message>
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
    <message>
      <source>Waiting for OCR</source>
      <translation>Attente de l’OCR</translation>
    </message>
    <message>
      <source>Waiting for the model</source>
      <translation>Attente du modèle</translation>
    </message>
    <message>
      <source>Accepted as printed</source>
      <translation>Accepté tel qu’imprimé</translation>
    </message>
    <message>
      <source>Flag changed</source>
      <translation>Marque modifiée</translation>
    </message>
    <message>
      <source>Postponement changed</source>
      <translation>Report modifié</translation>
    </message>
    <message>
      <source>Rule of a supplier</source>
      <translation>Règle d’un fournisseur</translation>
    </message>
    <message>
      <source>Rule taken back</source>
      <translation>Règle retirée</translation>
    </message>
    <message>
      <source>Rule switched</source>
      <translation>Règle activée ou désactivée</translation>
    </message>
    <message>
      <source>Rule deleted</source>
      <translation>Règle supprimée</translation>
    </message>
    <message>
      <source>Supplier changed</source>
      <translation>Fournisseur modifié</translation>
    </message>
    <message>
      <source>Suppliers merged</source>
      <translation>Fournisseurs fusionnés</translation>
    </message>
    <message>
      <source>Suppliers separated</source>
      <translation>Fournisseurs séparés</translation>
    </message>
    <message>
      <source>Join undone</source>
      <translation>Réunion annulée</translation>
    </message>
    <message>
      <source>Joined</source>
      <translation>Réunis</translation>
    </message>
    <message>
      <source>Pages arranged</source>
      <translation>Pages modifiées</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>Divisé</translation>
    </message>
    <message>
      <source>Split undone</source>
      <translation>Division annulée</translation>
    </message>
    <message>
      <source>Source changed</source>
      <translation>Source modifiée</translation>
    </message>
    <message>
      <source>Imported</source>
      <translation>Importé</translation>
    </message>
    <message>
      <source>Backed up</source>
      <translation>Sauvegardé</translation>
    </message>
    <message>
      <source>Verified</source>
      <translation>Vérifié</translation>
    </message>
    <message>
      <source>Hash chain started</source>
      <translation>Chaîne de hachage commencée</translation>
    </message>
    <message>
      <source>Merged</source>
      <translation>Fusionné</translation>
    </message>
    <message>
      <source>Merge undone</source>
      <translation>Fusion annulée</translation>
    </message>
  </context>
  <context>
    <name>PasswordDialog</name>
    <message>
      <source>Enter password</source>
      <translation>Saisir le mot de passe</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>Mot de passe</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Ouvrir</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) are protected by a password</source>
      <translation>
        <numerusform>%Ln reçu est protégé par un mot de passe</numerusform>
        <numerusform>%Ln reçus sont protégés par un mot de passe</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>… and %Ln more</source>
      <translation>
        <numerusform>… et %Ln autre</numerusform>
        <numerusform>… et %Ln autres</numerusform>
      </translation>
    </message>
    <message>
      <source>The password is wrong.</source>
      <translation>Le mot de passe est incorrect.</translation>
    </message>
    <message>
      <source>The password is kept in memory until Receipt Desktop closes. It is not saved.</source>
      <translation>Le mot de passe reste en mémoire jusqu’à la fermeture de Receipt Desktop. Il n’est pas enregistré.</translation>
    </message>
  </context>
  <context>
    <name>QueueCommands</name>
    <message numerus="yes">
      <source>Retry %Ln failed receipt(s)?</source>
      <translation>
        <numerusform>Réessayer %Ln reçu en échec ?</numerusform>
        <numerusform>Réessayer %Ln reçus en échec ?</numerusform>
      </translation>
    </message>
    <message>
      <source>They are added to the end of the queue.</source>
      <translation>Ils sont ajoutés à la fin de la file d’attente.</translation>
    </message>
    <message numerus="yes">
      <source>Retry %Ln</source>
      <translation>
        <numerusform>En réessayer %Ln</numerusform>
        <numerusform>En réessayer %Ln</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln completed receipt(s)?</source>
      <translation>
        <numerusform>Retirer %Ln reçu terminé ?</numerusform>
        <numerusform>Retirer %Ln reçus terminés ?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln failed receipt(s)?</source>
      <translation>
        <numerusform>Retirer %Ln reçu en échec ?</numerusform>
        <numerusform>Retirer %Ln reçus en échec ?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln completed and failed receipt(s)?</source>
      <translation>
        <numerusform>Retirer %Ln reçu terminé ou en échec ?</numerusform>
        <numerusform>Retirer %Ln reçus terminés et en échec ?</numerusform>
      </translation>
    </message>
    <message>
      <source>The receipts and their extracted values are removed from the list. You can undo this until you quit Receipt Desktop.</source>
      <translation>Les reçus et leurs valeurs extraites sont retirés de la liste. Vous pouvez annuler cette action tant que Receipt Desktop est ouvert.</translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln</source>
      <translation>
        <numerusform>En retirer %Ln</numerusform>
        <numerusform>En retirer %Ln</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu retiré</numerusform>
        <numerusform>%Ln reçus retirés</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RegionReader</name>
    <message>
      <source>Reading the region…</source>
      <translation>Lecture de la zone…</translation>
    </message>
    <message>
      <source>No text was found in this region.</source>
      <translation>Aucun texte n’a été trouvé dans cette zone.</translation>
    </message>
  </context>
  <context>
    <name>ReviewPage</name>
    <message>
      <source>All receipts of this list have been reviewed.</source>
      <translation>Tous les reçus de cette liste ont été vérifiés.</translation>
    </message>
    <message>
      <source>Enter it, or press {key} if it is not on the receipt.</source>
      <translation>Saisissez la valeur, ou appuyez sur {key} si elle ne figure pas sur le reçu.</translation>
    </message>
    <message>
      <source>Not saved yet: correct the text, or press Escape to discard it.</source>
      <translation>Pas encore enregistré : corrigez le texte, ou appuyez sur Échap pour l’abandonner.</translation>
    </message>
    <message>
      <source>{reason} Enter: {answer}. Ctrl+Enter approves it as it is.</source>
      <translation>{reason} Entrée : {answer}. Ctrl+Entrée l’approuve tel quel.</translation>
    </message>
    <message>
      <source>{reason} Enter again approves it as it is.</source>
      <translation>{reason} Appuyez de nouveau sur Entrée pour l’approuver tel quel.</translation>
    </message>
    <message>
      <source>Approved: {name}</source>
      <translation>Approuvé : {name}</translation>
    </message>
    <message>
      <source>Redone: {change}</source>
      <translation>Rétabli : {change}</translation>
    </message>
    <message>
      <source>Undone: {change}</source>
      <translation>Annulé : {change}</translation>
    </message>
    <message>
      <source>Nothing needs a review. Any receipt can be opened from the list.</source>
      <translation>Rien à vérifier. Tout reçu peut être ouvert depuis la liste.</translation>
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
      <translation>Tâches</translation>
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
      <translation>Audit</translation>
    </message>
  </context>
  <context>
    <name>ReceiptBar</name>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Reprocess</source>
      <translation>Retraiter</translation>
    </message>
    <message>
      <source>Process next</source>
      <translation>Traiter en priorité</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Mettre en pause</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Reprendre</translation>
    </message>
    <message>
      <source>Priority: {priority}</source>
      <translation>Priorité : {priority}</translation>
    </message>
  </context>
  <context>
    <name>ReceiptController</name>
    <message numerus="yes">
      <source>Cancelled %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu annulé</numerusform>
        <numerusform>%Ln reçus annulés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu retiré</numerusform>
        <numerusform>%Ln reçus retirés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Paused %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu mis en pause</numerusform>
        <numerusform>%Ln reçus mis en pause</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Resumed %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu repris</numerusform>
        <numerusform>%Ln reçus repris</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Changed the order of %Ln receipt(s)</source>
      <translation>
        <numerusform>Ordre de %Ln reçu modifié</numerusform>
        <numerusform>Ordre de %Ln reçus modifié</numerusform>
      </translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler l’action</translation>
    </message>
    <message numerus="yes">
      <source>Join %Ln receipt(s)</source>
      <translation>
        <numerusform>Réunir %Ln reçu</numerusform>
        <numerusform>Réunir %Ln reçus</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Joined %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu réuni</numerusform>
        <numerusform>%Ln reçus réunis</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Archived %Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln reçu archivé</numerusform>
        <numerusform>%Ln reçus archivés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Took %Ln receipt(s) out of the archive</source>
      <translation>
        <numerusform>%Ln reçu sorti de l’archive</numerusform>
        <numerusform>%Ln reçus sortis de l’archive</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReceiptHeader</name>
    <message>
      <source>Progress</source>
      <translation>Progression</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Approuver</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>Réessayer</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) selected. Corrections apply to this one, approval to all of them.</source>
      <translation>
        <numerusform>%Ln reçu sélectionné. Les corrections portent sur celui-ci, l’approbation sur tous.</numerusform>
        <numerusform>%Ln reçus sélectionnés. Les corrections portent sur celui-ci, l’approbation sur tous.</numerusform>
      </translation>
    </message>
    <message>
      <source>about {time} left</source>
      <translation>environ {time} restantes</translation>
    </message>
    <message numerus="yes">
      <source>Approve %Ln receipt(s)</source>
      <translation>
        <numerusform>Approuver %Ln reçu</numerusform>
        <numerusform>Approuver %Ln reçus</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Withdraw %Ln approval(s)</source>
      <translation>
        <numerusform>Annuler %Ln approbation</numerusform>
        <numerusform>Annuler %Ln approbations</numerusform>
      </translation>
    </message>
    <message>
      <source>Withdraw approval</source>
      <translation>Annuler l’approbation</translation>
    </message>
    <message>
      <source>Enter password…</source>
      <translation>Saisir le mot de passe…</translation>
    </message>
  </context>
  <context>
    <name>ReceiptSplitter</name>
    <message numerus="yes">
      <source>Split into %Ln receipt(s)</source>
      <translation>
        <numerusform>Diviser en %Ln reçu</numerusform>
        <numerusform>Diviser en %Ln reçus</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SavedViews</name>
    <message>
      <source>Save view</source>
      <translation>Enregistrer la vue</translation>
    </message>
    <message>
      <source>Name of this view</source>
      <translation>Nom de cette vue</translation>
    </message>
    <message>
      <source>All receipts</source>
      <translation>Tous les reçus</translation>
    </message>
    <message>
      <source>Save this view…</source>
      <translation>Enregistrer cette vue…</translation>
    </message>
    <message>
      <source>Delete view</source>
      <translation>Supprimer une vue</translation>
    </message>
  </context>
  <context>
    <name>remote_model</name>
    <message>
      <source>Send the text of receipts to {host}?</source>
      <translation>Envoyer le texte des reçus à {host} ?</translation>
    </message>
    <message>
      <source>The language model is on another computer, {host}. The text of every receipt will be sent to it. Otherwise, receipts are processed by rules only.</source>
      <translation>Le modèle de langage se trouve sur un autre ordinateur, {host}. Le texte de chaque reçu lui sera envoyé. Sinon, les reçus sont traités par les règles seules.</translation>
    </message>
    <message>
      <source>Send</source>
      <translation>Envoyer</translation>
    </message>
    <message>
      <source>Don’t send</source>
      <translation>Ne pas envoyer</translation>
    </message>
  </context>
  <context>
    <name>ReviewPane</name>
    <message>
      <source>Select a receipt to review it.</source>
      <translation>Sélectionnez un reçu pour le vérifier.</translation>
    </message>
    <message>
      <source>No data was read from this file.</source>
      <translation>Aucune donnée n’a été lue dans ce fichier.</translation>
    </message>
    <message>
      <source>The picture and values appear here once this receipt has been processed.</source>
      <translation>L’image et les valeurs s’afficheront ici une fois le reçu traité.</translation>
    </message>
  </context>
  <context>
    <name>ScopeBar</name>
    <message>
      <source>Report</source>
      <translation>Rapport</translation>
    </message>
    <message>
      <source>Approved only</source>
      <translation>Approuvés seulement</translation>
    </message>
    <message>
      <source>Archived too</source>
      <translation>Archivés aussi</translation>
    </message>
    <message>
      <source>Possible duplicates too</source>
      <translation>Doublons possibles aussi</translation>
    </message>
    <message>
      <source>Tax rate</source>
      <translation>Taux de taxe</translation>
    </message>
    <message>
      <source>PDF…</source>
      <translation>PDF…</translation>
    </message>
    <message>
      <source>CSV…</source>
      <translation>CSV…</translation>
    </message>
    <message>
      <source>JSON…</source>
      <translation>JSON…</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>Imprimer</translation>
    </message>
    <message>
      <source>Save as</source>
      <translation>Enregistrer sous</translation>
    </message>
    <message>
      <source>Open as PDF in the program that prints it</source>
      <translation>Ouvrir en PDF dans le programme qui l’imprime</translation>
    </message>
    <message>
      <source>The currency of the sums</source>
      <translation>La devise des sommes</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Devise</translation>
    </message>
  </context>
  <context>
    <name>ScopeBox</name>
    <message>
      <source>All shown</source>
      <translation>Tous les affichés</translation>
    </message>
    <message>
      <source>Selected</source>
      <translation>Sélectionnés</translation>
    </message>
    <message>
      <source>Only approved receipts</source>
      <translation>Seulement les reçus approuvés</translation>
    </message>
    <message>
      <source>Exported or not</source>
      <translation>Exporté ou non</translation>
    </message>
    <message>
      <source>Not exported yet</source>
      <translation>Pas encore exporté</translation>
    </message>
    <message>
      <source>Changed since their export</source>
      <translation>Modifié depuis l’export</translation>
    </message>
    <message>
      <source>Exported before</source>
      <translation>Déjà exportés</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
    <message>
      <source>Period</source>
      <translation>Période</translation>
    </message>
    <message>
      <source>Exports</source>
      <translation>Exports</translation>
    </message>
    <message>
      <source>First day</source>
      <translation>Premier jour</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Dernier jour</translation>
    </message>
  </context>
  <context>
    <name>settings</name>
    <message>
      <source>HTTP API</source>
      <translation>API HTTP</translation>
    </message>
    <message>
      <source>Allow other programs to submit and fetch receipts</source>
      <translation>Autoriser d’autres programmes à envoyer et récupérer des reçus</translation>
    </message>
    <message>
      <source>Accessible from</source>
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
      <source>PEM files for HTTPS.</source>
      <translation>Fichiers PEM pour HTTPS.</translation>
    </message>
    <message>
      <source>Private key</source>
      <translation>Clé privée</translation>
    </message>
    <message>
      <source>Processing</source>
      <translation>Traitement</translation>
    </message>
    <message>
      <source>Language model</source>
      <translation>Modèle de langage</translation>
    </message>
    <message>
      <source>Queue</source>
      <translation>File d’attente</translation>
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
      <translation>Paramètre système</translation>
    </message>
    <message>
      <source>Home country</source>
      <translation>Votre pays</translation>
    </message>
    <message>
      <source>For receipts without a currency.</source>
      <translation>Pour les reçus sans devise.</translation>
    </message>
    <message>
      <source>Regional default</source>
      <translation>Paramètre régional</translation>
    </message>
    <message>
      <source>Comma</source>
      <translation>Virgule</translation>
    </message>
    <message>
      <source>Receipts at a time</source>
      <translation>Reçus en parallèle</translation>
    </message>
    <message>
      <source>Languages</source>
      <translation>Langues</translation>
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
      <translation>Délai maximal</translation>
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
      <source>Automatic (best for each receipt)</source>
      <translation>Automatique (le meilleur pour chaque reçu)</translation>
    </message>
    <message>
      <source>OCR engine</source>
      <translation>Moteur OCR</translation>
    </message>
    <message>
      <source>For Tesseract. Fewer languages are faster.</source>
      <translation>Pour Tesseract. Moins de langues, c’est plus rapide.</translation>
    </message>
    <message>
      <source>For one attempt to process a receipt.</source>
      <translation>Pour une tentative de traitement d’un reçu.</translation>
    </message>
    <message>
      <source>Extraction</source>
      <translation>Extraction</translation>
    </message>
    <message>
      <source>Finds more values but takes longer. Without it, only rules are used.</source>
      <translation>Trouve davantage de valeurs, mais prend plus de temps. Sans lui, seules les règles sont utilisées.</translation>
    </message>
    <message>
      <source>Use a local model with Ollama</source>
      <translation>Utiliser un modèle local avec Ollama</translation>
    </message>
    <message>
      <source>Process receipts</source>
      <translation>Traiter les reçus</translation>
    </message>
    <message>
      <source>Stall alert</source>
      <translation>Alerte d’inactivité</translation>
    </message>
    <message>
      <source>Alert when nothing completes for this long while receipts are waiting.</source>
      <translation>Alerter si rien ne se termine pendant ce délai alors que des reçus attendent.</translation>
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
      <translation>Alerter si la part de reçus en échec au cours de la dernière heure dépasse cette valeur.</translation>
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
    <message>
      <source>Updates</source>
      <translation>Mises à jour</translation>
    </message>
    <message>
      <source>Check for updates at start</source>
      <translation>Rechercher les mises à jour au démarrage</translation>
    </message>
    <message>
      <source>Supplier rules</source>
      <translation>Règles des fournisseurs</translation>
    </message>
    <message>
      <source>Apply what you decided for each supplier</source>
      <translation>Appliquer ce que vous avez décidé pour chaque fournisseur</translation>
    </message>
    <message>
      <source>Home currency</source>
      <translation>Votre devise</translation>
    </message>
    <message>
      <source>For receipts whose country is unknown.</source>
      <translation>Pour les reçus dont le pays est inconnu.</translation>
    </message>
    <message>
      <source>Exchange rates</source>
      <translation>Taux de change</translation>
    </message>
    <message>
      <source>Fetch them from the European Central Bank</source>
      <translation>Les télécharger de la Banque centrale européenne</translation>
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
    <name>SplitBar</name>
    <message numerus="yes">
      <source>%Ln receipt(s) framed. Enter splits, Escape cancels.</source>
      <translation>
        <numerusform>%Ln reçu encadré. Entrée divise, Échap annule.</numerusform>
        <numerusform>%Ln reçus encadrés. Entrée divise, Échap annule.</numerusform>
      </translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Draw a frame around each receipt. Click a frame to remove it.</source>
      <translation>Tracez un cadre autour de chaque reçu. Un clic supprime un cadre.</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>Diviser</translation>
    </message>
  </context>
  <context>
    <name>StageTimeline</name>
    <message>
      <source>Stages of the attempt</source>
      <translation>Étapes de la tentative</translation>
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
      <translation>En échec</translation>
    </message>
    <message>
      <source>Success rate</source>
      <translation>Taux de réussite</translation>
    </message>
    <message>
      <source>Waiting p50 / p95</source>
      <translation>Attente p50 / p95</translation>
    </message>
    <message>
      <source>Running p50 / p95</source>
      <translation>Traitement p50 / p95</translation>
    </message>
  </context>
  <context>
    <name>StatisticsTab</name>
    <message>
      <source>No statistics yet. No receipts have been processed.</source>
      <translation>Pas encore de statistiques. Aucun reçu n’a été traité.</translation>
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
      <translation>En échec</translation>
    </message>
    <message>
      <source>Success rate</source>
      <translation>Taux de réussite</translation>
    </message>
    <message>
      <source>In the last hour</source>
      <translation>Au cours de la dernière heure</translation>
    </message>
    <message>
      <source>Longest current wait</source>
      <translation>Attente actuelle la plus longue</translation>
    </message>
    <message numerus="yes">
      <source>Last %Ln days</source>
      <translation>
        <numerusform>Dernier %Ln jour</numerusform>
        <numerusform>Derniers %Ln jours</numerusform>
      </translation>
    </message>
    <message>
      <source>Time per receipt</source>
      <translation>Temps par reçu</translation>
    </message>
    <message>
      <source>Daily totals</source>
      <translation>Par jour</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Attente</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>Traitement</translation>
    </message>
    <message>
      <source>Durations</source>
      <translation>Durées</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Jours</translation>
    </message>
  </context>
  <context>
    <name>StatusChip</name>
    <message>
      <source>Status</source>
      <translation>État</translation>
    </message>
  </context>
  <context>
    <name>StatusStrip</name>
    <message>
      <source>Starting…</source>
      <translation>Démarrage…</translation>
    </message>
    <message>
      <source>Queue status</source>
      <translation>État de la file d’attente</translation>
    </message>
    <message>
      <source>The queue is not responding.</source>
      <translation>La file d’attente ne répond pas.</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>En pause</translation>
    </message>
    <message>
      <source>not accepting new receipts</source>
      <translation>nouveaux reçus refusés</translation>
    </message>
    <message numerus="yes">
      <source>%Ln paused</source>
      <translation>
        <numerusform>%Ln en pause</numerusform>
        <numerusform>%Ln en pause</numerusform>
      </translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Prêt</translation>
    </message>
    <message numerus="yes">
      <source>%Ln waiting</source>
      <translation>
        <numerusform>%Ln en attente</numerusform>
        <numerusform>%Ln en attente</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Processing %Ln</source>
      <translation>
        <numerusform>%Ln en cours</numerusform>
        <numerusform>%Ln en cours</numerusform>
      </translation>
    </message>
    <message>
      <source>about {time} left</source>
      <translation>environ {time} restantes</translation>
    </message>
  </context>
  <context>
    <name>SumFigures</name>
    <message>
      <source>Deductible tax</source>
      <translation>Taxe déductible</translation>
    </message>
  </context>
  <context>
    <name>_ReasonRow</name>
    <message>
      <source>Accept as printed</source>
      <translation>Accepter tel qu’imprimé</translation>
    </message>
    <message>
      <source>Apply fix</source>
      <translation>Corriger</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) found, see the frames in the picture.</source>
      <translation>
        <numerusform>%Ln reçu trouvé, voir les cadres dans l’image.</numerusform>
        <numerusform>%Ln reçus trouvés, voir les cadres dans l’image.</numerusform>
      </translation>
    </message>
    <message>
      <source>Split</source>
      <translation>Diviser</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Comparer</translation>
    </message>
    <message>
      <source>Keep both</source>
      <translation>Garder les deux</translation>
    </message>
  </context>
  <context>
    <name>SystemTab</name>
    <message>
      <source>Processes</source>
      <translation>Processus</translation>
    </message>
    <message>
      <source>Shared</source>
      <translation>Partagé</translation>
    </message>
    <message>
      <source>Built-in</source>
      <translation>Intégré</translation>
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
      <source>Persistence</source>
      <translation>Persistance</translation>
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
      <source>Last seen</source>
      <translation>Dernier contact</translation>
    </message>
    <message>
      <source>Not checked yet</source>
      <translation>Pas encore vérifiée</translation>
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
      <source>Not responding</source>
      <translation>Ne répond pas</translation>
    </message>
    <message>
      <source>Response time</source>
      <translation>Temps de réponse</translation>
    </message>
    <message>
      <source>Queued IDs</source>
      <translation>Identifiants en file d’attente</translation>
    </message>
    <message>
      <source>Eviction policy</source>
      <translation>Politique d’éviction</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>En fonctionnement</translation>
    </message>
    <message>
      <source>Tokens per second</source>
      <translation>Jetons par seconde</translation>
    </message>
    <message>
      <source>No damage</source>
      <translation>Aucun dommage</translation>
    </message>
    <message>
      <source>Free disk space</source>
      <translation>Espace disque libre</translation>
    </message>
    <message>
      <source>none (not needed)</source>
      <translation>aucune (pas nécessaire)</translation>
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
      <source>Concurrency</source>
      <translation>En parallèle</translation>
    </message>
    <message>
      <source>Started</source>
      <translation>Démarré</translation>
    </message>
    <message>
      <source>{kind} (this one)</source>
      <translation>{kind} (ce processus)</translation>
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
      <translation>Taxe</translation>
    </message>
  </context>
  <context>
    <name>phone</name>
    <message>
      <source>Connected: {device}</source>
      <translation>Connecté : {device}</translation>
    </message>
    <message>
      <source>The connection has ended after one hour</source>
      <translation>La connexion a pris fin après une heure</translation>
    </message>
    <message>
      <source>Too many wrong codes were entered</source>
      <translation>Trop de codes faux ont été saisis</translation>
    </message>
    <message>
      <source>A phone has opened the page…</source>
      <translation>Un téléphone a ouvert la page…</translation>
    </message>
    <message>
      <source>Waiting for a phone…</source>
      <translation>En attente d’un téléphone…</translation>
    </message>
    <message>
      <source>Encrypted with the certificate from the settings.</source>
      <translation>Chiffré avec le certificat des réglages.</translation>
    </message>
    <message>
      <source>Photos travel unencrypted (HTTP) within this network. Use it in a network that you trust, not in a public Wi-Fi. With a certificate in the settings they are encrypted.</source>
      <translation>Les photos circulent en clair (HTTP) dans ce réseau. Utilisez un réseau de confiance, pas un Wi-Fi public. Avec un certificat dans les réglages, elles sont chiffrées.</translation>
    </message>
    <message>
      <source>{address}, reachable from the internet</source>
      <translation>{address}, accessible depuis Internet</translation>
    </message>
    <message>
      <source>No phone has reached this computer yet. Check that the phone is in the same network: its Wi-Fi is on, and it is not a guest network, whose devices are kept apart.</source>
      <translation>Aucun téléphone n’a encore joint cet ordinateur. Vérifiez que le téléphone est dans le même réseau : son Wi-Fi est activé et ce n’est pas un réseau invité, dont les appareils sont isolés.</translation>
    </message>
    <message>
      <source>In Windows Security, “Allow an app through firewall” has to allow Receipt Desktop in private networks, and this network has to be a private one.</source>
      <translation>Dans Sécurité Windows, « Autoriser une application via le pare-feu » doit autoriser Receipt Desktop dans les réseaux privés, et ce réseau doit être privé.</translation>
    </message>
    <message>
      <source>In System Settings, Network, Firewall has to allow incoming connections of Receipt Desktop.</source>
      <translation>Dans Réglages Système, Réseau, Coupe-feu doit autoriser les connexions entrantes de Receipt Desktop.</translation>
    </message>
    <message>
      <source>The firewall of this computer has to allow port {port} (TCP).</source>
      <translation>Le pare-feu de cet ordinateur doit autoriser le port {port} (TCP).</translation>
    </message>
  </context>
  <context>
    <name>suppliers</name>
    <message>
      <source>Merchant</source>
      <translation>Commerçant</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Catégorie</translation>
    </message>
    <message>
      <source>Currency if none is printed</source>
      <translation>Devise si aucune n’est imprimée</translation>
    </message>
    <message>
      <source>Tax if none is printed</source>
      <translation>Taxe si aucune n’est imprimée</translation>
    </message>
    <message>
      <source>Payment if none is printed</source>
      <translation>Paiement si aucun n’est imprimé</translation>
    </message>
    <message>
      <source>Total is beside</source>
      <translation>Le total est à côté de</translation>
    </message>
    <message>
      <source>Always write “{value}” for {supplier}?</source>
      <translation>Toujours écrire « {value} » pour {supplier} ?</translation>
    </message>
    <message>
      <source>Always “{value}” for {supplier}?</source>
      <translation>Toujours « {value} » pour {supplier} ?</translation>
    </message>
    <message>
      <source>Always {value} for {supplier} if no currency is printed?</source>
      <translation>Toujours {value} pour {supplier} si aucune devise n’est imprimée ?</translation>
    </message>
    <message>
      <source>Always “{value}” for {supplier} if no tax is printed?</source>
      <translation>Toujours « {value} » pour {supplier} si aucune taxe n’est imprimée ?</translation>
    </message>
    <message>
      <source>Always “{value}” for {supplier} if no payment is printed?</source>
      <translation>Toujours « {value} » pour {supplier} si aucun paiement n’est imprimé ?</translation>
    </message>
    <message>
      <source>Always take the total beside “{value}” for {supplier}?</source>
      <translation>Toujours prendre le total à côté de « {value} » pour {supplier} ?</translation>
    </message>
    <message>
      <source>So far: {value}.</source>
      <translation>Jusqu’ici : {value}.</translation>
    </message>
    <message>
      <source>VAT / tax ID</source>
      <translation>N° TVA / fiscal</translation>
    </message>
    <message>
      <source>Till</source>
      <translation>Caisse</translation>
    </message>
    <message>
      <source>IBAN</source>
      <translation>IBAN</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Téléphone</translation>
    </message>
    <message>
      <source>Website</source>
      <translation>Site web</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>No tax</source>
      <translation>Aucune taxe</translation>
    </message>
    <message>
      <source>{rate} % included</source>
      <translation>{rate} % inclus</translation>
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
      <translation>Taxe</translation>
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
      <source>Card (last 4)</source>
      <translation>Carte (4 derniers)</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Téléphone</translation>
    </message>
    <message>
      <source>VAT / tax ID</source>
      <translation>N° de TVA / fiscal</translation>
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
      <translation>Approuvé</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Annulé</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>En pause</translation>
    </message>
    <message>
      <source>Processing</source>
      <translation>En cours</translation>
    </message>
    <message>
      <source>Retrying</source>
      <translation>Nouvelle tentative</translation>
    </message>
    <message>
      <source>Retrying in {n} s</source>
      <translation>Nouvelle tentative dans {n} s</translation>
    </message>
    <message>
      <source>In the queue</source>
      <translation>Dans la file d’attente</translation>
    </message>
    <message>
      <source>Opening file</source>
      <translation>Ouverture du fichier</translation>
    </message>
    <message>
      <source>Reading text</source>
      <translation>Lecture du texte</translation>
    </message>
    <message>
      <source>Extracting values</source>
      <translation>Extraction des valeurs</translation>
    </message>
    <message>
      <source>Running language model</source>
      <translation>Modèle de langage</translation>
    </message>
    <message>
      <source>Checking totals</source>
      <translation>Vérification des montants</translation>
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
    <message>
      <source>Same picture</source>
      <translation>Même image</translation>
    </message>
    <message>
      <source>Duplicate</source>
      <translation>Doublon</translation>
    </message>
    <message>
      <source>Likely duplicate</source>
      <translation>Doublon probable</translation>
    </message>
    <message>
      <source>Possible duplicate</source>
      <translation>Doublon possible</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>Étiquettes</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projet</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Note</translation>
    </message>
    <message>
      <source>Paid by</source>
      <translation>Payé par</translation>
    </message>
    <message>
      <source>Reimbursable</source>
      <translation>Remboursable</translation>
    </message>
    <message>
      <source>Number, or a generated one</source>
      <translation>Numéro, ou un numéro généré</translation>
    </message>
    <message>
      <source>Contact</source>
      <translation>Contact</translation>
    </message>
    <message>
      <source>Supplier number</source>
      <translation>Numéro de fournisseur</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>Description</translation>
    </message>
    <message>
      <source>Account</source>
      <translation>Compte</translation>
    </message>
    <message>
      <source>Paying account</source>
      <translation>Compte de paiement</translation>
    </message>
    <message>
      <source>Tax code</source>
      <translation>Code de taxe</translation>
    </message>
    <message>
      <source>Tax rate</source>
      <translation>Taux de taxe</translation>
    </message>
    <message>
      <source>Net</source>
      <translation>Net</translation>
    </message>
    <message>
      <source>Gross</source>
      <translation>Brut</translation>
    </message>
    <message>
      <source>Gross, money out negative</source>
      <translation>Brut, dépenses négatives</translation>
    </message>
    <message>
      <source>Currency of the amounts</source>
      <translation>Devise des montants</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Fichier</translation>
    </message>
    <message>
      <source>Receipt id</source>
      <translation>Identifiant du reçu</translation>
    </message>
    <message>
      <source>CSV with own columns</source>
      <translation>CSV à colonnes choisies</translation>
    </message>
    <message>
      <source>Excel workbook</source>
      <translation>Classeur Excel</translation>
    </message>
    <message>
      <source>Xero bills</source>
      <translation>Factures Xero</translation>
    </message>
    <message>
      <source>QuickBooks bank</source>
      <translation>Banque QuickBooks</translation>
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
      <translation>Banque FreeAgent</translation>
    </message>
    <message>
      <source>OFX bank statement</source>
      <translation>Relevé bancaire OFX</translation>
    </message>
    <message>
      <source>QIF transactions</source>
      <translation>Opérations QIF</translation>
    </message>
    <message>
      <source>Sage 50 audit trail</source>
      <translation>Sage 50 (audit trail)</translation>
    </message>
    <message>
      <source>Original files (ZIP)</source>
      <translation>Fichiers originaux (ZIP)</translation>
    </message>
    <message>
      <source>PDF report by month</source>
      <translation>Rapport PDF par mois</translation>
    </message>
    <message>
      <source>PDF for each receipt</source>
      <translation>PDF par reçu</translation>
    </message>
    <message>
      <source>JSON</source>
      <translation>JSON</translation>
    </message>
    <message>
      <source>Belong together</source>
      <translation>Vont ensemble</translation>
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
      <source>Create a new token?</source>
      <translation>Créer un nouveau jeton ?</translation>
    </message>
    <message>
      <source>Create token</source>
      <translation>Créer un jeton</translation>
    </message>
    <message>
      <source>The current token stops working immediately. Every program that uses it needs the new one.</source>
      <translation>Le jeton actuel cesse immédiatement de fonctionner. Chaque programme qui l’utilise a besoin du nouveau.</translation>
    </message>
    <message>
      <source>This is the new token.</source>
      <translation>Voici le nouveau jeton.</translation>
    </message>
  </context>
  <context>
    <name>TotalsDialog</name>
    <message>
      <source>Totals</source>
      <translation>Totaux</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Devise</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Catégorie</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Total</translation>
    </message>
    <message>
      <source>Tax</source>
      <translation>Taxe</translation>
    </message>
    <message>
      <source>Tax rate</source>
      <translation>Taux de taxe</translation>
    </message>
    <message>
      <source>Net</source>
      <translation>Net</translation>
    </message>
    <message>
      <source>By category</source>
      <translation>Par catégorie</translation>
    </message>
    <message>
      <source>By tax rate, as printed in the tax tables</source>
      <translation>Par taux, selon les tableaux de taxes imprimés</translation>
    </message>
    <message>
      <source>All categories</source>
      <translation>Toutes les catégories</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
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
      <translation>Afficher la pile d’appels</translation>
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
    <name>review_keys</name>
    <message>
      <source>Next receipt</source>
      <translation>Reçu suivant</translation>
    </message>
    <message>
      <source>Previous receipt</source>
      <translation>Reçu précédent</translation>
    </message>
    <message>
      <source>Skip: put at the end</source>
      <translation>Passer : mettre à la fin</translation>
    </message>
    <message>
      <source>Flag</source>
      <translation>Marquer</translation>
    </message>
    <message>
      <source>Postpone</source>
      <translation>Reporter</translation>
    </message>
    <message>
      <source>Apply the suggested fix</source>
      <translation>Appliquer la correction proposée</translation>
    </message>
    <message>
      <source>Accept as printed</source>
      <translation>Accepter tel qu’imprimé</translation>
    </message>
    <message>
      <source>Not on the receipt</source>
      <translation>Absent du reçu</translation>
    </message>
    <message>
      <source>Edit the first doubtful field</source>
      <translation>Modifier le premier champ douteux</translation>
    </message>
    <message>
      <source>Go to the total</source>
      <translation>Aller au total</translation>
    </message>
    <message>
      <source>Go to the date</source>
      <translation>Aller à la date</translation>
    </message>
    <message>
      <source>Go to the merchant</source>
      <translation>Aller au commerçant</translation>
    </message>
    <message>
      <source>Go to the category</source>
      <translation>Aller à la catégorie</translation>
    </message>
    <message>
      <source>Go to the line items</source>
      <translation>Aller aux articles</translation>
    </message>
    <message>
      <source>Turn the picture</source>
      <translation>Pivoter l’image</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Agrandir</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Réduire</translation>
    </message>
    <message>
      <source>Fit width</source>
      <translation>Ajuster à la largeur</translation>
    </message>
    <message>
      <source>Fit page</source>
      <translation>Page entière</translation>
    </message>
    <message>
      <source>Keep the view where it is</source>
      <translation>Figer la vue</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>Page suivante</translation>
    </message>
    <message>
      <source>Previous page</source>
      <translation>Page précédente</translation>
    </message>
    <message>
      <source>Choose value {n}</source>
      <translation>Choisir la valeur {n}</translation>
    </message>
    <message>
      <source>Show all keys</source>
      <translation>Afficher toutes les touches</translation>
    </message>
    <message>
      <source>Always for this supplier</source>
      <translation>Toujours pour ce fournisseur</translation>
    </message>
    <message>
      <source>Join with the next receipt</source>
      <translation>Réunir avec le reçu suivant</translation>
    </message>
    <message>
      <source>Show the pages</source>
      <translation>Afficher les pages</translation>
    </message>
    <message>
      <source>Split by drawing frames</source>
      <translation>Diviser en traçant des cadres</translation>
    </message>
    <message>
      <source>Turn the page and read it again</source>
      <translation>Pivoter la page et la relire</translation>
    </message>
    <message>
      <source>Compare the duplicate</source>
      <translation>Comparer le doublon</translation>
    </message>
    <message>
      <source>Go to the tags</source>
      <translation>Aller aux étiquettes</translation>
    </message>
    <message>
      <source>Scroll down</source>
      <translation>Défiler vers le bas</translation>
    </message>
    <message>
      <source>Scroll up</source>
      <translation>Défiler vers le haut</translation>
    </message>
    <message>
      <source>Accept and go on</source>
      <translation>Accepter et continuer</translation>
    </message>
    <message>
      <source>Approve all proven</source>
      <translation>Approuver tous les reçus sûrs</translation>
    </message>
  </context>
  <context>
    <name>WaitingTab</name>
    <message>
      <source>Waiting receipts</source>
      <translation>Reçus en attente</translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) waiting</source>
      <translation>
        <numerusform>%Ln reçu en attente</numerusform>
        <numerusform>%Ln reçus en attente</numerusform>
      </translation>
    </message>
    <message>
      <source>No waiting receipts.</source>
      <translation>Aucun reçu en attente.</translation>
    </message>
    <message>
      <source>Process next</source>
      <translation>Traiter en priorité</translation>
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
      <translation>Mettre en pause</translation>
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
      <source>Status</source>
      <translation>État</translation>
    </message>
    <message>
      <source>Wait time</source>
      <translation>Attente</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Tentatives</translation>
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
      <translation>Dossier de données</translation>
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
      <translation>Worker</translation>
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
      <translation>Tentative</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Progression</translation>
    </message>
    <message>
      <source>Elapsed</source>
      <translation>Durée</translation>
    </message>
    <message>
      <source>Idle</source>
      <translation>Inactif</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Arrêté</translation>
    </message>
    <message>
      <source>This window</source>
      <translation>Cette fenêtre</translation>
    </message>
  </context>
  <context>
    <name>audit</name>
    <message>
      <source>{name}: {value}</source>
      <translation>{name} : {value}</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>État</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Approuvé</translation>
    </message>
    <message>
      <source>Needs review</source>
      <translation>À vérifier</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>En pause</translation>
    </message>
    <message>
      <source>Flagged</source>
      <translation>Marqué</translation>
    </message>
    <message>
      <source>Postponed</source>
      <translation>Reporté</translation>
    </message>
    <message>
      <source>Priority</source>
      <translation>Priorité</translation>
    </message>
    <message>
      <source>OCR engine</source>
      <translation>Moteur OCR</translation>
    </message>
    <message>
      <source>Language model</source>
      <translation>Modèle de langage</translation>
    </message>
    <message>
      <source>Original</source>
      <translation>Original</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>Lignes</translation>
    </message>
    <message>
      <source>Items</source>
      <translation>Articles</translation>
    </message>
    <message>
      <source>Tax lines</source>
      <translation>Lignes de taxe</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>en attente</translation>
    </message>
    <message>
      <source>processing</source>
      <translation>en cours</translation>
    </message>
    <message>
      <source>done</source>
      <translation>terminé</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>échec</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>oui</translation>
    </message>
    <message>
      <source>no</source>
      <translation>non</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Pages</translation>
    </message>
    <message>
      <source>Head of the log</source>
      <translation>Tête du journal</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>Lot</translation>
    </message>
    <message>
      <source>SHA-256</source>
      <translation>SHA-256</translation>
    </message>
    <message>
      <source>Older entries</source>
      <translation>Entrées antérieures</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Source</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>Sender</source>
      <translation>Expéditeur</translation>
    </message>
    <message>
      <source>On</source>
      <translation>Activée</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>Options</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Règle</translation>
    </message>
    <message>
      <source>Originals</source>
      <translation>Originaux</translation>
    </message>
    <message>
      <source>Differences</source>
      <translation>Différences</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Nombre</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Échecs</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Rapport</translation>
    </message>
  </context>
  <context>
    <name>sources</name>
    <message>
      <source>File</source>
      <translation>Fichier</translation>
    </message>
    <message>
      <source>Clipboard</source>
      <translation>Presse-papiers</translation>
    </message>
    <message>
      <source>Command line</source>
      <translation>Ligne de commande</translation>
    </message>
    <message>
      <source>Other program</source>
      <translation>Autre programme</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Téléphone</translation>
    </message>
    <message>
      <source>Watched folder</source>
      <translation>Dossier surveillé</translation>
    </message>
    <message>
      <source>Mail</source>
      <translation>E-mail</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Scanner</translation>
    </message>
    <message>
      <source>Browser</source>
      <translation>Navigateur</translation>
    </message>
    <message>
      <source>Read first</source>
      <translation>Lire en premier</translation>
    </message>
    <message>
      <source>Read last</source>
      <translation>Lire en dernier</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Arrêtée</translation>
    </message>
    <message>
      <source>On</source>
      <translation>Active</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Règle</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Toutes</translation>
    </message>
    <message>
      <source>{name}, from {sender}</source>
      <translation>{name}, de {sender}</translation>
    </message>
  </context>
  <context>
    <name>SourceColumns</name>
    <message>
      <source>Kind</source>
      <translation>Type</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Source</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Règle</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Reçus</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Échecs</translation>
    </message>
    <message>
      <source>Last checked</source>
      <translation>Dernière vérification</translation>
    </message>
    <message>
      <source>State</source>
      <translation>État</translation>
    </message>
  </context>
  <context>
    <name>RuleEditor</name>
    <message>
      <source>As read</source>
      <translation>Telle que lue</translation>
    </message>
    <message>
      <source>This one</source>
      <translation>Celle-ci</translation>
    </message>
    <message>
      <source>In turn</source>
      <translation>Dans l’ordre</translation>
    </message>
    <message>
      <source>Separated by commas</source>
      <translation>Séparées par des virgules</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Catégorie</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projet</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>Étiquettes</translation>
    </message>
    <message>
      <source>Paid by</source>
      <translation>Payé par</translation>
    </message>
    <message>
      <source>Company</source>
      <translation>Entreprise</translation>
    </message>
    <message>
      <source>Priority</source>
      <translation>Priorité</translation>
    </message>
  </context>
  <context>
    <name>SourceRuleDialog</name>
    <message>
      <source>Rule for a source</source>
      <translation>Règle pour une source</translation>
    </message>
    <message>
      <source>Rules of suppliers and your own corrections come before this rule.</source>
      <translation>Les règles des fournisseurs et vos propres corrections l’emportent sur cette règle.</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Enregistrer</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Toutes</translation>
    </message>
    <message>
      <source>Address, or @domain; empty for everybody</source>
      <translation>Adresse ou @domaine ; vide pour tous</translation>
    </message>
    <message>
      <source>Receipts from</source>
      <translation>Reçus de</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>Sender</source>
      <translation>Expéditeur</translation>
    </message>
    <message>
      <source>They get</source>
      <translation>Ils reçoivent</translation>
    </message>
  </context>
  <context>
    <name>SourcesPage</name>
    <message>
      <source>Mailbox…</source>
      <translation>Boîte aux lettres…</translation>
    </message>
    <message>
      <source>Sources</source>
      <translation>Sources</translation>
    </message>
    <message>
      <source>Rule…</source>
      <translation>Règle…</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Modifier…</translation>
    </message>
    <message>
      <source>Switch off</source>
      <translation>Arrêter</translation>
    </message>
    <message>
      <source>Switch on</source>
      <translation>Activer</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Supprimer</translation>
    </message>
    <message>
      <source>Show receipts</source>
      <translation>Afficher les reçus</translation>
    </message>
    <message>
      <source>Change a source</source>
      <translation>Modifier une source</translation>
    </message>
    <message>
      <source>Add a source</source>
      <translation>Ajouter une source</translation>
    </message>
    <message>
      <source>Delete a source</source>
      <translation>Supprimer une source</translation>
    </message>
    <message>
      <source>Add a watched folder or a mailbox, and receipts are added automatically.</source>
      <translation>Ajoutez un dossier surveillé ou une boîte aux lettres, et les reçus sont ajoutés automatiquement.</translation>
    </message>
    <message>
      <source>Watched folder…</source>
      <translation>Dossier surveillé…</translation>
    </message>
    <message>
      <source>Scan…</source>
      <translation>Numériser…</translation>
    </message>
    <message>
      <source>Failed files…</source>
      <translation>Fichiers en échec…</translation>
    </message>
    <message>
      <source>From phone…</source>
      <translation>Depuis le téléphone…</translation>
    </message>
  </context>
  <context>
    <name>NameQuestion</name>
    <message>
      <source>Create “{name}”</source>
      <translation>Créer « {name} »</translation>
    </message>
    <message>
      <source>“{name}” is a new category.</source>
      <translation>« {name} » est une nouvelle catégorie.</translation>
    </message>
    <message>
      <source>There is no category “{name}” yet.</source>
      <translation>La catégorie « {name} » n’existe pas encore.</translation>
    </message>
  </context>
  <context>
    <name>setting_names</name>
    <message>
      <source>Largest request (MB)</source>
      <translation>Taille maximale d’une requête (Mo)</translation>
    </message>
    <message>
      <source>Requests per minute</source>
      <translation>Requêtes par minute</translation>
    </message>
    <message>
      <source>Requests per minute and address</source>
      <translation>Requêtes par minute et par adresse</translation>
    </message>
    <message>
      <source>Port for phones</source>
      <translation>Port pour les téléphones</translation>
    </message>
    <message>
      <source>Webhook</source>
      <translation>Webhook</translation>
    </message>
    <message>
      <source>Webhooks to private networks</source>
      <translation>Webhooks vers les réseaux privés</translation>
    </message>
    <message>
      <source>Shared files</source>
      <translation>Fichiers partagés</translation>
    </message>
    <message>
      <source>Address of the shared Redis</source>
      <translation>Adresse du Redis partagé</translation>
    </message>
    <message>
      <source>Host of the shared Redis</source>
      <translation>Hôte du Redis partagé</translation>
    </message>
    <message>
      <source>Port of the shared Redis</source>
      <translation>Port du Redis partagé</translation>
    </message>
    <message>
      <source>Redis server program</source>
      <translation>Programme du serveur Redis</translation>
    </message>
    <message>
      <source>Text of receipts may be sent to</source>
      <translation>Le texte des reçus peut être envoyé à</translation>
    </message>
    <message>
      <source>Largest file (MB)</source>
      <translation>Taille maximale d’un fichier (Mo)</translation>
    </message>
    <message>
      <source>Largest picture (megapixels)</source>
      <translation>Taille maximale d’une image (mégapixels)</translation>
    </message>
    <message>
      <source>Most pages of a file</source>
      <translation>Nombre maximal de pages par fichier</translation>
    </message>
    <message>
      <source>Wait when closing (s)</source>
      <translation>Attente à la fermeture (s)</translation>
    </message>
    <message>
      <source>Patience with a silent worker (s)</source>
      <translation>Patience envers un processus muet (s)</translation>
    </message>
    <message>
      <source>Address of the exchange rates</source>
      <translation>Adresse des taux de change</translation>
    </message>
    <message>
      <source>Company name</source>
      <translation>Nom de l’entreprise</translation>
    </message>
    <message>
      <source>Welcome page shown</source>
      <translation>Page d’accueil affichée</translation>
    </message>
    <message>
      <source>Keys of the review</source>
      <translation>Touches de la vérification</translation>
    </message>
  </context>
  <context>
    <name>ReasonsPanel</name>
    <message numerus="yes">
      <source>%Ln more reason(s)</source>
      <translation>
        <numerusform>%Ln autre raison</numerusform>
        <numerusform>%Ln autres raisons</numerusform>
      </translation>
    </message>
  </context>
</TS>
