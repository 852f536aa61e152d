Attribute VB_Name = "KpiDialogs"
Option Explicit
' File choosers for Python to call. Each returns full paths, and "" when the officer cancelled.
' A filter is Excel's own: "Figures (*.csv; *.xlsx),*.csv;*.xlsx". A Mac takes no such filter.

Public Function ChooseFile(ByVal title As String, ByVal filter As String) As String
    Dim chosen As Variant
    #If Mac Then
        chosen = Application.GetOpenFilename()
    #Else
        chosen = Application.GetOpenFilename(FileFilter:=filter, Title:=title)
    #End If
    ChooseFile = KpiPathsOf(chosen)
End Function

Public Function ChooseFiles(ByVal title As String, ByVal filter As String) As String
    ' Several paths are joined by line feeds, which no path can hold on Windows. A Mac gives one.
    Dim chosen As Variant
    #If Mac Then
        chosen = Application.GetOpenFilename()
    #Else
        chosen = Application.GetOpenFilename(FileFilter:=filter, Title:=title, MultiSelect:=True)
    #End If
    ChooseFiles = KpiPathsOf(chosen)
End Function

Public Function SaveName(ByVal title As String, ByVal suggested As String, ByVal filter As String) As String
    Dim chosen As Variant
    #If Mac Then
        chosen = Application.GetSaveAsFilename(suggested)
    #Else
        chosen = Application.GetSaveAsFilename(InitialFileName:=suggested, FileFilter:=filter, Title:=title)
    #End If
    SaveName = KpiPathsOf(chosen)
End Function

Public Function ChooseName(ByVal title As String, ByVal question As String, ByVal first As String) As String
    ' InputBox and not Application.InputBox, whose question may have 255 characters only.
    ChooseName = InputBox(question, title, first)
End Function

Public Function KpiPathsOf(chosen As Variant) As String
    ' Excel answers False for cancelled, a text for one path and an array for several.
    Dim one As Variant
    KpiPathsOf = ""
    If IsArray(chosen) Then
        For Each one In chosen
            If KpiPathsOf <> "" Then KpiPathsOf = KpiPathsOf & vbLf
            KpiPathsOf = KpiPathsOf & CStr(one)
        Next one
    ElseIf VarType(chosen) = vbString Then
        KpiPathsOf = chosen
    End If
End Function
