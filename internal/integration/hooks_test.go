package integration

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// A hook is an entry of .pre-commit-hooks.yaml.
type hook struct {
	ID            string   `yaml:"id"`
	Name          string   `yaml:"name"`
	Description   string   `yaml:"description"`
	Language      string   `yaml:"language"`
	Entry         string   `yaml:"entry"`
	Files         string   `yaml:"files"`
	Types         []string `yaml:"types"`
	RequireSerial bool     `yaml:"require_serial"`
	Minimum       string   `yaml:"minimum_pre_commit_version"`
}

func TestHookFile(t *testing.T) {
	var hooks []hook
	decoder := yaml.NewDecoder(strings.NewReader(read(t, filepath.Join(root, ".pre-commit-hooks.yaml"))))
	decoder.KnownFields(true)
	if err := decoder.Decode(&hooks); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"fsflow-lint": "fsflow lint --force-exclude", "fsflow-fix": "fsflow lint --fix --force-exclude",
		"fsflow-compile-check": "fsflow compile --check --force-exclude"}
	if len(hooks) != len(want) {
		t.Errorf("%d hooks; want %d", len(hooks), len(want))
	}
	for _, h := range hooks {
		if h.Entry != want[h.ID] || h.Language != "golang" || !slices.Equal(h.Types, []string{"file"}) {
			t.Errorf("the hook %q runs %q, in the language %q, on files of the types %q", h.ID, h.Entry, h.Language, h.Types)
		}
		files := regexp.MustCompile(h.Files)
		for name, match := range map[string]bool{
			"a.flow": true, "b/a.flow.yaml": true, "a.flow.yml": true, "a.flow.json": true,
			"flow.yaml": false, "a.yaml": false, "a.flow.yaml.want": false, "a.flow.txt": false, "fsflow.yaml": false, "a.flowx": false,
		} {
			if files.MatchString(name) != match {
				t.Errorf("the hook %q takes %q: %v; want %v", h.ID, name, !match, match)
			}
		}
	}
}

