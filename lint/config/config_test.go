package config

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

func TestRead(t *testing.T) {
	c, err := Read(ast.NewSource("fsflow.yaml", `version: 1
exclude: ["legacy/**", "demo/kyc.flow*"]
fail-on: warning
rules:
  farewell-waits: off
  no-exit-condition: {exclude: ["demo/**"]}
  cycle: {severity: info, exclude: ["demo/**"]}
policies:
  - name: nobody is verified without a liveness check
    before: verified
    require: "*.livenessDetected"
  - {name: a deepfake is never verified, after: ["*.deepfakeDetected"], forbid: verified}
`), ".")
	if err != nil {
		t.Fatal(err)
	}
	if c.FailOn == nil || c.FailOn.Value != ast.Warning {
		t.Errorf("fail-on is %v", c.FailOn)
	}
	if !c.Rule("farewell-waits", "a.flow").Off {
		t.Error("farewell-waits is not off")
	}
	if e := c.Rule("cycle", "a.flow"); e.Off || e.Severity == nil || *e.Severity != ast.Info {
		t.Errorf("cycle is off %v, severity %v", e.Off, e.Severity)
	}
	if !c.Rule("cycle", "demo/x/a.flow").Off {
		t.Error("cycle is on in demo")
	}
	if e := c.Rule("no-exit-condition", "a.flow"); e != (Effect{}) {
		t.Errorf("no-exit-condition has an effect where it is not excluded: %+v", e)
	}
	if len(c.Policies) != 2 || c.Policies[0].Require[0] != "*.livenessDetected" || c.Policies[1].After[0] != "*.deepfakeDetected" {
		t.Errorf("policies are %+v", c.Policies)
	}
	if got := c.Policies[1].Where; got != "fsflow.yaml:12:5" {
		t.Errorf("the second policy is written at %s", got)
	}
	for name, want := range map[string]bool{"legacy/a.flow": true, "legacy/b/c.flow": true, "legacy2/a.flow": false, "a.flow": false, "x/legacy/a.flow": false, "demo/kyc.flow": true, "demo/kyc.flow.yaml": true, "demo/kyc2.flow": false, "x/legacy": false} {
		if got := c.Excludes(name); got != want {
			t.Errorf("Excludes(%s) is %v", name, got)
		}
	}
}

