Option Explicit
' Excel runs this when the add-in is opened: it describes the functions once Excel is idle, and
' looks at every workbook that comes to the front, so that buttons it cannot use are grey.

Private WithEvents mExcel As Application

Private Sub Workbook_Open()
    Set mExcel = Application
    ' Not now: at start-up there may be no workbook yet, and Excel then refuses descriptions.
    On Error Resume Next
    Application.OnTime Now, "'" & ThisWorkbook.Name & "'!KpiRegisterFunctions"
End Sub

Private Sub mExcel_WorkbookActivate(ByVal Wb As Workbook)
    If Not KpiRegistered Then KpiRegisterFunctions
    KpiRibbonRefresh
End Sub

Private Sub mExcel_WorkbookDeactivate(ByVal Wb As Workbook)
    KpiRibbonRefresh
End Sub

Private Sub mExcel_WorkbookAfterSave(ByVal Wb As Workbook, ByVal Success As Boolean)
    ' Saved under another name, a workbook is no longer read-only.
    KpiRibbonRefresh
End Sub

Private Sub mExcel_SheetActivate(ByVal Sh As Object)
    KpiRibbonRefresh
End Sub

Private Sub mExcel_SheetChange(ByVal Sh As Object, ByVal Target As Range)
    ' Each cell that is typed comes here, so nothing is asked unless a first measure is waited for.
    If KpiWaitsForMeasures Then KpiRibbonRefresh
End Sub

#If Not Mac Then
Private Sub mExcel_ProtectedViewWindowActivate(ByVal Pvw As ProtectedViewWindow)
    KpiRibbonRefresh
End Sub

Private Sub mExcel_ProtectedViewWindowDeactivate(ByVal Pvw As ProtectedViewWindow)
    KpiRibbonRefresh
End Sub
#End If
