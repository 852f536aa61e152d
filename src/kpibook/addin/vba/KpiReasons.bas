Attribute VB_Name = "KpiReasons"
Option Explicit
' Why a button is grey, in words for its tip; "" when it is not. Only what Excel knows of the workbook
' at once is asked, and no Python is started: a rule of reporting is never decided here. What is known
' is kept until the ribbon is refreshed, because Excel asks twice for each button.

Private Const KPI_QUARTER_TABLE As String = "ThisQuarter"
Private Const KPI_REGISTER_TABLE As String = "MeasureRegister"
Private Const KPI_REF_HEADING As String = "Ref"
Private Const KPI_KEPT_FOLDER As String = "\kpibook\kept"

Private mKnown As Boolean
Private mForAll As String
Private mCouncils As Boolean
Private mReadOnly As Boolean
Private mNoMeasures As Boolean
Private mNothingKept As Boolean

Public Sub KpiForgetReasons()
    mKnown = False
End Sub

Public Function KpiWhyGrey(ByVal controlId As String) As String
    If Not mKnown Then KpiLearn
    If mForAll <> "" Then
        KpiWhyGrey = mForAll
    ElseIf mCouncils And KpiIsForOursAlone(controlId) Then
        KpiWhyGrey = "the workbook in front is not a performance workbook: it has no cells named kpibook_period and kpibook_scheme. Start one with 'kpibook new'. In a council's own workbook with a layout the other buttons work."
    ElseIf mNoMeasures And KpiNeedsMeasures(controlId) Then
        KpiWhyGrey = "the workbook has no measures yet. Add the first with the button Measures, or type it on the sheet Measures."
    ElseIf mReadOnly And KpiChangesFigures(controlId) Then
        KpiWhyGrey = "the workbook is open read-only, so what this button writes could not be saved in it. Close it wherever else it is open and open it again, or save it under another name first (File, Save As)."
    ElseIf mNothingKept And controlId = "kpiTakeBack" Then
        KpiWhyGrey = "there is nothing to take back: no button has changed a workbook yet, or what was kept of it was deleted."
    Else
        KpiWhyGrey = ""
    End If
End Function

Public Function KpiWaitsForMeasures() As Boolean
    ' True while buttons are grey for want of a measure: then each change of a cell may end that.
    KpiWaitsForMeasures = mKnown And mForAll = "" And mNoMeasures
End Function

Private Sub KpiLearn()
    mForAll = KpiWhyNone()
    mCouncils = False
    mReadOnly = False
    mNoMeasures = False
    mNothingKept = False
    If mForAll = "" Then
        mReadOnly = KpiIsReadOnly(ActiveWorkbook)
        mNothingKept = KpiKeepsNothing()
        mCouncils = Not IsPerformanceWorkbook(ActiveWorkbook)
        If Not mCouncils Then mNoMeasures = KpiHasNone(KpiTableIn(ActiveWorkbook, KPI_REGISTER_TABLE)) And KpiHasNone(KpiTableIn(ActiveWorkbook, KPI_QUARTER_TABLE))
    End If
    mKnown = True
End Sub

Private Function KpiWhyNone() As String
    ' The reason that holds for every button that can be grey.
    If KpiInProtectedView() Then
        KpiWhyNone = "the workbook in front is open in Protected View (the yellow bar). Choose Enable Editing in that bar first."
    ElseIf ActiveWorkbook Is Nothing Then
        KpiWhyNone = "no workbook is open. Open your performance workbook first."
    ElseIf Not IsPerformanceWorkbook(ActiveWorkbook) Then
        ' It may be a council's own: whether it has a layout only Python can tell.
        KpiWhyNone = ""
    ElseIf KpiTableIn(ActiveWorkbook, KPI_REGISTER_TABLE) Is Nothing Then
        KpiWhyNone = KpiWithout(KPI_REGISTER_TABLE)
    ElseIf KpiTableIn(ActiveWorkbook, KPI_QUARTER_TABLE) Is Nothing Then
        KpiWhyNone = KpiWithout(KPI_QUARTER_TABLE)
    End If
End Function

Private Function KpiWithout(ByVal table As String) As String
    KpiWithout = "the workbook in front has no table " & table & ". It was made for another version of KPI Book, or the table was deleted or renamed: give it its name back, or go back to an earlier copy."
End Function

Private Function KpiIsForOursAlone(ByVal controlId As String) As Boolean
    Select Case controlId
        Case "kpiSignOff", "kpiRollForward", "kpiMeasures": KpiIsForOursAlone = True
    End Select
End Function

Private Function KpiNeedsMeasures(ByVal controlId As String) As Boolean
    Select Case controlId
        Case "kpiFill", "kpiExplain", "kpiReturn", "kpiSignOff", "kpiPublish", "kpiReport", "kpiRollForward": KpiNeedsMeasures = True
    End Select
End Function

Private Function KpiChangesFigures(ByVal controlId As String) As Boolean
    ' Check is not among them: what it lists can be read without saving it.
    Select Case controlId
        Case "kpiFill", "kpiReturn", "kpiSignOff", "kpiRollForward", "kpiMeasures", "kpiTakeBack": KpiChangesFigures = True
    End Select
End Function

Private Function KpiInProtectedView() As Boolean
    #If Not Mac Then
        ' Excel for Mac has no Protected View, and no such member.
        Dim window As Object
        On Error Resume Next
        Set window = Application.ActiveProtectedViewWindow
        KpiInProtectedView = Not window Is Nothing
    #End If
End Function

Private Function KpiIsReadOnly(book As Object) As Boolean
    On Error Resume Next
    KpiIsReadOnly = book.ReadOnly
End Function

Private Function KpiTableIn(book As Object, ByVal wanted As String) As Object
    Dim sheet As Object
    On Error Resume Next
    For Each sheet In book.Worksheets
        Set KpiTableIn = sheet.ListObjects(wanted)
        If Not KpiTableIn Is Nothing Then Exit Function
    Next sheet
End Function

Private Function KpiHasNone(table As Object) As Boolean
    ' False where it cannot be told, so that no button is grey without need.
    Dim filled As Double
    filled = 1
    On Error Resume Next
    If table.DataBodyRange Is Nothing Then
        filled = 0
    Else
        filled = Application.WorksheetFunction.CountA(table.ListColumns(KPI_REF_HEADING).DataBodyRange)
    End If
    KpiHasNone = (filled = 0)
End Function

Private Function KpiKeepsNothing() As Boolean
    ' The folder is made when a button first keeps something. Which workbook it is of only Python can
    ' tell. False where it cannot be told: on a Mac, whose Excel does not see that folder, or without
    ' the variable. GetAttr and not Dir: Dir would break a loop of another macro over files.
    #If Not Mac Then
        Dim attributes As Long
        If Environ("LOCALAPPDATA") = "" Then Exit Function
        On Error Resume Next
        attributes = GetAttr(Environ("LOCALAPPDATA") & KPI_KEPT_FOLDER)
        KpiKeepsNothing = (Err.Number = 53 Or Err.Number = 76)
    #End If
End Function