// Where a folder is excluded, so is each file in it; otherwise it may hold one that is not.
func TestExcludesFolder(t *testing.T) {
	for _, test := range []struct {
		pattern, folder string
		want            bool
	}{
		{"legacy/**", "legacy", true},
		{"legacy/**", "legacy/a/b", true},
		{"legacy/**", "legacy2", false},
		{"legacy/**", "x/legacy", false},
		{"legacy", "legacy", true},
		{"legacy/", "legacy", true},
		{"./legacy", "legacy/a", true},
		{"legacy", "x/legacy", false},
		{"legacy/*", "legacy", false},
		{"legacy/*", "legacy/a", true},
		{"legacy/*.flow", "legacy/a", false},
		{"*.flow", "a", false},
		{"**/gen", "x/gen", true},
		{"**/gen/*.flow", "x/gen", false},
		{"{a,b}/**", "b", true},
		{"**", "a", true},
		{"a", "../a", false},
	} {
		c := &Config{Dir: ".", Exclude: []Setting[string]{{Value: test.pattern}}}
		if got := c.ExcludesFolder(test.folder); got != test.want {
			t.Errorf("%s excludes %s: %v", test.pattern, test.folder, got)
		}
		if file := test.folder + "/deep/x.flow.yaml"; test.want && !c.Excludes(file) {
			t.Errorf("%s excludes %s, but not %s", test.pattern, test.folder, file)
		}
	}
	if (*Config)(nil).ExcludesFolder("a") || new(Config).ExcludesFolder("a") {
		t.Error("no configuration excludes a folder")
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"version: 1\nexcludes: []\n", `fsflow.yaml:2:1: "excludes" is no key of the configuration; did you mean "exclude"?`},
		{"version: 1\n---\nrules: {}\n", `fsflow.yaml:2:1: a second document begins here; expected one configuration a file; write it all into one`},
		{"version: 2\n", `fsflow.yaml:1:10: 2 is no version; expected 1`},
		{"version: 1.0\n", `fsflow.yaml:1:10: 1.0 is no version; expected 1`},
		{"version: \"1\"\n", `fsflow.yaml:1:10: "version" is a string, "1"; expected 1; write it without quotation marks`},
		{"version:\n", `fsflow.yaml:1:1: "version" is null; expected 1`},
		{"hello\n", `fsflow.yaml:1:1: the configuration is a string, "hello"; expected an object; its keys are "version", "exclude", "fail-on", "rules" and "policies"`},
		{"version: 1\nfail-on: never\n", `fsflow.yaml:2:10: "never" is no severity; expected "error", "warning" or "info"`},
		{"version: 1\nfail-on: eror\n", `fsflow.yaml:2:10: "eror" is no severity; expected "error", "warning" or "info"; did you mean "error"?`},
		{"version: 1\nfail-on: off\n", `fsflow.yaml:2:10: "off" is no severity; expected "error", "warning" or "info"`},
		{"version: 1\nrules:\n  cycle: loud\n", `fsflow.yaml:3:10: "loud" is no severity; expected "off", "error", "warning" or "info"`},
		{"version: 1\nrules:\n  cycle: false\n", `fsflow.yaml:3:10: "cycle" is a boolean, false; expected "off", "error", "warning" or "info", or an object with "severity" and "exclude"`},
		{"version: 1\nrules:\n  cycle:\n", `fsflow.yaml:3:3: "cycle" is null; expected "off", "error", "warning" or "info", or an object with "severity" and "exclude"`},
		{"version: 1\nrules: {cycle: {severty: off}}\n", `fsflow.yaml:2:17: "severty" is no key of a rule's setting; did you mean "severity"?`},
		{"version: 1\nrules: {cycle: {severity: [off]}}\n", `fsflow.yaml:2:27: "severity" is a list; expected "off", "error", "warning" or "info"; write it alone, without the list: "off"`},
		{"version: 1\nrules: {cycle: {exclude: a}}\n", `fsflow.yaml:2:26: "exclude" is a string, "a"; expected a list of strings; write exclude: ["a"]`},
		{"version: 1\nrules: {cycle: {exclude: [\"a[\"]}}\n", `fsflow.yaml:2:27: "a[" is no pattern; in a pattern, * stands for any text but /, ** for any folders, {a,b} for either`},
		{"exclude: [\"\"]\n", `fsflow.yaml:1:11: "" matches no file; name a file or a folder, or remove it`},
		{"exclude: [a, /]\n", `fsflow.yaml:1:14: "/" matches no file; name a file or a folder, or remove it`},
		{"exclude: [/demo/**]\n", `fsflow.yaml:1:11: "/demo/**" matches no file: patterns begin at the folder of fsflow.yaml; write demo/**`},
		{"rules: {cycle: {exclude: [../demo]}}\n", `fsflow.yaml:1:27: "../demo" matches no file: what is outside of the folder of fsflow.yaml is not configured by it; name what is in the folder, or put a configuration further up`},
		{"version: 1\nexclude: [\"a[\"]\n", `fsflow.yaml:2:11: "a[" is no pattern; in a pattern, * stands for any text but /, ** for any folders, {a,b} for either`},
		{"version: 1\npolicies: [{name: x, before: a}]\n", `fsflow.yaml:2:12: the policy "x" is neither kind of policy; expected before and require, or after and forbid`},
		{"version: 1\nexclude: a\nrules: []\n", `fsflow.yaml:2:10: "exclude" is a string, "a"; expected a list of strings; write exclude: ["a"]` + "\n" +
			`fsflow.yaml:3:8: "rules" is a list; expected an object from rule to setting; give each value a key`},
		{"version: 1\npolicies: [{name: x, before: [{}], colour: 3}]\n", `fsflow.yaml:2:31: an item of "before" is an object; expected a string` + "\n" +
			`fsflow.yaml:2:36: "colour" is no key of a policy; the keys are "name", "before", "require", "after" and "forbid"`},
		{"version: 1\nfail-on:\n", `fsflow.yaml:2:1: "fail-on" is null; expected "error", "warning" or "info"`},
		{"version: 1\nrules: {cycle: {severity: loud}}\n", `fsflow.yaml:2:27: "loud" is no severity; expected "off", "error", "warning" or "info"`},
		{"exclude: [\"a[\"]\nrules: 3\n", `fsflow.yaml:1:11: "a[" is no pattern; in a pattern, * stands for any text but /, ** for any folders, {a,b} for either` + "\n" +
			`fsflow.yaml:2:8: "rules" is a number, 3; expected an object from rule to setting`},
		{"fail-on: sk_test_0123456789abcdef\n", `fsflow.yaml:1:10: "sk_test_…" is no severity; expected "error", "warning" or "info"`},
		{"version: [1\n", `fsflow.yaml:1:10: "[" is never closed; expected "]"; write "]" where it ends`},
		{"\xff", `fsflow.yaml:1:1: the byte 0xFF is not UTF-8; save the file as UTF-8`},
		{"version: 1\nversion: 1\n", `fsflow.yaml:2:1: `},
	} {
		_, err := Read(ast.NewSource("fsflow.yaml", test.text), ".")
		var wrong *Error
		if !errors.As(err, &wrong) {
			t.Errorf("%q: got %v, want an *Error", test.text, err)
			continue
		}
		if got := err.Error(); got != test.want && (test.want[len(test.want)-2:] != ": " || got[:len(test.want)] != test.want) {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestFinderTakesTheNearestUpToTheRootOfTheRepository(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("fsflow.yaml", "version: 1\nfail-on: error\n")
	write("repo/.git/HEAD", "")
	write("repo/a/x.flow", "")
	write("repo/b/fsflow.yaml", "version: 1\nfail-on: info\n")
	write("repo/b/c/d/x.flow", "")
	write("repo/broken/fsflow.yaml", "version: 3\n")
	t.Chdir(filepath.Join(root, "repo"))
	var finder Finder
	for name, want := range map[string]string{"a/x.flow": "", "b/c/d/x.flow": "b/fsflow.yaml", "../y.flow": "../fsflow.yaml"} {
		c, err := finder.For(name)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if c != nil {
			got = c.Source.Name
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if _, err := finder.For("broken/x.flow"); err == nil {
		t.Error("a broken configuration is taken")
	}
	if used := finder.Used(); len(used) != 2 || used[0].Source.Name != "../fsflow.yaml" || used[1].Source.Name != "b/fsflow.yaml" {
		t.Errorf("used are %+v", used)
	}
	one, _ := finder.For("b/x.flow")
	if two, _ := finder.For("./b/c/../y.flow"); one == nil || one != two {
		t.Errorf("got %+v and %+v; want one configuration, read once", one, two)
	}
	absolute := filepath.ToSlash(root)
	if c, err := new(Finder).For(absolute + "/repo/b/c/d/x.flow"); err != nil || c == nil || c.Source.Name != absolute+"/repo/b/fsflow.yaml" {
		t.Errorf("of an absolute name: got %+v, %v", c, err)
	}
	for _, f := range []*Finder{nil, {Off: true}, {Off: true, Fixed: one}} {
		if c, err := f.For("b/x.flow"); c != nil || err != nil || f.Used() != nil {
			t.Errorf("%+v finds %+v, %v", f, c, err)
		}
	}
	fixed := &Finder{Fixed: one}
	if c, err := fixed.For("broken/x.flow"); c != one || err != nil || len(fixed.Used()) != 1 || fixed.Used()[0] != one {
		t.Errorf("in place of the one that is given: got %+v, %v", c, err)
	}
	t.Chdir(filepath.Join(root, "repo", "b", "c", "d"))
	if c, err := new(Finder).For("../x.flow"); err != nil || c == nil || c.Source.Name != "../../fsflow.yaml" {
		t.Errorf("from further below: got %+v, %v", c, err)
	}
	t.Chdir(filepath.Join(root, "repo", "b", "c"))
	var below Finder
	if c, err := below.For("d/x.flow"); err != nil || c == nil || c.Source.Name != "../fsflow.yaml" {
		t.Errorf("from below: got %+v, %v", c, err)
	} else if c.match([]Setting[string]{{Value: "c/d/**"}}, "d/x.flow") == nil {
		t.Error("a pattern is not relative to the folder of the configuration")
	}
}

func TestAKeyWithoutAValueSaysNothing(t *testing.T) {
	for _, text := range []string{"", "# nothing yet\n", "exclude: []\n", "version: 1\nexclude:\nrules:\n  # cycle: off\npolicies:\n", "rules: {}\npolicies: []\n"} {
		c, err := Read(ast.NewSource("fsflow.yaml", text), ".")
		if err != nil || len(c.Exclude)+len(c.Rules)+len(c.Policies) > 0 {
			t.Errorf("%q: got %+v, %v", text, c, err)
		}
	}
}

// Where each effect is written, is what --print-config shows.
func TestRuleTellsWhereItsEffectIsWritten(t *testing.T) {
	source := ast.NewSource("fsflow.yaml", `version: 1
exclude: ["x/**", legacy]
rules:
  cycle: {severity: info, exclude: ["demo/**", "*.draft.flow"]}
  no-end: off
  farewell-waits: warning
`)
	c, err := Read(source, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		id, name, want string
		off            bool
	}{
		{"cycle", "a.flow", "info", false},
		{"cycle", "demo/a.flow", `"demo/**"`, true},
		{"cycle", "b/a.draft.flow", `"*.draft.flow"`, true},
		{"no-end", "a.flow", "off", true},
		{"farewell-waits", "a.flow", "warning", false},
		{"no-start", "a.flow", "", false},
	} {
		e := c.Rule(test.id, test.name)
		if got := source.Slice(e.Span); got != test.want || e.Off != test.off || (e.Severity != nil) != (!test.off && got != "") {
			t.Errorf("%s in %s: got %+v at %q, want off %v at %q", test.id, test.name, e, got, test.off, test.want)
		}
	}
	for name, want := range map[string]string{"legacy/a.flow": "legacy", "x/y/a.flow": `"x/**"`} {
		if p := c.ExcludedBy(name); p == nil || source.Slice(p.Span) != want {
			t.Errorf("%s is excluded by %+v, want %s", name, p, want)
		}
	}
	if e := (*Config)(nil).Rule("cycle", "a.flow"); e != (Effect{}) {
		t.Errorf("no configuration has the effect %+v", e)
	}
}
