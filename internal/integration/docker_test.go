package integration

import (
	"debug/elf"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
)

// instructions are those of the Dockerfile, without comments.
func instructions(t *testing.T) []string {
	t.Helper()
	var all []string
	for line := range strings.Lines(read(t, filepath.Join(root, "Dockerfile"))) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	return all
}

// TestDockerfile checks what a Dockerfile promises without Docker, which is not there in most tests.
func TestDockerfile(t *testing.T) {
	all := instructions(t)
	known := []string{"FROM", "WORKDIR", "COPY", "RUN", "ARG", "USER", "ENTRYPOINT"}
	for _, i := range all {
		if name, rest, _ := strings.Cut(i, " "); !slices.Contains(known, name) || rest == "" {
			t.Errorf("an instruction that this test does not know: %s", i)
		}
	}
	last := slices.Index(all, "FROM scratch")
	if last < 0 || !strings.HasPrefix(all[0], "FROM golang:") || !strings.HasSuffix(all[0], " AS build") {
		t.Fatalf("the stages are others: %q", all)
	}
	for _, want := range []string{"COPY --from=build /fsflow /fsflow", "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/", `ENTRYPOINT ["/fsflow"]`} {
		if !slices.Contains(all[last:], want) {
			t.Errorf("the image has no %s", want)
		}
	}
	// A name would need a file of users, and a number that is not 0 is not root.
	if !slices.ContainsFunc(all[last:], regexp.MustCompile(`^USER [1-9]\d*:[1-9]\d*$`).MatchString) {
		t.Error("the image runs as root")
	}
	version := regexp.MustCompile(`(?m)^go (1\.\d+)`).FindStringSubmatch(read(t, filepath.Join(root, "go.mod")))[1]
	if want := "FROM golang:" + version + " AS build"; all[0] != want {
		t.Errorf("built by %q; want %q, the version of go.mod", all[0], want)
	}
}

// TestDockerBuild runs the build of the Dockerfile on what .dockerignore leaves of the repository.
func TestDockerBuild(t *testing.T) {
	needs(t, "bash", "go")
	if testing.Short() {
		t.Skip("builds the tool once more")
	}
	folder := t.TempDir()
	copyContext(t, folder)
	command := ""
	for _, i := range instructions(t) {
		if run, ok := strings.CutPrefix(i, "RUN "); ok && strings.Contains(run, "go build") {
			command = run
		}
	}
	if !strings.Contains(command, " -o /fsflow ") {
		t.Fatalf("the build is another one: %q", command)
	}
	output := filepath.Join(folder, "out")
	command = strings.Replace(command, " -o /fsflow ", " -o '"+output+"' ", 1)
	env := environment("VERSION=v1.2.3-test", "GOPROXY=off")
	must(t, folder, env, "bash", "-c", command)
	says(t, must(t, folder, []string{}, output, "version"), "fsflow v1.2.3-test (")

	binary, err := elf.Open(output)
	if err != nil {
		t.Skip("not a system of which the image is one")
	}
	defer binary.Close()
	if libraries, err := binary.ImportedLibraries(); err != nil || len(libraries) > 0 {
		t.Errorf("the binary is not static: %v, %v", libraries, err)
	}
	if binary.Section(".interp") != nil || binary.Section(".debug_info") != nil {
		t.Error("the binary wants a loader, or has debug information")
	}
}

// copyContext copies the files that .dockerignore leaves.
func copyContext(t *testing.T, to string) {
	t.Helper()
	patterns := strings.Fields(read(t, filepath.Join(root, ".dockerignore")))
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		ignored := slices.ContainsFunc(patterns, func(p string) bool { return path != "." && doublestar.MatchUnvalidated(p, path) })
		switch {
		case ignored && entry.IsDir():
			return fs.SkipDir
		case ignored || entry.IsDir() || !entry.Type().IsRegular():
			return nil
		}
		save(t, to, path, read(t, filepath.Join(root, path)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".git", "docs", "testdata", "cmd/fsflow/testdata", "cmd/fsflow/script_test.go"} {
		if _, err := os.Stat(filepath.Join(to, name)); err == nil {
			t.Errorf("%s would be sent to Docker", name)
		}
	}
}
