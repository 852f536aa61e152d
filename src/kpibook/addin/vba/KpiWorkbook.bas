Attribute VB_Name = "KpiWorkbook"
Option Explicit
' Which workbooks are performance workbooks: those with the named cells for period and scheme.

Private Const KPI_PERIOD_NAME As String = "kpibook_period"
Private Const KPI_SCHEME_NAME As String = "kpibook_scheme"

Public Function IsPerformanceWorkbook(book As Object) As Boolean
    IsPerformanceWorkbook = False
    If book Is Nothing Then Exit Function
    IsPerformanceWorkbook = HasName(book, KPI_PERIOD_NAME) And HasName(book, KPI_SCHEME_NAME)
End Function

Private Function HasName(book As Object, ByVal wanted As String) As Boolean
    Dim found As Object
    On Error Resume Next
    Set found = book.Names(wanted)
    HasName = Not found Is Nothing
End Function

Public Function KpiVersionLabel() As String
    KpiVersionLabel = "Version " & KPI_VERSION
End Function
