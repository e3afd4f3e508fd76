package report

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

// fingerprints makes ids for the findings of one report, no two the same. An id stays the same when lines are added above its
// finding.
type fingerprints map[string]int

// of is the fingerprint of a finding: a hash of its rule, file, node and text, and which of several alike it is.
func (f fingerprints) of(file *lint.FileResult, d *ast.Diagnostic) string {
	text := ""
	if r := regionOf(file.Source, d.Span); file.Source != nil {
		text = file.Source.Text[r.start.Offset:r.end.Offset]
	}
	place := strings.Join([]string{d.Rule, path.Clean(file.Name), d.Node, text}, "\x00")
	f[place]++
	hash := sha256.Sum256([]byte(place + "\x00" + strconv.Itoa(f[place])))
	return hex.EncodeToString(hash[:16])
}
