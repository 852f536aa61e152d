Attribute VB_Name = "KpiRibbon"
Option Explicit
' What the ribbon calls. No rule of reporting lives here: a click hands Python one of the fixed lines
' below, and nothing that a person has typed, named or selected is ever part of such a line.

Private mRibbon As IRibbonUI
Private mClickedBook As String

Public Sub KpiRibbonLoaded(ribbon As IRibbonUI)
    Set mRibbon = ribbon
End Sub

Public Sub KpiRibbonRefresh()
    ' Excel forgets the ribbon object when VBA is reset; the buttons then keep their last look.
    On Error Resume Next
    KpiForgetReasons
    If Not mRibbon Is Nothing Then mRibbon.Invalidate
End Sub

Public Sub KpiGetEnabled(control As IRibbonControl, ByRef returnedVal)
    returnedVal = (KpiWhyGrey(control.ID) = "")
End Sub

Public Sub KpiGetSupertip(control As IRibbonControl, ByRef returnedVal)
    ' The button's own text is its tag in the ribbon's XML. Excel shows the tip of a grey button too.
    Dim reason As String
    reason = KpiWhyGrey(control.ID)
    If reason = "" Then
        returnedVal = control.Tag
    Else
        returnedVal = "Grey because " & reason & vbLf & vbLf & control.Tag
    End If
End Sub

Public Sub KpiGetVersionLabel(control As IRibbonControl, ByRef returnedVal)
    returnedVal = KpiVersionLabel()
End Sub

Public Sub KpiClick(control As IRibbonControl)
    ' An error that is not caught here would open VBA's own window with End and Debug.
    Dim pythonLine As String
    On Error GoTo Failed
    pythonLine = KpiPythonOf(control.ID)
    If pythonLine = "" Then
        KpiSay "This button belongs to another version of KPI Book. Close Excel, run 'kpibook addin install' and open Excel again."
    ElseIf ActiveWorkbook Is Nothing Then
        KpiSay "There is no open workbook to work on. Open one first. If it is open with the yellow bar PROTECTED VIEW, choose Enable Editing."
    ElseIf KpiNotReady() <> "" Then
        KpiSay KpiNotReady()
    Else
        KpiStart pythonLine
    End If
    Exit Sub
Failed:
    KpiSay KpiNotStarted(Err.Number, Err.Description)
End Sub

Public Function KpiPythonOf(ByVal controlId As String) As String
    ' Whole lines, so that nothing has to be put together. An unknown control has none.
    Select Case controlId
        Case "kpiFill": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('fill')"
        Case "kpiCheck": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('check')"
        Case "kpiReturn": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('return')"
        Case "kpiSignOff": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('sign_off')"
        Case "kpiPublish": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('publish')"
        Case "kpiReport": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('report')"
        Case "kpiConsolidate": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('consolidate')"
        Case "kpiRollForward": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('roll_forward')"
        Case "kpiExplain": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('explain')"
        Case "kpiMeasures": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('measures')"
        Case "kpiTakeBack": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('take_back')"
        Case "kpiSettings": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('settings')"
        Case "kpiHelp": KpiPythonOf = "from kpibook.addin import clicks; clicks.run('help')"
        Case Else: KpiPythonOf = ""
    End Select
End Function

Public Function KpiClickedBook() As String
    ' The workbook that was active at the click, for Python to ask: on a Mac it starts a moment later.
    KpiClickedBook = mClickedBook
End Function

Private Sub KpiStart(ByVal pythonLine As String)
    Dim errorNumber As Long, description As String
    On Error GoTo Failed
    mClickedBook = ActiveWorkbook.Name
    KpiKeep
    RunPython pythonLine
    #If Not Mac Then
        ' On a Mac Python has only begun; CleanUp puts the settings back when it ends.
        KpiPutBack
        KpiRibbonRefresh
    #End If
    Exit Sub
Failed:
    errorNumber = Err.Number
    description = Err.Description
    KpiPutBack
    KpiSay KpiNotStarted(errorNumber, description)
End Sub
