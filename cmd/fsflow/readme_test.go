package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/compiler/session"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
	"github.com/google/go-cmp/cmp"
)

// TestReadme, TestConfigurationPage and TestLanguagePage do what a page says, from top to bottom, in a folder of its own: they save the files,
// run the commands in process, and compare what they print with what the page shows.
//
//   - ```yaml NAME and ```flow NAME save a file.
//   - ```sh holds commands. A comment "# exit code N" says that one ends with another code than 0.
//   - ```text or ```json right after it shows all that the last command prints. … stands for any text, and on a line of its own
//     for any lines.
//   - Commands of this tool in a pipeline (```yaml without a name) are run as well.
//
// The commands in notRun are not run: they would run this test again, or fetch something. There is an API key from where the page
// exports one.
func TestReadme(t *testing.T) {
	if n := follow(t, "README.md"); n < 10 {
		t.Errorf("the README has only %d commands that were run", n)
	}
}

func TestConfigurationPage(t *testing.T) {
	if n := follow(t, "docs/configuration.md"); n < 7 {
		t.Errorf("the page has only %d commands that were run", n)
	}
}

func TestLanguagePage(t *testing.T) {
	if n := follow(t, "docs/language.md"); n < 2 {
		t.Errorf("the page has only %d commands that were run", n)
	}
}

// follow does what a page says, and returns how many commands that were.
func follow(t *testing.T, page string) int {
	source, err := os.ReadFile("../../" + page)
	if err != nil {
		t.Fatal(err)
	}
	tour := newTour(t, page)
	blocks := readBlocks(t, string(source))
	for i, b := range blocks {
		kind, name, _ := strings.Cut(b.info, " ")
		switch {
		case (kind == "yaml" || kind == "flow") && name != "":
			tour.save(name, b.text)
		case kind == "yaml":
			commands := pipelineCommands(b.text)
			if len(commands) > 0 {
				tour.fillFolder()
			}
			for _, line := range commands {
				tour.run(b, line)
			}
		case kind == "sh":
			for line := range strings.Lines(b.text) {
				tour.run(b, strings.TrimSpace(line))
			}
		case kind == "text", kind == "json" && i > 0 && strings.HasPrefix(blocks[i-1].info, "sh"):
			tour.compare(b)
		}
	}
	return tour.commands
}

var notRun = []string{"go test ", "CGO_ENABLED=0 go install "}

// A block is a fenced block of a page.
type block struct {
	info string // what stands after the opening fence
	text string
	line int // of the opening fence
}

func readBlocks(t *testing.T, source string) []block {
	t.Helper()
	var blocks []block
	var open *block
	number := 0
	for line := range strings.Lines(source) {
		number++
		fence := strings.HasPrefix(line, "```")
		switch {
		case fence && open == nil:
			open = &block{info: strings.TrimSpace(line[3:]), line: number}
		case fence:
			blocks = append(blocks, *open)
			open = nil
		case open != nil:
			open.text += line
		}
	}
	if open != nil {
		t.Fatalf("line %d: the block is not closed", open.line)
	}
	return blocks
}

// A tour is a reader who follows a page.
type tour struct {
	*testing.T
	page        string
	process     process
	environment map[string]string
	printed     bytes.Buffer // by the last command, on both streams
	server      string
	commands    int
}

func newTour(t *testing.T, page string) *tour {
	flows, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.CopyFS("testdata", os.DirFS(flows)); err != nil {
		t.Fatal(err)
	}
	api := httptest.NewServer(http.HandlerFunc(answerSession))
	t.Cleanup(api.Close)
	r := &tour{T: t, page: page, server: api.URL, environment: map[string]string{session.ServerVariable: api.URL}}
	r.process = process{stdout: &r.printed, stderr: &r.printed, getenv: func(name string) string { return r.environment[name] }}
	return r
}

// answerSession answers as the API does.
func answerSession(w http.ResponseWriter, r *http.Request) {
	if body, err := io.ReadAll(r.Body); err != nil || r.Method != http.MethodPost || r.URL.Path != "/sessions" || !bytes.Contains(body, []byte(`"user-124"`)) {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	fmt.Fprint(w, `{"session": {"id": "wYnM6hrxSPvj4y5xJwaF", "createdAt": 1780000000000, "status": "created", "settings": {}},
		"clientSecret": {"secret": "cs_1", "createdAt": 1780000000000, "expireAt": 1780007200000, "url": "https://app.facesign.ai/?s=cs_1"}}`)
}

func (r *tour) save(name, text string) {
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		r.Fatal(err)
	}
}

// fillFolder puts the flow of the tour, as it is by then, into the folder that the pipelines check.
func (r *tour) fillFolder() {
	text, err := os.ReadFile("kyc.flow.yaml")
	if err != nil {
		r.Fatal(err)
	}
	if err := os.MkdirAll("flows", 0o777); err != nil {
		r.Fatal(err)
	}
	r.save(filepath.Join("flows", "kyc.flow.yaml"), string(text))
}

