package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/fsflow/fsflow/lint"
)

// Compact writes one line per finding, as compilers do and editors understand.
func Compact(w io.Writer, result *lint.Result, _ Options) error {
	out := bufio.NewWriter(w)
	for i := range result.Files {
		file := &result.Files[i]
		for _, d := range file.Diagnostics {
			fmt.Fprintf(out, "%s: %s: %s [%s]\n", place(file.Name, file.Source, d.Span), d.Severity, oneLine(d.Message), d.Rule)
		}
	}
	return out.Flush()
}
