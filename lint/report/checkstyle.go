package report

import (
	"encoding/xml"
	"io"

	"github.com/fsflow/fsflow/lint"
)

// checkstyleVersion is the version of the format, the same that other tools write. It is not that of this tool.
const checkstyleVersion = "4.3"

type checkstyleReport struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"`
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr"`
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

// Checkstyle writes the XML of the tool of that name, which many others can read.
func Checkstyle(w io.Writer, result *lint.Result, _ Options) error {
	report := checkstyleReport{Version: checkstyleVersion}
	for i := range result.Files {
		file := &result.Files[i]
		if file.Err != nil {
			continue
		}
		one := checkstyleFile{Name: printable(file.Name)}
		for k := range file.Diagnostics {
			d := &file.Diagnostics[k]
			at := regionOf(file.Source, d.Span).start
			one.Errors = append(one.Errors, checkstyleError{at.Line, at.Column, d.Severity.String(), oneLine(d.Message), "fsflow." + d.Rule})
		}
		report.Files = append(report.Files, one)
	}
	return writeXML(w, report)
}