// run runs one line of a block.
func (r *tour) run(b block, line string) {
	command, comment, _ := strings.Cut(line, " # ")
	for _, prefix := range notRun {
		if strings.HasPrefix(command, prefix) {
			return
		}
	}
	if strings.HasPrefix(command, "export "+session.KeyVariable+"=") {
		r.environment[session.KeyVariable] = "sk_test_0123456789abcdef"
		return
	}
	code := exitDone
	if _, err := fmt.Sscanf(comment, "exit code %d", &code); comment != "" && err != nil {
		r.Errorf("%s:%d: a comment that says nothing to this test: %s", r.page, b.line, line)
	}
	command = strings.Replace(command, "go run ./cmd/fsflow ", "fsflow ", 1)
	command, input, _ := strings.Cut(command, " < ")
	words := strings.Fields(command)
	if len(words) == 0 || words[0] != "fsflow" {
		r.Errorf("%s:%d: no test runs this line: %s", r.page, b.line, line)
		return
	}
	var stdin []byte
	if input != "" {
		var err error
		if stdin, err = os.ReadFile(strings.TrimSpace(input)); err != nil {
			r.Errorf("%s:%d: %v", r.page, b.line, err)
		}
	}
	r.commands++
	r.printed.Reset()
	p := r.process
	p.stdin = bytes.NewReader(stdin)
	if got := run(r.Context(), &p, words[1:]); got != code {
		r.Errorf("%s:%d: %s: exit code %d, want %d:\n%s", r.page, b.line, line, got, code, &r.printed)
	}
}

// compare holds what the last command printed against what the README shows.
func (r *tour) compare(b block) {
	got := strings.ReplaceAll(r.printed.String(), r.server, session.DefaultServer)
	var pattern strings.Builder
	pattern.WriteString(`\A`)
	for line := range strings.Lines(b.text) {
		if line == "…\n" {
			pattern.WriteString(`(?:.*\n)*?`)
			continue
		}
		parts := strings.Split(line, "…")
		for i := range parts {
			parts[i] = regexp.QuoteMeta(parts[i])
		}
		pattern.WriteString(strings.Join(parts, `.*`))
	}
	pattern.WriteString(`\z`)
	if !regexp.MustCompile(pattern.String()).MatchString(got) {
		r.Errorf("%s:%d: the command prints something else (-shown +printed):\n%s", r.page, b.line, cmp.Diff(b.text, got))
	}
}

// pipelineCommands returns the commands of this tool in the steps of a pipeline.
func pipelineCommands(text string) []string {
	var commands []string
	for line := range strings.Lines(text) {
		line = strings.TrimPrefix(strings.TrimSpace(line), "- ")
		line = strings.TrimPrefix(line, "run: ")
		if strings.HasPrefix(line, "fsflow ") {
			commands = append(commands, line)
		}
	}
	return commands
}

// TestReadmeFlows checks that the flow that the README shows in three notations is one flow, and right.
func TestReadmeFlows(t *testing.T) {
	source, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(source), "\n## Three notations\n")
	if !ok {
		t.Fatal("there is no section of the three notations")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var bodies []string
	for _, b := range readBlocks(t, section) {
		language := map[string]ast.Language{"yaml": ast.YAML, "": ast.Flow, "json": ast.JSON}[b.info]
		file := dsl.Parse("README.md", []byte(b.text), language)
		for _, d := range lint.Check(file, rule.All()) {
			t.Errorf("the flow in %s: %s", language, d.Message)
		}
		body, err := compiler.Compile(file, compiler.Options{})
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, string(body))
	}
	if len(bodies) != 3 || bodies[0] != bodies[1] || bodies[0] != bodies[2] {
		t.Errorf("the README shows %d notations, and they are not one flow:\n%s", len(bodies), strings.Join(bodies, "\n"))
	}
}

// TestReadmeGo checks that the Go code of the README is that of readmeProgram, which compiles, and that it works.
func TestReadmeGo(t *testing.T) {
	source, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.ReadFile("readme_test.go")
	if err != nil {
		t.Fatal(err)
	}
	code := ""
	for _, b := range readBlocks(t, string(source)) {
		if b.info == "go" {
			code = b.text
		}
	}
	indented := ""
	for line := range strings.Lines(code) {
		indented += "\t" + line
	}
	if code == "" || !strings.Contains(string(self), indented) {
		t.Errorf("the Go code of the README is not that of readmeProgram:\n%s", code)
	}
	// Without a key there is nothing to create a session with.
	t.Setenv(session.KeyVariable, "")
	text, err := os.ReadFile("../../testdata/good/step-up.flow.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := readmeProgram(t.Context(), text); err == nil || !strings.Contains(err.Error(), "key") {
		t.Errorf("got the error %v, want one about the key", err)
	}
}

func readmeProgram(ctx context.Context, text []byte) error {
	file := dsl.Parse("kyc.flow.yaml", text, ast.YAML)
	for _, d := range lint.Check(file, rule.All()) {
		at := file.Source.Position(int(d.Span.Start))
		fmt.Printf("%d:%d: %s [%s]\n", at.Line, at.Column, d.Message, d.Rule)
	}
	body, err := compiler.Compile(file, compiler.Options{})
	if err != nil {
		return err
	}
	client := session.Client{Key: session.NewKey(os.Getenv(session.KeyVariable))}
	answer, err := client.Create(ctx, body)
	if err != nil {
		return err
	}
	fmt.Println(answer.URL)
	return nil
}
