<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>AddressQuestion</name>
    <message numerus="yes">
      <source>Fetch %Ln file(s) from {host}?</source>
      <translation>
        <numerusform>Fetch %Ln file from {host}?</numerusform>
        <numerusform>Fetch %Ln files from {host}?</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ApprovalController</name>
    <message numerus="yes">
      <source>Approve %Ln receipt(s)?</source>
      <translation>
        <numerusform>Approve %Ln receipt?</numerusform>
        <numerusform>Approve %Ln receipts?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Approve %Ln receipt(s)</source>
      <translation>
        <numerusform>Approve %Ln receipt</numerusform>
        <numerusform>Approve %Ln receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>AuditTab</name>
    <message numerus="yes">
      <source>%Ln entry(s)</source>
      <translation>
        <numerusform>%Ln entry</numerusform>
        <numerusform>%Ln entries</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Exported %Ln entry(s) to {file}.</source>
      <translation>
        <numerusform>Exported %Ln entry to {file}.</numerusform>
        <numerusform>Exported %Ln entries to {file}.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BackupSection</name>
    <message numerus="yes">
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln receipt</numerusform>
        <numerusform>%Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s)</source>
      <translation>
        <numerusform>%Ln original</numerusform>
        <numerusform>%Ln originals</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s) are missing or were changed.</source>
      <translation>
        <numerusform>%Ln original is missing or was changed.</numerusform>
        <numerusform>%Ln originals are missing or were changed.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s) are not in the backup.</source>
      <translation>
        <numerusform>%Ln original is not in the backup.</numerusform>
        <numerusform>%Ln originals are not in the backup.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BulkEditDialog</name>
    <message numerus="yes">
      <source>Change %Ln receipt(s)</source>
      <translation>
        <numerusform>Change %Ln receipt</numerusform>
        <numerusform>Change %Ln receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ChartPanel</name>
    <message numerus="yes">
      <source>Last %Ln days</source>
      <translation>
        <numerusform>Last %Ln day</numerusform>
        <numerusform>Last %Ln days</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ClosingDialog</name>
    <message numerus="yes">
      <source>Closing when %Ln receipt(s) are done</source>
      <translation>
        <numerusform>Closing when %Ln receipt is done</numerusform>
        <numerusform>Closing when %Ln receipts are done</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Still processing %Ln receipt(s)</source>
      <translation>
        <numerusform>Still processing %Ln receipt</numerusform>
        <numerusform>Still processing %Ln receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ExportController</name>
    <message numerus="yes">
      <source>Exported %Ln row(s) to {file}.</source>
      <translation>
        <numerusform>Exported %Ln row to {file}.</numerusform>
        <numerusform>Exported %Ln rows to {file}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) was/were left out.</source>
      <translation>
        <numerusform>%Ln receipt was left out.</numerusform>
        <numerusform>%Ln receipts were left out.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FieldsForm</name>
    <message numerus="yes">
      <source>%Ln empty field(s)</source>
      <translation>
        <numerusform>%Ln empty field</numerusform>
        <numerusform>%Ln empty fields</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ImportController</name>
    <message numerus="yes">
      <source>Imported %Ln receipt(s)</source>
      <translation>
        <numerusform>Imported %Ln receipt</numerusform>
        <numerusform>Imported %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln failed</source>
      <translation>
        <numerusform>%Ln failed</numerusform>
        <numerusform>%Ln failed</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ImportDialog</name>
    <message numerus="yes">
      <source>Import %Ln receipt(s)</source>
      <translation>
        <numerusform>Import %Ln receipt</numerusform>
        <numerusform>Import %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) from {program} come in</source>
      <translation>
        <numerusform>%Ln receipt from {program} comes in</numerusform>
        <numerusform>%Ln receipts from {program} come in</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln with a picture</source>
      <translation>
        <numerusform>%Ln with a picture</numerusform>
        <numerusform>%Ln with a picture</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln line(s) are left out.</source>
      <translation>
        <numerusform>%Ln line is left out.</numerusform>
        <numerusform>%Ln lines are left out.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln picture(s) belong to no line.</source>
      <translation>
        <numerusform>%Ln picture belongs to no line.</numerusform>
        <numerusform>%Ln pictures belong to no line.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>InboxController</name>
    <message numerus="yes">
      <source>Skipped %Ln receipt(s) that were already added.</source>
      <translation>
        <numerusform>Skipped %Ln receipt that was already added.</numerusform>
        <numerusform>Skipped %Ln receipts that were already added.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>… and %Ln more.</source>
      <translation>
        <numerusform>… and %Ln more.</numerusform>
        <numerusform>… and %Ln more.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Approved %Ln receipt(s)</source>
      <translation>
        <numerusform>Approved %Ln receipt</numerusform>
        <numerusform>Approved %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Changed {field} of %Ln receipt(s)</source>
      <translation>
        <numerusform>Changed {field} of %Ln receipt</numerusform>
        <numerusform>Changed {field} of %Ln receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>JobsTab</name>
    <message numerus="yes">
      <source>%Ln job(s)</source>
      <translation>
        <numerusform>%Ln job</numerusform>
        <numerusform>%Ln jobs</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>KeyFigures</name>
    <message numerus="yes">
      <source>%Ln paused</source>
      <translation>
        <numerusform>%Ln paused</numerusform>
        <numerusform>%Ln paused</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LeftoverRow</name>
    <message numerus="yes">
      <source>%Ln file(s)</source>
      <translation>
        <numerusform>%Ln file</numerusform>
        <numerusform>%Ln files</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln file(s) could not be deleted.</source>
      <translation>
        <numerusform>%Ln file could not be deleted.</numerusform>
        <numerusform>%Ln files could not be deleted.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>OrphanRow</name>
    <message numerus="yes">
      <source>%Ln original(s)</source>
      <translation>
        <numerusform>%Ln original</numerusform>
        <numerusform>%Ln originals</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln original(s) could not be imported.</source>
      <translation>
        <numerusform>%Ln original could not be imported.</numerusform>
        <numerusform>%Ln originals could not be imported.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PageArranger</name>
    <message numerus="yes">
      <source>Join %Ln receipt(s)</source>
      <translation>
        <numerusform>Join %Ln receipt</numerusform>
        <numerusform>Join %Ln receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PasswordDialog</name>
    <message numerus="yes">
      <source>%Ln receipt(s) are protected by a password</source>
      <translation>
        <numerusform>%Ln receipt is protected by a password</numerusform>
        <numerusform>%Ln receipts are protected by a password</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>… and %Ln more</source>
      <translation>
        <numerusform>… and %Ln more</numerusform>
        <numerusform>… and %Ln more</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PhoneDialog</name>
    <message numerus="yes">
      <source>%Ln photo(s) received</source>
      <translation>
        <numerusform>%Ln photo received</numerusform>
        <numerusform>%Ln photos received</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln finished</source>
      <translation>
        <numerusform>%Ln finished</numerusform>
        <numerusform>%Ln finished</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln not added</source>
      <translation>
        <numerusform>%Ln not added</numerusform>
        <numerusform>%Ln not added</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PreflightView</name>
    <message numerus="yes">
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln receipt</numerusform>
        <numerusform>%Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln further currency(ies)</source>
      <translation>
        <numerusform>%Ln further currency</numerusform>
        <numerusform>%Ln further currencies</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln would be left out.</source>
      <translation>
        <numerusform>%Ln would be left out.</numerusform>
        <numerusform>%Ln would be left out.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln still need(s) review.</source>
      <translation>
        <numerusform>%Ln still needs review.</numerusform>
        <numerusform>%Ln still need review.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln is/are not read or could not be read.</source>
      <translation>
        <numerusform>%Ln is not read or could not be read.</numerusform>
        <numerusform>%Ln are not read or could not be read.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ProvenReceipts</name>
    <message numerus="yes">
      <source>Approved %Ln receipt(s)</source>
      <translation>
        <numerusform>Approved %Ln receipt</numerusform>
        <numerusform>Approved %Ln receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>QueueCommands</name>
    <message numerus="yes">
      <source>Retry %Ln failed receipt(s)?</source>
      <translation>
        <numerusform>Retry %Ln failed receipt?</numerusform>
        <numerusform>Retry %Ln failed receipts?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Retry %Ln</source>
      <translation>
        <numerusform>Retry %Ln</numerusform>
        <numerusform>Retry %Ln</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln completed receipt(s)?</source>
      <translation>
        <numerusform>Remove %Ln completed receipt?</numerusform>
        <numerusform>Remove %Ln completed receipts?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln failed receipt(s)?</source>
      <translation>
        <numerusform>Remove %Ln failed receipt?</numerusform>
        <numerusform>Remove %Ln failed receipts?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln completed and failed receipt(s)?</source>
      <translation>
        <numerusform>Remove %Ln completed or failed receipt?</numerusform>
        <numerusform>Remove %Ln completed and failed receipts?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln</source>
      <translation>
        <numerusform>Remove %Ln</numerusform>
        <numerusform>Remove %Ln</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %Ln receipt(s)</source>
      <translation>
        <numerusform>Removed %Ln receipt</numerusform>
        <numerusform>Removed %Ln receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReceiptController</name>
    <message numerus="yes">
      <source>Cancelled %Ln receipt(s)</source>
      <translation>
        <numerusform>Cancelled %Ln receipt</numerusform>
        <numerusform>Cancelled %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Removed %Ln receipt(s)</source>
      <translation>
        <numerusform>Removed %Ln receipt</numerusform>
        <numerusform>Removed %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Paused %Ln receipt(s)</source>
      <translation>
        <numerusform>Paused %Ln receipt</numerusform>
        <numerusform>Paused %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Resumed %Ln receipt(s)</source>
      <translation>
        <numerusform>Resumed %Ln receipt</numerusform>
        <numerusform>Resumed %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Changed the order of %Ln receipt(s)</source>
      <translation>
        <numerusform>Changed the order of %Ln receipt</numerusform>
        <numerusform>Changed the order of %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Join %Ln receipt(s)</source>
      <translation>
        <numerusform>Join %Ln receipt</numerusform>
        <numerusform>Join %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Joined %Ln receipt(s)</source>
      <translation>
        <numerusform>Joined %Ln receipt</numerusform>
        <numerusform>Joined %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Archived %Ln receipt(s)</source>
      <translation>
        <numerusform>Archived %Ln receipt</numerusform>
        <numerusform>Archived %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Took %Ln receipt(s) out of the archive</source>
      <translation>
        <numerusform>Took %Ln receipt out of the archive</numerusform>
        <numerusform>Took %Ln receipts out of the archive</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReceiptHeader</name>
    <message numerus="yes">
      <source>%Ln receipt(s) selected. Corrections apply to this one, approval to all of them.</source>
      <translation>
        <numerusform>%Ln receipt selected. Corrections apply to this one, approval to all of them.</numerusform>
        <numerusform>%Ln receipts selected. Corrections apply to this one, approval to all of them.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Approve %Ln receipt(s)</source>
      <translation>
        <numerusform>Approve %Ln receipt</numerusform>
        <numerusform>Approve %Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Withdraw %Ln approval(s)</source>
      <translation>
        <numerusform>Withdraw %Ln approval</numerusform>
        <numerusform>Withdraw %Ln approvals</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReceiptSplitter</name>
    <message numerus="yes">
      <source>Split into %Ln receipt(s)</source>
      <translation>
        <numerusform>Split into %Ln receipt</numerusform>
        <numerusform>Split into %Ln receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReportCharts</name>
    <message numerus="yes">
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln receipt</numerusform>
        <numerusform>%Ln receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RuleDialog</name>
    <message numerus="yes">
      <source>%Ln open receipt(s) would change:</source>
      <translation>
        <numerusform>%Ln open receipt would change:</numerusform>
        <numerusform>%Ln open receipts would change:</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RuleLine</name>
    <message numerus="yes">
      <source>%Ln open receipt(s) changed.</source>
      <translation>
        <numerusform>%Ln open receipt changed.</numerusform>
        <numerusform>%Ln open receipts changed.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ScanDialog</name>
    <message numerus="yes">
      <source>%Ln receipt(s) added.</source>
      <translation>
        <numerusform>%Ln receipt added.</numerusform>
        <numerusform>%Ln receipts added.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SplitBar</name>
    <message numerus="yes">
      <source>%Ln receipt(s) framed. Enter splits, Escape cancels.</source>
      <translation>
        <numerusform>%Ln receipt framed. Enter splits, Escape cancels.</numerusform>
        <numerusform>%Ln receipts framed. Enter splits, Escape cancels.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>StatisticsTab</name>
    <message numerus="yes">
      <source>Last %Ln days</source>
      <translation>
        <numerusform>Last %Ln day</numerusform>
        <numerusform>Last %Ln days</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>StatusStrip</name>
    <message numerus="yes">
      <source>%Ln paused</source>
      <translation>
        <numerusform>%Ln paused</numerusform>
        <numerusform>%Ln paused</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln waiting</source>
      <translation>
        <numerusform>%Ln waiting</numerusform>
        <numerusform>%Ln waiting</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Processing %Ln</source>
      <translation>
        <numerusform>Processing %Ln</numerusform>
        <numerusform>Processing %Ln</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SuppliersPage</name>
    <message numerus="yes">
      <source>%Ln open receipt(s) changed.</source>
      <translation>
        <numerusform>%Ln open receipt changed.</numerusform>
        <numerusform>%Ln open receipts changed.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>TotalsBar</name>
    <message numerus="yes">
      <source>%Ln receipt(s)</source>
      <translation>
        <numerusform>%Ln receipt</numerusform>
        <numerusform>%Ln receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln receipt(s) selected</source>
      <translation>
        <numerusform>%Ln receipt selected</numerusform>
        <numerusform>%Ln receipts selected</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>WaitingTab</name>
    <message numerus="yes">
      <source>%Ln receipt(s) waiting</source>
      <translation>
        <numerusform>%Ln receipt waiting</numerusform>
        <numerusform>%Ln receipts waiting</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>_ReasonRow</name>
    <message numerus="yes">
      <source>%Ln receipt(s) found, see the frames in the picture.</source>
      <translation>
        <numerusform>%Ln receipt found, see the frames in the picture.</numerusform>
        <numerusform>%Ln receipts found, see the frames in the picture.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ExportDialog</name>
    <message numerus="yes">
      <source>Export %Ln receipt(s)…</source>
      <translation>
        <numerusform>Export %Ln receipt…</numerusform>
        <numerusform>Export %Ln receipts…</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ComparisonView</name>
    <message numerus="yes">
      <source>%Ln field(s) differ(s).</source>
      <translation>
        <numerusform>%Ln field differs.</numerusform>
        <numerusform>%Ln fields differ.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReasonsPanel</name>
    <message numerus="yes">
      <source>%Ln more reason(s)</source>
      <translation>
        <numerusform>%Ln more reason</numerusform>
        <numerusform>%Ln more reasons</numerusform>
      </translation>
    </message>
  </context>
</TS>
