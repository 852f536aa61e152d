Attribute VB_Name = "KpiMessages"
Option Explicit
' What the officer is told when Python cannot say it: not set up, not started, stopped half way.

Private Const KPI_TITLE As String = "KPI Book"
Private Const KPI_MOST As Long = 1200

Public Sub KpiSay(ByVal message As String)
    MsgBox message, vbExclamation, KPI_TITLE
End Sub

Public Function KpiNotReady() As String
    ' Why no button can work on this computer yet; "" when one can.
    #If Mac Then
        ' Excel's sandbox hides files outside it, so whether the file is there cannot be asked.
        If GetConfig("INTERPRETER_MAC", "") = "" Then KpiNotReady = KpiNotSetUp()
    #Else
        Dim interpreter As String
        interpreter = GetConfig("INTERPRETER_WIN", "")
        If interpreter = "" Then
            KpiNotReady = KpiNotSetUp()
        ElseIf Not FileExists(interpreter) Then
            KpiNotReady = "KPI Book cannot find its Python, so nothing was done. It was moved or removed since KPI Book was set up: " & interpreter & ". Close Excel, run 'kpibook addin install' in a command window and open Excel again."
        End If
    #End If
End Function

Private Function KpiNotSetUp() As String
    KpiNotSetUp = "KPI Book is not set up for you on this computer, so nothing was done. Close Excel, run 'kpibook addin install' in a command window and open Excel again."
End Function

Public Function KpiNotStarted(ByVal errorNumber As Long, ByVal description As String) As String
    Dim reason As String
    If LCase$(GetConfig("DEBUG UDFS", "False")) = "true" Then
        reason = "KPI Book could not reach its helper, so nothing was done. Start it with 'kpibook addin helper' in a command window and press the button again. Start neither it nor Excel as administrator."
    Else
        reason = "KPI Book could not start Python, so nothing was done. A policy of your organisation may stop Excel from starting other programs."
    End If
    KpiNotStarted = reason & " Run 'kpibook addin status' in a command window: it says what is in the way and what to do. (Excel said: " & description & ", error " & errorNumber & ".)"
End Function

Public Function KpiStopped(ByVal details As String) As String
    ' The end of what Python said: the last lines of a traceback name the fault.
    If Len(details) > KPI_MOST Then details = "..." & Right$(details, KPI_MOST)
    KpiStopped = "KPI Book stopped before it was done. Look at the workbook before you save it. Run 'kpibook addin status' in a command window, and send what it says, with the lines below, to the people who look after KPI Book." & vbLf & vbLf & details
End Function
