"""Files that the committee report needs besides workbooks: the words of the council."""
