// Package integration holds the tests of what runs fsflow from outside: the hooks of pre-commit, the action of GitHub, the
// image of Docker, and the pipelines of docs/ci.md. Each is run as it stands in the repository, by the real tool where that
// can be had without a network. A test skips when it does not find what it needs.
package integration
