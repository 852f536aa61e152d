Attribute VB_Name = "KpiMessages"
Option Explicit
' What the officer is told when Python cannot say it: not set up, not started, stopped half way.

Private Const KPI_TITLE As String = "KPI Book"
Private Const KPI_MOST As Long = 1000
Private Const KPI_REST As String = " ... (Excel shows no more. Run 'kpibook addin status' in a command window: it says what is in the way.)"
Private Const KPI_NO_OBJECT As Long = 429
Private Const KPI_OWN_SENTENCE As Long = -2147220991 ' vbObjectError + 513

Public Sub KpiSay(ByVal message As String)
    MsgBox KpiFitted(message), vbExclamation, KPI_TITLE
End Sub

Public Function KpiFitted(ByVal message As String) As String
    ' Excel's message box cuts at about 1,024 characters, within a word and without saying so.
    Dim room As Long, atSpace As Long
    KpiFitted = message
    If Len(message) <= KPI_MOST Then Exit Function
    room = KPI_MOST - Len(KPI_REST)
    atSpace = InStrRev(Left$(message, room + 1), " ")
    If atSpace > room \ 2 Then room = atSpace - 1
    KpiFitted = Left$(message, room) & KPI_REST
End Function

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
    If errorNumber = KPI_OWN_SENTENCE Then
        ' The runtime's own sentence, with its advice: not set up, or a library that is missing.
        KpiNotStarted = description
        Exit Function
    End If
    If errorNumber = KPI_NO_OBJECT Then
        reason = "KPI Book could not start Python, so nothing was done: Excel may not use Windows Script Host on this computer. Run 'kpibook addin install --helper' in a command window, which lets it work without, or ask IT to allow Windows Script Host for Excel."
    ElseIf KpiHasHelper() Then
        reason = "KPI Book could not reach its helper, so nothing was done. Start it with 'kpibook addin helper' in a command window and press the button again. Start neither it nor Excel as administrator."
    Else
        reason = "KPI Book could not start Python, so nothing was done. A policy of your organisation may stop Excel from starting other programs."
    End If
    KpiNotStarted = reason & " Run 'kpibook addin status' in a command window: it says what is in the way and what to do. (Excel said: " & description & ", error " & errorNumber & ".)"
End Function

Private Function KpiHasHelper() As Boolean
    ' This may be asked because the settings could not be read at all.
    On Error Resume Next
    KpiHasHelper = (LCase$(CStr(GetConfig("DEBUG UDFS", "False"))) = "true")
End Function

Public Function KpiStopped(ByVal details As String) As String
    ' The end of what Python said: the last lines of a traceback name the fault.
    Dim advice As String, room As Long, atSpace As Long
    advice = "KPI Book stopped before it was done. Look at the workbook before you save it; 'kpibook addin kept' names a copy from before the button. "
    If KpiLacksLibrary(details) Then advice = advice & "A file of its Python is missing; an antivirus program may have taken it. 'kpibook addin status' names the command that puts it back; if that does not run, install KPI Book again from its wheel ('uv tool install --reinstall' and the wheel's path). "
    advice = advice & "Run 'kpibook addin status' in a command window, and send what it says, with the lines below, to the people who look after KPI Book." & vbLf & vbLf
    room = KPI_MOST - Len(advice) - 4
    If Len(details) > room Then
        details = Right$(details, room)
        atSpace = InStr(details, " ")
        If atSpace > 0 And atSpace < room \ 2 Then details = Mid$(details, atSpace + 1)
        details = "... " & details
    End If
    KpiStopped = advice & details
End Function

Private Function KpiLacksLibrary(ByVal details As String) As Boolean
    KpiLacksLibrary = InStr(details, "ModuleNotFoundError") > 0 Or InStr(details, "ImportError") > 0 Or InStr(details, "[library-missing]") > 0
End Function
