package report_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/google/go-cmp/cmp"
)

func TestJSON(t *testing.T) {
	want := `{
  "version": 1,
  "summary": {
    "files": 1,
    "errors": 1,
    "warnings": 0,
    "infos": 0,
    "fixable": 1
  },
  "diagnostics": [
    {
      "rule": "dangling-target",
      "severity": "error",
      "message": "\"livenes\" is no node of this flow",
      "file": "flows/kyc.flow.yaml",
      "start": {
        "line": 9,
        "column": 26,
        "offset": 41
      },
      "end": {
        "line": 9,
        "column": 33,
        "offset": 48
      },
      "node": "greeting",
      "help": [
        "did you mean \"liveness\"?"
      ],
      "related": [
        {
          "message": "the node",
          "file": "flows/kyc.flow.yaml",
          "start": {
            "line": 11,
            "column": 3,
            "offset": 54
          },
          "end": {
            "line": 11,
            "column": 11,
            "offset": 62
          }
        }
      ],
      "fixes": [
        {
          "title": "change it to \"liveness\"",
          "safe": false,
          "edits": [
            {
              "file": "flows/kyc.flow.yaml",
              "start": {
                "line": 9,
                "column": 26,
                "offset": 41
              },
              "end": {
                "line": 9,
                "column": 33,
                "offset": 48
              },
              "text": "liveness"
            }
          ]
        }
      ]
    }
  ]
}
`
	if diff := cmp.Diff(want, write(t, "json", example(), report.Options{})); diff != "" {
		t.Error(diff)
	}
}

func TestJSONWithoutFindings(t *testing.T) {
	want := `{
  "version": 1,
  "summary": {
    "files": 0,
    "errors": 0,
    "warnings": 0,
    "infos": 0,
    "fixable": 0
  },
  "diagnostics": []
}
`
	if diff := cmp.Diff(want, write(t, "json", &lint.Result{}, report.Options{})); diff != "" {
		t.Error(diff)
	}
}

// Offsets are bytes and columns code points; nothing is null, and nothing is escaped for HTML.
func TestJSONPlaces(t *testing.T) {
	var document struct{ Diagnostics json.RawMessage }
	if err := json.Unmarshal([]byte(write(t, "json", result("日本: é <x>\n",
		ast.Diagnostic{Rule: "r", Severity: ast.Warning, Message: "<x> & y", Span: ast.Span{Start: 11, End: 14}},
		ast.Diagnostic{Rule: "s", Message: "m"},
	), report.Options{})), &document); err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := json.Compact(&got, document.Diagnostics); err != nil {
		t.Fatal(err)
	}
	want := `[{"rule":"r","severity":"warning","message":"<x> & y","file":"flows/kyc.flow.yaml",` +
		`"start":{"line":1,"column":7,"offset":11},"end":{"line":1,"column":10,"offset":14},"related":[],"fixes":[]},` +
		`{"rule":"s","severity":"info","message":"m","file":"flows/kyc.flow.yaml",` +
		`"start":{"line":1,"column":1,"offset":0},"end":{"line":1,"column":1,"offset":0},"related":[],"fixes":[]}]`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
}
