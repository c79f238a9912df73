<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>AddressQuestion</name>
    <message numerus="yes">
      <source>Fetch %n file(s) from {host}?</source>
      <translation>
        <numerusform>Fetch %n file from {host}?</numerusform>
        <numerusform>Fetch %n files from {host}?</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ApprovalController</name>
    <message numerus="yes">
      <source>Approve %n receipt(s)?</source>
      <translation>
        <numerusform>Approve %n receipt?</numerusform>
        <numerusform>Approve %n receipts?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Approve %n receipt(s)</source>
      <translation>
        <numerusform>Approve %n receipt</numerusform>
        <numerusform>Approve %n receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>AuditTab</name>
    <message numerus="yes">
      <source>%n entry(s)</source>
      <translation>
        <numerusform>%n entry</numerusform>
        <numerusform>%n entries</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Exported %n entry(s) to {file}.</source>
      <translation>
        <numerusform>Exported %n entry to {file}.</numerusform>
        <numerusform>Exported %n entries to {file}.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BackupSection</name>
    <message numerus="yes">
      <source>%n receipt(s)</source>
      <translation>
        <numerusform>%n receipt</numerusform>
        <numerusform>%n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n original(s)</source>
      <translation>
        <numerusform>%n original</numerusform>
        <numerusform>%n originals</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n original(s) are missing or were changed.</source>
      <translation>
        <numerusform>%n original is missing or was changed.</numerusform>
        <numerusform>%n originals are missing or were changed.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n original(s) are not in the backup.</source>
      <translation>
        <numerusform>%n original is not in the backup.</numerusform>
        <numerusform>%n originals are not in the backup.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BulkEditDialog</name>
    <message numerus="yes">
      <source>Change %n receipt(s)</source>
      <translation>
        <numerusform>Change %n receipt</numerusform>
        <numerusform>Change %n receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ChartPanel</name>
    <message numerus="yes">
      <source>Last %n days</source>
      <translation>
        <numerusform>Last %n day</numerusform>
        <numerusform>Last %n days</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ClosingDialog</name>
    <message numerus="yes">
      <source>Closing when %n receipt(s) are done</source>
      <translation>
        <numerusform>Closing when %n receipt is done</numerusform>
        <numerusform>Closing when %n receipts are done</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Still processing %n receipt(s)</source>
      <translation>
        <numerusform>Still processing %n receipt</numerusform>
        <numerusform>Still processing %n receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ExportController</name>
    <message numerus="yes">
      <source>Exported %n row(s) to {file}.</source>
      <translation>
        <numerusform>Exported %n row to {file}.</numerusform>
        <numerusform>Exported %n rows to {file}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s) was/were left out.</source>
      <translation>
        <numerusform>%n receipt was left out.</numerusform>
        <numerusform>%n receipts were left out.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FieldsForm</name>
    <message numerus="yes">
      <source>%n empty field(s)</source>
      <translation>
        <numerusform>%n empty field</numerusform>
        <numerusform>%n empty fields</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ImportController</name>
    <message numerus="yes">
      <source>Imported %n receipt(s)</source>
      <translation>
        <numerusform>Imported %n receipt</numerusform>
        <numerusform>Imported %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n failed</source>
      <translation>
        <numerusform>%n failed</numerusform>
        <numerusform>%n failed</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ImportDialog</name>
    <message numerus="yes">
      <source>Import %n receipt(s)</source>
      <translation>
        <numerusform>Import %n receipt</numerusform>
        <numerusform>Import %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s) from {program} come in</source>
      <translation>
        <numerusform>%n receipt from {program} comes in</numerusform>
        <numerusform>%n receipts from {program} come in</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n with a picture</source>
      <translation>
        <numerusform>%n with a picture</numerusform>
        <numerusform>%n with a picture</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n line(s) are left out.</source>
      <translation>
        <numerusform>%n line is left out.</numerusform>
        <numerusform>%n lines are left out.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n picture(s) belong to no line.</source>
      <translation>
        <numerusform>%n picture belongs to no line.</numerusform>
        <numerusform>%n pictures belong to no line.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>InboxController</name>
    <message numerus="yes">
      <source>Skipped %n receipt(s) that were already added.</source>
      <translation>
        <numerusform>Skipped %n receipt that was already added.</numerusform>
        <numerusform>Skipped %n receipts that were already added.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>… and %n more.</source>
      <translation>
        <numerusform>… and %n more.</numerusform>
        <numerusform>… and %n more.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Approved %n receipt(s)</source>
      <translation>
        <numerusform>Approved %n receipt</numerusform>
        <numerusform>Approved %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Changed {field} of %n receipt(s)</source>
      <translation>
        <numerusform>Changed {field} of %n receipt</numerusform>
        <numerusform>Changed {field} of %n receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>JobsTab</name>
    <message numerus="yes">
      <source>%n job(s)</source>
      <translation>
        <numerusform>%n job</numerusform>
        <numerusform>%n jobs</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>KeyFigures</name>
    <message numerus="yes">
      <source>%n paused</source>
      <translation>
        <numerusform>%n paused</numerusform>
        <numerusform>%n paused</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LeftoverRow</name>
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation>
        <numerusform>%n file</numerusform>
        <numerusform>%n files</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) could not be deleted.</source>
      <translation>
        <numerusform>%n file could not be deleted.</numerusform>
        <numerusform>%n files could not be deleted.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>OrphanRow</name>
    <message numerus="yes">
      <source>%n original(s)</source>
      <translation>
        <numerusform>%n original</numerusform>
        <numerusform>%n originals</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n original(s) could not be imported.</source>
      <translation>
        <numerusform>%n original could not be imported.</numerusform>
        <numerusform>%n originals could not be imported.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PageArranger</name>
    <message numerus="yes">
      <source>Join %n receipt(s)</source>
      <translation>
        <numerusform>Join %n receipt</numerusform>
        <numerusform>Join %n receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PasswordDialog</name>
    <message numerus="yes">
      <source>%n receipt(s) are protected by a password</source>
      <translation>
        <numerusform>%n receipt is protected by a password</numerusform>
        <numerusform>%n receipts are protected by a password</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>… and %n more</source>
      <translation>
        <numerusform>… and %n more</numerusform>
        <numerusform>… and %n more</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PhoneDialog</name>
    <message numerus="yes">
      <source>%n photo(s) received</source>
      <translation>
        <numerusform>%n photo received</numerusform>
        <numerusform>%n photos received</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n finished</source>
      <translation>
        <numerusform>%n finished</numerusform>
        <numerusform>%n finished</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n not added</source>
      <translation>
        <numerusform>%n not added</numerusform>
        <numerusform>%n not added</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PreflightView</name>
    <message numerus="yes">
      <source>%n receipt(s)</source>
      <translation>
        <numerusform>%n receipt</numerusform>
        <numerusform>%n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n further currency(ies)</source>
      <translation>
        <numerusform>%n further currency</numerusform>
        <numerusform>%n further currencies</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n would be left out.</source>
      <translation>
        <numerusform>%n would be left out.</numerusform>
        <numerusform>%n would be left out.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n still need(s) review.</source>
      <translation>
        <numerusform>%n still needs review.</numerusform>
        <numerusform>%n still need review.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n is/are not read or could not be read.</source>
      <translation>
        <numerusform>%n is not read or could not be read.</numerusform>
        <numerusform>%n are not read or could not be read.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ProvenReceipts</name>
    <message numerus="yes">
      <source>Approved %n receipt(s)</source>
      <translation>
        <numerusform>Approved %n receipt</numerusform>
        <numerusform>Approved %n receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>QueueCommands</name>
    <message numerus="yes">
      <source>Retry %n failed receipt(s)?</source>
      <translation>
        <numerusform>Retry %n failed receipt?</numerusform>
        <numerusform>Retry %n failed receipts?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Retry %n</source>
      <translation>
        <numerusform>Retry %n</numerusform>
        <numerusform>Retry %n</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %n completed receipt(s)?</source>
      <translation>
        <numerusform>Remove %n completed receipt?</numerusform>
        <numerusform>Remove %n completed receipts?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %n failed receipt(s)?</source>
      <translation>
        <numerusform>Remove %n failed receipt?</numerusform>
        <numerusform>Remove %n failed receipts?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %n completed and failed receipt(s)?</source>
      <translation>
        <numerusform>Remove %n completed or failed receipt?</numerusform>
        <numerusform>Remove %n completed and failed receipts?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %n</source>
      <translation>
        <numerusform>Remove %n</numerusform>
        <numerusform>Remove %n</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %n receipt(s)</source>
      <translation>
        <numerusform>Removed %n receipt</numerusform>
        <numerusform>Removed %n receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReceiptController</name>
    <message numerus="yes">
      <source>Cancelled %n receipt(s)</source>
      <translation>
        <numerusform>Cancelled %n receipt</numerusform>
        <numerusform>Cancelled %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %n receipt(s)</source>
      <translation>
        <numerusform>Removed %n receipt</numerusform>
        <numerusform>Removed %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Paused %n receipt(s)</source>
      <translation>
        <numerusform>Paused %n receipt</numerusform>
        <numerusform>Paused %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Resumed %n receipt(s)</source>
      <translation>
        <numerusform>Resumed %n receipt</numerusform>
        <numerusform>Resumed %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Changed the order of %n receipt(s)</source>
      <translation>
        <numerusform>Changed the order of %n receipt</numerusform>
        <numerusform>Changed the order of %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Join %n receipt(s)</source>
      <translation>
        <numerusform>Join %n receipt</numerusform>
        <numerusform>Join %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Joined %n receipt(s)</source>
      <translation>
        <numerusform>Joined %n receipt</numerusform>
        <numerusform>Joined %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Archived %n receipt(s)</source>
      <translation>
        <numerusform>Archived %n receipt</numerusform>
        <numerusform>Archived %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Took %n receipt(s) out of the archive</source>
      <translation>
        <numerusform>Took %n receipt out of the archive</numerusform>
        <numerusform>Took %n receipts out of the archive</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReceiptHeader</name>
    <message numerus="yes">
      <source>%n receipt(s) selected. Corrections apply to this one, approval to all of them.</source>
      <translation>
        <numerusform>%n receipt selected. Corrections apply to this one, approval to all of them.</numerusform>
        <numerusform>%n receipts selected. Corrections apply to this one, approval to all of them.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Approve %n receipt(s)</source>
      <translation>
        <numerusform>Approve %n receipt</numerusform>
        <numerusform>Approve %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Withdraw %n approval(s)</source>
      <translation>
        <numerusform>Withdraw %n approval</numerusform>
        <numerusform>Withdraw %n approvals</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReceiptSplitter</name>
    <message numerus="yes">
      <source>Split into %n receipt(s)</source>
      <translation>
        <numerusform>Split into %n receipt</numerusform>
        <numerusform>Split into %n receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReportCharts</name>
    <message numerus="yes">
      <source>%n receipt(s)</source>
      <translation>
        <numerusform>%n receipt</numerusform>
        <numerusform>%n receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RuleDialog</name>
    <message numerus="yes">
      <source>%n open receipt(s) would change:</source>
      <translation>
        <numerusform>%n open receipt would change:</numerusform>
        <numerusform>%n open receipts would change:</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RuleLine</name>
    <message numerus="yes">
      <source>%n open receipt(s) changed.</source>
      <translation>
        <numerusform>%n open receipt changed.</numerusform>
        <numerusform>%n open receipts changed.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ScanDialog</name>
    <message numerus="yes">
      <source>%n receipt(s) added.</source>
      <translation>
        <numerusform>%n receipt added.</numerusform>
        <numerusform>%n receipts added.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SplitBar</name>
    <message numerus="yes">
      <source>%n receipt(s) framed. Enter splits, Escape cancels.</source>
      <translation>
        <numerusform>%n receipt framed. Enter splits, Escape cancels.</numerusform>
        <numerusform>%n receipts framed. Enter splits, Escape cancels.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>StatisticsTab</name>
    <message numerus="yes">
      <source>Last %n days</source>
      <translation>
        <numerusform>Last %n day</numerusform>
        <numerusform>Last %n days</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>StatusStrip</name>
    <message numerus="yes">
      <source>Paused · %n waiting</source>
      <translation>
        <numerusform>Paused · %n waiting</numerusform>
        <numerusform>Paused · %n waiting</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n paused</source>
      <translation>
        <numerusform>%n paused</numerusform>
        <numerusform>%n paused</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n waiting</source>
      <translation>
        <numerusform>%n waiting</numerusform>
        <numerusform>%n waiting</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Processing %n</source>
      <translation>
        <numerusform>Processing %n</numerusform>
        <numerusform>Processing %n</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SuppliersPage</name>
    <message numerus="yes">
      <source>%n open receipt(s) changed.</source>
      <translation>
        <numerusform>%n open receipt changed.</numerusform>
        <numerusform>%n open receipts changed.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>TotalsBar</name>
    <message numerus="yes">
      <source>%n receipt(s)</source>
      <translation>
        <numerusform>%n receipt</numerusform>
        <numerusform>%n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s) selected</source>
      <translation>
        <numerusform>%n receipt selected</numerusform>
        <numerusform>%n receipts selected</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>WaitingTab</name>
    <message numerus="yes">
      <source>%n receipt(s) waiting</source>
      <translation>
        <numerusform>%n receipt waiting</numerusform>
        <numerusform>%n receipts waiting</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>_ReasonRow</name>
    <message numerus="yes">
      <source>%n receipt(s) found, see the frames in the picture.</source>
      <translation>
        <numerusform>%n receipt found, see the frames in the picture.</numerusform>
        <numerusform>%n receipts found, see the frames in the picture.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ExportDialog</name>
    <message numerus="yes">
      <source>Export %n receipt(s)…</source>
      <translation>
        <numerusform>Export %n receipt…</numerusform>
        <numerusform>Export %n receipts…</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ComparisonView</name>
    <message numerus="yes">
      <source>%n field(s) differ(s).</source>
      <translation>
        <numerusform>%n field differs.</numerusform>
        <numerusform>%n fields differ.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReasonsPanel</name>
    <message numerus="yes">
      <source>%n more reason(s)</source>
      <translation>
        <numerusform>%n more reason</numerusform>
        <numerusform>%n more reasons</numerusform>
      </translation>
    </message>
  </context>
</TS>
