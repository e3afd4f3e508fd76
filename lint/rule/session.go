package rule

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
)

var sessionRules = []*Rule{
	{
		ID: "unknown-language", Family: "session", Severity: ast.Warning,
		Summary: "a language code is not one of the 13 known ones",
		Doc: "A language that the service does not know is left out, and whoever speaks it gets another one. GET /langs is the authority at run " +
			"time, so a code that is newer than this list is a warning only.",
		Bad:   yaml("langs: [en, xx]" + minimal),
		Good:  yaml("langs: [en, fr]" + minimal),
		Check: checkUnknownLanguage,
	},
	{
		ID: "default-language", Family: "session", Severity: ast.Error,
		Summary: "defaultLang is not in langs",
		Doc:     "A session begins in defaultLang, and langs is the list of those allowed; the API demands that the former is in the latter.",
		Bad:     yaml("langs: [en, fr]\ndefaultLang: de" + minimal),
		Good:    yaml("langs: [en, fr]\ndefaultLang: fr" + minimal),
		Check:   checkDefaultLanguage,
	},
	{
		ID: "metadata-size", Family: "session", Severity: ast.Error,
		Summary: "the metadata is over 50 KB",
		Doc:     "The API takes 50 KB of metadata at most, as JSON. Keep what is larger on your side, and put a reference to it into the metadata.",
		Bad: yaml(`
x-hundred: &hundred "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
x-thousand: &thousand [*hundred, *hundred, *hundred, *hundred, *hundred, *hundred, *hundred, *hundred, *hundred, *hundred]
x-many: &many [*thousand, *thousand, *thousand, *thousand, *thousand, *thousand, *thousand, *thousand, *thousand, *thousand]
metadata: {notes: [*many, *many, *many, *many, *many, *many]}` + minimal),
		Good:  yaml("metadata: {note: short}" + minimal),
		Check: checkMetadataSize,
	},
	{
		ID: "background-url", Family: "session", Severity: ast.Error,
		Summary: "backgroundAssetId is a URL",
		Doc:     "It takes the id of an uploaded asset. A URL is silently ignored, and the session has no background.",
		Bad:     yaml("backgroundAssetId: https://example.com/background.png" + minimal),
		Good:    yaml("backgroundAssetId: asset_123" + minimal),
		Check:   checkBackgroundURL,
	},
	{
		ID: "ignored-setting", Family: "session", Severity: ast.Warning,
		Summary: "a setting has no effect beside another",
		Doc: "With showUxControls false the panel is not there, so nothing else about it counts; and a backgroundColor is shown only with " +
			"the backgroundType COLOR.",
		Bad:   yaml("customization: {controls: {showUxControls: false, autoHide: true}}" + minimal),
		Good:  yaml("customization: {controls: {showUxControls: true, autoHide: true}}" + minimal),
		Check: checkIgnoredSetting,
	},
}

func checkUnknownLanguage(p *Pass) {
	misspelled := p.misspelledDefault()
	report := func(code string, span ast.Span, n *shape.Noted) {
		if slices.Contains(catalog.LanguageCodes, code) || misspelled != nil && span == misspelled.Span {
			return
		}
		out := ast.Diagnostic{Message: fmt.Sprintf("%s is no language that the service is known to speak", ast.Quote(code)), Span: span, Related: through(n.Via...)}
		if meant := p.meantLanguages(code); meant != nil {
			out.Help = []string{ast.DidYouMean(meant...)}
		} else {
			out.Help = []string{"the known codes are " + ast.And(catalog.LanguageCodes)}
		}
		p.Report(out)
	}
	for _, n := range p.meaning(catalog.LanguageCode) {
		if n.Value.Kind != ast.Object {
			report(n.Value.Text, n.Value.Span, &n)
			continue
		}
		for i := range n.Value.Members {
			report(n.Value.Members[i].Key, n.Value.Members[i].KeySpan, &n)
		}
	}
}

