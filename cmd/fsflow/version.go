package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the linker in releases: -ldflags "-X main.version=v1.2.3".
var version string

func versionCommand(p *process) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Show the version",
		Example: "  fsflow version",
		Args:    takes(0, 0),
		RunE: func(*cobra.Command, []string) error {
			return p.printVersion()
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
}

// buildVersion returns the version of the release, or what the build knows of itself.
func buildVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

func (p *process) printVersion() error {
	return p.print(fmt.Appendf(nil, "fsflow %s (%s, %s/%s)\n", buildVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH))
}