// snapshot makes a repository of the work tree as it is, and returns its folder and its commit.
func snapshot(t *testing.T, env []string) (folder, commit string) {
	t.Helper()
	folder = t.TempDir()
	listed, code := run(t, root, env, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if code != 0 {
		t.Skip("this is no work tree of git")
	}
	for _, name := range strings.Split(strings.TrimSuffix(listed, "\x00"), "\x00") {
		if text, err := os.ReadFile(filepath.Join(root, name)); err == nil {
			save(t, folder, name, string(text))
		}
	}
	must(t, folder, env, "git", "init", "--quiet")
	must(t, folder, env, "git", "add", "--all", "--force")
	must(t, folder, env, "git", "commit", "--quiet", "--no-verify", "--message", "all")
	return folder, strings.TrimSpace(must(t, folder, env, "git", "rev-parse", "HEAD"))
}

// TestHooks commits in a scratch repository, where the hooks are installed as docs/ci.md shows it: from a clone of this
// work tree, built by pre-commit itself. Nothing is fetched: the modules are those of this build.
func TestHooks(t *testing.T) {
	needs(t, "pre-commit", "git", "go")
	if testing.Short() {
		t.Skip("builds the tool once more")
	}
	home := t.TempDir()
	save(t, home, ".gitconfig", "[user]\nname = A\nemail = a@example.com\n[init]\ndefaultBranch = main\n")
	env := environment("HOME="+home, "GIT_CONFIG_GLOBAL="+filepath.Join(home, ".gitconfig"), "GIT_CONFIG_NOSYSTEM=1",
		"PRE_COMMIT_HOME="+filepath.Join(home, "pre-commit"), "PRE_COMMIT_COLOR=never", "GOPROXY=off", "GOTOOLCHAIN=local", "GOFLAGS=-buildvcs=false",
		"GOMODCACHE="+goEnv(t, "GOMODCACHE"), "GOCACHE="+goEnv(t, "GOCACHE"))
	source, commit := snapshot(t, env)

	s := scratch{t, t.TempDir(), env}
	config := documented(t, ".pre-commit-config.yaml")
	says(t, config, "https://github.com/fsflow/fsflow\n", "rev: v1.0.0\n", "fsflow-lint", "fsflow-fix", "fsflow-compile-check")
	config = strings.NewReplacer("https://github.com/fsflow/fsflow", source, "rev: v1.0.0", "rev: "+commit).Replace(config)
	only := func(id string) string {
		if !strings.Contains(config, "- id: "+id+"\n") {
			t.Fatalf("docs/ci.md does not show the hook %q", id)
		}
		before, hooks, _ := strings.Cut(config, "      - id:")
		for _, h := range strings.Split("      - id:"+hooks, "      - id:") {
			if strings.HasPrefix(h, " "+id+"\n") {
				return before + "      - id:" + h
			}
		}
		return ""
	}
	s.git("init", "--quiet")
	save(t, s.folder, ".pre-commit-config.yaml", only("fsflow-lint"))
	s.git("add", ".pre-commit-config.yaml")
	must(t, s.folder, env, "pre-commit", "install", "--install-hooks")
	says(t, s.commit(true), "Skipped") // no flow is staged

	t.Run("lint", func(t *testing.T) {
		s := scratch{t, s.folder, env}
		save(t, s.folder, "flows/a b.flow.yaml", wrong, "flows/c.flow.yaml", right)
		s.git("add", "flows")
		says(t, s.commit(false), "check flows", "Failed", `error[dangling-target]: "gone" is no node of this flow`, "--> flows/a b.flow.yaml:1:38",
			"1 error, 0 warnings in 2 files")

		save(t, s.folder, "flows/a b.flow.yaml", right)
		s.git("add", "flows")
		says(t, s.commit(true), "Passed")

		// Neither what is not staged nor what is no flow matters: a change, a new file, another file.
		save(t, s.folder, "flows/c.flow.yaml", wrong, "flows/new.flow.yaml", wrong, "note.yaml", wrong, "d.flow", "start -> done\ndone: end\n")
		s.git("add", "note.yaml", "d.flow")
		says(t, s.commit(true), "Passed")
		if read(t, filepath.Join(s.folder, "flows/c.flow.yaml")) != wrong {
			t.Error("the change that was not staged is gone")
		}
		// What is staged is what is read, not what the file has become since.
		save(t, s.folder, "d.flow", "start -> gone\ndone: end\n")
		s.git("add", "d.flow")
		save(t, s.folder, "d.flow", "start -> done\ndone: end\n")
		says(t, s.commit(false), `"gone" is no node`, "--> d.flow:1:10")
		s.git("reset", "--quiet", "--hard")
		s.git("clean", "--quiet", "--force")

		// What the configuration excludes is no hook's business, though pre-commit names the file.
		save(t, s.folder, "fsflow.yaml", "exclude: [legacy]\n", "legacy/old.flow.yaml", wrong)
		s.git("add", "fsflow.yaml", "legacy")
		says(t, s.commit(true), "Passed")
	})
	t.Run("fix", func(t *testing.T) {
		s := scratch{t, s.folder, env}
		save(t, s.folder, ".pre-commit-config.yaml", only("fsflow-fix"), "m.flow.yaml", mendable, "other.flow.yaml", mendable)
		s.git("add", ".pre-commit-config.yaml", "m.flow.yaml")
		says(t, s.commit(false), "fix flows", "Failed", "files were modified by this hook")
		if got := read(t, filepath.Join(s.folder, "m.flow.yaml")); got != mended {
			t.Errorf("mended to:\n%s", got)
		}
		if got := read(t, filepath.Join(s.folder, "other.flow.yaml")); got != mendable {
			t.Errorf("what is not staged was mended, too:\n%s", got)
		}
		s.git("add", "m.flow.yaml")
		says(t, s.commit(true), "Passed")
		if err := os.Remove(filepath.Join(s.folder, "other.flow.yaml")); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("compile check", func(t *testing.T) {
		s := scratch{t, s.folder, env}
		save(t, s.folder, ".pre-commit-config.yaml", only("fsflow-compile-check"), "flows/e.flow.yaml", right, "flows/other.flow.yaml", wrong)
		s.git("add", ".pre-commit-config.yaml", "flows/e.flow.yaml")
		says(t, s.commit(false), "check compiled flows", "Failed", `"build/e.json" is missing; "flows/e.flow.yaml" compiles to it`)

		must(t, s.folder, env, filepath.Join(tool(t), "fsflow"), "compile", "flows/e.flow.yaml", "-o", "build/")
		s.git("add", "build")
		says(t, s.commit(true), "Passed")

		save(t, s.folder, "flows/e.flow.yaml", strings.ReplaceAll(right, "done", "over"))
		s.git("add", "flows/e.flow.yaml")
		says(t, s.commit(false), `"build/e.json" differs from what "flows/e.flow.yaml" compiles to`)

		save(t, s.folder, "flows/e.flow.yaml", wrong)
		s.git("add", "flows/e.flow.yaml")
		says(t, s.commit(false), "error[dangling-target]")
	})
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	return strings.TrimSpace(must(t, root, os.Environ(), "go", "env", name))
}

// scratch is a repository in which somebody works.
type scratch struct {
	*testing.T
	folder string
	env    []string
}

func (s scratch) git(arguments ...string) {
	s.Helper()
	must(s.T, s.folder, s.env, "git", arguments...)
}

// commit commits what is staged, checks whether it could, and returns what was printed.
func (s scratch) commit(works bool) string {
	s.Helper()
	head := func() string {
		commit, _ := run(s.T, s.folder, s.env, "git", "rev-parse", "--quiet", "--verify", "HEAD")
		return commit
	}
	before := head()
	printed, code := run(s.T, s.folder, s.env, "git", "commit", "--message", "x")
	if (code == 0) != works || (head() != before) != works {
		s.Errorf("exit code %d, from %q to %q; want a commit: %v\n%s", code, before, head(), works, printed)
	}
	return printed
}