// unlistedDefault returns the default language and the languages, where it is surely not one of them; else nil.
func (p *Pass) unlistedDefault() (first, langs *ast.Value) {
	langs, first = p.File.Body.Get("langs"), p.File.Body.Get("defaultLang")
	if langs == nil || langs.Kind != ast.List || langs.Incomplete || first == nil || first.Kind != ast.String {
		return nil, nil
	}
	for i := range langs.Items {
		if code, ok := langs.Items[i].AsString(); !ok || code == first.Text {
			return nil, nil // one that is no text is reported by a shape rule, and may be meant to be it
		}
	}
	return first, langs
}

// misspelledDefault returns the default language where it is in langs but for its spelling, as the rule default-language says; else nil.
func (p *Pass) misspelledDefault() *ast.Value {
	first, langs := p.unlistedDefault()
	if first == nil {
		return nil
	}
	if meant := knownLanguage(first.Text); !slices.ContainsFunc(langs.Items, func(v ast.Value) bool { return v.Text == meant }) {
		return nil
	}
	return first
}

// meantLanguages returns the known code that an unknown one was probably meant to be, or several that are equally likely.
func (p *Pass) meantLanguages(code string) []string {
	if same := knownLanguage(code); same != "" {
		return []string{same}
	}
	return p.nearest(code, catalog.LanguageCodes)
}

// knownLanguage returns the known code that differs from a code only in spelling, or else that of the language without its region:
// en-US is en, and zh-CN is zh, though its spelling is nearer to zh-TW. Countries stand for their language. It is empty where there is none.
func knownLanguage(code string) string {
	code = strings.ReplaceAll(code, "_", "-")
	base, _, _ := strings.Cut(code, "-")
	for _, wanted := range []string{code, base} {
		for _, known := range catalog.LanguageCodes {
			if strings.EqualFold(known, wanted) {
				return known
			}
		}
	}
	for _, other := range catalog.OtherLanguageCodes {
		if strings.EqualFold(other.Old, base) {
			return other.New[0]
		}
	}
	return ""
}

func checkDefaultLanguage(p *Pass) {
	first, langs := p.unlistedDefault()
	if first == nil {
		return
	}
	var codes []string
	for i := range langs.Items {
		code := langs.Items[i].Text
		codes = append(codes, code)
		if !slices.Contains(catalog.LanguageCodes, code) && slices.Contains(p.meantLanguages(code), first.Text) {
			return // the rule unknown-language suggests to write it there
		}
	}
	out := ast.Diagnostic{
		Message: fmt.Sprintf("the default language %s is not in langs", ast.Quote(first.Text)), Span: first.Span,
		Related: append([]ast.Related{{Message: "the languages", Span: langs.Span}}, through(first.Via)...), Help: []string{"add it to langs"},
	}
	if meant := knownLanguage(first.Text); slices.Contains(codes, meant) {
		out.Help[0] = ast.DidYouMean(meant)
	} else if len(codes) > 0 {
		out.Help[0] += ", or choose from " + ast.OneOf(codes)
	}
	p.Report(out)
}

// maxMetadata is the limit of facesign-api.md, section 1, in bytes.
const maxMetadata = 50 << 10

func checkMetadataSize(p *Pass) {
	metadata := p.File.Body.Member("metadata")
	if metadata == nil {
		return
	}
	if size := jsonSize(&metadata.Value); size > maxMetadata {
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("the metadata has %d bytes as JSON; at most %d are taken", size, maxMetadata), Span: metadata.Value.Span,
			Related: through(metadata.Value.Via), Help: []string{"keep what is large on your side, and put a reference to it here"},
		})
	}
}

