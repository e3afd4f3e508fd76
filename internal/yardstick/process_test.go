package yardstick_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/fsflow/fsflow/internal/flowgen"
	"github.com/fsflow/fsflow/internal/yardstick"
)

// BenchmarkProcess holds whole processes to their yardsticks: design.md, section 6. All programs are static, as fsflow is installed.
func BenchmarkProcess(b *testing.B) {
	programs := b.TempDir() + string(filepath.Separator)
	build := exec.Command("go", "build", "-buildvcs=false", "-o", programs, "./hello", "./nodes", "../../cmd/fsflow")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if printed, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, printed)
	}
	flow := func(nodes int) []flowgen.File {
		return []flowgen.File{{Name: "a.flow.yaml", Text: flowgen.Flow(nodes, 1).YAML()}}
	}
	for _, bar := range []struct {
		name, metric string
		files        []flowgen.File
		yardstick    string
	}{
		{"10-nodes", "x-hello", flow(10), "hello"},
		{"10000-nodes", "x-yaml", flow(10_000), "nodes"},
		{"1000-files", "x-yaml", flowgen.Corpus(1000), "nodes"},
	} {
		b.Run(bar.name, func(b *testing.B) {
			folder := b.TempDir()
			for _, f := range bar.files {
				name := filepath.Join(folder, filepath.Base(f.Name))
				if err := os.WriteFile(name, f.Text, 0o666); err != nil {
					b.Fatal(err)
				}
			}
			process := func(program string, arguments ...string) func() {
				return func() {
					if err := exec.Command(programs+program, arguments...).Run(); err != nil {
						b.Fatal(program, err)
					}
				}
			}
			yardstick.Ratio(b, bar.metric, process("fsflow", "lint", "--no-config", folder), process(bar.yardstick, folder))
		})
	}
}
