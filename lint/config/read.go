package config

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
	"github.com/fsflow/fsflow/dsl/yaml"
	"github.com/fsflow/fsflow/lint/policy"
	"github.com/fsflow/fsflow/lint/secret"
)

// Read reads a configuration. Its patterns are relative to dir, which is written as the names of files are. The error is an
// *Error with everything that is wrong.
func Read(source *ast.Source, dir string) (*Config, error) {
	r := reader{config: &Config{Source: source, Dir: dir}}
	doc := yaml.Parse(source)
	for _, d := range doc.Diagnostics {
		if d.Rule == ast.MultipleDocuments { // whose words are for flows
			d.Message, d.Help = "a second document begins here; expected one configuration a file", []string{"write it all into one"}
		}
		r.wrong(d.Span, d.Message, d.Help...)
	}
	if doc.Root.Kind != ast.Null && doc.Root.Kind != ast.Absent {
		r.check(&doc.Root)
		r.read(&doc.Root)
	}
	if len(r.found) > 0 {
		slices.SortStableFunc(r.found, func(a, b ast.Diagnostic) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
		secret.Redact(source, r.found)
		return nil, &Error{Source: source, Diagnostics: r.found}
	}
	return r.config, nil
}

type reader struct {
	config *Config
	found  []ast.Diagnostic
}

func (r *reader) wrong(span ast.Span, message string, help ...string) {
	r.found = append(r.found, ast.Diagnostic{Rule: RuleID, Severity: ast.Error, Message: message, Span: span, Help: help})
}

// check holds the document to Keys.
func (r *reader) check(document *ast.Value) {
	survey := shape.OfOwn(document, "the configuration", Keys)
	for i := range survey.Defects {
		d := &survey.Defects[i]
		var help []string
		if advice := d.Advice(); advice != "" {
			help = append(help, advice)
		}
		r.wrong(d.Span, d.Message(), help...)
	}
	for _, pattern := range survey.Meaning(catalog.FilePattern) {
		r.checkPattern(pattern.Value)
	}
}

// checkPattern refuses patterns that can match no file, which mostly means that they were written for another tool.
func (r *reader) checkPattern(v *ast.Value) {
	text := v.Text
	first, _, _ := strings.Cut(text, "/")
	switch {
	case strings.Trim(text, "/ ") == "":
		r.wrong(v.Span, ast.Quote(text)+" matches no file", "name a file or a folder, or remove it")
	case !doublestar.ValidatePattern(text):
		r.wrong(v.Span, ast.Quote(text)+" is no pattern", "in a pattern, * stands for any text but /, ** for any folders, {a,b} for either")
	case first == "":
		r.wrong(v.Span, ast.Quote(text)+" matches no file: patterns begin at the folder of "+FileName, "write "+strings.TrimLeft(text, "/"))
	case first == "..":
		r.wrong(v.Span, ast.Quote(text)+" matches no file: what is outside of the folder of "+FileName+" is not configured by it",
			"name what is in the folder, or put a configuration further up")
	}
}

// read takes over what the document says. Where it is not what Keys demand, anything may come of it: nobody gets to see it.
func (r *reader) read(document *ast.Value) {
	r.config.Exclude = patterns(document.Get("exclude"))
	if v := document.Get("fail-on"); v != nil {
		r.config.FailOn = severity(v)
	}
	if v := document.Get("rules"); v != nil {
		for i := range v.Members {
			r.config.Rules = append(r.config.Rules, rule(&v.Members[i]))
		}
	}
	if m := document.Member(catalog.Policies.Name); m != nil {
		r.policies(m)
	}
}

func patterns(v *ast.Value) (all []Setting[string]) {
	if v == nil {
		return nil
	}
	for i := range v.Items {
		all = append(all, Setting[string]{v.Items[i].Text, v.Items[i].Span})
	}
	return all
}

func severity(v *ast.Value) *Setting[ast.Severity] {
	s, _ := ast.ParseSeverity(v.Text) // Keys list those that there are
	return &Setting[ast.Severity]{s, v.Span}
}

func rule(m *ast.Member) Rule {
	r := Rule{ID: m.Key, Span: m.KeySpan}
	level := &m.Value
	if level.Kind == ast.Object {
		r.Exclude = patterns(level.Get("exclude"))
		level = level.Get("severity")
	}
	switch {
	case level == nil:
	case level.Text == off:
		r.Off = &Setting[bool]{true, level.Span}
	default:
		r.Severity = severity(level)
	}
	return r
}

func (r *reader) policies(m *ast.Member) {
	all := policy.Read(m) // what is wrong with others, check has said
	for i := range all {
		p := &all[i]
		if !p.Complete() {
			r.wrong(p.Span, p.Mixture())
		}
		p.Where = r.config.Source.Place(p.Span)
	}
	r.config.Policies = all
}
