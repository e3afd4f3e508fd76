package config

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/nearest"
	"github.com/fsflow/fsflow/dsl/shape"
	"github.com/fsflow/fsflow/dsl/yaml"
	"github.com/fsflow/fsflow/lint/policy"
)

// Read reads a configuration. Its patterns are relative to dir, which is written as the names of files are. The error is an
// *Error with everything that is wrong.
func Read(source *ast.Source, dir string) (*Config, error) {
	r := reader{config: &Config{Source: source, Dir: dir}}
	doc := yaml.Parse(source)
	for _, d := range doc.Diagnostics {
		if d.Rule == "multiple-documents" { // whose words are for flows
			d.Message, d.Help = "a second document begins here; expected one configuration a file", []string{"write it all into one"}
		}
		r.wrong(d.Span, d.Message, d.Help...)
	}
	if doc.Root.Kind != ast.Null && doc.Root.Kind != ast.Absent {
		r.document(&doc.Root)
	}
	if len(r.found) > 0 {
		slices.SortStableFunc(r.found, func(a, b ast.Diagnostic) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
		return nil, &Error{Source: source, Diagnostics: r.found}
	}
	return r.config, nil
}

type reader struct {
	config *Config
	found  []ast.Diagnostic
}

func (r *reader) wrong(span ast.Span, message string, help ...string) {
	r.found = append(r.found, ast.Diagnostic{Rule: "configuration", Severity: ast.Error, Message: message, Span: span, Help: help})
}

// A key is one that an object may have.
type key struct {
	name string
	read func(m *ast.Member)
}

// object reads an object by its keys.
func (r *reader) object(v *ast.Value, label string, keys []key) {
	if v.Kind != ast.Object {
		r.wrong(v.Span, fmt.Sprintf("%s is %s; expected an object", label, v.Kind))
		return
	}
	names := make([]string, len(keys))
	for i := range keys {
		names[i] = keys[i].name
	}
members:
	for i := range v.Members {
		m := &v.Members[i]
		for _, k := range keys {
			if k.name == m.Key {
				k.read(m)
				continue members
			}
		}
		help := "the keys are " + ast.And(names)
		if near, ok := nearest.Of(m.Key, names); ok {
			help = ast.DidYouMean(near)
		}
		r.wrong(m.KeySpan, fmt.Sprintf("%s is no key of %s", ast.Quote(m.Key), label), help)
	}
}

func (r *reader) document(v *ast.Value) {
	r.object(v, "the configuration", []key{
		{"version", r.version},
		{"exclude", func(m *ast.Member) { r.config.Exclude = r.patterns(m) }},
		{"fail-on", func(m *ast.Member) {
			if s, ok := r.severity(m); ok {
				r.config.FailOn = &Setting[ast.Severity]{s, m.Value.Span}
			}
		}},
		{"rules", r.rules},
		{"policies", r.policies},
	})
}

func (r *reader) version(m *ast.Member) {
	if m.Value.Kind != ast.Number || m.Value.Text != "1" {
		r.wrong(shape.SpanOf(&m.Value, m.KeySpan), "the version is not 1, the only one there is", "write version: 1")
	}
}

func (r *reader) severity(m *ast.Member) (ast.Severity, bool) {
	s, err := ast.ParseSeverity(m.Value.Text)
	if m.Value.Kind != ast.String || err != nil {
		r.wrong(shape.SpanOf(&m.Value, m.KeySpan), fmt.Sprintf("found %s; expected error, warning or info", shown(&m.Value)))
		return 0, false
	}
	return s, true
}

// isEmpty tells whether a key has no value: what stood below it may have been commented out.
func isEmpty(m *ast.Member) bool { return m.Value.Kind == ast.Null }

func shown(v *ast.Value) string {
	if v.Text == "" {
		return v.Kind.String()
	}
	return ast.Quote(v.Text)
}

func (r *reader) strings(m *ast.Member) []Setting[string] {
	if isEmpty(m) {
		return nil
	}
	if m.Value.Kind != ast.List {
		var help []string
		if text, ok := m.Value.AsString(); ok {
			help = []string{fmt.Sprintf("write %s: [%s]", m.Key, ast.Quote(text))}
		}
		r.wrong(shape.SpanOf(&m.Value, m.KeySpan), fmt.Sprintf("%s is %s; expected a list of strings", ast.Quote(m.Key), m.Value.Kind), help...)
		return nil
	}
	var all []Setting[string]
	for i := range m.Value.Items {
		item := &m.Value.Items[i]
		text, ok := item.AsString()
		if !ok {
			r.wrong(item.Span, fmt.Sprintf("an item of %s is %s; expected a string", ast.Quote(m.Key), item.Kind))
			continue
		}
		all = append(all, Setting[string]{text, item.Span})
	}
	return all
}

func (r *reader) patterns(m *ast.Member) []Setting[string] {
	all := r.strings(m)
	for _, p := range all {
		if !doublestar.ValidatePattern(p.Value) {
			r.wrong(p.Span, fmt.Sprintf("%s is no pattern", ast.Quote(p.Value)), "in a pattern, * stands for any text but /, ** for any folders, {a,b} for either")
		}
	}
	return all
}

func (r *reader) rules(m *ast.Member) {
	if isEmpty(m) {
		return
	}
	if m.Value.Kind != ast.Object {
		r.wrong(shape.SpanOf(&m.Value, m.KeySpan), fmt.Sprintf(`"rules" is %s; expected an object from rule to setting`, m.Value.Kind))
		return
	}
	for i := range m.Value.Members {
		setting := &m.Value.Members[i]
		rule := Rule{ID: setting.Key, Span: setting.KeySpan}
		switch v := &setting.Value; {
		case v.Kind == ast.Object:
			r.object(v, "a rule's setting", []key{
				{"severity", func(m *ast.Member) { r.level(&rule, m) }},
				{"exclude", func(m *ast.Member) { rule.Exclude = r.patterns(m) }},
			})
		default:
			r.level(&rule, setting)
		}
		r.config.Rules = append(r.config.Rules, rule)
	}
}

// level reads "off" or a severity.
func (r *reader) level(rule *Rule, m *ast.Member) {
	if m.Value.Kind == ast.String && m.Value.Text == "off" {
		rule.Off = &Setting[bool]{true, m.Value.Span}
		return
	}
	s, err := ast.ParseSeverity(m.Value.Text)
	if m.Value.Kind != ast.String || err != nil {
		r.wrong(shape.SpanOf(&m.Value, m.KeySpan), fmt.Sprintf("found %s; expected off, error, warning or info", shown(&m.Value)), "or an object, as in {severity: info, exclude: [\"demo/**\"]}")
		return
	}
	rule.Severity = &Setting[ast.Severity]{s, m.Value.Span}
}

func (r *reader) policies(m *ast.Member) {
	if isEmpty(m) {
		return
	}
	all, wrong := policy.Read(m)
	for i := range wrong {
		d := &wrong[i]
		if help := d.Advice(); help != "" {
			r.wrong(d.Span, d.Message(), help)
		} else {
			r.wrong(d.Span, d.Message())
		}
	}
	for i := range all {
		p := &all[i]
		if !p.Complete() {
			r.wrong(p.Span, p.Mixture())
		}
		at := r.config.Source.Position(int(p.Span.Start))
		p.Where = fmt.Sprintf("%s:%d:%d", r.config.Source.Name, at.Line, at.Column)
	}
	r.config.Policies = all
}
