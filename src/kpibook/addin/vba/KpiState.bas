Attribute VB_Name = "KpiState"
Option Explicit
' Excel's settings as they were before a click. Python changes them while it works and restores them,
' but not if it is ended half way, and Excel keeps them until it is closed.

Private Const KPI_OURS As String = "KPI Book:"

Private mKept As Boolean
Private mScreenUpdating As Variant
Private mDisplayAlerts As Variant
Private mEnableEvents As Variant
Private mCalculation As Variant

Public Sub KpiKeep()
    ' On a Mac the last click's Python may have been ended without a word: its settings come first.
    KpiPutBack
    On Error Resume Next
    mScreenUpdating = Application.ScreenUpdating
    mDisplayAlerts = Application.DisplayAlerts
    mEnableEvents = Application.EnableEvents
    mCalculation = Application.Calculation
    mKept = True
End Sub

Public Sub KpiPutBack()
    ' A setting that Excel refuses must not leave the others off, so each error is passed over.
    If Not mKept Then Exit Sub
    mKept = False
    On Error Resume Next
    If Application.Calculation <> mCalculation Then Application.Calculation = mCalculation
    If Application.EnableEvents <> mEnableEvents Then Application.EnableEvents = mEnableEvents
    If Application.DisplayAlerts <> mDisplayAlerts Then Application.DisplayAlerts = mDisplayAlerts
    If Application.ScreenUpdating <> mScreenUpdating Then Application.ScreenUpdating = mScreenUpdating
    If Left$(CStr(Application.StatusBar), Len(KPI_OURS)) = KPI_OURS Then Application.StatusBar = False
End Sub
