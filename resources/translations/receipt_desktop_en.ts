<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>InboxPage</name>
    <message numerus="yes">
      <source>%n receipt(s)</source>
      <translation>
        <numerusform>%n receipt</numerusform>
        <numerusform>%n receipts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Orders</name>
    <message numerus="yes">
      <source>%n receipt(s) were there already.</source>
      <translation>
        <numerusform>%n receipt was there already.</numerusform>
        <numerusform>%n receipts were there already.</numerusform>
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
      <source>Removed %n receipt(s)</source>
      <translation>
        <numerusform>Removed %n receipt</numerusform>
        <numerusform>Removed %n receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n row(s) written to {file}.</source>
      <translation>
        <numerusform>%n row written to {file}.</numerusform>
        <numerusform>%n rows written to {file}.</numerusform>
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
      <source>Reading %n</source>
      <translation>
        <numerusform>Reading %n</numerusform>
        <numerusform>Reading %n</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n waiting</source>
      <translation>
        <numerusform>%n waiting</numerusform>
        <numerusform>%n waiting</numerusform>
      </translation>
    </message>
  </context>
</TS>