// jsonSize is the length of a value as JSON without white space.
func jsonSize(v *ast.Value) int {
	switch v.Kind {
	case ast.String:
		return stringSize(v.Text)
	case ast.Null:
		return len("null")
	case ast.List:
		size := 2 + max(0, len(v.Items)-1)
		for i := range v.Items {
			size += jsonSize(&v.Items[i])
		}
		return size
	case ast.Object:
		size := 2 + max(0, len(v.Members)-1)
		for i := range v.Members {
			size += stringSize(v.Members[i].Key) + 1 + jsonSize(&v.Members[i].Value)
		}
		return size
	}
	number, _ := ast.JSONNumber(v.Text)
	return max(len(number), len(v.Text))
}

func stringSize(s string) int {
	size := 2
	for _, r := range s {
		switch {
		case r == '"' || r == '\\' || r == '\n' || r == '\r' || r == '\t':
			size += 2
		case r < 0x20:
			size += 6
		default:
			size += utf8.RuneLen(r)
		}
	}
	return size
}

func checkBackgroundURL(p *Pass) {
	asset := p.File.Body.Get("backgroundAssetId")
	if asset == nil || !strings.Contains(asset.Text, "://") && !strings.HasPrefix(asset.Text, "//") && !strings.HasPrefix(asset.Text, "data:") && !strings.HasPrefix(asset.Text, "www.") {
		return
	}
	p.Report(ast.Diagnostic{
		Message: "backgroundAssetId is a URL; expected the id of an uploaded asset", Span: asset.Span, Related: through(asset.Via),
		Help: []string{"upload the picture and write its id; a URL is silently ignored"},
	})
}

func checkIgnoredSetting(p *Pass) {
	custom := p.File.Body.Get("customization")
	if custom == nil {
		return
	}
	t := fieldType(p.File.Catalog.Body, "customization")
	checkIgnoredControls(p, custom, fieldType(t, "controls"))
	checkIgnoredColor(p, custom, fieldType(t, "permissionsPage"))
}

// fieldType returns the type of a field; nil where a vocabulary has no such field, or t is nil.
func fieldType(t *catalog.Type, name string) *catalog.Type {
	if f := t.Field(name); f != nil {
		return f.Type
	}
	return nil
}

// checkIgnoredControls reports what is said of the panel of controls, which is of type t, beside that there is none.
func checkIgnoredControls(p *Pass, custom *ast.Value, t *catalog.Type) {
	controls := custom.Get("controls")
	shown := controls.Member("showUxControls")
	if shown == nil || shown.Value.Kind != ast.Bool || shown.Value.IsTrue() {
		return
	}
	for i := range controls.Members {
		m := &controls.Members[i]
		if m.Key == shown.Key || t.Field(m.Key) == nil {
			continue
		}
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("%s has no effect while showUxControls is false", ast.Quote(m.Key)), Span: m.KeySpan,
			Related: append([]ast.Related{{Message: "the panel is off", Span: shown.Value.Span}}, through(custom.Via, controls.Via, m.Value.Via)...),
			Help:    []string{"remove it, or show the controls"},
		})
	}
}

// checkIgnoredColor reports a colour of the page, which is of type t, where no colour is shown.
func checkIgnoredColor(p *Pass, custom *ast.Value, t *catalog.Type) {
	page := custom.Get("permissionsPage")
	color, kind := page.Member("backgroundColor"), page.Get("backgroundType")
	known := fieldType(t, "backgroundType")
	if color == nil || known == nil || page.Incomplete || text(kind) == "COLOR" {
		return
	}
	// A type that is misspelled is reported already, and may be meant to be this one.
	if kind == nil && p.misspelled("backgroundType", page, t) || kind != nil && !slices.Contains(known.Values, kind.Text) {
		return
	}
	out := ast.Diagnostic{
		Message: "backgroundColor has no effect without the backgroundType COLOR", Span: color.KeySpan, Related: through(custom.Via, page.Via, color.Value.Via),
		Help: []string{"add backgroundType: COLOR, or remove the colour"},
	}
	if kind != nil {
		out.Related = append([]ast.Related{{Message: "the type", Span: kind.Span}}, out.Related...)
	}
	p.Report(out)
}
